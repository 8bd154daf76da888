"""The lines of a list of dossiers: what each is about, where it stands and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from pegase_desktop.domain.duty_words import DutyWords, Urgency
from pegase_desktop.domain.text import initials
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER
from pegase_desktop.ui.widgets.grounds import Bar, Edge
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text

_PADDING, _GAP, _ICON = 16, 10, 16
_REFERENCE_WIDTH, _STANDING_WIDTH, _OWNER_WIDTH = 92, 220, 130
_OWNER_FROM = 1000  # pixels of width, at a text scale of 1; a narrower row shows initials alone
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Group:
    """Dossiers under one head: « Décidées  2   Ce qui a été décidé et n’est pas encore fait »."""

    title: str
    hint: str
    icon: str
    records: tuple[Any, ...]


class GroupHead(Bar):
    """The head of a group, with how many there are."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(Size.GROUP_ROW + 4, Tone.SUNKEN, Edge.BOTTOM, parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(_PADDING), 0, px(_PADDING), 1)
        line.setSpacing(px(8))
        line.addWidget(IconLabel(group.icon, Tone.TEXT2))
        line.addWidget(Text(group.title, Type.STRONG))
        line.addWidget(Text(str(len(group.records)), Type.MEDIUM, Tone.TEXT2))
        line.addSpacing(px(4))
        line.addWidget(Elided(typeset(group.hint), Type.SMALL, Tone.TEXT2), 1)


class Look(NamedTuple):
    """The icon of where a dossier stands, and how the words beside it are written."""

    icon: str
    tone: Tone
    use: Type


_OF_URGENCY = {
    Urgency.LATE: Look("circle-alert", Tone.DANGER, Type.STRONG),
    Urgency.TODAY: Look("clock", Tone.TEXT, Type.MEDIUM),
}
OVER, GIVEN_UP = Look("circle-check", Tone.SUCCESS, Type.STRONG), Look("ban", Tone.TEXT2, Type.MEDIUM)


def look_of(standing: DutyWords) -> Look:
    """Of what is still to be done."""
    return _OF_URGENCY.get(standing.urgency, Look("clock", Tone.TEXT2, Type.MEDIUM))


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows of a *record* that has ``reference``, ``title`` and ``owner``."""

    record: Any
    standing: DutyWords
    context: str
    look: Look
    is_open: bool
    is_mine: bool

    @property
    def spoken(self) -> str:
        """The row read aloud."""
        one, standing = self.record, f"{self.standing.first}, {self.standing.second}".strip(", ")
        return ". ".join(part for part in (one.reference, one.title, standing, one.owner, self.context) if part)


class DossierRow(PlainButton, QAbstractButton):
    """One dossier. A click or Enter opens it; up and down walk from row to row."""

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
        """Show this, of the same dossier."""
        self.line = line
        one = line.record
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
        colours, one = tokens(), self.line.record
        number = QRectF(px(_PADDING), 0, px(_REFERENCE_WIDTH), ground.height())
        painting.text(painter, number, one.reference, font(Type.BODY), colours.text2)
        right = self._paint_owner(painter, ground.width() - px(_PADDING))
        right = self._paint_standing(painter, right - px(_GAP))
        self._paint_words(painter, number.right() + px(_GAP), right - px(_GAP))

    def _paint_owner(self, painter: QPainter, right: float) -> float:
        """Who sees to it, up to *right*; returns where that begins."""
        owner, size, height = self.line.record.owner, px(marks.AVATAR_SIZE), self.height() - 1
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
        colours, one = tokens(), self.line.record
        first, second = self._lines(left, max(right - left, 0))
        ink = colours.text if self.line.is_open else colours.text2
        painting.text(painter, first, one.title, font(Type.STRONG), ink)
        painting.text(painter, second, self.line.context, font(Type.SMALL), colours.text2)

    def _lines(self, left: float, width: float) -> tuple[QRectF, QRectF]:
        """The two lines of a row, centred together."""
        height, middle = px(18), (self.height() - 1) / 2
        return QRectF(left, middle - height, width, height), QRectF(left, middle, width, height)
