"""Strokes shared by everything the kit paints: crisp frames, focus rings, texts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from pegase_desktop.ui.look.theme import tokens

FOCUS_WIDTH = 2.0


def frame(
    painter: QPainter, rect: QRectF, radius: float, fill: str | None = None, edge: str | None = None, width: float = 1.0
) -> None:
    """Paint a rounded rectangle whose edge lies wholly inside *rect*, on whole pixels.

    Args:
        fill, edge: ``#RRGGBB``; None leaves that part out.
        width: of the edge, in pixels.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge else 0.0
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Paint the 2 px ring of the keyboard inside *rect*."""
    frame(painter, rect, radius, edge=tokens().accent, width=FOCUS_WIDTH)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line, centred in height, shortened with « … » when it is too long for *rect*."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def text_width(words: str, font: QFont) -> float:
    """The width of one line, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(words)
