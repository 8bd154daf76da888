"""A point in the list of an agenda: what became of it, its subject, and why it is there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pegase_desktop.domain.meeting import Point
from pegase_desktop.domain.meeting_rules import is_treated
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type

_ROW, _ICON = 44, 16  # pixels at a text scale of 1


def state_of(point: Point) -> tuple[str, str]:
    """The icon of what became of a point, and the same in a word."""
    if point.taken_off:
        return "ban", "retiré"
    return ("circle-check", "examiné") if is_treated(point) else ("circle", "à examiner")


class PointButton(PlainButton, QAbstractButton):
    """A point in the list: what became of it, its subject, and why it is there."""

    stepped = Signal(int)

    def __init__(self, index: int, point: Point, *, is_chosen: bool) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.index, self.point = index, point
        self._is_chosen = is_chosen
        self.setFixedHeight(px(_ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_chosen(is_chosen)
        _, word = state_of(point)
        self.setAccessibleName(typeset(f"{point.subject}, {word}. {point.why_here}"))
        set_tip(self, f"{point.subject}\n{point.why_here}")

    def set_chosen(self, is_chosen: bool) -> None:
        """The Tab key stops at the point that is looked at."""
        self._is_chosen = is_chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens()
        ground = QRectF(self.rect())
        if self._is_chosen or self.underMouse():
            painter.fillRect(ground, colour("accent_soft" if self._is_chosen else "hover"))
        if self._is_chosen:
            painter.fillRect(QRectF(0, 0, px(3), ground.height()), colours.accent)
        if self.hasFocus():
            painting.focus_ring(painter, ground, Size.RADIUS_TAG)
        icon, _ = state_of(self.point)
        tone = Tone.SUCCESS if icon == "circle-check" else Tone.TEXT2
        paint_icon(painter, icon, colours[tone], px(10), px(6), px(_ICON))
        left, width = px(34), ground.width() - px(34) - px(8)
        first, second = QRectF(left, px(4), width, px(18)), QRectF(left, px(22), width, px(18))
        ink = colours.accent if self._is_chosen else colours.text
        painting.text(painter, first, typeset(self.point.subject), font(Type.MEDIUM), ink)
        painting.text(painter, second, typeset(self.point.why_here), font(Type.SMALL), colours.text2)
