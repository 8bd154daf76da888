"""The page of a note, beside its form: what the author does in the school."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.note_rules import function_of
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.notes.plan import PLAN


class NotePage(DossierPage):
    """Another author brings the function that the list of the team has, unless one was typed."""

    def __init__(self, session: Session, sheet: Sheet, initiator: object, parent: QWidget | None = None) -> None:
        super().__init__(session, PLAN, sheet, initiator, parent)
        self._fields.typed.connect(self._propose)

    def _propose(self, name: str) -> None:
        if name == "author":
            staff = self._session.register.school.staff()
            self.sheet.typed.propose("function", function_of(staff, self.sheet.value("author")))
            self.editors["function"].show_value()
