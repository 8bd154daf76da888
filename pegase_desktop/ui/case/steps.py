"""The steps of a case, the protocol's or those of its own path, with their dates; a click leads to the step's page."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.case_path import PathStep
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import PAGE_OF_DUTY, next_duty
from pegase_desktop.domain.duty_words import Urgency, duty_words
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import COMPLAINT_PATH, path_of
from pegase_desktop.domain.procedure import Page, Step
from pegase_desktop.domain.progress import current_step, is_done, step_done_on
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.marks import StepState
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring
from pegase_desktop.ui.widgets.labels import SectionLabel, Text

_HEIGHT = 22
_SAID = {StepState.DONE: "terminée", StepState.CURRENT: "en cours", StepState.TO_COME: "à venir"}


class StepList(QWidget):
    """« Étapes du protocole », or « Étapes » on a path of its own."""

    page_wanted = Signal(Page)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionLabel("")
        self._done = Text("", Type.SMALL, Tone.TEXT2)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        self._all_lines = tuple(StepLine() for _ in Step)
        for line in self._all_lines:
            line.page_wanted.connect(self.page_wanted)
            column.addWidget(line)
        self.lines = self._all_lines

    def show_case(self, complaint: Complaint, now: datetime) -> None:
        """Show where this complaint stands."""
        path = path_of(complaint)
        current = current_step(complaint) if complaint.is_open else None
        self.lines = self._all_lines[: len(path.steps)]
        done = 0
        for line, step in zip(self.lines, path.steps, strict=True):
            is_step_done = is_done(complaint, step.pages)
            done += is_step_done
            state = StepState.CURRENT if step is current else StepState.DONE if is_step_done else StepState.TO_COME
            line.show_state(step, state, _when(complaint, step, state, now), is_last=step is path.steps[-1])
        for line in self._all_lines:
            line.setVisible(line in self.lines)
        self._title.setText("Étapes du protocole" if path.has_protocol_steps else "Étapes")
        self._done.setText(f"{done} sur {len(self.lines)}")


def _when(complaint: Complaint, step: PathStep, state: StepState, now: datetime) -> str:
    """The day the step was taken; of the current one, what is due if it belongs to it."""
    duty = next_duty(complaint) if state is StepState.CURRENT else None
    if duty and duty.due_at and PAGE_OF_DUTY.get(duty.kind) in step.pages:
        words = duty_words(duty, now)
        if words.urgency is Urgency.LATE:
            return words.first
        return f"{duty.kind.label} {_shortly(duty.due_at, now, day_only=duty.day_only)}"
    day = step_done_on(complaint, step)
    if day is None or state is StepState.TO_COME:
        return ""
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self.step = COMPLAINT_PATH.steps[0]
        self._is_last = False
        self._state = StepState.TO_COME
        self._when = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._press)

    def show_state(self, step: PathStep, state: StepState, when: str, *, is_last: bool) -> None:
        """Show where a step stands, and a date or what is due."""
        self.step, self._state, self._when, self._is_last = step, state, when, is_last
        self.setText(step.label)
        said = (f"Étape {self.step.number}", self.step.label, _SAID[state], when)
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
        if not self._is_last:
            ink = "accent" if self._state is StepState.DONE else "border_btn"
            painter.fillRect(QRectF(size / 2 - 0.5, self.height() / 2, 1, self.height() / 2), colour(ink))
        if self.step.number > 1:
            painter.fillRect(QRectF(size / 2 - 0.5, 0, 1, self.height() / 2), colour("border_btn"))
        marks.paint_step(painter, 0, (self.height() - size) / 2, str(self.step.number), self._state)
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
