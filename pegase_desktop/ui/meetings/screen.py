"""« Réunions qualité »: those there are, and in their place the page of the one that is prepared or held."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.meeting_agenda import added, proposed
from pegase_desktop.domain.meeting_rules import begun
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.listed_screen import ListedScreen
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.meetings import plan
from pegase_desktop.ui.meetings.deciding import DecisionDialog
from pegase_desktop.ui.meetings.listed import LISTED
from pegase_desktop.ui.meetings.printing import show_minutes

_TO_SIGN_OFF = (
    "Le compte rendu ne changera plus ; ce qui le complète s’ajoutera en additif. "
    "Chaque dossier examiné portera le jour de la réunion."
)


class MeetingsScreen(ListedScreen):
    """A new one begins with the agenda that the register proposes."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(session, signer, plan.PLAN, LISTED, parent)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {**super().keys(), "Ctrl+P": self._print_open}

    def begin_new(self) -> None:
        """A meeting today, with the agenda that the register proposes."""
        now = self._session.clock()
        day = local(now).date()
        material = self._session.attempt(lambda: self._session.register.preparing.material(day, now))
        if material is not None:
            self.begin(begun(day, self._session.actor, proposed(material)))

    def act(self, name: str) -> None:
        assert self.page is not None
        meeting: Meeting = self.page.sheet.recorded
        acts = {
            plan.PROPOSE: self._propose,
            plan.PRINT: self._print,
            plan.SIGN_OFF: self._sign_off,
            plan.INFORM: self._inform,
        }
        acts[name](meeting)

    def act_on_row(self, name: str, row: int) -> None:
        assert self.page is not None
        assert name == plan.DECIDE
        meeting: Meeting = self.page.sheet.recorded
        dialog = DecisionDialog(self._session, meeting, meeting.points[row], self.window())
        dialog.exec()
        dialog.deleteLater()
        if dialog.made is not None:
            announce(self, typeset(f"Amélioration enregistrée : {dialog.made.reference}"))

    def _print_open(self) -> None:
        if self.page is not None:
            self.page.act(plan.PRINT)

    def _print(self, meeting: Meeting) -> None:
        show_minutes(self._session, meeting, self.window())

    def _inform(self, meeting: Meeting) -> None:
        """The note that tells the team what was decided."""
        self.note_wanted.emit(meeting.ref)

    def _propose(self, meeting: Meeting) -> None:
        """Add what the register holds by now and is not on the agenda yet."""
        page, session, now = self.page, self._session, self._session.clock()
        day = meeting.held_on or local(now).date()
        material = session.attempt(lambda: session.register.preparing.material(day, now))
        if page is None or material is None:
            return
        rows = page.sheet.rows["points"]
        before = rows.rows
        after = added(before, proposed(material))
        page.sheet.type("points", after)
        page.rows["points"].show_rows()
        page.saver.keeping.soon()
        count = len(after) - len(before)
        said = french.count(count, "sujet ajouté", "sujets ajoutés") if count else "Rien de nouveau à proposer"
        announce(self, typeset(said))

    def _sign_off(self, meeting: Meeting) -> None:
        session = self._session
        is_meant = session.questions.confirm(
            "Clôturer la réunion", typeset(_TO_SIGN_OFF), "Arrêter le compte rendu", safe="Continuer la réunion"
        )
        if not is_meant:
            return
        today = local(session.clock()).date()
        signed = session.do(lambda: session.register.concluding.sign_off(meeting, today, by=session.actor))
        if signed is not None:
            self.show_record(signed.id)
            announce(self, typeset(f"Compte rendu arrêté : {signed.reference}"))
