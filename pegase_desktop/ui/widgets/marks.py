"""The marks of state as widgets; the drawings are those of `pegase_desktop.ui.marks`."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui import marks
from pegase_desktop.ui.marks import StepState
from pegase_desktop.ui.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Elided, Text


class StageSegments(QWidget):
    """The four chapters: *done* full, the current half full. As wide as its place, or fixed."""

    def __init__(
        self, done: int = 0, *, closed: bool = False, wide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._closed = closed
        self.setFixedHeight(marks.SEGMENT_HEIGHT)
        if not wide:
            self.setFixedWidth(marks.STAGE_WIDTH)
        self.set_done(done, closed=closed)

    def set_done(self, done: int, *, closed: bool = False) -> None:
        """Show *done* chapters (0 to 4), or the green of a closed case."""
        self._done, self._closed = done, closed
        said = marks.SEGMENTS if closed else done
        self.setAccessibleName(f"{said} sur {marks.SEGMENTS} chapitres terminés")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_stage(QPainter(self), 0, 0, self._done, closed=self._closed, width=self.width())


class PriorityMark(QWidget):
    """The bars or the red square; put the word beside it."""

    def __init__(self, level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setFixedSize(marks.PRIORITY_SIZE, marks.PRIORITY_SIZE)

    def set_level(self, level: int) -> None:
        """Show another priority, 1 (basse) to 4 (urgente)."""
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_priority(QPainter(self), 0, 0, self._level)


class StepDisc(QWidget):
    """The number of a step or chapter in its disc."""

    def __init__(
        self,
        number: int,
        state: StepState = StepState.TO_COME,
        size: int = marks.STEP_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._number = number
        self._state = state
        self.setFixedSize(size, size)

    def set_state(self, state: StepState) -> None:
        """Show another state."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_step(QPainter(self), 0, 0, self._number, self._state, self.width())


class Avatar(QWidget):
    """A person's initials."""

    def __init__(
        self, initials: str, *, is_self: bool = False, size: int = marks.AVATAR_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials = initials
        self._is_self = is_self
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_avatar(QPainter(self), 0, 0, self._initials, is_self=self._is_self, size=self.width())


class RingDial(QWidget):
    """The ring of a clock alone."""

    def __init__(self, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._tone, self._icon = 0.0, Tone.ACCENT, "timer"
        self.setFixedSize(size, size)

    def set_clock(self, share: float, tone: Tone, icon: str) -> None:
        """Show the *share* of the delay used, 0 to 1."""
        self._share, self._tone, self._icon = share, tone, icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_ring(QPainter(self), QRectF(self.rect()), self._share, self._tone, self._icon)


class RingClock(Card):
    """One of the two 48 h clocks as a card: its ring, its name, its state in words, its date."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(radius=Size.RADIUS_CARD, parent=parent)
        self._title = title
        self._dial = RingDial()
        self._state = Elided("", Type.STRONG)
        self._detail = Elided("", Type.SMALL, Tone.TEXT2)
        words = QVBoxLayout()
        words.setSpacing(1)
        for said in (Text(title, Type.SMALL, Tone.TEXT2), self._state, self._detail):
            words.addWidget(said)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._dial)
        line.addLayout(words, 1)
        self.body.setContentsMargins(8, 6, 8, 6)
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_clock(self, share: float, tone: Tone, icon: str, state: str, detail: str) -> None:
        """Show a state.

        Args:
            share: of the delay used, 0 to 1.
            tone: accent (running), warning (under 6 h), danger (over) or success (done).
            icon: inside the ring.
            state: « Reste 18 h ».
            detail: « avant ven. 09:12 ».
        """
        self._dial.set_clock(share, tone, icon)
        self._state.setText(state)
        self._state.set_tone(Tone.TEXT if tone is Tone.ACCENT else tone)
        self._detail.setText(detail)
        self.setAccessibleName(f"{self._title} : {state}, {detail}")
