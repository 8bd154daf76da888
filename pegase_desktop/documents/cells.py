"""Bordered cells that hold labelled values and grow, and break over pages, with what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.text import FAINT_INK, INK, LABEL_SIZE, SOFT_INK
from pegase_desktop.documents.typefaces import Face, ready

EDGE = HexColor("#8B949E")
EDGE_WIDTH = 0.6
HEAD_GROUND = HexColor("#EDF1F6")
PADDING = 1.6 * mm
LABEL_DROP = 2.9 * mm  # from the top edge of a cell to the baseline of its label
BELOW_LABEL = 3.6 * mm  # from the top edge to the value
BELOW_VALUE = 0.9 * mm
HAND_HEIGHT = 9.6 * mm  # the least that can be written in by hand
RULE_PITCH = 6.6 * mm
BOX = 2.9 * mm
BOX_SIZE = 8.3  # points, of the words beside a box
_BOX_FORM = "box"
_BOX_TO_WORD = 1.1 * mm
_WORD_TO_BOX = 3.4 * mm
_BOX_LINE = 4.5 * mm
_GOES_ON = " (suite)"


class Boxes(Flowable):
    """Words each with a box to tick; they fill as many lines as the width asks for."""

    def __init__(self, words: Sequence[tuple[str, bool]]) -> None:
        super().__init__()
        self._words = words
        self._places: list[tuple[float, float]] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's own names)
        x, line = 0.0, 0
        self._places = []
        for word, is_ticked in self._words:
            width = BOX + _BOX_TO_WORD + stringWidth(word, ready(_face(is_ticked)), BOX_SIZE)
            if x and x + width > aW:
                x, line = 0.0, line + 1
            self._places.append((x, line * _BOX_LINE))
            x += width + _WORD_TO_BOX
        self.width, self.height = aW, (line + 1) * _BOX_LINE
        return self.width, self.height

    def draw(self) -> None:
        for (word, is_ticked), (x, down) in zip(self._words, self._places, strict=True):
            bottom = self.height - down - BOX - 0.6 * mm
            draw_box(self.canv, x, bottom, is_ticked)
            self.canv.setFillColor(INK)
            self.canv.setFont(ready(_face(is_ticked)), BOX_SIZE)
            self.canv.drawString(x + BOX + _BOX_TO_WORD, bottom + 0.5 * mm, word)


def _face(is_ticked: bool) -> Face:
    return Face.SEMI_BOLD if is_ticked else Face.REGULAR


def draw_box(canvas: Canvas, x: float, y: float, is_ticked: bool) -> None:
    """Draw a box whose lower left corner is at (*x*, *y*); the tick is a character, so it can be read back."""
    if not canvas.hasForm(_BOX_FORM):
        _define_box(canvas)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(_BOX_FORM)
    canvas.restoreState()
    if is_ticked:
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.BOLD), 9)
        canvas.drawCentredString(x + BOX / 2, y + 0.32 * mm, "✓")


def _define_box(canvas: Canvas) -> None:
    """The empty box, drawn once for the whole file: a fiche has about a hundred of them."""
    canvas.beginForm(_BOX_FORM, -1, -1, ceil(BOX) + 1, ceil(BOX) + 1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.9)
    canvas.roundRect(0, 0, BOX, BOX, 0.5 * mm)
    canvas.endForm()


class Rules(Flowable):
    """Dotted rules to write on; the space above each is ``RULE_PITCH``."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self._count * RULE_PITCH
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(FAINT_INK)
        self.canv.setLineWidth(0.5)
        self.canv.setDash(0.5, 1.8)
        for number in range(1, self._count):
            y = self.height - number * RULE_PITCH
            self.canv.line(0, y, self.width, y)
        self.canv.setDash()


class Hint(Flowable):
    """Where a date or an hour is to be written: « /  / ». Grey, so that the hand stands out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, _BOX_LINE
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(FAINT_INK)
        self.canv.setFont(ready(Face.REGULAR), BOX_SIZE)
        self.canv.drawString(0, 1.1 * mm, self._text)


@dataclass(frozen=True)
class Cell:
    """One cell: *width* in points, an optional label, then its contents one below the other."""

    width: float
    label: str = ""
    contents: tuple[Flowable, ...] = ()

    @property
    def inner_width(self) -> float:
        return self.width - 2 * PADDING

    @property
    def drop(self) -> float:
        """From the top edge to the contents."""
        return BELOW_LABEL if self.label else 1.3 * mm

    def label_fits(self) -> bool:
        """Whether the label stands within the cell."""
        return stringWidth(self.label, ready(Face.SEMI_BOLD), LABEL_SIZE) <= self.inner_width

    def height(self) -> float:
        """The height that the contents ask for."""
        inner = sum(one.wrap(self.inner_width, 0xFFFFFF)[1] for one in self.contents)
        return self.drop + inner + BELOW_VALUE

    def divided(self, height: float) -> tuple[Cell, Cell]:
        """What fits in *height*, and what does not; the label stands where there is something to read under it."""
        room = height - self.drop - BELOW_VALUE
        fitting: list[Flowable] = []
        rest = list(self.contents)
        while rest:
            needed = rest[0].wrap(self.inner_width, 0xFFFFFF)[1]
            if needed > room:
                parts = rest[0].split(self.inner_width, room)
                if len(parts) > 1:
                    fitting.append(parts[0])
                    rest[:1] = parts[1:]
                break
            fitting.append(rest.pop(0))
            room -= needed
        if not rest:
            return self, replace(self, contents=(), label="")
        if not fitting:
            return replace(self, contents=(), label=""), self
        return replace(self, contents=tuple(fitting)), replace(self, contents=tuple(rest), label=self._label_going_on())

    def _label_going_on(self) -> str:
        longer = self.label.removesuffix(_GOES_ON) + _GOES_ON
        return longer if self.label and replace(self, label=longer).label_fits() else self.label


@dataclass(frozen=True)
class Look:
    """How a row is drawn."""

    least: float = 8.4 * mm
    is_head: bool = False
    edge_width: float = EDGE_WIDTH


class Row(Flowable):
    """Cells side by side, of one height. A row too long for the page goes on on the next."""

    KEPT_WHOLE = 30 * mm  # a row not taller than this is not divided
    _LEAST_PART = 21 * mm  # room for a title and two lines of a letter: fewer are not left at the foot of a page

    def __init__(self, cells: Sequence[Cell], look: Look = Look()) -> None:
        super().__init__()
        self._cells = tuple(cells)
        self._look = look

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        if not self.height:  # the cells are as wide on every page: measuring once is enough
            self.width = sum(cell.width for cell in self._cells)
            self.height = max(self._look.least, *(cell.height() for cell in self._cells))
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        return list(self.divided(aH))

    def divided(self, height: float) -> tuple[Row, ...]:
        """A row that fits in *height* and the row that goes on after it; nothing if it is better kept whole."""
        if self.height <= self.KEPT_WHOLE or height < self._LEAST_PART:
            return ()
        pairs = [cell.divided(height) for cell in self._cells]
        return Row([first for first, _ in pairs], self._look), Row([rest for _, rest in pairs], self._look)

    def draw(self) -> None:
        self._draw_frames()
        # Each cell's label before its contents: read aloud or copied out, a row makes sense. What the contents change
        # in the canvas they put back.
        canvas, x = self.canv, PADDING
        canvas.setFillColor(SOFT_INK)
        canvas.setFont(ready(Face.SEMI_BOLD), LABEL_SIZE)
        for cell in self._cells:
            if cell.label:
                canvas.drawString(x, self.height - LABEL_DROP, cell.label)
            top = self.height - cell.drop
            for content in cell.contents:
                top -= content.height
                content.drawOn(canvas, x, top)
            x += cell.width

    def _draw_frames(self) -> None:
        canvas, x = self.canv, 0.0
        canvas.setStrokeColor(INK if self._look.edge_width > EDGE_WIDTH else EDGE)
        canvas.setLineWidth(self._look.edge_width)
        canvas.setFillColor(HEAD_GROUND)
        for cell in self._cells:
            canvas.rect(x, 0, cell.width, self.height, fill=self._look.is_head)
            x += cell.width


class Listing(Flowable):
    """Rows under a head that is repeated on each page they reach."""

    def __init__(self, head: Row, rows: Sequence[Row]) -> None:
        super().__init__()
        self._head = head
        self._rows = tuple(rows)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self.height = sum(row.wrap(aW, aH)[1] for row in (self._head, *self._rows))
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        room = aH - self._head.wrap(aW, aH)[1]
        fitting: list[Row] = []
        rest = list(self._rows)
        while rest and rest[0].wrap(aW, room)[1] <= room:
            room -= rest[0].height
            fitting.append(rest.pop(0))
        if rest and (parts := rest[0].divided(room)):
            fitting.append(parts[0])
            rest[:1] = parts[1:]
        if not fitting:
            return []
        return [Listing(self._head, fitting), Listing(self._head, rest)]

    def draw(self) -> None:
        top = self.height
        for row in (self._head, *self._rows):
            top -= row.height
            row.drawOn(self.canv, 0, top)


class MarkLines(Flowable):
    """Questions, each with five boxes numbered 1 to 5."""

    _LINE = 4.9 * mm
    _STEP = 7 * mm

    def __init__(self, questions: Sequence[tuple[str, int | None]]) -> None:
        super().__init__()
        self._questions = questions

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, len(self._questions) * self._LINE
        return self.width, self.height

    def draw(self) -> None:
        for line, (question, mark) in enumerate(self._questions, start=1):
            y = self.height - line * self._LINE + 1.2 * mm
            self.canv.setFillColor(INK)
            self.canv.setFont(ready(Face.REGULAR), BOX_SIZE)
            self.canv.drawString(0, y, question)
            for number in range(1, 6):
                x = self.width - (6 - number) * self._STEP
                draw_box(self.canv, x, y - 0.5 * mm, number == mark)
                self.canv.setFillColor(INK)
                self.canv.setFont(ready(_face(number == mark)), BOX_SIZE)
                self.canv.drawString(x + BOX + _BOX_TO_WORD, y, str(number))
