"""That the client went to the mediator, and what came of it: noted of an open case, and of one that ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.client_wording import said_of_client
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import changed
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.wrong_facts import wrong_facts
from pegase_desktop.ui.desk.draft_saver import wants_to_give_up
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.widgets.dialogs import Form

_DAY, _OUTCOME = FACTS = ("mediation_on", "mediation_outcome")
_LOOK = FormLook(most_lines=12, marks=Marks.NONE)
_WIDTH = 520
_NO_DAY = "Il manque le jour de la saisine. Par exemple : 21/11/2026."


def note_mediation(
    session: Session, complaint: Complaint, window: QWidget, in_wizard: Callable[[Page, str], None]
) -> None:
    """Note it over *window*; what the wizard has begun is gone on with there: *in_wizard* is given page and fact."""
    draft = session.register.drafts.of(complaint.ref, session.actor)
    page = path_of(complaint).page_of(_DAY)
    if draft and page and _is_begun(draft):
        in_wizard(page, _DAY)
        return
    dialog = MediationDialog(session, complaint, window)
    dialog.exec()
    dialog.deleteLater()


def _is_begun(draft: Draft) -> bool:
    return any(name in draft.values or name in draft.values.get("unread", {}) for name in FACTS)


class MediationDialog(Form):
    """The day and the outcome; both can be put right later, and taken back by emptying the day."""

    def __init__(self, session: Session, complaint: Complaint, parent: QWidget | None = None) -> None:
        sentence = " · ".join(part for part in (complaint.reference, complaint.complainant) if part)
        super().__init__(parent, "Saisine du médiateur", sentence, "Noter", safe="Ne rien noter")
        self._session = session
        self._complaint = complaint
        self.setMinimumWidth(px(_WIDTH))
        self._form = RecordForm(complaint, session.clock, self._faults)
        context = FormContext(session.clock, _LOOK, wording=partial(said_of_client, complaint=complaint))
        self._fields = FieldLines(Complaint, self._form, context, self, path_of(complaint).worded)
        self.editors = self._fields.editors
        for name in FACTS:
            self.body.addWidget(self._fields.add(name))
        self._fields.show_what_is_asked()
        self._fields.typed.connect(self._take_typed)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.note)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.note)
        self._fields.first_empty().focus()

    def _faults(self, complaint: Complaint) -> dict[str, str]:
        wrong = {one.fact: str(one) for one in wrong_facts(complaint, self._session.clock()) if one.fact in FACTS}
        is_nothing = getattr(complaint, _DAY) is None and getattr(self._complaint, _DAY) is None
        return {_DAY: _NO_DAY} if is_nothing else wrong

    def _take_typed(self, name: str) -> None:
        if name == _DAY:
            self._fields.show_what_is_asked()
            self.adjustSize()

    def note(self) -> None:
        """Put it into the register; what is missing or wrong is said at its field."""
        if not self._fields.ensure_right():
            return
        day = self._form.value(_DAY)
        values = changed(self._complaint, {_DAY: day, _OUTCOME: self._form.value(_OUTCOME) if day else ""})
        if not values or self._session.do(lambda: self._record(values)) is not None:
            self.accept()

    def _record(self, values: Mapping[str, Any]) -> Complaint:
        return self._session.register.cases.record(self._complaint, values, by=self._session.actor)

    def reject(self) -> None:
        """Give up; what somebody wrote is not dropped by a key pressed too soon."""
        if not self._form.typed.is_touched or wants_to_give_up(self._session.questions):
            super().reject()
