"""The rules of internal notes: how far one is, what it begins with, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pegase_desktop.domain.internal_note import InternalNote, not_read
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import Labelled


class NoteState(Labelled):
    """How far a note is, in the order of its life."""

    TO_ISSUE = "to_issue", "À remettre"
    TO_READ = "to_read", "À faire lire"
    IN_FORCE = "in_force", "En vigueur"
    ENDED = "ended", "Plus en vigueur"


def state_of(note: InternalNote) -> NoteState:
    """How far it is; one that is no longer in force is over, whoever has read it."""
    if note.ended_on is not None:
        return NoteState.ENDED
    if note.issued_on is None:
        return NoteState.TO_ISSUE
    return NoteState.TO_READ if not_read(note) else NoteState.IN_FORCE


def team_on(staff: Iterable[Staff], day: date) -> tuple[str, ...]:
    """The names of those who are in the team on *day*, in the order of their arrival."""
    return tuple(one.name for one in staff if _is_there(one, day))


def _is_there(person: Staff, day: date) -> bool:
    has_come = person.since is None or person.since <= day
    is_left = person.left_on is not None and person.left_on < day
    return has_come and not is_left and (person.active or person.left_on is not None)


def addressees_on(staff: Iterable[Staff], day: date, author: str) -> tuple[str, ...]:
    """Whom a note of *author* goes to: everybody in the team that day; in a school of one, nobody."""
    team = team_on(staff, day)
    return () if [*map(fold, team)] == [fold(author)] else team


def function_of(staff: Iterable[Staff], name: str) -> str:
    """What *name* does in the school, as the list of the team says; nothing where it does not."""
    return next((one.role for one in staff if fold(one.name) == fold(name)), "")


def begun(by: str, staff: Iterable[Staff], today: date) -> InternalNote:
    """What every note begins with: of today, by whoever is at the desk, to the whole team."""
    team = tuple(staff)
    return InternalNote(
        written_on=today,
        author=by,
        function=function_of(team, by),
        owner=by,
        addressees=addressees_on(team, today, by),
    )
