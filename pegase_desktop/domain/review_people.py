"""Whose the lists of a weekly review are: who is in charge of something, and the lists of one person."""

from __future__ import annotations

from dataclasses import replace

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.review import Due, Review
from pegase_desktop.domain.text import fold


def of_person(whole: Review, who: str) -> Review:
    """The same with the lists of what *who* is in charge of; balance and figures stay those of the school."""

    def dues(found: tuple[Due, ...]) -> tuple[Due, ...]:
        return tuple(one for one in found if (one.duty.who or one.record.owner) == who)

    def cases(found: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
        return tuple(one for one in found if one.owner == who)

    return replace(
        whole,
        late=dues(whole.late),
        due_this_week=dues(whole.due_this_week),
        received=cases(whole.received),
        ended=tuple(one for one in whole.ended if one.case.owner == who),
        silent=tuple(one for one in whole.silent if one.case.owner == who),
        actions_late=dues(whole.actions_late),
        checks_due=dues(whole.checks_due),
        to_meeting=cases(whole.to_meeting),
    )


def in_charge(whole: Review) -> tuple[str, ...]:
    """Who is in charge of something in the lists, in the order of the alphabet."""
    dues = (*whole.late, *whole.due_this_week, *whole.actions_late, *whole.checks_due)
    told = (*(one.case for one in whole.ended), *(one.case for one in whole.silent))
    cases = (*whole.received, *told, *whole.to_meeting)
    found = {one.duty.who or one.record.owner for one in dues} | {one.owner for one in cases}
    return tuple(sorted(found - {""}, key=fold))
