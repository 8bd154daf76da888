"""Fields for typed words: one line, and search; several lines are in `text_area`.

All the kit's inputs speak alike: ``edited`` is emitted by the person's edits only, never when the program fills;
``left`` when the focus leaves; ``value``/``set_value``; ``set_edge``; ``problem`` says what cannot be understood.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.theme import font, is_look_change, px, tokens
from pegase_desktop.ui.look.tokens import Type
from pegase_desktop.ui.widgets.buttons import paint_key_cap_ground

_SEARCH = 300  # pixels of width; a narrow window takes a third away


def mark_edge(widget: QWidget, edge: str) -> None:
    """Give a field the edge « danger » or « warning », or its plain one, through the style sheet."""
    set_style_property(widget, "edge", edge)


def set_style_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property on which the style sheet depends, and dress *widget* anew if it changed."""
    if (widget.property(name) or type(value)()) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def is_leave(event: QFocusEvent) -> bool:
    """Whether the person went to another field, and not to a menu, a list or another window."""
    return event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class TextField(QLineEdit):
    """One line of text."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", *, tall: bool = False, max_length: int = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(max_length)
        self.setProperty("tall", tall)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._say_edited)

    def value(self) -> str:
        """The text, without spaces at its ends."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Fill, in silence; the beginning stays in sight."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def set_edge(self, edge: str) -> None:
        """« danger », « warning » or nothing."""
        mark_edge(self, edge)

    def problem(self) -> str | None:
        """What cannot be understood, as a sentence; words always can."""
        return None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leave(event):
            self.left.emit()

    def _say_edited(self) -> None:
        self.edited.emit()


class SearchField(TextField):
    """The search of a screen: its glass, its key, and Escape empties it."""

    def __init__(self, placeholder: str, key: str = "Ctrl+F", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, tall=True, max_length=200, parent=parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setClearButtonEnabled(False)
        self.setAccessibleName(placeholder)
        self._make_room()
        self.textChanged.connect(self._make_room)

    def sizeHint(self) -> QSize:
        return QSize(px(_SEARCH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_SEARCH) * 2 // 3, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icon = px(16)
        paint_icon(painter, "search", tokens().text2, px(11), (self.height() - icon) / 2, icon)
        if self._shows_cap():
            width, height = self._cap_width(), px(19)
            rect = QRectF(self.width() - width - px(9), (self.height() - height) / 2, width, height)
            paint_key_cap_ground(painter, rect)
            centre = Qt.AlignmentFlag.AlignHCenter
            painting.text(painter, rect, self._key, font(Type.KEY_CAP), tokens().text2, centre)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._make_room()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_change(event):
            self._make_room()

    def _cap_width(self) -> float:
        return painting.text_width(self._key, font(Type.KEY_CAP)) + px(12)

    def _shows_cap(self) -> bool:
        return not self.text() and not self.hasFocus()

    def _make_room(self) -> None:
        self.setTextMargins(px(24), 0, round(self._cap_width()) if self._shows_cap() else 0, 0)
