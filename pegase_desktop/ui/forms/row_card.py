"""A row of a record in two lines, and how such cards come and go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph


class RowCard(Card):
    """A row in two lines, with its buttons at the right."""

    def __init__(self, icon: str, tone: Tone, first: str, second: str) -> None:
        super().__init__(padding=12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Paragraph(first, Type.MEDIUM))
        if second:
            words.addWidget(Paragraph(second, Type.BODY, Tone.TEXT2))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(icon, tone, 17), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        line.addLayout(self._buttons)
        line.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.setAccessibleName(f"{first}. {second}")

    def add_button(self, button: Button) -> Button:
        """Add a button at the right."""
        self._buttons.addWidget(button)
        return button


def add_now(layout: QVBoxLayout, widget: QWidget) -> None:
    """Add *widget* and show it at once: the keyboard may go there before the event loop would show it."""
    layout.addWidget(widget)
    place = layout.parentWidget()
    if place is not None and place.isVisible():
        widget.show()


def cleared(layout: QVBoxLayout) -> None:
    """Take every widget out of *layout*."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
