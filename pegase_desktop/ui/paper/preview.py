"""The preview of a paper: read it, print it, save it, open it in the system's viewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressDialog, QVBoxLayout, QWidget

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.saved_file import save_for_viewing, save_whole
from pegase_desktop.ui.desk.questions import Questions
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.paper.pages import PaperPages
from pegase_desktop.ui.paper.printing import ask_for_printer, print_pages
from pegase_desktop.ui.paper.view import PaperView
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ChoosePrinter = Callable[[str, int, QWidget], "QPrinter | None"]
OpenOutside = Callable[[QUrl], bool]

_SIZE = QSize(960, 900)
_SHARE_OF_SCREEN = 0.92


def show_paper(pdf: bytes, title: str, file_name: str, questions: Questions, parent: QWidget) -> None:
    """A paper in its preview, over *parent*, until it is closed."""
    preview = PaperPreview(pdf, title, file_name, questions, parent)
    preview.exec()
    preview.deleteLater()


class PaperPreview(QDialog):
    """Shows the bytes of a PDF. Files are asked for, and failures said, through *questions*."""

    def __init__(
        self,
        pdf: bytes,
        title: str,
        suggested_name: str,
        questions: Questions,
        parent: QWidget | None = None,
        *,
        choose_printer: ChoosePrinter = ask_for_printer,
        open_outside: OpenOutside = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._title = title
        self._suggested_name = suggested_name
        self._questions = questions
        self._choose_printer = choose_printer
        self._open_outside = open_outside
        self._pages = PaperPages(pdf)
        self.view = PaperView(self._pages, self)
        self.setWindowTitle(title)
        self._lay_out()
        self._add_keys()
        self.view.page_changed.connect(self._show_place)
        self.view.zoom_changed.connect(self._show_zoom)
        self._show_place(0)
        self._show_zoom(self.view.zoom)
        self._fit_screen()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)  # for the keys, without a ring before one is pressed

    def print_paper(self) -> None:
        """Ask for a printer, and print."""
        printer = self._choose_printer(self._title, len(self._pages), self)
        if printer is None:
            return
        progress = QProgressDialog(self)
        progress.setWindowTitle("Impression")
        progress.setLabelText("Impression en cours…")
        progress.setCancelButtonText("Annuler")
        progress.setRange(0, len(self._pages))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(400)

        def goes_on(number: int) -> bool:
            progress.setValue(number)
            return not progress.wasCanceled()

        try:
            print_pages(self._pages, printer, goes_on)
        except UserError as refusal:
            self._questions.inform("Impression", str(refusal))
        finally:
            progress.close()
            progress.deleteLater()

    def save_pdf(self) -> None:
        """Ask for a place, and save there."""
        path = self._questions.choose_save_file("Enregistrer en PDF", self._suggested_name, "PDF (*.pdf)")
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
            if path.exists() and not self._questions.confirm(
                "Enregistrer en PDF", _taken(path), "Remplacer", safe="Garder le fichier"
            ):
                return
        try:
            save_whole(path, self._pdf)
        except UserError as refusal:
            self._questions.inform("Enregistrer en PDF", str(refusal))

    def open_in_viewer(self) -> None:
        """Open a private copy in the system's own viewer."""
        try:
            path = save_for_viewing(self._suggested_name, self._pdf)
        except UserError as refusal:
            self._questions.inform("Ouvrir dans le lecteur PDF", str(refusal))
            return
        if not self._open_outside(QUrl.fromLocalFile(str(path))):
            self._questions.inform("Ouvrir dans le lecteur PDF", typeset(_NO_VIEWER))

    def done(self, result: int) -> None:
        super().done(result)
        self._pages.close()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        column.addWidget(self.view, 1)
        column.addWidget(self._bottom_bar())

    def _top_bar(self) -> QWidget:
        bar = Ground(Tone.SURFACE, Edge.BOTTOM, self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        self._place = Text("", Type.BODY, Tone.TEXT2, bar)
        self._zoom_label = Text("", Type.BODY, Tone.TEXT2, bar)
        self._zoom_label.setMinimumWidth(52)
        self._zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(Elided(self._title, Type.CARD_TITLE, Tone.TEXT, bar), 1)
        for icon, name, key, action in (
            ("chevron-left", "Page précédente", "Page haut", self._previous_page),
            ("chevron-right", "Page suivante", "Page bas", self._next_page),
        ):
            row.addWidget(self._icon_button(bar, icon, name, key, action))
        row.insertWidget(2, self._place)
        row.addSpacing(16)
        row.addWidget(self._icon_button(bar, "zoom-out", "Réduire", "Ctrl+-", self.view.zoom_out))
        row.addWidget(self._zoom_label)
        row.addWidget(self._icon_button(bar, "zoom-in", "Agrandir", "Ctrl++", self.view.zoom_in))
        row.addWidget(self._icon_button(bar, "maximize", "Ajuster à la largeur", "Ctrl+0", self.view.fill_width))
        return bar

    def _icon_button(self, bar: QWidget, icon: str, name: str, key: str, action: Callable[[], None]) -> IconButton:
        button = IconButton(icon, name, key=key, parent=bar)
        button.clicked.connect(action)
        return button

    def _bottom_bar(self) -> QWidget:
        bar = Ground(Tone.SURFACE, Edge.TOP, self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        close = Button("Fermer", Kind.GHOST, key="Échap", parent=bar)
        viewer = Button("Ouvrir dans le lecteur PDF", icon="external-link", parent=bar)
        save = Button("Enregistrer en PDF", icon="download", key="Ctrl+S", parent=bar)
        printing = Button("Imprimer…", Kind.PRIMARY, icon="printer", key="Ctrl+P", parent=bar)
        for button, action in (
            (close, self.reject),
            (viewer, self.open_in_viewer),
            (save, self.save_pdf),
            (printing, self.print_paper),
        ):
            row.addWidget(button)
            button.clicked.connect(action)
        row.insertStretch(1, 1)
        return bar

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+P", self.print_paper),
            ("Ctrl+S", self.save_pdf),
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
            ("Ctrl+0", self.view.fill_width),
            ("PgDown", self._next_page),
            ("PgUp", self._previous_page),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self).activated.connect(action)

    def _next_page(self) -> None:
        self.view.show_page(self.view.page + 1)

    def _previous_page(self) -> None:
        self.view.show_page(self.view.page - 1)

    def _show_place(self, page: int) -> None:
        words = f"Page {page + 1} sur {len(self._pages)}"
        self._place.setText(words)
        self.view.setAccessibleName(f"{self._title}, {words.lower()}")

    def _show_zoom(self, zoom: float) -> None:
        self._zoom_label.setText(f"{round(zoom * 100)}\u00a0%")

    def _fit_screen(self) -> None:
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(_SIZE.boundedTo(room))


def _taken(path: Path) -> str:
    return f"Le fichier « {path.name} » existe déjà dans ce dossier. Le remplacer ?"


_NO_VIEWER = "Aucun lecteur PDF n'a répondu. Enregistrez le fichier en PDF, puis ouvrez-le depuis son dossier."
