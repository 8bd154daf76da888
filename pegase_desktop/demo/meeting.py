"""The quality meetings of the invented school: a year of them, each with what it looked at and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from pegase_desktop.demo.vocabulary import Vocabulary
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.meeting import AgendaReason, Meeting, Pattern, Point
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.sensitivity import is_sensitive

_EVERY = timedelta(weeks=13)
_A_YEAR = 4
_MOST_POINTS = 5
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting before its decisions, and the cases of each point; of the first some case leads to a decision."""

    meeting: Meeting
    cases: tuple[tuple[Complaint, ...], ...]


def meetings(complaints: Sequence[Complaint], words: Vocabulary, today: date) -> Iterator[Held]:
    """Those of the last year, a quarter apart, the oldest first; without anything to look at none is held."""
    last = today - timedelta(days=(today.weekday() - _FRIDAY) % 7 + 7)
    waiting = [one for one in complaints if one.to_meeting and one.ended_at and not is_sensitive(one)]
    for number in reversed(range(_A_YEAR)):
        day = last - number * _EVERY
        seen = [one for one in waiting if one.ended_at and local(one.ended_at).date() < day]
        waiting = [one for one in waiting if one not in seen]
        if seen:
            yield _held(seen, day, words, has_next=number > 0)


def _held(seen: Sequence[Complaint], day: date, words: Vocabulary, *, has_next: bool) -> Held:
    by_service = sorted(seen, key=lambda one: one.service)
    groups = [(service, tuple(cases)) for service, cases in groupby(by_service, lambda one: one.service)][:_MOST_POINTS]
    present = [one.name for one in words.staff if one.active]
    meeting = Meeting(
        held_on=day,
        starts="13:30",
        ends="14:45",
        place=words.meeting_place,
        owner=words.director,
        secretary=words.desk,
        present=tuple(present[:-1]),
        excused=tuple(present[-1:]),
        points=tuple(_point(service, cases) for service, cases in groups),
        next_on=day + _EVERY if has_next else None,
    )
    return Held(meeting, tuple(cases for _, cases in groups))


def _point(service: str, cases: Sequence[Complaint]) -> Point:
    causes = [one.cause_text for one in cases if one.cause_text]
    return Point(
        subject=f"{service} : {french.count(len(cases), 'dossier')} à examiner",
        reason=AgendaReason.FLAGGED,
        why_here="Marqués « à examiner en réunion qualité »",
        cases=", ".join(one.reference for one in cases),
        pattern=Pattern.REPEATED if len(cases) > 1 else Pattern.ISOLATED,
        why_1=causes[0] if causes else "",
        cause_family=cases[0].cause_family,
    )


def concluded(meeting: Meeting, words: Vocabulary) -> Meeting:
    """With a reason at each point that came to no decision."""
    reasons = words.no_decisions
    return replace(
        meeting,
        points=tuple(
            one if one.decisions else replace(one, no_decision=reasons[index % len(reasons)])
            for index, one in enumerate(meeting.points)
        ),
    )
