"""How an internal note is set on paper: A4, what it says, then who signs that they have read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import HAND_HEIGHT, Cell, Hint, Listing, Look, Row
from pegase_desktop.documents.headings import Letterhead
from pegase_desktop.documents.sheet import WIDTH, Furniture, pdf
from pegase_desktop.documents.text import SOFT_INK, paragraph, printed, style
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain import french
from pegase_desktop.domain.internal_note import InternalNote, NoteKind, Reading, ReadingWay
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.note_words import read_words
from pegase_desktop.domain.school import Settings

_TEXT_SIZE = 10.4
_BETWEEN = 4 * mm
_NAME, _FUNCTION, _DAY = 52 * mm, 50 * mm, 28 * mm
_SIGNATURE = WIDTH - _NAME - _FUNCTION - _DAY
_COLUMNS = (("Nom", _NAME), ("Fonction", _FUNCTION), ("Lu le", _DAY), ("Signature", _SIGNATURE))
_HEAD = Look(least=5.6 * mm, is_head=True)
_LEAST_TABLE = 32 * mm  # its title, its head and a line: they begin on the next page together
_HAND = Look(least=HAND_HEIGHT)
_ALONE = "Émargement : sans objet, la note n’a pas d’autre destinataire que son auteur."


def set_on_paper(note: InternalNote, functions: Mapping[str, str], settings: Settings, printed_at: datetime) -> bytes:
    """The note as PDF."""
    title = (note.kind or NoteKind.INFORMATION).label
    furniture = Furniture(
        title=f"{title} {note.reference}",
        author=settings.school.name,
        subject=note.subject,
        running_left=f"{title} {note.reference}",
        running_right=printed(note.subject),
        foot_left=printed(f"Imprimé le {french.moment(printed_at)}"),
        foot_right=settings.school.name,
        made_at=printed_at,
    )
    head = Letterhead(settings.school, title, note.reference, printed(_state(note)), logo=settings.logo)
    return pdf([head, Spacer(0, _BETWEEN), *_said(note), *_signed(note, functions)], furniture)


def _state(note: InternalNote) -> str:
    match state_of(note):
        case NoteState.TO_ISSUE:
            return "Projet, pas encore remise à l’équipe"
        case NoteState.TO_READ | NoteState.IN_FORCE:
            return f"Remise à l’équipe le {french.day(note.issued_on)}" if note.issued_on else ""
        case NoteState.ENDED:
            return f"Plus en vigueur depuis le {french.day(note.ended_on)}" if note.ended_on else ""


def _said(note: InternalNote) -> Iterator[Flowable]:
    """Who says it and when, what it comes from, and the note itself."""
    written = french.day(note.written_on) if note.written_on else ""
    author = ", ".join(part for part in (note.author, note.function) if part)
    origins = ", ".join(one.reference for one in note.origins)
    told = (("Date", written, 0.2), ("Auteur", author, 0.5 if origins else 0.8), ("Vient de", origins, 0.3))
    yield Row([Cell(WIDTH * share, label, (paragraph(words),)) for label, words, share in told if words])
    if note.ended_reason:
        yield Row([Cell(WIDTH, "N’est plus en vigueur", (paragraph(note.ended_reason),))])
    yield Spacer(0, 6 * mm)
    yield paragraph(printed(f"Objet : {note.subject}"), style(Face.SEMI_BOLD, _TEXT_SIZE + 1))
    yield Spacer(0, _BETWEEN)
    for part in note.text.split("\n\n"):
        yield paragraph(part, style(size=_TEXT_SIZE, leading=1.4))
        yield Spacer(0, 3 * mm)
    yield Spacer(0, _BETWEEN)


def _signed(note: InternalNote, functions: Mapping[str, str]) -> Iterator[Flowable]:
    """A line for each addressee: what was noted, or room to sign."""
    if not note.addressees:
        yield paragraph(printed(_ALONE), style(color=SOFT_INK))
        return
    count = f" ({read_words(note)})" if note.issued_on else ""
    title = paragraph(printed(f"Émargement : j’ai lu cette note{count}"), style(Face.SEMI_BOLD, _TEXT_SIZE))
    readings = {one.reader: one for one in note.readings}
    lines = [_line(name, readings.get(name), functions) for name in note.addressees]
    yield CondPageBreak(_LEAST_TABLE)
    yield title
    yield Spacer(0, 2 * mm)
    yield Listing(_table_head(), lines)


def _table_head() -> Row:
    return Row([Cell(width, "", (paragraph(name, style(Face.SEMI_BOLD)),)) for name, width in _COLUMNS], _HEAD)


def _line(name: str, reading: Reading | None, functions: Mapping[str, str]) -> Row:
    function = (reading.function if reading else "") or functions.get(name, "")
    return Row(
        [
            Cell(_NAME, "", (paragraph(name, style(Face.SEMI_BOLD)),)),
            Cell(_FUNCTION, "", (paragraph(function),)),
            Cell(_DAY, "", (_day(reading),)),
            Cell(_SIGNATURE, "", (paragraph(printed(_way(reading))),)),
        ],
        _HAND,
    )


def _day(reading: Reading | None) -> Flowable:
    is_read = reading is not None and reading.way not in (None, ReadingWay.ABSENT)
    if reading is None or not is_read or reading.day is None:
        return Hint("        /        /")
    return paragraph(french.day(reading.day))


def _way(reading: Reading | None) -> str:
    """How it was read; what is signed is on the paper that was signed, and the absent still sign here."""
    if reading is None or reading.way is None:
        return ""
    if reading.way is ReadingWay.SIGNED:
        return "Signé"
    day = f" {french.day(reading.day)}" if reading.way is ReadingWay.ABSENT and reading.day else ""
    return f"{reading.way.label}{day}"
