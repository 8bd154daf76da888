"""What the invented school tells its team of its improvements: notes read by all, to be read, and to be issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.internal_note import InternalNote, Reading, ReadingWay
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.note_proposal import note_from
from pegase_desktop.domain.note_rules import begun, function_of
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.words import CauseFamily

_TO_WRITE = timedelta(days=1)
_TO_READ = timedelta(days=2)


def notes(
    improvements: Iterable[Improvement], staff: Sequence[Staff], by: str, now: datetime
) -> Iterator[InternalNote]:
    """The oldest was read by all, the next one by two, the newest is not issued yet."""
    told = {one.what: one for one in improvements if one.cause_family is not CauseFamily.STAFF}
    today = local(now).date()
    for index, one in enumerate(tuple(told.values())[-3:]):
        assert one.decided_on is not None
        day = min(one.decided_on + _TO_WRITE, today)
        then = replace(one, done_on=None) if one.done_on and one.done_on > day else one
        written = note_from(begun(by, staff, day), None, (then,), partial(function_of, staff))
        yield written if index == 2 else _issued(written, staff, day, today, len(staff) if index == 0 else 2)


def _issued(note: InternalNote, staff: Sequence[Staff], day: date, today: date, readers: int) -> InternalNote:
    read_on = min(day + _TO_READ, today)
    readings = tuple(
        Reading(reader=name, function=function_of(staff, name), way=ReadingWay.SIGNED, day=read_on)
        for name in note.addressees[:readers]
    )
    return replace(note, issued_on=day, readings=readings)
