"""The lines of the list: an improvement with what it changes, where it stands and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from pegase_desktop.domain.duty_words import DutyWords, Urgency
from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.improvement_words import STATE_WORDS, origin_words, standing_words
from pegase_desktop.domain.text import fold, initials
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import Effect
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER
from pegase_desktop.ui.widgets.grounds import Bar, Edge
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text

STATE_ICONS = {
    ImprovementState.DECIDED: "trending-up",
    ImprovementState.IN_PLACE: "target",
    ImprovementState.CHECKED: "circle-check",
    ImprovementState.ABANDONED: "ban",
}
_OPEN_LOOK = {
    Urgency.LATE: ("circle-alert", Tone.DANGER, Type.STRONG),
    Urgency.TODAY: ("clock", Tone.TEXT, Type.MEDIUM),
}
_PADDING, _GAP, _ICON = 16, 10, 16
_REFERENCE_WIDTH, _STANDING_WIDTH, _OWNER_WIDTH = 92, 220, 130
_OWNER_FROM = 1000  # pixels of width, at a text scale of 1; a narrower row shows initials alone
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StateHead(Bar):
    """« Décidées  2   Ce qui a été décidé et n’est pas encore fait »."""

    def __init__(self, state: ImprovementState, count: int, parent: QWidget | None = None) -> None:
        super().__init__(Size.GROUP_ROW + 4, Tone.SUNKEN, Edge.BOTTOM, parent)
        title, _, hint = STATE_WORDS[state]
        line = QHBoxLayout(self)
        line.setContentsMargins(px(_PADDING), 0, px(_PADDING), 1)
        line.setSpacing(px(8))
        line.addWidget(IconLabel(STATE_ICONS[state], Tone.TEXT2))
        line.addWidget(Text(title, Type.STRONG))
        line.addWidget(Text(str(count), Type.MEDIUM, Tone.TEXT2))
        line.addSpacing(px(4))
        line.addWidget(Elided(typeset(hint), Type.SMALL, Tone.TEXT2), 1)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows."""

    improvement: Improvement
    standing: DutyWords
    context: str
    is_mine: bool

    @classmethod
    def of(cls, improvement: Improvement, now: datetime, me: str) -> Self:
        """The row of an improvement at *now*, for *me* at the desk."""
        kind = improvement.kind.label if improvement.kind else ""
        origin = origin_words(improvement)
        context = " · ".join(part for part in (kind, f"origine : {origin}" if origin else "") if part)
        is_mine = fold(improvement.owner) == fold(me)
        return cls(improvement, standing_words(improvement, now), typeset(context), is_mine)

    @property
    def spoken(self) -> str:
        """The row read aloud."""
        one, standing = self.improvement, f"{self.standing.first}, {self.standing.second}".strip(", ")
        return ". ".join(part for part in (one.reference, one.title, standing, one.owner, self.context) if part)

    @property
    def look(self) -> tuple[str, Tone, Type]:
        """The icon of where it stands, and how the words beside it are written."""
        one = self.improvement
        if one.state is ImprovementState.ABANDONED:
            return "ban", Tone.TEXT2, Type.MEDIUM
        if one.state is ImprovementState.CHECKED:
            is_effective = one.effect is Effect.EFFECTIVE
            return ("circle-check", Tone.SUCCESS, Type.STRONG) if is_effective else ("target", Tone.TEXT2, Type.MEDIUM)
        return _OPEN_LOOK.get(self.standing.urgency, ("clock", Tone.TEXT2, Type.MEDIUM))


class ImprovementRow(PlainButton, QAbstractButton):
    """One improvement. A click or Enter opens it; up and down walk from row to row."""

    stepped = Signal(int)  # towards the row above (-1) or below (1)

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self.line = line
        self.setFixedHeight(px(Size.TABLE_ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show this, of the same improvement."""
        self.line = line
        one = line.improvement
        said = f"{line.standing.first} · {line.standing.second}".strip(" ·")
        set_tip(self, f"{one.reference} · {one.title}\n{line.context}\n{said}\n{one.owner}")
        self.setAccessibleName(line.spoken)
        self.update()

    def set_current(self, is_current: bool) -> None:
        """The Tab key stops at the row that the keyboard was on last."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_current else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        elif event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = self.rect().adjusted(0, 0, 0, -1)
        painter.fillRect(self.rect(), colour("border"))
        lit = "accent_soft" if self.hasFocus() else "hover" if self.underMouse() else "surface"
        painter.fillRect(ground, colour(lit))
        if self.hasFocus():
            painting.focus_ring(painter, QRectF(ground), Size.RADIUS_TAG)
        colours, one = tokens(), self.line.improvement
        number = QRectF(px(_PADDING), 0, px(_REFERENCE_WIDTH), ground.height())
        painting.text(painter, number, one.reference, font(Type.BODY), colours.text2)
        right = self._paint_owner(painter, ground.width() - px(_PADDING))
        right = self._paint_standing(painter, right - px(_GAP))
        self._paint_words(painter, number.right() + px(_GAP), right - px(_GAP))

    def _paint_owner(self, painter: QPainter, right: float) -> float:
        """Who sees to it, up to *right*; returns where that begins."""
        owner, size, height = self.line.improvement.owner, px(marks.AVATAR_SIZE), self.height() - 1
        left = right - size
        if self.width() >= px(_OWNER_FROM):
            left -= px(_OWNER_WIDTH)
            name = QRectF(left + size + px(8), 0, px(_OWNER_WIDTH) - px(8), height)
            painting.text(painter, name, owner, font(Type.BODY), tokens().text2)
        marks.paint_avatar(painter, left, (height - size) / 2, initials(owner), is_self=self.line.is_mine)
        return left

    def _paint_standing(self, painter: QPainter, right: float) -> float:
        """Where it stands, likewise."""
        icon, tone, weight = self.line.look
        colours, left = tokens(), right - px(_STANDING_WIDTH)
        words = left + px(_ICON + 8)
        first, second = self._lines(words, right - words)
        paint_icon(painter, icon, colours[tone], left, first.center().y() - px(_ICON) / 2, px(_ICON))
        painting.text(painter, first, self.line.standing.first, font(weight), colours[tone])
        painting.text(painter, second, self.line.standing.second, font(Type.SMALL), colours.text2)
        return left

    def _paint_words(self, painter: QPainter, left: float, right: float) -> None:
        colours, one = tokens(), self.line.improvement
        first, second = self._lines(left, max(right - left, 0))
        ink = colours.text if one.is_open else colours.text2
        painting.text(painter, first, one.title, font(Type.STRONG), ink)
        painting.text(painter, second, self.line.context, font(Type.SMALL), colours.text2)

    def _lines(self, left: float, width: float) -> tuple[QRectF, QRectF]:
        """The two lines of a row, centred together."""
        height, middle = px(18), (self.height() - 1) / 2
        return QRectF(left, middle - height, width, height), QRectF(left, middle, width, height)
