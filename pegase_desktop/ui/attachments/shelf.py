"""The documents of a complaint: a button each, one to add, and a place to drop files on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.storage.saved_file import save_whole
from pegase_desktop.ui.attachments.opening import open_copy
from pegase_desktop.ui.attachments.reading import dropped_files
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.painting import focus_ring
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import font, px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import FlowLayout
from pegase_desktop.ui.widgets.labels import SectionLabel, Text

_DROP = "Choisir un fichier, ou le glisser ici."
_LONGEST_NAME = 190  # pixels
_ICONS = {
    "image": ("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic"),
    "mail": ("eml", "msg"),
    "file-text": ("pdf", "txt", "doc", "docx", "odt", "rtf"),
}


class AttachmentShelf(QWidget):
    """Shows documents, opens and saves them. ``added`` and ``removal_wanted`` tell what the person asks for."""

    added = Signal(list)
    removal_wanted = Signal(Attachment)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._attachments: tuple[Attachment, ...] = ()
        self._can_remove = True
        self._is_over = False
        self._add = Button("Ajouter", Kind.LINK, icon="plus")
        self._add.setAccessibleName("Ajouter une pièce jointe")
        self._add.clicked.connect(self._choose_file)
        set_tip(self._add, _DROP)
        self._empty = Text("aucune", Type.SMALL, Tone.TEXT2)
        self._documents = QWidget()
        self._flow = FlowLayout(self._documents, spacing=6, line_spacing=6)
        head = QHBoxLayout()
        head.addWidget(SectionLabel("Pièces jointes"))
        head.addSpacing(4)
        head.addWidget(self._empty)
        head.addStretch(1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._documents)
        self.setAcceptDrops(True)
        self.show_attachments(())

    def show_attachments(self, attachments: Sequence[Attachment], *, can_remove: bool = True) -> None:
        """Show these; a case that ended takes more, and keeps those that it has."""
        self._can_remove = can_remove
        self._empty.setVisible(not attachments)
        self._documents.setVisible(bool(attachments))
        if tuple(attachments) == self._attachments:
            return
        self._attachments = tuple(attachments)
        while (item := self._flow.takeAt(0)) is not None:
            button = item.widget()
            assert button is not None
            button.hide()
            button.deleteLater()
        for attachment in attachments:
            self._flow.addWidget(self._button(attachment))
        self._documents.updateGeometry()

    def _button(self, attachment: Attachment) -> Button:
        measure = QFontMetrics(font(Type.MEDIUM))
        shown = measure.elidedText(attachment.name, Qt.TextElideMode.ElideMiddle, px(_LONGEST_NAME))
        button = _DocumentButton(shown, attachment, self)
        size = french.file_size(attachment.size)
        set_tip(button, f"{attachment.name} · {size}")
        button.setAccessibleName(f"{attachment.name}, {size}")
        button.pressed_with.connect(self._offer)
        return button

    def _offer(self, attachment: Attachment, at: QPoint) -> None:
        menu = QMenu(self)
        for number, label in enumerate(("Ouvrir", "Enregistrer sous…", "Retirer…")):
            if number < 2 or self._can_remove:
                menu.addAction(label).setData(number)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = menu.exec(at)
        if chosen is not None:
            (self._open, self._save, self.removal_wanted.emit)[chosen.data()](attachment)

    def _open(self, attachment: Attachment) -> None:
        register = self._session.register
        self._session.attempt(lambda: open_copy(attachment.name, register.cases.content_of(attachment)))

    def _save(self, attachment: Attachment) -> None:
        register = self._session.register
        path = self._session.questions.choose_save_file("Enregistrer sous", attachment.name, "Tous les fichiers (*)")
        if path:
            self._session.attempt(lambda: save_whole(path, register.cases.content_of(attachment)))

    def _choose_file(self) -> None:
        path = self._session.questions.choose_open_file("Ajouter une pièce jointe")
        if path:
            self.added.emit([path])

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._show_over(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(is_over=False)
        files = dropped_files(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)  # never take the file away from where it lies
            event.accept()
            self.added.emit(list(files))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_over:
            focus_ring(QPainter(self), self.rect().toRectF(), Size.RADIUS)

    def _show_over(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


class _DocumentButton(Button):
    """A document; a click says what can be done with it."""

    pressed_with = Signal(Attachment, QPoint)

    def __init__(self, label: str, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(label, Kind.SECONDARY, icon=icon_of(attachment.name), parent=parent)
        self._attachment = attachment
        self.clicked.connect(self._press)

    def _press(self) -> None:
        self.pressed_with.emit(self._attachment, self.mapToGlobal(self.rect().bottomLeft()))


def icon_of(name: str) -> str:
    """The icon of a document, by the end of its name."""
    extension = name.rpartition(".")[2].casefold()
    return next((icon for icon, extensions in _ICONS.items() if extension in extensions), "file")
