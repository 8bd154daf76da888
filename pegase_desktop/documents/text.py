"""Texts of people on paper, made safe in this one place: nothing else in the papers makes a ``Paragraph``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.right_to_left import begins_right_to_left, drawn, drawn_lines, is_right_to_left
from pegase_desktop.documents.typefaces import SUBSTITUTES, Face, known_to, ready
from pegase_desktop.domain.text import clean, clean_line
from pegase_desktop.domain.text import shortened as beginning_of
from pegase_desktop.domain.typography import held_together, typeset

INK = HexColor("#17202B")
SOFT_INK = HexColor("#465260")
FAINT_INK = HexColor("#7F8B9A")
VALUE_SIZE = 8.8
LABEL_SIZE = 6.9
_PART, _LEAST_PART = 40, 3  # lines of a long text that are one paragraph; the fewest that are one
_LONGEST_BEGINNING = 300  # characters; no line of the papers holds more
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
UNKNOWN = "\u25a1"
"""Stands for a character that no shipped typeface can draw."""


@cache
def style(
    face: Face = Face.REGULAR, size: float = VALUE_SIZE, color: Color = INK, leading: float = 1.27, right: bool = False
) -> ParagraphStyle:
    """A paragraph style; *size* in points, *leading* as a multiple of it, set flush right if *right*."""
    return ParagraphStyle(
        f"{face}-{size}", fontName=ready(face), fontSize=size, leading=size * leading, textColor=color,
        alignment=TA_RIGHT if right else TA_LEFT, splitLongWords=True, allowWidows=0, allowOrphans=0,
    )  # fmt: skip


def paragraph(text: str, look: ParagraphStyle | None = None) -> Flowable:
    """*text* as it was typed: never read as markup, never cut."""
    safe = held_together(clean(text)).replace("\u202f", "\u00a0").replace("\t", "    ")
    if is_right_to_left(safe):
        # Between digits a plain blank parts two numbers, of which the second is drawn first: no telephone is read so.
        return _TurnedText(_BETWEEN_DIGITS.sub("\u00a0", safe), look or style())
    return _of_lines(safe.split("\n"), look or style())


def heading(text: str, look: ParagraphStyle, longest: int = 240) -> Flowable:
    """What stands at the head or the foot of a paper, which has only so much room there: of an endless one the
    beginning, four lines as typed and *longest* characters.
    """
    return paragraph(beginning_of("\n".join(text.split("\n")[:4]), longest), look)


def shortened(text: str, face: Face, size: float, room: float) -> str:
    """The beginning of *text* that fits in *room* points, on one line: for what is written in full elsewhere."""
    line = clean_line(text)
    if stringWidth(line, ready(face), size) <= room:
        return line
    beginnings = (f"{line[:length].rstrip()}…" for length in range(min(len(line), _LONGEST_BEGINNING), 0, -1))
    return next((one for one in beginnings if stringWidth(one, ready(face), size) <= room), "")


def printed(sentence: str) -> str:
    """A sentence of the program typeset for paper, where reportlab would break lines at a narrow no-break space."""
    return typeset(sentence).replace("\u202f", "\u00a0")


def _of_lines(lines: Sequence[str], look: ParagraphStyle) -> Flowable:
    """Lines as they were typed. reportlab breaks what is left of a paragraph anew at each page: many are several."""
    last = max(len(lines) - _LEAST_PART, 0)
    starts = [start for start in range(0, len(lines), _PART) if start <= last]
    parts = ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    paragraphs = [Paragraph(_markup(part), look) for part in parts]
    return _Stack(paragraphs) if len(paragraphs) > 1 else paragraphs[0]


class _Stack(Flowable):
    """Paragraphs one below the other, as if they were one."""

    def __init__(self, parts: Sequence[Paragraph]) -> None:
        super().__init__()
        self._parts = tuple(parts)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        for one in self._parts:
            if not hasattr(one, "blPara") or one.width != aW:  # its lines, once it is broken into them
                one.wrap(aW, aH)
        self.width, self.height = aW, sum(one.height for one in self._parts)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        self.wrap(aW, aH)
        room, fitting, rest = aH, list[Paragraph](), list(self._parts)
        while rest and rest[0].height <= room:
            room -= rest[0].height
            fitting.append(rest.pop(0))
        divided = cast("list[Paragraph]", rest[0].split(aW, room)) if rest else []
        if len(divided) > 1:
            fitting.append(divided[0])
            rest[:1] = divided[1:]
        return [_Stack(fitting), _Stack(rest)] if fitting and rest else []

    def draw(self) -> None:
        top = self.height
        for one in self._parts:
            top -= one.height
            one.drawOn(self.canv, 0, top)


class _TurnedText(Flowable):
    """Text with words written from right to left: broken into lines first, since a line is turned as a whole."""

    def __init__(self, text: str, look: ParagraphStyle) -> None:
        super().__init__()
        self._text = text
        self._look = look
        if begins_right_to_left(text):
            self._look = ParagraphStyle(f"{look.name}-right", look, alignment=TA_RIGHT)
        self._lines: Flowable = Paragraph("", look)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        if aW != self.width:
            lines = [line for typed in self._text.split("\n") for line in drawn_lines(list(self._broken(typed, aW)))]
            self._lines = _of_lines(lines, self._look)
        self.width, self.height = self._lines.wrap(aW, aH)
        return self.width, self.height

    def _broken(self, typed: str, width: float) -> Iterator[str]:
        begun: list[str] = []
        taken = 0.0
        for word in typed.split(" "):
            # Turning the line changes no width, and letters are joined within words only.
            needed = _width(drawn(f"{word} "), self._look.fontSize)
            if begun and taken + needed > width:
                yield " ".join(begun)
                begun, taken = [], 0.0
            begun.append(word)
            taken += needed
        yield " ".join(begun)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        return list(self._lines.split(aW, aH))

    def draw(self) -> None:
        self._lines.drawOn(self.canv, 0, 0)


def _width(line: str, size: float) -> float:
    return sum(stringWidth(run, ready(face), size) for face, run in _runs(line))


def _markup(text: str) -> str:
    """*text* as a reportlab paragraph that reads exactly so: escaped, with the face that each run of it needs."""
    spaced = text.replace("  ", "\u00a0 ")
    if known_to(Face.REGULAR).issuperset(spaced):
        return _escaped(spaced)
    return "".join(
        _escaped(run) if face is Face.REGULAR else f'<font face="{ready(face)}">{_escaped(run)}</font>'
        for face, run in _runs(spaced)
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def _runs(text: str) -> Iterator[tuple[Face, str]]:
    """The stretches of *text* that one face can draw; Inter stands for its other weights, which draw the same."""
    for face, run in groupby(((_face_for(one), one) for one in text), key=itemgetter(0)):
        yield face or Face.REGULAR, "".join(one if face else UNKNOWN for _, one in run)


def _face_for(character: str) -> Face | None:
    return next((face for face in (Face.REGULAR, *SUBSTITUTES) if character in known_to(face)), None)
