"""The rules of quality meetings: what cannot be right, what signing off asks for, what stays as it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.meeting import Meeting, MeetingState, Point
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.wrong_facts import WrongFact, too_early, wrong_anywhere

#: What still grows once the minutes are signed off.
_GROWING = ("addenda", "attachments")
_HOUR = re.compile(r"([01]?\d|2[0-3])\s*[:hH]\s*([0-5]\d)?")


def faults(meeting: Meeting, now: datetime) -> tuple[WrongFact, ...]:
    """What is missing for a number, and what cannot be right; of minutes signed off, what they lack."""
    return (*wrong_anywhere(meeting, now), *_wrong(meeting), *_lacking(meeting, now))


def _wrong(meeting: Meeting) -> Iterator[WrongFact]:
    for name in ("starts", "ends"):
        said = getattr(meeting, name)
        if said and not _HOUR.fullmatch(said.strip()):
            yield WrongFact(name, "Cette heure ne se lit pas. Par exemple : 14:00.")
    if meeting.next_on and meeting.held_on and meeting.next_on <= meeting.held_on:
        yield WrongFact("next_on", too_early("cette réunion", meeting.held_on))
    there: dict[str, str] = {}
    for name in ("present", "excused", "absent"):
        for person in getattr(meeting, name):
            if person in there and there[person] != name:
                yield WrongFact(name, f"{person} est noté(e) deux fois. Une personne est présente, excusée ou absente.")
            there[person] = name
    if bool(meeting.signed_off_on) != bool(meeting.signed_off_by):
        lacking = "signed_off_by" if meeting.signed_off_on else "signed_off_on"
        yield WrongFact(lacking, "Dites quel jour le compte rendu a été arrêté, et par qui.")
    if meeting.addenda and meeting.state is MeetingState.PREPARED:
        yield WrongFact("addenda", "Le compte rendu n’est pas arrêté : corrigez-le directement.")


def _lacking(meeting: Meeting, now: datetime) -> Iterator[WrongFact]:
    """What minutes cannot be signed off without."""
    if meeting.state is MeetingState.PREPARED:
        return
    if meeting.held_on and meeting.held_on > local(now).date():
        planned = french.day(meeting.held_on)
        yield WrongFact("held_on", f"La réunion est prévue le {planned}. Arrêtez-en le compte rendu après.")
    if not (meeting.present or meeting.guests):
        yield WrongFact("present", "Il manque qui était présent. Cochez au moins une personne.")
    if not meeting.points:
        yield WrongFact("points", "L’ordre du jour est vide. Ajoutez au moins un sujet.")
    for row, point in enumerate(meeting.points):
        if not is_treated(point):
            yield WrongFact(
                "points", f"« {point.subject} » : notez une décision, ou pourquoi il n’y en a pas, ou retirez-le.", row
            )


def begun(day: date, by: str, points: tuple[Point, ...]) -> Meeting:
    """What a meeting begins with: today, led by whoever prepares it, with the agenda proposed."""
    return Meeting(held_on=day, owner=by, present=(by,) if by else (), points=points)


def is_treated(point: Point) -> bool:
    """Whether the point was concluded: a decision, none and why, or taken off and why."""
    return bool(point.decisions or point.no_decision or point.taken_off)


def frozen(meeting: Meeting) -> frozenset[str]:
    """The facts that stay as they are: all but what still grows, once the minutes are signed off."""
    if meeting.state is MeetingState.PREPARED:
        return frozenset()
    return frozenset(one.name for one in facts_of(Meeting)) - {*_GROWING}


def meeting_duties(meeting: Meeting) -> tuple[Duty, ...]:
    """What is still to be done: hold it, and sign its minutes off."""
    if meeting.state is MeetingState.SIGNED_OFF:
        return ()
    return (duty_by_day(DutyKind.HOLD_MEETING, meeting.held_on, meeting.owner),)
