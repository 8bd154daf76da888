"""What came and went in a week: the one line of a register that has to add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.figures import is_slip, was_open
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import EndingKind


@dataclass(frozen=True, slots=True)
class Balance:
    """*open_before* + *received* + *reopened* = *closed* + *cancelled* + *open_after*, whatever happened.

    A duplicate or a mistake counts as received and as cancelled; ``slips`` says how many of the received are one.
    """

    open_before: int
    received: int
    reopened: int
    closed: int
    cancelled: int
    open_after: int
    slips: int

    @property
    def adds_up(self) -> bool:
        return self.open_before + self.received + self.reopened == self.closed + self.cancelled + self.open_after


def balance(cases: Iterable[Complaint], week: Week, moment: datetime) -> Balance:
    """What came and went in *week*, up to *moment*. An end is not before the reception, whatever days were noted."""
    until = min(moment, week.end - timedelta(seconds=1))
    before = week.start - timedelta(seconds=1)
    counted = [in_order(one) for one in cases if one.received_at is not None and one.received_at <= until]
    ends = [
        one.kind for case in counted for one in case.endings if one.at is not None and week.start <= one.at <= until
    ]
    came = [one for one in counted if week.start <= _received(one)]
    return Balance(
        open_before=sum(_received(one) <= before and was_open(one, before) for one in counted),
        received=len(came),
        reopened=ends.count(EndingKind.REOPENED),
        closed=ends.count(EndingKind.CLOSED),
        cancelled=ends.count(EndingKind.CANCELLED),
        open_after=sum(was_open(one, until) for one in counted),
        slips=sum(is_slip(replace(one, endings=tuple(_until(one, until)))) for one in came),
    )


def in_order(case: Complaint) -> Complaint:
    """The case, of which no end is noted before its reception."""
    received = _received(case)
    return replace(case, endings=tuple(replace(one, at=max(one.at or received, received)) for one in case.endings))


def _until(case: Complaint, moment: datetime) -> Iterator[Ending]:
    return (one for one in case.endings if one.at is not None and one.at <= moment)


def _received(case: Complaint) -> datetime:
    assert case.received_at is not None
    return case.received_at
