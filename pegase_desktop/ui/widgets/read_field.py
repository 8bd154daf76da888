"""What is recorded, in the place of the field it was typed in: read, selected and copied, and never changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pegase_desktop.ui.widgets.text_area import TextArea

_NOTHING = "Non renseigné"
_MOST_LINES = 40


class ReadField(TextArea):
    """Words as long as they are; the keyboard goes there, to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NOTHING, lines=1, most_lines=_MOST_LINES, parent=parent)
        self.setProperty("reads", True)
        self.setReadOnly(True)
        by_all = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(by_all)  # Qt leaves what is read to the mouse alone
