"""« Améliorations »: those there are, and in their place the page of the one opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement_rules import begun, improvement_from
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.listed_screen import ListedScreen
from pegase_desktop.ui.improvements.listed import LISTED
from pegase_desktop.ui.improvements.plan import PLAN


class ImprovementsScreen(ListedScreen):
    """A new one is begun here, or where a complaint asks for it."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(session, signer, PLAN, LISTED, parent)

    def begin_new(self) -> None:
        """The page of a new improvement."""
        self.begin(begun(self._session.clock()))

    def begin_record(self, origin: RecordRef) -> None:
        found = self._session.attempt(lambda: self._session.register.dossiers(origin.kind).get(origin.id))
        if isinstance(found, Complaint):
            self.begin(improvement_from(found, self._session.clock()))
