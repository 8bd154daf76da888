"""The little drawings that say a state: stage, priority, steps, clocks, initials.

They are functions, so that a table's delegate and the widgets of the kit draw the very same thing. The sizes named
here are those at a text scale of 1; the drawings grow and shrink with the words beside them.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Type

SEGMENTS = 4
SEGMENT_WIDTH, SEGMENT_HEIGHT, SEGMENT_GAP = 20, 5, 3
STAGE_WIDTH = SEGMENTS * SEGMENT_WIDTH + (SEGMENTS - 1) * SEGMENT_GAP
PRIORITY_SIZE = 14
AVATAR_SIZE = 24
STEP_SIZE = 18
RING_WIDTH = 4


class StepState(Enum):
    """Where a step of the protocol stands."""

    DONE = "done"
    CURRENT = "current"
    MISSING = "missing"  # seen, and something is lacking
    TO_COME = "to come"


def paint_stage(painter: QPainter, x: float, y: float, done: int, *, closed: bool = False) -> None:
    """Draw the four segments: *done* full ones, the current one half full, the others hollow.

    Args:
        done: chapters finished, 0 to 4.
        closed: all four green.
    """
    colours = tokens()
    full = colours.success if closed else colours.accent
    height, gap = px(SEGMENT_HEIGHT), px(SEGMENT_GAP)
    segment = (px(STAGE_WIDTH) - (SEGMENTS - 1) * gap) / SEGMENTS
    radius = height / 2
    for index in range(SEGMENTS):
        rect = QRectF(x + index * (segment + gap), y, segment, height)
        if closed or index < done:
            painting.frame(painter, rect, radius, fill=full)
        elif index == done:
            painter.save()
            painter.setClipRect(QRectF(rect.x(), rect.y(), segment / 2, height))
            painting.frame(painter, rect, radius, fill=full)
            painter.restore()
            painting.frame(painter, rect, radius, edge=full)
        else:
            painting.frame(painter, rect, radius, edge=colours.border_strong)


def paint_priority(painter: QPainter, x: float, y: float, level: int, *, muted: bool = False) -> None:
    """Draw the mark of a priority in a square of `PRIORITY_SIZE`: 1 to 3 bars of three, or the red square.

    Args:
        level: 1 basse, 2 normale, 3 haute, 4 urgente.
        muted: in a softer ink, for a closed case.
    """
    painter.save()
    painter.translate(x, y)
    painter.scale(px(PRIORITY_SIZE) / PRIORITY_SIZE, px(PRIORITY_SIZE) / PRIORITY_SIZE)
    if level >= 4:
        _paint_urgent(painter)
    else:
        _paint_bars(painter, level, muted=muted)
    painter.restore()


def _paint_urgent(painter: QPainter) -> None:
    colours = tokens()
    painting.frame(painter, QRectF(0, 0, PRIORITY_SIZE, PRIORITY_SIZE), 3, fill=colours.danger)
    middle = PRIORITY_SIZE / 2
    painter.fillRect(QRectF(middle - 1, 3, 2, 5), QColor(colours.surface))
    painter.fillRect(QRectF(middle - 1, 9.5, 2, 2), QColor(colours.surface))


def _paint_bars(painter: QPainter, level: int, *, muted: bool) -> None:
    colours = tokens()
    for index in range(3):
        height = 5 + 3.5 * index
        ink = (colours.text2 if muted or level < 3 else colours.text) if index < level else colours.border_btn
        rect = QRectF(1 + index * 4.5, PRIORITY_SIZE - 1 - height, 3, height)
        painting.frame(painter, rect, 1, fill=ink)


def paint_avatar(
    painter: QPainter, x: float, y: float, initials: str, *, is_self: bool = False, size: float = 0
) -> None:
    """Draw a person's initials in a disc of *size* pixels, blue when it is the person at the desk."""
    colours = tokens()
    size = size or px(AVATAR_SIZE)
    rect = QRectF(x, y, size, size)
    ground = colours.accent_soft if is_self else colours.sunken
    edge = colours.accent_line if is_self else colours.border
    painting.frame(painter, rect, size / 2, ground, edge)
    face = font(Type.BADGE)
    face.setPixelSize(round(size * 0.4))
    ink = colours.accent if is_self else colours.text2
    painting.text(painter, rect, initials, face, ink, Qt.AlignmentFlag.AlignHCenter)


def paint_step(painter: QPainter, x: float, y: float, words: str, state: StepState, size: float = 0) -> None:
    """Draw a step's disc of *size* pixels: filled with a check, an alert, or *words* in a ring or in a hollow disc."""
    colours = tokens()
    size = size or px(STEP_SIZE)
    rect = QRectF(x, y, size, size)
    if state is StepState.DONE:
        painting.frame(painter, rect, size / 2, fill=colours.accent_fill)
        icon = round(size * 0.66)
        paint_icon(painter, "check", colours.on_accent, x + (size - icon) / 2, y + (size - icon) / 2, icon)
        return
    if state is StepState.MISSING:
        paint_icon(painter, "circle-alert", colours.warning, x, y, round(size))
        return
    is_current = state is StepState.CURRENT
    edge, width = (colours.accent, 2.0) if is_current else (colours.border_strong, 1.2)
    painting.frame(painter, rect, size / 2, colours.surface, edge, width)
    face = font(Type.BADGE)
    face.setPixelSize(max(round(size * 0.56), 10))
    ink = colours.accent if is_current else colours.text3
    painting.text(painter, rect, words, face, ink, Qt.AlignmentFlag.AlignHCenter)


def paint_ring(painter: QPainter, rect: QRectF, share: float, tone: str, icon: str) -> None:
    """Draw a clock: the *share* used (0 to 1) of a ring, clockwise from noon, and an icon inside."""
    colours, width = tokens(), px(RING_WIDTH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(QColor(colours.track), width))
    painter.drawEllipse(inner)
    if share > 0:
        pen = QPen(QColor(colours[tone]), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(inner, 90 * 16, -round(min(share, 1.0) * 360 * 16))
    size = px(16 if rect.width() >= px(32) else 13)
    corner = rect.center() - QPointF(size / 2, size / 2)
    paint_icon(painter, icon, colours[tone], corner.x(), corner.y(), size)
