"""The two feet of the letter's window: the ways to go on, then « Envoyé ? »."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind, OnceButton
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.widgets.typed_fields import DateTimeField


class SendingFoot(Ground):
    """Look at it, close it, send it; at the left what became of the text."""

    def __init__(self) -> None:
        super().__init__(Tone.SUNKEN, Edge.TOP)
        self.preview = Button("Aperçu", icon="eye", key="Ctrl+P", tall=True)
        self.original = Button("Texte d’origine", Kind.GHOST, icon="rotate-ccw", tall=True)
        self.state = Elided("", Type.SMALL, Tone.TEXT2)
        self.close_button = Button("Fermer", tall=True)
        self.go = Button("", Kind.PRIMARY, icon="send", tall=True)
        line = _line(self)
        line.addWidget(self.preview)
        line.addWidget(self.original)
        line.addWidget(self.state, 1)
        line.addWidget(self.close_button)
        line.addWidget(self.go)

    def name_way(self, *, is_mail: bool) -> None:
        """Say what the button does."""
        self.go.setText("Ouvrir dans la messagerie" if is_mail else "Imprimer")
        self.go.set_icon("mail" if is_mail else "printer")
        self.go.updateGeometry()

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say what became of the text."""
        self.state.set_tone(tone)
        self.state.setText(words)


class AskingFoot(Ground):
    """« Envoyé ? », and when."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(Tone.SUNKEN, Edge.TOP)
        self.sent_at = Field("Envoyé le", DateTimeField(today=today), stretch=False)
        self.not_yet = Button("Pas encore", tall=True)
        self.yes = OnceButton("Oui, c’est envoyé", Kind.PRIMARY, icon="check", tall=True)
        line = _line(self)
        line.addWidget(Text("Envoyé\u202f?", Type.CARD_TITLE), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(px(12))
        line.addWidget(self.sent_at, 1)
        for button in (self.not_yet, self.yes):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)


def _line(foot: Ground) -> QHBoxLayout:
    line = QHBoxLayout(foot)
    line.setContentsMargins(px(24), px(12), px(24), px(12))
    line.setSpacing(px(8))
    return line
