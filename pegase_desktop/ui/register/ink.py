"""What rows are drawn with: words, icons and marks, worked out once for a look and kept while they scroll by.

A page of the table is some two hundred strokes; asked of the theme each time, they would cost more than a frame.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap

from pegase_desktop.ui.look import icons, marks
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Type

_FACES = (Type.BODY, Type.MEDIUM, Type.STRONG, Type.SMALL, Type.SECTION)
_LONGEST = 200  # letters measured: a cell shows a few dozen, and a text of 20,000 would cost more than the row
_MOST_KEPT = 4000  # words shortened, and measured


class Ink:
    """For one scheme, text size and screen; make another when one of them changes.

    Lengths are given at a text scale of 1; ``middle`` is the height on which small letters or an icon are centred.
    """

    def __init__(self, ratio: float) -> None:
        self._colours = tokens()
        self._scale = px(100) / 100
        self._ratio = ratio
        self._faces = {use: font(use) for use in _FACES}
        self._measures = {use: QFontMetricsF(face) for use, face in self._faces.items()}
        self._drops = {use: measure.capHeight() / 2 for use, measure in self._measures.items()}
        self._qcolours: dict[str, QColor] = {}
        self._widths: dict[tuple[str, Type], float] = {}
        self._shortened: dict[tuple[str, Type, int], str] = {}
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    @property
    def ratio(self) -> float:
        """Device pixels to one logical pixel."""
        return self._ratio

    def px(self, length: float) -> int:
        """*length* in the pixels in force."""
        return round(length * self._scale)

    def colour(self, tone: str) -> QColor:
        """The colour of that name."""
        found = self._qcolours.get(tone)
        if found is None:
            found = self._qcolours[tone] = QColor(self._colours[tone])
        return found

    def width(self, words: str, face: Type) -> float:
        """The width of a line; of a very long one, of its beginning."""
        key = (words, face)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) >= _MOST_KEPT:
                self._widths.clear()
            found = self._widths[key] = self._measures[face].horizontalAdvance(words[:_LONGEST])
        return found

    def write(self, painter: QPainter, x: float, middle: float, room: float, words: str, face: Type, tone: str) -> None:
        """One line of words, shortened to *room*."""
        painter.setFont(self._faces[face])
        painter.setPen(self.colour(tone))
        painter.drawText(QPointF(x, round(middle + self._drops[face])), self._fitted(words, face, int(room)))

    def icon(self, painter: QPainter, name: str, tone: str, x: float, middle: float, size: int) -> None:
        """An icon of *size*."""
        side = self.px(size)
        key = (name, tone, side)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = icons.pixmap(name, self._colours[tone], side, self._ratio)
        painter.drawPixmap(QPointF(x, round(middle - side / 2)), drawn)

    def stage(self, painter: QPainter, x: float, middle: float, done: int, *, is_closed: bool) -> None:
        """The four segments of the chapters."""
        drawn = self._draw(
            ("stage", done, is_closed),
            (marks.STAGE_WIDTH, marks.SEGMENT_HEIGHT),
            lambda inner: marks.paint_stage(inner, 0, 0, done, closed=is_closed),
        )
        painter.drawPixmap(QPointF(x, round(middle - self.px(marks.SEGMENT_HEIGHT) / 2)), drawn)

    def priority(self, painter: QPainter, x: float, middle: float, rank: int, *, is_muted: bool) -> None:
        """The bars of a priority, or its red square."""
        side = marks.PRIORITY_SIZE
        drawn = self._draw(
            ("priority", rank, is_muted),
            (side, side),
            lambda inner: marks.paint_priority(inner, 0, 0, rank, muted=is_muted),
        )
        painter.drawPixmap(QPointF(x, round(middle - self.px(side) / 2)), drawn)

    def avatar(self, painter: QPainter, x: float, middle: float, initials: str, *, is_me: bool) -> None:
        """A person's initials."""
        side = marks.AVATAR_SIZE
        drawn = self._draw(
            ("avatar", initials, is_me),
            (side, side),
            lambda inner: marks.paint_avatar(inner, 0, 0, initials, is_self=is_me),
        )
        painter.drawPixmap(QPointF(x, round(middle - self.px(side) / 2)), drawn)

    def _fitted(self, words: str, face: Type, room: int) -> str:
        key = (words, face, room)
        found = self._shortened.get(key)
        if found is None:
            if len(self._shortened) >= _MOST_KEPT:
                self._shortened.clear()
            mode = Qt.TextElideMode.ElideRight
            found = self._shortened[key] = self._measures[face].elidedText(words[:_LONGEST], mode, max(room, 0))
        return found

    def _draw(self, key: tuple[object, ...], size: tuple[int, int], draw: Callable[[QPainter], None]) -> QPixmap:
        found = self._drawn.get(key)
        if found is None:
            width, height = (round(self.px(length) * self._ratio) for length in size)
            found = self._drawn[key] = QPixmap(width, height)
            found.setDevicePixelRatio(self._ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            draw(inner)
            inner.end()
        return found
