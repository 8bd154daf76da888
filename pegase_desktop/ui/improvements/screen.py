"""« Améliorations »: those there are, and in their place the page of the one opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement_rules import begun, improvement_from
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.ui.desk.screen import Standing
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.overview import Overview
from pegase_desktop.ui.dossier.screen import DossierScreen
from pegase_desktop.ui.improvements.listed import LISTED
from pegase_desktop.ui.improvements.plan import PLAN


class ImprovementsScreen(DossierScreen):
    """A new one is begun here, or where a complaint asks for it."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(session, signer, PLAN, parent)
        self.overview = Overview(session, LISTED)
        self.lay_out(self.overview)
        self.overview.opened.connect(self.show_record)
        self.overview.new_wanted.connect(self.begin_new)
        self.overview.resumed.connect(self.resume)
        self.refresh()

    @property
    def standing(self) -> Standing:
        return self.overview.standing

    def refresh_overview(self) -> None:
        self.overview.refresh()

    def enter_overview(self, shown: int) -> None:
        if shown:
            self.overview.mark(shown)
        self.overview.enter()

    def start_search(self, typed: str = "") -> bool:
        if self.page is not None:
            return False
        self.overview.start_search(typed)
        return True

    def begin_new(self) -> None:
        """The page of a new improvement."""
        self.begin(begun(self._session.clock()))

    def begin_record(self, origin: RecordRef) -> None:
        found = self._session.attempt(lambda: self._session.register.dossiers(origin.kind).get(origin.id))
        if isinstance(found, Complaint):
            self.begin(improvement_from(found, self._session.clock()))
