"""The page of a note, beside its form: what can be done with it, and what the author does in the school."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.note_rules import function_of
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.notes.bar import NoteBar
from pegase_desktop.ui.notes.plan import PLAN
from pegase_desktop.ui.notes.printing import show_note


class NotePage(DossierPage):
    """Another author brings the function that the list of the team has, unless one was typed."""

    def __init__(self, session: Session, sheet: Sheet, initiator: object, parent: QWidget | None = None) -> None:
        super().__init__(session, PLAN, sheet, initiator, parent)
        self.bar.printing.connect(self.print)
        self._fields.typed.connect(self._propose)

    def make_bars(self) -> Iterable[QWidget]:
        self.bar = NoteBar()
        return (self.bar,)

    def show_record(self) -> None:
        super().show_record()
        self.bar.setVisible(self.sheet.is_registered)

    def print(self) -> None:
        """The note as paper; what is typed and not recorded is recorded first, or nothing is printed."""
        if self.ensure_recorded():
            show_note(self._session, self.sheet.recorded, self.window())

    def ensure_recorded(self) -> bool:
        """Record what is typed; whether all of it is in the register now."""
        if self.sheet.is_touched or not self.sheet.is_registered:
            self.save()
        return self.sheet.is_registered and not self.sheet.is_touched

    def _propose(self, name: str) -> None:
        if name == "author":
            staff = self._session.register.school.staff()
            self.sheet.typed.propose("function", function_of(staff, self.sheet.value("author")))
            self.editors["function"].show_value()
