"""The sheet every paper is printed on: A4, margins, running head, foot with the page numbers, facts of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import EDGE
from pegase_desktop.documents.headings import SectionHead
from pegase_desktop.documents.text import INK, LABEL_SIZE, SOFT_INK, paragraph, shortened, style
from pegase_desktop.documents.typefaces import Face, ready

MARGIN = 14 * mm
WIDTH = A4[0] - 2 * MARGIN
LANDSCAPE = landscape(A4)
_RUNNING_HEAD = 9 * mm
_RUNNING_SIZE = 9.4
_RUNNING_ROOM = 126 * mm
_FOOT_LINE = 11.4 * mm  # from the lower edge of the page; the foot stands in the margin
_FOOT_TEXT = 7.6 * mm
_NUMBERS_WIDTH = 20 * mm


@dataclass(frozen=True)
class Furniture:
    """What stands on the pages around the text, and in the file's properties."""

    title: str
    author: str
    subject: str
    running_left: str
    running_right: str
    foot_left: str
    foot_right: str
    made_at: datetime
    margin: float = MARGIN  # at left and right
    size: tuple[float, float] = A4  # of the pages


def pdf(story: Sequence[Flowable], furniture: Furniture) -> bytes:
    """Set *story* on as many pages as it needs. The same input gives the same bytes."""
    return _set(story, furniture)[0]


def pdf_within(most: int, stories: Iterable[Sequence[Flowable]], furniture: Furniture) -> bytes:
    """The first of *stories*, from the roomiest to the closest, that needs *most* pages; if none does, the last."""
    made = b""
    for story in stories:
        made, pages = _set(story, furniture)
        if pages <= most:
            break
    return made


def _set(story: Sequence[Flowable], furniture: Furniture) -> tuple[bytes, int]:
    """The file, and on how many pages."""
    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller, and made faster
    target = BytesIO()
    document = _Document(
        target, pagesize=furniture.size, title=furniture.title, author=furniture.author, subject=furniture.subject,
        creator="Pégase Réclamations", lang="fr-FR", invariant=1,
    )  # fmt: skip
    height = furniture.size[1] - 2 * MARGIN
    document.addPageTemplates([_page("first", height, furniture), _page("next", height - _RUNNING_HEAD, furniture)])
    document.build(
        [NextPageTemplate("next"), *story], canvasmaker=partial(_Pages, furniture=furniture, sections=document.sections)
    )
    return target.getvalue(), document.page


def _page(name: str, height: float, furniture: Furniture) -> PageTemplate:
    margin = furniture.margin
    width = furniture.size[0] - 2 * margin
    frame = Frame(margin, MARGIN, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    return PageTemplate(name, [frame])


class _Document(BaseDocTemplate):
    """Notes on which page each section begins, for the outline that readers show beside the pages."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections: list[tuple[int, str]] = []

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's own name)
        if isinstance(flowable, SectionHead):
            self.sections.append((self.page, f"{flowable.number}. {flowable.title}"))


class _Pages(Canvas):
    """A canvas that draws head and foot at the end, once the number of pages is known."""

    def __init__(self, *args: Any, furniture: Furniture, sections: list[tuple[int, str]], **options: Any) -> None:
        # reportlab names its canvas' first font on every page: left to itself a Helvetica that is not embedded.
        super().__init__(*args, **(options | {"initialFontName": ready(Face.REGULAR)}))
        self.setViewerPreference("DisplayDocTitle", "true")
        # Made reproducibly, reportlab's files all say the first of January 2000: these say when they were printed.
        self.setDateFormatter(lambda *_: f"D:{furniture.made_at.astimezone(UTC):%Y%m%d%H%M%S}Z")
        self._furniture = furniture
        self._sections = sections
        self._finished: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (reportlab's own name)
        self._finished.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._finished, start=1):
            self.__dict__.update(page)
            if number > 1:
                self._draw_running_head()
            self._draw_foot(f"Page {number}/{len(self._finished)}")
            for title in (title for page, title in self._sections if page == number):
                self.bookmarkPage(title)
                self.addOutlineEntry(title, title)
            super().showPage()
        super().save()

    def _draw_running_head(self) -> None:
        (wide, high), margin = self._furniture.size, self._furniture.margin
        y = high - MARGIN - 3.4 * mm
        self.setFillColor(INK)
        self.setFont(ready(Face.SEMI_BOLD), _RUNNING_SIZE)
        self.drawString(margin, y, self._furniture.running_left)
        look = style(Face.SEMI_BOLD, _RUNNING_SIZE, right=True)
        right = paragraph(shortened(self._furniture.running_right, Face.SEMI_BOLD, _RUNNING_SIZE, _RUNNING_ROOM), look)
        right.wrap(_RUNNING_ROOM + 1, _RUNNING_HEAD)
        right.drawOn(self, wide - margin - _RUNNING_ROOM - 1, y - 2.4)

    def _draw_foot(self, numbers: str) -> None:
        left, right = self._furniture.margin, self._furniture.size[0] - self._furniture.margin
        self.setStrokeColor(EDGE)
        self.setLineWidth(0.6)
        self.line(left, _FOOT_LINE, right, _FOOT_LINE)
        self.setFillColor(SOFT_INK)
        self.setFont(ready(Face.REGULAR), LABEL_SIZE)
        self.drawString(left, _FOOT_TEXT, self._furniture.foot_left)
        taken = stringWidth(self._furniture.foot_left, ready(Face.REGULAR), LABEL_SIZE) + _NUMBERS_WIDTH + 4 * mm
        words = shortened(self._furniture.foot_right, Face.REGULAR, LABEL_SIZE, right - left - taken)
        self.drawRightString(right - _NUMBERS_WIDTH, _FOOT_TEXT, words)
        self.setFillColor(INK)
        self.setFont(ready(Face.BOLD), LABEL_SIZE)
        self.drawRightString(right, _FOOT_TEXT, numbers)
