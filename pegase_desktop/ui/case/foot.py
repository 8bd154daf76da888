"""The foot of the panel: the next duty of the case first, then the wizard, the sheet, and what is seldom done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pegase_desktop.domain.agenda import GROUP_WORDS
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import next_duty
from pegase_desktop.domain.duty import Duty
from pegase_desktop.ui.case.duty_icons import ACTION_ICONS
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind, OnceButton
from pegase_desktop.ui.widgets.grounds import Edge, Ground


class CaseFoot(Ground):
    """What to do with the case. The main button is what is owed next, as « À faire » has it; the wizard stays beside.

    Where nothing is owed the main button is the wizard.
    """

    def __init__(self) -> None:
        super().__init__(Tone.SURFACE, Edge.TOP)
        self.duty: Duty | None = None
        self.main = OnceButton("", Kind.PRIMARY, tall=True)
        self.go_on = Button("")
        self.sheet = Button("Imprimer la fiche", icon="printer")
        self.more = IconButton("ellipsis", "Plus d’actions", kind=Kind.SECONDARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)  # two buttons with their words stand side by side
        column.setSpacing(8)
        for parts in ((self.main, self.more), (self.go_on, self.sheet)):
            line = QHBoxLayout()
            line.setSpacing(8)
            for part in parts:
                line.addWidget(part, 0 if part is self.more else 1)
            column.addLayout(line)
        set_tip(self.main, "Ctrl+Entrée")
        set_tip(self.go_on, "Entrée, dans le registre")
        set_tip(self.sheet, "Ctrl+P")

    def show_case(self, complaint: Complaint) -> None:
        """Offer what this case asks for."""
        self.duty = duty = next_duty(complaint)
        in_wizard = "Continuer l’assistant" if complaint.is_open else "Relire le dossier"
        self.main.setText(GROUP_WORDS[duty.kind].leading if duty else in_wizard)
        self.main.set_icon(ACTION_ICONS[duty.kind] if duty else "arrow-right")
        self.go_on.setText(in_wizard)
        self.go_on.setVisible(duty is not None)
