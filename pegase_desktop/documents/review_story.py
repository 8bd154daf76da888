"""How the weekly review is set on paper: A4, two pages for an ordinary week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import PADDING, Cell, Listing, Look, Row, Rules
from pegase_desktop.documents.picture import SIZE, PictureOnPaper
from pegase_desktop.documents.sheet import WIDTH, Furniture, pdf_within
from pegase_desktop.documents.text import INK, SOFT_INK, paragraph, printed, shortened, style
from pegase_desktop.documents.titled_head import TitledHead
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain import french
from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.naming import short_name
from pegase_desktop.domain.pictures import causes_picture, services_picture, weeks_picture
from pegase_desktop.domain.review import Review
from pegase_desktop.domain.review_tiles import Tile, tiles
from pegase_desktop.domain.review_words import (
    Mark,
    ReviewLine,
    TopicWords,
    balance_words,
    topics,
)
from pegase_desktop.domain.school import Settings

_TITLE = "Revue hebdomadaire"
_BETWEEN = 2.2 * mm
_SMALL = 7.8  # points: an ordinary week stands on two pages
_UNTIL, _NUMBER, _ABOUT, _WHO = 56 * mm, 23 * mm, 36 * mm, 18 * mm
_WHAT = WIDTH - _UNTIL - _NUMBER - _ABOUT - _WHO
_PAGES = 2  # where it needs more, each case has one line
_TWO = 1.8  # lines, less what breaking between words may leave free
_LEAST = Look(least=4.6 * mm)
_HEAD = Look(least=5.6 * mm, is_head=True)
_EDGES = 2 * PADDING + 2  # of a cell, and some room to spare
_PICTURES = 30 * mm  # high
_LINE = SIZE * 1.25


def set_on_paper(
    review: Review, bars: Bars, held: Sequence[HeldReview], settings: Settings, printed_at: datetime, *, discreet: bool
) -> bytes:
    """The review as PDF."""
    week, moment = review.week, f"État au {french.moment(review.moment)}"
    furniture = Furniture(
        title=f"{_TITLE}, {week.title}",
        author=settings.school.name,
        subject=moment,
        running_left=_TITLE,
        running_right=printed(week.title),
        foot_left=printed(f"Imprimé le {french.moment(printed_at)}"),
        foot_right=settings.school.name,
        made_at=printed_at,
    )

    def story(is_tight: bool) -> list[Flowable]:
        head = TitledHead(settings, _TITLE, printed(week.title), printed(moment))
        lists = _lists(review, discreet, is_tight)
        return [head, Spacer(0, 3 * mm), *_figures(review, bars), *lists, *_held(held, discreet)]

    return pdf_within(_PAGES, map(story, (False, True)), furniture)


def _figures(review: Review, bars: Bars) -> Iterator[Flowable]:
    shown = tiles(review)
    yield Row([_tile(one) for one in shown], _LEAST)
    yield Row([Cell(WIDTH, "", (paragraph(printed(balance_words(review.balance))),))], _LEAST)
    yield Spacer(0, _BETWEEN)
    yield _Pictures(bars)
    yield Spacer(0, _BETWEEN)


def _tile(tile: Tile) -> Cell:
    value = paragraph(printed(tile.value), style(Face.BOLD, 12))
    note = (paragraph(printed(tile.note), style(size=7.6, color=SOFT_INK)),) if tile.note else ()
    return Cell(WIDTH / 6, tile.title, (value, *note))


def _lists(review: Review, discreet: bool, is_tight: bool) -> Iterator[Flowable]:
    empty = []
    for topic in topics(review, discreet=discreet):
        if topic.lines:
            yield Listing(_list_head(topic), [_line(one, is_tight) for one in topic.lines])
            yield Spacer(0, _BETWEEN)
        else:
            empty.append(topic.nothing)
    if empty:
        yield paragraph(printed(" ".join(empty)), style(color=SOFT_INK))
        yield Spacer(0, _BETWEEN)


def _list_head(topic: TopicWords) -> Row:
    words = paragraph(printed(f"{topic.topic.label}  ({len(topic.lines)})"), style(Face.SEMI_BOLD))
    return Row([Cell(WIDTH, "", (words,))], _HEAD)


def _line(line: ReviewLine, is_tight: bool) -> Row:
    is_bad = line.mark in (Mark.LATE, Mark.DONE_LATE)
    cells = (
        (_UNTIL, printed(line.until), Face.SEMI_BOLD if is_bad else Face.REGULAR),
        (_NUMBER, line.reference, Face.REGULAR),
        (_ABOUT, line.about, Face.SEMI_BOLD),
        (_WHAT, line.what, Face.REGULAR),
        (_WHO, short_name(line.who), Face.REGULAR),
    )
    lines = 1.0 if is_tight else _TWO
    return Row([Cell(width, "", (_cut(words, face, width, lines),)) for width, words, face in cells], _LEAST)


def _cut(words: str, face: Face, width: float, lines: float) -> Flowable:
    """What is cut stands whole in the register, under the number beside it. Until when is never cut."""
    room = {_UNTIL: _TWO, _WHAT: lines}.get(width, 1.0) * (width - _EDGES)
    return paragraph(shortened(words, face, _SMALL, room), style(face, _SMALL))


def _held(held: Sequence[HeldReview], discreet: bool) -> Iterator[Flowable]:
    """What was noted when the review was held; else room to note it by hand."""
    if not held:
        yield Row([Cell(WIDTH / 3, "Revue faite le"), Cell(2 * WIDTH / 3, "Présents")], _HAND)
        yield Row([Cell(WIDTH, "Remarques", (Rules(2),))], _LEAST)
        return
    for one in held:
        yield Listing(_held_head(one, discreet), [*_held_rows(one, discreet)])
        yield Spacer(0, _BETWEEN)


def _held_head(held: HeldReview, discreet: bool) -> Row:
    by = "" if discreet else f", par {held.owner}"
    day = french.day(held.held_on) if held.held_on else ""
    words = f"{held.reference} : revue faite le {day}{by}"
    return Row([Cell(WIDTH, "", (paragraph(printed(words), style(Face.SEMI_BOLD)),))], _HEAD)


def _held_rows(held: HeldReview, discreet: bool) -> Iterator[Row]:
    there = ", ".join(filter(None, (*held.attended, held.guests)))
    if there and not discreet:
        yield _whole("Présents", there)
    if held.nothing_to_report:
        yield _whole("", "Rien à signaler.")
    if held.surveys_read is not None:
        found = french.count(held.complaints_found or 0, "réclamation trouvée", "réclamations trouvées")
        read = french.count(held.surveys_read, "questionnaire relu", "questionnaires relus")
        yield _whole("Questionnaires", f"{read}, {found}")
    if not discreet:
        for remark in held.remarks:
            yield _whole(remark.reference or "Remarque", remark.words)
        if held.note:
            yield _whole("Ce qui est retenu", held.note)


def _whole(label: str, words: str) -> Row:
    return Row([Cell(WIDTH, label, (paragraph(words),))], _LEAST)


_HAND = Look(least=10 * mm)


class _Pictures(Flowable):
    """The weeks at left, services and causes beside them."""

    def __init__(self, bars: Bars) -> None:
        super().__init__()
        gap = 5 * mm
        shares = (0.5 * WIDTH - gap, 0.22 * WIDTH - gap, 0.28 * WIDTH)
        makers = (weeks_picture, services_picture, causes_picture)
        made = [make(bars, width, _PICTURES, line=_LINE) for make, width in zip(makers, shares, strict=True)]
        self._pictures = [PictureOnPaper(one) for one in made]
        self._lefts = [0.0, shares[0] + gap, shares[0] + shares[1] + 2 * gap]
        self._titles = [printed(one.title) for one in made]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's own names)
        self.width, self.height = aW, _PICTURES + 2 * _LINE
        return self.width, self.height

    def draw(self) -> None:
        for left, title, picture in zip(self._lefts, self._titles, self._pictures, strict=True):
            self.canv.setFillColor(INK)
            self.canv.setFont(ready(Face.SEMI_BOLD), SIZE)
            self.canv.drawString(left, _PICTURES + 0.8 * _LINE, title)
            picture.drawOn(self.canv, left, 0)
