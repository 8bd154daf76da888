"""The marks of state as widgets; the drawings are those of `pegase_desktop.ui.look.marks`."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui.look import marks
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Elided, Square, Text, Wrapped

_DIAL = 32


class PriorityMark(Square):
    """The bars or the red square; put the word beside it."""

    def __init__(self, level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(marks.PRIORITY_SIZE, parent)
        self._level = level

    def set_level(self, level: int) -> None:
        """Show another priority, 1 (basse) to 4 (urgente)."""
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_priority(QPainter(self), 0, 0, self._level)


class Avatar(Square):
    """A person's initials."""

    def __init__(self, initials: str, *, is_self: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(marks.AVATAR_SIZE, parent)
        self._initials = initials
        self._is_self = is_self

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_avatar(QPainter(self), 0, 0, self._initials, is_self=self._is_self, size=self.width())


class RingDial(Square):
    """The ring of a clock alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_DIAL, parent)
        self._share, self._tone, self._icon = 0.0, Tone.ACCENT, "timer"

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
        self._state = Wrapped("", Type.STRONG)
        self._detail = Elided("", Type.SMALL, Tone.TEXT2)
        words = QVBoxLayout()
        words.setSpacing(1)
        for said in (Text(title, Type.SMALL, Tone.TEXT2), self._state, self._detail):
            words.addWidget(said)
        line = QHBoxLayout()
        line.setSpacing(7)
        line.addWidget(self._dial)
        line.addLayout(words, 1)
        self.body.setContentsMargins(6, 6, 6, 6)  # two of them stand side by side in the panel
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as the one beside it

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
