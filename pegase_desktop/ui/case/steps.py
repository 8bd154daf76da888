"""The nine steps of the protocol with their dates; a click leads to the step's page."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import next_duty
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.duty_words import Urgency, duty_words
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page, Step
from pegase_desktop.domain.progress import current_step, is_step_done, step_date
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.marks import StepState
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring
from pegase_desktop.ui.widgets.labels import SectionLabel, Text

_HEIGHT = 22
_SAID = {StepState.DONE: "terminée", StepState.CURRENT: "en cours", StepState.TO_COME: "à venir"}
_STEP_OF_DUTY = {
    DutyKind.ACKNOWLEDGE: Step.IDENTIFICATION,
    DutyKind.CALL: Step.RESTATEMENT,
    DutyKind.RESPOND: Step.ACTION,
    DutyKind.ACT: Step.DEADLINES,
    DutyKind.INFORM: Step.FOLLOW_UP,
    DutyKind.ASK_FEEDBACK: Step.FEEDBACK,
}


class StepList(QWidget):
    """« Étapes du protocole »."""

    page_wanted = Signal(Page)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = Text("", Type.SMALL, Tone.TEXT2)
        head = QHBoxLayout()
        head.addWidget(SectionLabel("Étapes du protocole"))
        head.addStretch(1)
        head.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        self.lines = tuple(StepLine(step) for step in Step)
        for line in self.lines:
            line.page_wanted.connect(self.page_wanted)
            column.addWidget(line)

    def show_case(self, complaint: Complaint, now: datetime) -> None:
        """Show where this complaint stands."""
        current = current_step(complaint) if complaint.is_open else None
        done = 0
        for line in self.lines:
            is_done = is_step_done(complaint, line.step)
            done += is_done
            state = StepState.CURRENT if line.step is current else StepState.DONE if is_done else StepState.TO_COME
            line.show_state(state, _when(complaint, line.step, state, now))
        self._done.setText(f"{done} sur {len(self.lines)}")


def _when(complaint: Complaint, step: Step, state: StepState, now: datetime) -> str:
    """The day the step was taken; of the current one, what is due if it belongs to it."""
    duty = next_duty(complaint) if state is StepState.CURRENT else None
    if duty and duty.due_at and _STEP_OF_DUTY.get(duty.kind) is step:
        words = duty_words(duty, now)
        if words.urgency is Urgency.LATE:
            return words.first
        return f"{duty.kind.label} {_shortly(duty.due_at, now, day_only=duty.day_only)}"
    taken = step_date(complaint, step)
    if taken is None or state is StepState.TO_COME:
        return ""
    day = local(taken).date()
    return f"{day:%d/%m}" if day.year == local(now).year else french.day(day)


def _shortly(due: datetime, now: datetime, *, day_only: bool) -> str:
    """« à 17:00 » today, else the day."""
    if local(due).date() == local(now).date() and not day_only:
        return f"à {french.hour(due)}"

    day = local(due - timedelta(seconds=1)).date() if day_only else local(due).date()
    return french.near_day(day, local(now).date())


class StepLine(PlainButton, QAbstractButton):
    """One step: its disc, its name, its date; the line that joins it to the next."""

    page_wanted = Signal(Page)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self.step = step
        self._state = StepState.TO_COME
        self._when = ""
        self.setText(step.label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._press)

    def show_state(self, state: StepState, when: str) -> None:
        """Show where the step stands, and a date or what is due."""
        self._state, self._when = state, when
        said = (f"Étape {self.step.value}", self.step.label, _SAID[state], when)
        self.setAccessibleName(", ".join(part for part in said if part))
        set_tip(self, "Ouvrir cette étape dans l’assistant")
        self.update()

    @property
    def shown_when(self) -> str:
        """The words at the right: of a step that was taken on no single day, that it was, lest a day seem to miss."""
        return self._when or ("faite" if self._state is StepState.DONE else "")

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, size = QPainter(self), tokens(), px(marks.STEP_SIZE)
        if self.underMouse():
            painting.frame(painter, QRectF(self.rect()), Size.RADIUS_TAG, colours.hover)
        if self.step is not Step.FEEDBACK:
            ink = "accent" if self._state is StepState.DONE else "border_btn"
            painter.fillRect(QRectF(size / 2 - 0.5, self.height() / 2, 1, self.height() / 2), colour(ink))
        if self.step is not Step.TAKEN_UP:
            painter.fillRect(QRectF(size / 2 - 0.5, 0, 1, self.height() / 2), colour("border_btn"))
        marks.paint_step(painter, 0, (self.height() - size) / 2, self.step.value, self._state)
        is_current = self._state is StepState.CURRENT
        face = font(Type.STRONG if is_current else Type.BODY)
        ink = colours.accent if is_current else colours.text if self._state is StepState.DONE else colours.text2
        start, date_face = size + px(10), font(Type.SMALL)
        when = self.shown_when
        room = painting.text_width(when, date_face) + px(4)
        words = QRectF(start, 0, self.width() - start - room - px(6), self.height())
        painting.text(painter, words, self.text(), face, ink)
        date = QRectF(self.width() - room, 0, room - px(4), self.height())
        tone = colours.accent if is_current else colours.text2
        painting.text(painter, date, when, date_face, tone, Qt.AlignmentFlag.AlignRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS_TAG)

    def _press(self) -> None:
        self.page_wanted.emit(self.step.pages[0])
