"""How the notes are listed: by how far they are, each with how many have read it and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pegase_desktop.domain.internal_note import InternalNote, note_duties
from pegase_desktop.domain.kinds import INTERNAL_NOTES
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.note_words import STATE_HINTS, context_words, standing_words
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.dossier.overview import ListPlan
from pegase_desktop.ui.dossier.rows import GIVEN_UP, OVER, Group, Line, Look, look_of
from pegase_desktop.ui.look.tokens import Tone, Type

_STATE_ICONS = {
    NoteState.TO_ISSUE: "send",
    NoteState.TO_READ: "eye",
    NoteState.IN_FORCE: "circle-check",
    NoteState.ENDED: "ban",
}


def _groups(found: Sequence[InternalNote]) -> Iterator[Group]:
    """Those to be read by what is due first, the others by the newest."""
    for state in NoteState:
        group = [one for one in found if state_of(one) is state]
        if group:
            is_due = state is NoteState.TO_READ
            records = sorted(group, key=_due if is_due else _written, reverse=not is_due)
            yield Group(state.label, STATE_HINTS[state], _STATE_ICONS[state], tuple(records))


def _due(note: InternalNote) -> str:
    [duty] = note_duties(note)
    return duty.day.isoformat() if duty.day else ""


def _written(note: InternalNote) -> tuple[str, int]:
    return (note.written_on.isoformat() if note.written_on else "", note.id)


def _line(one: InternalNote, now: datetime, me: str) -> Line:
    standing, state = standing_words(one, now), state_of(one)
    looks = {
        NoteState.TO_ISSUE: Look("send", Tone.TEXT2, Type.MEDIUM),
        NoteState.TO_READ: look_of(standing),
        NoteState.IN_FORCE: OVER,
        NoteState.ENDED: GIVEN_UP,
    }
    is_open, is_mine = state is not NoteState.ENDED, fold(one.owner) == fold(me)
    return Line(one, standing, typeset(context_words(one)), looks[state], is_open, is_mine)


LISTED = ListPlan(
    kind=INTERNAL_NOTES,
    title="Notes internes",
    add="Écrire une note",
    search="Numéro ou mot de la note",
    icon="file-text",
    nothing="Aucune note interne",
    hint="Une note dit à toute l’équipe ce qui change, sans nommer de client.",
    groups=_groups,
    line=_line,
)
