"""How the notes are listed: by how far they are, each with how many have read it and what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial

from pegase_desktop.domain.internal_note import InternalNote, note_duties
from pegase_desktop.domain.kinds import INTERNAL_NOTES
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.note_words import STATE_HINTS, context_words, standing_words
from pegase_desktop.domain.school import Staff
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


Coming = Callable[[InternalNote], Sequence[Staff]]
"""Of a note: who joined the team after it was issued."""


def listed(coming: Coming) -> ListPlan:
    """The list, in which notes that somebody is to be offered stand among those to be read."""
    return ListPlan(
        kind=INTERNAL_NOTES,
        title="Notes internes",
        add="Écrire une note",
        search="Numéro ou mot de la note",
        icon="file-text",
        nothing="Aucune note interne",
        hint="Une note dit à toute l’équipe ce qui change, sans nommer de client.",
        groups=partial(_groups, coming),
        line=partial(_line, coming),
        elsewhere="Depuis une réunion…",
    )


def _groups(coming: Coming, found: Sequence[InternalNote]) -> Iterator[Group]:
    """Those to be read by what is due first, the others by the newest."""
    for state in NoteState:
        group = [one for one in found if _stands_in(one, coming) is state]
        if group:
            is_due = state is NoteState.TO_READ
            records = sorted(group, key=_due if is_due else _written, reverse=not is_due)
            yield Group(state.label, STATE_HINTS[state], _STATE_ICONS[state], tuple(records))


def _stands_in(note: InternalNote, coming: Coming) -> NoteState:
    state = state_of(note)
    return NoteState.TO_READ if state is NoteState.IN_FORCE and coming(note) else state


def _due(note: InternalNote) -> tuple[date, int]:
    days = [duty.day for duty in note_duties(note) if duty.day]
    return (min(days, default=date.max), note.id)


def _written(note: InternalNote) -> tuple[date, int]:
    return (note.written_on or date.min, note.id)


def _line(coming: Coming, one: InternalNote, now: datetime, me: str) -> Line:
    offered = coming(one)
    standing, state = standing_words(one, now, offered), _stands_in(one, coming)
    looks = {
        NoteState.TO_ISSUE: Look("send", Tone.TEXT2, Type.MEDIUM),
        NoteState.TO_READ: look_of(standing),
        NoteState.IN_FORCE: OVER,
        NoteState.ENDED: GIVEN_UP,
    }
    is_open, is_mine = state is not NoteState.ENDED, fold(one.owner) == fold(me)
    return Line(one, standing, typeset(context_words(one, offered)), looks[state], is_open, is_mine)
