"""What the invented school makes of its complaints: improvements decided, in place, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from pegase_desktop.demo.vocabulary import Vocabulary
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import improvement_from
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Effect

_MOST = 6
_TO_PUT_IN_PLACE = timedelta(days=14)
_TO_CHECK = timedelta(days=30)


def improvements(complaints: Iterable[Complaint], words: Vocabulary, now: datetime) -> Iterator[Improvement]:
    """What follows from the complaints that went to a meeting, in the order of the decisions; a few, and of all states.

    The oldest were put in place and checked in the meantime, the newest are still to be put in place.
    """
    met = (one for one in complaints if one.to_meeting and one.actions and one.ended_at)
    chosen = [_decided(one, index, words, now) for index, one in enumerate(islice(met, _MOST))]
    today = local(now).date()
    for index, one in enumerate(sorted(chosen, key=lambda one: str(one.decided_on))):
        yield _lived(one, index, words, today)


def _decided(complaint: Complaint, index: int, words: Vocabulary, now: datetime) -> Improvement:
    assert complaint.ended_at is not None
    decided = local(complaint.ended_at).date()
    return replace(
        improvement_from(complaint, now),
        what=complaint.actions[-1].what,
        finding=complaint.lesson,
        decided_on=decided,
        owner=complaint.owner or words.director,
        due=decided + _TO_PUT_IN_PLACE,
        criterion=words.criteria[index % len(words.criteria)],
    )


def _lived(one: Improvement, index: int, words: Vocabulary, today: date) -> Improvement:
    """An improvement as it is by now; one in four waits for longer than was said."""
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
