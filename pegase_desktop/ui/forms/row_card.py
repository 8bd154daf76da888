"""A row of a record in two lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph


class RowCard(Card):
    """A row in two lines, with its buttons at the right; *selectable* where it has none, to be copied."""

    def __init__(self, icon: str, tone: Tone, first: str, second: str, *, selectable: bool = False) -> None:
        super().__init__(padding=12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Paragraph(first, Type.MEDIUM, selectable=selectable))
        if second:
            words.addWidget(Paragraph(second, Type.BODY, Tone.TEXT2, selectable=selectable))
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
