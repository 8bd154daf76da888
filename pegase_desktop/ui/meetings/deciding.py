"""A decision of a meeting, which becomes an improvement: what, who, by when, and what one should see if it works."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import begun, faults
from pegase_desktop.domain.improvement_rules import decided_on as decided
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.draft_saver import wants_to_give_up
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.widgets.dialogs import Form

_LINES = (("what",), ("kind",), ("owner", "due"), ("criterion",), ("check_on", "checker"))
_WIDTH = 600


class DecisionDialog(Form):
    """Recorded at once, with the point of the meeting that brought it about."""

    def __init__(self, session: Session, meeting: Meeting, point: Point, parent: QWidget | None = None) -> None:
        sentence = typeset(f"{meeting.reference} · {point.subject}")
        super().__init__(parent, "Décider une amélioration", sentence, "Décider", safe="Ne rien décider")
        self._session, self._meeting, self._point = session, meeting, point
        self._act = new_act()
        self.made: Improvement | None = None
        self.setMinimumWidth(px(_WIDTH))
        self._form = RecordForm(decided(begun(session.clock()), meeting, point), session.clock, self._faults)
        context = FormContext(session.clock, FormLook(marks=Marks.NEEDED), Lists.of(session.register))
        self._fields = FieldLines(Improvement, self._form, context, self)
        self.editors = self._fields.editors
        for line in _LINES:
            self.body.addWidget(self._fields.add(*line))
        self._fields.show_values()
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.decide)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.decide)
        self._fields.first_empty().focus()

    def _faults(self, improvement: Improvement) -> dict[str, str]:
        return {one.fact: str(one) for one in reversed(faults(improvement, self._session.clock()))}

    def decide(self) -> None:
        """Record it; what is missing or wrong is said at its field."""
        if self._fields.ensure_right():
            self.made = self._session.do(self._record)
            if self.made is not None:
                self.accept()

    def _record(self) -> Any:
        concluding, actor = self._session.register.concluding, self._session.actor
        return concluding.decide(self._meeting, self._point.id, self._form.record, by=actor, act=self._act)

    def reject(self) -> None:
        """Give up; what somebody wrote is not dropped by a key pressed too soon."""
        if not self._form.typed.is_touched or wants_to_give_up(self._session.questions):
            super().reject()
