"""« Notes »: those there are, and in their place the page of the one opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.note_rules import newcomers
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.school import Staff
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.listed_screen import ListedScreen
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.notes.listed import listed
from pegase_desktop.ui.notes.page import NotePage
from pegase_desktop.ui.notes.plan import PLAN
from pegase_desktop.ui.notes.proposing import chosen_note, new_note, note_of


class NotesScreen(ListedScreen):
    """A new one is begun here."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        self._team: tuple[Staff, ...] = ()
        super().__init__(session, signer, PLAN, listed(self._coming), parent)
        self.overview.elsewhere_wanted.connect(self.begin_from_meeting)

    def concerns(self, changed: Changed) -> bool:
        return super().concerns(changed) or changed.concerns_any(RecordKind.SCHOOL)

    def refresh_overview(self) -> None:
        self._team = self._session.attempt(self._session.register.learning.team) or self._team
        super().refresh_overview()

    def _coming(self, note: InternalNote) -> Sequence[Staff]:
        return newcomers(note, self._team)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {**super().keys(), "Ctrl+P": self._print, "Ctrl+Return": self._go_on, "Ctrl+Enter": self._go_on}

    def make_page(self, sheet: Sheet) -> DossierPage:
        page = NotePage(self._session, sheet, self)
        page.reopening.connect(self.show_record)
        return page

    def begin_new(self) -> None:
        """The page of a new note, once somebody is at the desk: it bears their name."""
        if self._signer.ensure_known():
            self.begin(new_note(self._session))

    def begin_from_meeting(self) -> None:
        """The same, with what it says of the decisions that the person chooses."""
        if self._signer.ensure_known():
            proposed = chosen_note(self._session)
            if proposed is not None:
                self.begin(proposed)

    def begin_record(self, origin: RecordRef) -> None:
        session = self._session
        found = session.attempt(lambda: session.register.dossiers(origin.kind).get(origin.id))
        if isinstance(found, Meeting | Improvement) and self._signer.ensure_known():
            proposed = session.attempt(lambda: note_of(session, found))
            if proposed is not None:
                self.begin(proposed)

    def _go_on(self) -> None:
        """What the note owes next."""
        if isinstance(self.page, NotePage):
            self.page.go_on()

    def _print(self) -> None:
        if isinstance(self.page, NotePage):
            self.page.print()
