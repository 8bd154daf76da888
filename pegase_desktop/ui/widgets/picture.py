"""A picture of counts on the screen: the marks that the domain lays out, said as a table to a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pegase_desktop.domain.pictures import Align, Box, Ink, Picture, Rule, Words
from pegase_desktop.ui.look.theme import colour, font, px
from pegase_desktop.ui.look.tokens import Tone, Type

#: Lays a picture out in a width and a height, with lines of words so high.
Layout = Callable[[float, float, float], Picture]
_LOOKS = {
    Ink.TEXT: (Type.SMALL, Tone.TEXT),
    Ink.SOFT: (Type.SMALL, Tone.TEXT2),
    Ink.STRONG: (Type.SECTION, Tone.TEXT),
}
_HATCHING = Qt.BrushStyle.BDiagPattern


class PictureView(QWidget):
    """As wide as there is room, and *height* pixels high at scale 1; 0 for as high as there is room.

    Its letters are those of the design, or so many pixels high.
    """

    def __init__(self, height: int, parent: QWidget | None = None, *, letters: int = 0) -> None:
        super().__init__(parent)
        self._height = height
        self._letters = letters
        self._layout: Layout | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_picture(self, layout: Layout) -> None:
        """Another picture, laid out anew with each size."""
        self._layout = layout
        self.setAccessibleName(self.picture.said)
        self.update()

    @property
    def picture(self) -> Picture:
        """As it is laid out now."""
        assert self._layout is not None
        height = px(self._height) or self.height()
        return self._layout(max(self.width(), 1), height, QFontMetricsF(self._font(Type.SMALL)).height())

    def _font(self, use: Type) -> QFont:
        made = font(use)
        if self._letters:
            made.setPixelSize(self._letters)
        return made

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        painter = QPainter(self)
        for mark in self.picture.marks:
            match mark:
                case Box():
                    _paint_box(painter, mark)
                case Words():
                    self._paint_words(painter, mark)
                case Rule():
                    painter.setPen(QPen(colour(Tone.TEXT3), 1))
                    painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.x + mark.width, mark.y))

    def _paint_words(self, painter: QPainter, words: Words) -> None:
        use, tone = _LOOKS.get(words.ink, (Type.SMALL, Tone.TEXT))
        painter.setFont(self._font(use))
        painter.setPen(colour(tone))
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, words.room)
        wide = metrics.horizontalAdvance(text)
        left = {Align.LEFT: words.x, Align.CENTRE: words.x - wide / 2, Align.RIGHT: words.x - wide}[words.align]
        painter.drawText(QPointF(left, words.y), text)


def _paint_box(painter: QPainter, box: Box) -> None:
    frame = QRectF(box.x, box.y, box.width, box.height)
    if box.ink is Ink.FULL:
        painter.fillRect(frame, colour(Tone.ACCENT))
    elif frame.width() > 0 and frame.height() > 0:
        painter.setPen(QPen(colour(Tone.TEXT2), 1))
        painter.setBrush(QBrush(colour(Tone.TEXT2), _HATCHING))
        painter.drawRect(frame)
