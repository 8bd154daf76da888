"""What can be done with a note, in a bar under the head of its page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided


class NoteBar(Ground):
    """Only what makes sense by how far the note is."""

    printing = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.SUNKEN, Edge.BOTTOM)
        self._words = Elided("", Type.BODY, Tone.TEXT2)
        self.print_button = Button("Imprimer", icon="printer", key="Ctrl+P")
        self.print_button.clicked.connect(self.printing)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(Size.SCREEN_PADDING), px(8), px(Size.SCREEN_PADDING), px(9))
        line.setSpacing(px(8))
        line.addWidget(self._words, 1)
        line.addWidget(self.print_button)
