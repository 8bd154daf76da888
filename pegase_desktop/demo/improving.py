"""What the invented school makes of its complaints: improvements decided, in place, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from pegase_desktop.demo.vocabulary import Vocabulary
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import decided_on, improvement_from
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.words import Effect

_TO_PUT_IN_PLACE = timedelta(days=14)
_TO_CHECK = timedelta(days=30)


def improvement(complaint: Complaint, meeting: Meeting, point: Point, index: int, words: Vocabulary) -> Improvement:
    """What a meeting decided because of a complaint, as it was on that day."""
    assert meeting.held_on is not None
    begun = improvement_from(complaint, complaint.ended_at or complaint.registered_at or _never())
    decided = decided_on(begun, meeting, point)
    return replace(
        decided,
        what=complaint.actions[-1].what,
        finding=complaint.lesson,
        owner=complaint.owner or words.director,
        due=meeting.held_on + _TO_PUT_IN_PLACE,
        criterion=words.criteria[index % len(words.criteria)],
    )


def _never() -> datetime:
    raise AssertionError("a complaint that a meeting looks at has ended")


def lived(one: Improvement, index: int, words: Vocabulary, today: date) -> Improvement:
    """An improvement as it is *today*; one in four waits for longer than was said."""
    due = one.due
    if due is None or due > today or index % 4 == 3:
        return one
    one = replace(one, done_on=due, proof=words.proofs[index % len(words.proofs)], checker=words.director)
    if due + _TO_CHECK > today:
        return one
    one = replace(one, checked_on=due + _TO_CHECK)
    if index % 4 == 2:
        return replace(one, effect=Effect.PARTIAL, effect_text=words.found_lacking, follow_up=words.follow_up)
    return replace(one, effect=Effect.EFFECTIVE, effect_text=words.found[index % len(words.found)])
