"""Pictures of counts on paper: the marks that the domain lays out, in black enough for a photocopier."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.headings import ACCENT
from pegase_desktop.documents.text import INK, LABEL_SIZE, SOFT_INK, shortened
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain.pictures import Align, Box, Ink, Picture, Rule, Words

SIZE = LABEL_SIZE + 0.6  # points
_GROUND = HexColor("#FFFFFF")
_PITCH = 2.2  # points between the strokes of a hatching
_FACES = {Ink.TEXT: (Face.REGULAR, INK), Ink.SOFT: (Face.REGULAR, SOFT_INK), Ink.STRONG: (Face.SEMI_BOLD, INK)}


class PictureOnPaper(Flowable):
    """A picture as large as it was laid out, in points."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's own names)
        self.width, self.height = self.picture.width, self.picture.height
        return self.width, self.height

    def draw(self) -> None:
        for mark in self.picture.marks:
            match mark:
                case Box():
                    self._draw_box(mark)
                case Words():
                    self._draw_words(mark)
                case Rule():
                    self.canv.setStrokeColor(SOFT_INK)
                    self.canv.setLineWidth(0.5)
                    self.canv.line(mark.x, self._up(mark.y), mark.x + mark.width, self._up(mark.y))

    def _up(self, y: float) -> float:
        """Paper counts from below."""
        return self.picture.height - y

    def _draw_box(self, box: Box) -> None:
        if box.width <= 0 or box.height <= 0:
            return
        canvas, bottom = self.canv, self._up(box.y + box.height)
        if box.ink is Ink.FULL:
            canvas.setFillColor(ACCENT)
            canvas.rect(box.x, bottom, box.width, box.height, stroke=0, fill=1)
            return
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(box.x, bottom, box.width, box.height)
        canvas.clipPath(path, stroke=0)
        self._hatch(canvas, box, bottom)
        canvas.restoreState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.rect(box.x, bottom, box.width, box.height, stroke=1, fill=0)

    def _hatch(self, canvas: Canvas, box: Box, bottom: float) -> None:
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.5)
        start = box.x - box.height
        while start < box.x + box.width:
            canvas.line(start, bottom, start + box.height, bottom + box.height)
            start += _PITCH

    def _draw_words(self, words: Words) -> None:
        face, colour = _FACES.get(words.ink, (Face.REGULAR, INK))
        self.canv.setFillColor(colour)
        self.canv.setFont(ready(face), SIZE)
        text = shortened(words.text, face, SIZE, words.room)
        draw = {
            Align.LEFT: self.canv.drawString,
            Align.CENTRE: self.canv.drawCentredString,
            Align.RIGHT: self.canv.drawRightString,
        }[words.align]
        draw(words.x, self._up(words.y), text)
