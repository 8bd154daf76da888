"""Sets the fiche: walks its layout, asks each fact's declaration for label and choices, and its value for words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents import fiche_layout as layout
from pegase_desktop.documents.cells import HAND_HEIGHT, Boxes, Cell, Hint, Listing, Look, MarkLines, Row, Rules
from pegase_desktop.documents.fiche_values import SATISFACTION, Shown, declared, ticked, words
from pegase_desktop.documents.headings import Arrows, Letterhead, PhaseMark, SectionHead, Signatures
from pegase_desktop.documents.sheet import WIDTH, Furniture, pdf
from pegase_desktop.documents.text import FAINT_INK, paragraph, printed, style
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, fact_named
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.naming import status_label
from pegase_desktop.domain.paths import COMPLAINT_PATH, path_of
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.procedure import Page, Phase
from pegase_desktop.domain.progress import PageState, done_on, is_done, page_state
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.wording import said
from pegase_desktop.domain.words import EndingKind, Status

_QUALIOPI = "Qualiopi, critère 7, indicateur 31"
_ARROW_SHARES = (0.235, 0.225, 0.225, 0.315)
_ROOM_FOR_A_HEAD = SectionHead.HEIGHT + Row.KEPT_WHOLE  # so that no head stands alone at the foot of a page
_HINTS = {FactKind.DAY: "      /      /", FactKind.MOMENT: "      /      /            à       :"}
_ENTRY = style(size=8.3, leading=1.24)
_ENTRY_HEIGHT = 6.2 * mm
_TO_WRITE = 7.2 * mm  # an empty line of a list


def filled(
    complaint: Complaint, settings: Settings, printed_at: datetime, journal_head: str, led_to: Sequence[Improvement]
) -> bytes:
    """The fiche of *complaint*, which *led_to* these improvements."""
    title = path_of(complaint).sheet
    number = f"N°\u00a0{complaint.reference}" if complaint.reference else title
    printed_on = f"Imprimé le {french.moment(printed_at)}"
    furniture = Furniture(
        title=" ".join(filter(None, (title, complaint.reference))),
        author=settings.school.name,
        subject=_QUALIOPI,
        running_left=title,
        running_right=" · ".join(filter(None, (number, complaint.complainant))),
        foot_left=" · ".join(filter(None, (complaint.reference, printed_on, journal_head))),
        foot_right=_QUALIOPI,
        made_at=printed_at,
    )
    by_hand = complaint.status is Status.OPEN
    return pdf(list(_story(Shown(complaint, by_hand), settings, led_to)), furniture)


def blank(settings: Settings, printed_at: datetime) -> bytes:
    """The fiche of no complaint yet."""
    title = COMPLAINT_PATH.sheet
    furniture = Furniture(
        title=f"{title} (vierge)",
        author=settings.school.name,
        subject=_QUALIOPI,
        running_left=title,
        running_right=f"N°\u00a0R-20{' .' * 3} -{' .' * 10}     Nom{' .' * 31}",
        foot_left="Fiche vierge, à remplir à la main puis à saisir dans le registre",
        foot_right=_QUALIOPI,
        made_at=printed_at,
    )
    return pdf(list(_story(Shown(Complaint(), by_hand=True, is_blank=True), settings)), furniture)


def _story(shown: Shown, settings: Settings, led_to: Sequence[Improvement] = ()) -> Iterator[Flowable]:
    complaint = shown.complaint
    path = shown.path
    yield Letterhead(settings.school, path.sheet, complaint.reference, _state(complaint), logo=settings.logo)
    yield Arrows(*_phases(shown))
    if complaint.last_ending(EndingKind.CANCELLED):
        yield Spacer(0, 3 * mm)
        yield from _line(layout.CANCELLATION, shown, Look(edge_width=1.2))
    number = 0
    for section in layout.SECTIONS:
        rows = [row for block in section.blocks for row in _block(block, shown)]
        if led_to and section.phase is Phase.INTERNAL:
            rows.append(_thread(led_to))
        if rows:
            number += 1
            yield CondPageBreak(_ROOM_FOR_A_HEAD)
            yield SectionHead(number, section.phase.label, section.note(path))
            yield from rows
    yield Signatures(_first_signature(shown), (path.fact("owner").label, complaint.owner))


def _thread(led_to: Sequence[Improvement]) -> Row:
    """« A donné lieu à »: what was changed because of the complaint."""
    contents = tuple(paragraph(f"{one.reference} : {one.what}") for one in led_to)
    return Row([Cell(WIDTH, "A donné lieu à", contents)])


def _first_signature(shown: Shown) -> tuple[str, str]:
    """Whoever complained signs; where nobody did, whoever wrote it down."""
    complaint, path = shown.complaint, shown.path
    if path.is_said:
        return path.stop(Page.COMPLAINANT).label, complaint.complainant
    return path.fact("received_by").label, complaint.received_by


def _phases(shown: Shown) -> tuple[list[PhaseMark], list[float]]:
    """The phases on the path of the case, and the width of each as a share of the sheet's."""
    phases = [phase for phase in Phase if shown.path.pages_of(phase)]
    shares = [_ARROW_SHARES[phase.value - 1] for phase in phases]
    marks = [_phase_mark(shown, phase, number) for number, phase in enumerate(phases, start=1)]
    return marks, [one / sum(shares) for one in shares]


def _state(complaint: Complaint) -> str:
    level = priority(complaint)
    day = _day(complaint.endings[-1].at) if complaint.endings else ""
    label = status_label(complaint.status, complaint.kind)
    state = {
        Status.CLOSED: f"{label} le {day}",
        Status.CANCELLED: f"{label.upper()} le {day}",
        Status.OPEN: f"R{label.lower()} le {day}" if complaint.endings else label,
    }[complaint.status]
    return " · ".join(filter(None, (f"Priorité {level.label.lower()}" if level else "", state)))


def _day(moment: datetime | None) -> str:
    return french.day(local(moment).date()) if moment else ""


def _phase_mark(shown: Shown, phase: Phase, number: int) -> PhaseMark:
    complaint, pages = shown.complaint, shown.path.pages_of(phase)
    is_phase_done = not shown.is_blank and is_done(complaint, pages)
    day = done_on(complaint, pages) if is_phase_done else None
    return PhaseMark(f"{number}. {phase.label}", is_phase_done, french.day(day) if day else "", shown.by_hand)


def _block(block: layout.Block, shown: Shown) -> Iterator[Flowable]:
    match block:
        case layout.Line():
            yield from _line(block, shown)
        case layout.Entries():
            yield from _entries(block, shown)
        case layout.Marks():
            if any(shown.asks(name) for name in block.facts):
                yield _marks(block, shown)


def _line(line: layout.Line, shown: Shown, look: Look | None = None) -> Iterator[Row]:
    if line.only_if_told and not shown.has(line.places[0].fact):
        return
    places = _widened([place for place in line.places if shown.asks(place.fact)])
    to_write = shown.by_hand and any(not shown.has(place.fact) for place in places)
    if places:
        yield Row([_cell(place, shown) for place in places], look or Look(HAND_HEIGHT if to_write else Look.least))


def _widened(places: Sequence[layout.Place]) -> list[layout.Place]:
    """The cells that are left of a line share its width."""
    whole = sum(place.width for place in places)
    return [replace(place, width=place.width * layout.WIDTH / whole) for place in places]


def _cell(place: layout.Place, shown: Shown) -> Cell:
    fact = declared(place.fact, shown.complaint)
    return Cell(place.width * mm, printed(fact.label), _contents(place, fact, shown))


def _contents(place: layout.Place, fact: Fact, shown: Shown) -> tuple[Flowable, ...]:
    if shown.is_pointless(fact):
        return (paragraph("sans objet", style(color=FAINT_INK)),)
    if place.form is layout.Form.BOXES:
        return (Boxes(ticked(fact, shown)),)
    said = words(fact, shown.complaint)
    if said:
        return (paragraph(said, style(Face.SEMI_BOLD) if place.form is layout.Form.STRONG else style()),)
    if not shown.by_hand:
        return _nothing()
    if place.form is layout.Form.TEXT:
        return (Rules(place.rules),)
    return (Hint(_HINTS[fact.kind]),) if fact.kind in _HINTS else ()


def _nothing() -> tuple[Flowable, ...]:
    """What a closed case shows of a fact that was not recorded: a dash, since nobody is to add to it."""
    return (paragraph("–", style(color=FAINT_INK)),)


def _entries(block: layout.Entries, shown: Shown) -> Iterator[Flowable]:
    fact = shown.path.fact(block.fact)
    entries: tuple[Any, ...] = getattr(shown.complaint, block.fact)
    if not entries and not _is_asked_for(block, fact, shown):
        return
    rows = [Row([_entry_cell(column, one) for column in block.columns], Look(_ENTRY_HEIGHT)) for one in entries]
    rows += [_row_to_write(block, fact) for _ in range(_lines_to_write(block, fact, shown))]
    if not rows:
        rows.append(Row([Cell(column.width * mm, "", _nothing()) for column in block.columns], Look(_ENTRY_HEIGHT)))
    yield Listing(Row([_column_head(block, fact, column) for column in block.columns], _HEAD_LOOK), rows)


def _is_asked_for(block: layout.Entries, fact: Fact, shown: Shown) -> bool:
    return block.blank > 0 and (shown.is_blank or shown.path.asks(shown.complaint, fact.name))


def _lines_to_write(block: layout.Entries, fact: Fact, shown: Shown) -> int:
    if shown.is_blank:
        return block.blank
    if fact.page is None or not shown.by_hand or page_state(shown.complaint, fact.page) is PageState.DONE:
        return 0
    return max(block.blank - len(getattr(shown.complaint, fact.name)), 1)


_HEAD_LOOK = Look(5 * mm, is_head=True)


def _column_head(block: layout.Entries, fact: Fact, column: layout.Column) -> Cell:
    """The labels of the column's facts, after the name of the list in the first column: as many as fit."""
    first, *others = (one.label for one in column_facts(fact, column))
    labels = [" · ".join((first, *others)), first]
    if column is block.columns[0]:
        labels = [*(f"{fact.label} : {label[0].lower()}{label[1:]}" for label in labels), fact.label]
    if column.is_ticked:
        labels = [first]
    cells = [Cell(column.width * mm, printed(label)) for label in labels]
    return next((cell for cell in cells if cell.label_fits()), cells[-1])


def _row_to_write(block: layout.Entries, fact: Fact) -> Row:
    cells = []
    for column in block.columns:
        first = column_facts(fact, column)[0]
        hint: tuple[Flowable, ...] = (Hint(_HINTS[first.kind]),) if first.kind in _HINTS else ()
        cells.append(Cell(column.width * mm, "", (Boxes([("le", False)]),) if column.is_ticked else hint))
    return Row(cells, Look(_TO_WRITE))


def _entry_cell(column: layout.Column, entry: Any) -> Cell:
    facts = [fact_named(type(entry), name) for name in column.facts]
    lines = [(one, said(one, getattr(entry, one.name))) for one in facts]
    contents = tuple(_entry_line(column, one, line) for one, line in lines if line)
    if column.is_ticked and not contents:
        contents = (Boxes([("le", False)]),)
    return Cell(column.width * mm, "", contents)


def _entry_line(column: layout.Column, fact: Fact, line: str) -> Flowable:
    if not column.is_ticked:
        return paragraph(line, _ENTRY)
    if fact.name == column.facts[0]:
        return Boxes([(line, True)])
    return paragraph(f"{fact.label}\u00a0: {line}", _ENTRY)


def column_facts(fact: Fact, column: layout.Column) -> list[Fact]:
    """The declarations of what a column of a list shows."""
    assert fact.row is not None
    return [fact_named(fact.row, name) for name in column.facts]


def _marks(block: layout.Marks, shown: Shown) -> Row:
    questions = [(fact_named(Complaint, name).label, getattr(shown.complaint, name)) for name in block.facts]
    width = layout.WIDTH - block.comment.width
    marks = Cell(width * mm, printed(SATISFACTION), (MarkLines(questions),))
    return Row([marks, _cell(block.comment, shown)])
