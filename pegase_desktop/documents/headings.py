"""What opens and closes a paper: the school's letterhead, the arrows of the phases, section heads, signatures."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import BOX, EDGE, draw_box
from pegase_desktop.documents.logo import is_drawable
from pegase_desktop.documents.text import (
    INK,
    LABEL_SIZE,
    SOFT_INK,
    VALUE_SIZE,
    heading,
    paragraph,
    printed,
    shortened,
    style,
)
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain.school import School

ACCENT = HexColor("#1B5FAA")
_LONGEST_IDENTIFIERS = 400  # characters; there are six of them


class SchoolHead(Flowable):
    """The school's logo, name, address and identifiers, at left; *free* points at right are left to others.

    *logo* is a picture as the settings keep it, in base64, or nothing.
    """

    _LOGO_WIDTH, _LOGO_HEIGHT, _LOGO_GAP = 30 * mm, 17 * mm, 4 * mm

    def __init__(self, school: School, logo: str = "", *, free: float = 82 * mm) -> None:
        super().__init__()
        self._free = free
        picture = _picture_in(logo)
        self._logo = _Logo(picture, self._LOGO_WIDTH, self._LOGO_HEIGHT) if picture else None
        self._left = [
            heading(school.name, style(Face.BOLD, 13)),
            heading(printed(school.place), style(size=8.6)),
            heading(printed(school.phones), style(size=8.6)),
            heading(_identifiers(school), style(size=LABEL_SIZE, color=SOFT_INK, leading=1.2), _LONGEST_IDENTIFIERS),
        ]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        heights = [one.wrap(aW - self._free - self._indent, 0xFFFFFF)[1] for one in self._left]
        self.height = max(sum(heights), 19 * mm) + 2.4 * mm
        return self.width, self.height

    @property
    def _indent(self) -> float:
        return self._logo.width + self._LOGO_GAP if self._logo else 0

    def draw(self) -> None:
        top = self.height
        if self._logo:
            self._logo.draw(self.canv, 0, top)
        for one in self._left:
            top -= one.height
            one.drawOn(self.canv, self._indent, top)


def _picture_in(logo: str) -> bytes:
    """The picture that the settings keep in base64; nothing if it cannot be drawn, and the paper does without it."""
    try:
        picture = base64.b64decode(logo)
    except ValueError:
        return b""
    return picture if picture and is_drawable(picture) else b""


class _Logo:
    """A picture as large as its room allows, in points."""

    def __init__(self, picture: bytes, widest: float, highest: float) -> None:
        self._picture = ImageReader(BytesIO(picture))
        width, height = self._picture.getSize()
        scale = min(widest / width, highest / height)
        self.width, self._height = width * scale, height * scale

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        canvas.drawImage(self._picture, x, top - self._height, self.width, self._height, mask="auto")


class Letterhead(SchoolHead):
    """The school at left, the paper's title and number at right."""

    def __init__(self, school: School, title: str, number: str, state: str, *, logo: str = "") -> None:
        super().__init__(school, logo)
        self._title, self._number, self._state = title, number, state

    def draw(self) -> None:
        super().draw()
        self._draw_title()

    def _draw_title(self) -> None:
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.BOLD), 15)
        canvas.drawRightString(self.width, self.height - 4.4 * mm, self._title)
        if not self._number:
            _draw_number_to_fill(canvas, self.width, self.height - 14.6 * mm)
            return
        canvas.setFont(ready(Face.BOLD), 13)
        canvas.drawRightString(self.width, self.height - 10.8 * mm, printed(f"N°\u00a0{self._number}"))
        canvas.setFont(ready(Face.SEMI_BOLD), VALUE_SIZE)
        canvas.drawRightString(self.width, self.height - 15.6 * mm, self._state)


def _identifiers(school: School) -> str:
    """Two lines: who the school is to the State, then to the tax office and by e-mail."""
    lines = (
        (("Agrément", school.approval), ("SIRET", _spaced_siret(school.siret)), ("NAF", school.naf)),
        (("TVA", school.vat), ("", school.legal_form), ("", school.email)),
    )
    return "\n".join(
        " · ".join(f"{name}\u00a0{value}".strip("\u00a0") for name, value in line if value) for line in lines
    )


def _spaced_siret(siret: str) -> str:
    """« 340 693 969 00024 », as it is read aloud; anything else as it was typed."""
    return f"{siret[:3]}\u00a0{siret[3:6]}\u00a0{siret[6:9]}\u00a0{siret[9:]}" if len(siret) == 14 else siret


def _draw_number_to_fill(canvas: Canvas, right: float, bottom: float) -> None:
    width, height = 40 * mm, 7.4 * mm
    canvas.setFont(ready(Face.BOLD), 10)
    canvas.drawRightString(right - width - 2 * mm, bottom + 2.4 * mm, "N°")
    canvas.setStrokeColor(EDGE)
    canvas.setLineWidth(0.6)
    canvas.rect(right - width, bottom, width, height)
    canvas.setFillColor(SOFT_INK)
    canvas.setFont(ready(Face.REGULAR), 10)
    canvas.drawString(right - width + 2 * mm, bottom + 2.4 * mm, "R-20")
    canvas.drawString(right - width + 17 * mm, bottom + 2.4 * mm, "-")


@dataclass(frozen=True)
class PhaseMark:
    """One arrow: « 1. Prise en charge », done or not, the day in words; ``by_hand`` if these can be written in."""

    label: str
    is_done: bool
    said_day: str = ""
    by_hand: bool = True


class Arrows(Flowable):
    """The four phases: solid with a check once done, outlined with a box to tick before."""

    _HEIGHT = 10.4 * mm
    _POINT = 2.6 * mm
    _GAP = 0.8 * mm

    def __init__(self, marks: Sequence[PhaseMark], shares: Sequence[float]) -> None:
        super().__init__()
        self._marks, self._shares = marks, shares

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self._HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        x = 0.0
        for number, (mark, share) in enumerate(zip(self._marks, self._shares, strict=True)):
            width = self.width * share
            self._draw_arrow(mark, x, width, is_first=number == 0, is_last=number == len(self._marks) - 1)
            x += width

    def _draw_arrow(self, mark: PhaseMark, x: float, width: float, *, is_first: bool, is_last: bool) -> None:
        canvas = self.canv
        canvas.setStrokeColor(ACCENT if mark.is_done else EDGE)
        canvas.setFillColor(ACCENT if mark.is_done else white)
        canvas.setLineWidth(0.8)
        shape = canvas.beginPath()
        shape.moveTo(x, 0)
        for corner in self._corners(x, x + width, is_first=is_first, is_last=is_last):
            shape.lineTo(*corner)
        shape.close()
        canvas.drawPath(shape, fill=1, stroke=1)
        self._draw_words(mark, x + (1.8 if is_first else 4.4) * mm)

    def _corners(self, left: float, right: float, *, is_first: bool, is_last: bool) -> Iterator[tuple[float, float]]:
        """From the lower left corner round; the first arrow has a straight back, the last no point."""
        middle, top = self._HEIGHT / 2, self._HEIGHT
        if is_last:
            yield from ((right, 0), (right, top))
        else:
            tip = right - self._GAP
            yield from ((tip - self._POINT, 0), (tip, middle), (tip - self._POINT, top))
        yield left, top
        if not is_first:
            yield left + self._POINT, middle

    def _draw_words(self, mark: PhaseMark, x: float) -> None:
        canvas, indent = self.canv, x + BOX + 1.8 * mm
        if mark.is_done:
            canvas.setFillColor(white)
            canvas.setFont(ready(Face.BOLD), 10)
            canvas.drawString(x, 5.7 * mm, "✓")
        elif mark.by_hand:
            draw_box(canvas, x, 5.5 * mm, is_ticked=False)
        canvas.setFillColor(white if mark.is_done else INK)
        canvas.setFont(ready(Face.SEMI_BOLD), 8.6)
        canvas.drawString(indent, 6 * mm, mark.label)
        if mark.is_done or mark.by_hand:
            undated = "date non notée" if mark.is_done else "le "
            canvas.setFont(ready(Face.REGULAR), 7.2)
            canvas.drawString(indent, 2.3 * mm, f"le {mark.said_day}" if mark.said_day else undated)


class SectionHead(Flowable):
    """A numbered square, the title, and a note at right, on an accent line."""

    _SQUARE = 5.4 * mm
    HEIGHT = _SQUARE + 3 * mm

    def __init__(self, number: int, title: str, note: str) -> None:
        super().__init__()
        self.number, self.title, self._note = number, title, note

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self.HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(ACCENT)
        canvas.setStrokeColor(ACCENT)
        canvas.roundRect(0, 0, self._SQUARE, self._SQUARE, 0.6 * mm, stroke=0, fill=1)
        canvas.rect(0, 0, self._SQUARE, 1 * mm, stroke=0, fill=1)
        canvas.setLineWidth(1)
        canvas.line(0, 0, self.width, 0)
        canvas.setFillColor(white)
        canvas.setFont(ready(Face.BOLD), 9.4)
        canvas.drawCentredString(self._SQUARE / 2, 1.6 * mm, str(self.number))
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.BOLD), 10.6)
        canvas.drawString(self._SQUARE + 2.2 * mm, 1.4 * mm, self.title)
        canvas.setFillColor(SOFT_INK)
        canvas.setFont(ready(Face.REGULAR), LABEL_SIZE)
        canvas.drawRightString(self.width, 1.4 * mm, self._note)


class Signatures(Flowable):
    """Two boxes side by side, as tall as the page leaves room for."""

    _LEAST, _MOST = 19 * mm, 30 * mm
    _ABOVE, _GAP = 3.2 * mm, 4 * mm
    _ASKED = "Date et signature"

    def __init__(self, left: tuple[str, str], right: tuple[str, str]) -> None:
        """Each side is who signs and, when known, under which name."""
        super().__init__()
        self._sides = (left, right)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self.height = min(max(aH, self._LEAST + self._ABOVE), self._MOST + self._ABOVE)
        return self.width, self.height

    def draw(self) -> None:
        width, height = (self.width - self._GAP) / 2, self.height - self._ABOVE
        for number, (role, name) in enumerate(self._sides):
            x = number * (width + self._GAP)
            self._draw_side(x, width, height, role, name)

    def _draw_side(self, x: float, width: float, height: float, role: str, name: str) -> None:
        canvas = self.canv
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.roundRect(x, 0, width, height, 0.8 * mm)
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.SEMI_BOLD), 8.8)
        canvas.drawString(x + 2.2 * mm, height - 4.2 * mm, role)
        canvas.setFillColor(SOFT_INK)
        canvas.setFont(ready(Face.REGULAR), LABEL_SIZE + 0.4)
        canvas.drawString(x + 2.2 * mm, height - 8.4 * mm, self._ASKED)
        if name:
            beside = max(
                stringWidth(role, ready(Face.SEMI_BOLD), 8.8),
                stringWidth(self._ASKED, ready(Face.REGULAR), LABEL_SIZE + 0.4),
            )
            room = width - beside - 8 * mm
            named = paragraph(shortened(name, Face.REGULAR, VALUE_SIZE, 2 * room), style(right=True))
            _, tall = named.wrap(room, height)
            named.drawOn(canvas, x + width - 2.2 * mm - room, height - 1.3 * mm - tall)
