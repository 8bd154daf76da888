"""The page of a note: how its facts are laid out, and its origins and readings in words."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin, Reading, ReadingWay
from pegase_desktop.domain.kinds import INTERNAL_NOTES, kind_of_number
from pegase_desktop.domain.note_words import is_late, read_words, standing_words
from pegase_desktop.ui.dossier.plan import Block, PagePlan, Rows, Standing
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone

_NOTE = Block("La note", (("kind",), ("written_on", "author", "function"), ("subject",), ("text",)))
_TEAM = Block("L’équipe", (("addressees",), ("owner",), ("issued_on",)))
_END = Block("Plus en vigueur", (("ended_on",), ("ended_reason",)), later=True)
_WAY_ICONS = {
    ReadingWay.SIGNED: "pencil",
    ReadingWay.EMAIL: "mail-check",
    ReadingWay.HANDED: "handshake",
    ReadingWay.ABSENT: "calendar-clock",
}


def _opened_by(origin: NoteOrigin) -> str:
    return origin.reference if kind_of_number(origin.reference) else ""


def _origin_row(origin: NoteOrigin) -> RowWords:
    return RowWords("link", Tone.TEXT2, origin.reference, origin.words)


def _reading_row(one: Reading) -> RowWords:
    """« Claire Martin, secrétaire » over « Signature, le 23/11/2026 »."""
    if one.way is None:
        return RowWords("eye", Tone.TEXT2, one.reader, "")
    who = ", ".join(part for part in (one.reader, one.function) if part)
    day = french.day(one.day) if one.day else ""
    is_read = one.way is not ReadingWay.ABSENT
    between = ", le " if is_read else " "
    said = one.way.label + (f"{between}{day}" if day else "")
    return RowWords(_WAY_ICONS[one.way], Tone.SUCCESS if is_read else Tone.WARNING, who, said)


def _standing(note: InternalNote, now: datetime) -> Standing:
    said = standing_words(note, now)
    parts = (said.first, said.second, read_words(note))
    return Standing(" · ".join(dict.fromkeys(part for part in parts if part)), is_late(note, now))


PLAN = PagePlan(
    kind=INTERNAL_NOTES,
    parts=(
        _NOTE,
        Rows("origins", (("reference", "words"),), _origin_row, _opened_by),
        _TEAM,
        Rows("readings", (("reader", "function"), ("way",), ("day",)), _reading_row),
        _END,
    ),
    new="Nouvelle note",
    recorded="Note enregistrée",
    back="Retour aux notes",
    journal="Journal de la note",
    first="subject",
    standing=_standing,
)
