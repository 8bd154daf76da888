"""What is said above a case that ended: that it is only read, and how to correct or reopen it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import Status
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.notices import Banner

_ENDED = {Status.CLOSED: "clôturé", Status.CANCELLED: "annulé"}
_CORRECTING = "La raison de chaque correction reste au journal."


class EndedBanner(Banner):
    """« Dossier clôturé le 29/01/2026. [Corriger…] [Rouvrir…] »; hidden for a case that goes on.

    ``triggered`` when it is to be corrected, ``reopening`` when it is to go on.
    """

    reopening = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.ACCENT)
        self._reopen = Button("Rouvrir…", Kind.LINK)
        self._reopen.clicked.connect(self.reopening)
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        line.addSpacing(8)
        line.addWidget(self._reopen)
        self.hide()

    def show_case(self, complaint: Complaint, *, is_locked: bool) -> None:
        """Say what became of it, and what can be done."""
        self.setVisible(not complaint.is_open)
        if not complaint.is_open:
            sentence = "" if is_locked else _CORRECTING
            self.show_message(
                Tone.ACCENT, sentence, lead=typeset(_said(complaint)), action="Corriger…" if is_locked else ""
            )


def _said(complaint: Complaint) -> str:
    when = f" le {french.day(local(complaint.ended_at).date())}" if complaint.ended_at else ""
    return f"Dossier {_ENDED[complaint.status]}{when}."
