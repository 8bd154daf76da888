"""The Lucide icons, recoloured and drawn for the screen they are shown on.

A drawing is made when first painted and kept in Qt's own pixmap cache, so icons cost nothing at the start.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from pegase_desktop.resources import resource
from pegase_desktop.ui.look.theme import tokens

_CUSTOM_STROKE = 'stroke-width="2"'


def icon(name: str, tone: str = "text2", size: int = 16) -> QIcon:
    """A `QIcon` for menus and actions, in the scheme in force (not repainted when it changes).

    Args:
        name: of the file in ``resources/icons``, e.g. ``mail-check``.
        tone: a `Tone`, or any field of `Tokens`.
        size: side in logical pixels.
    """
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, tokens()[tone], size, ratio))
    return made


def paint_icon(painter: QPainter, name: str, colour: str, x: float, y: float, size: int) -> None:
    """Draw an icon with its top left corner at *x*, *y*.

    Args:
        colour: ``#RRGGBB``.
        size: side in logical pixels; it decides the width of the stroke.
    """
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), pixmap(name, colour, size, ratio))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing of an icon.

    Args:
        colour: ``#RRGGBB``.
        size: side in logical pixels.
        ratio: device pixels to one logical pixel.

    Raises:
        FileNotFoundError: no icon of that name is shipped.
    """
    key = f"pegase:{name}:{colour}:{size}:{ratio}"
    drawing = QPixmap()
    if not QPixmapCache.find(key, drawing):
        drawing = _draw(name, colour, size, ratio)
        QPixmapCache.insert(key, drawing)
    return drawing


def stroke_width(size: int) -> float:
    """The stroke, in units of the 24-unit grid: the smaller the icon, the heavier."""
    if size < 16:
        return 2.0
    return 1.9 if size < 18 else 1.75


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = _source(name).replace("currentColor", colour)
    source = source.replace(_CUSTOM_STROKE, f'stroke-width="{stroke_width(size)}"')
    side = round(size * ratio)
    drawing = QPixmap(side, side)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawing.setDevicePixelRatio(ratio)
    return drawing


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")
