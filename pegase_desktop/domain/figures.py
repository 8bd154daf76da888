"""Figures of a period, each with what it counts: a rate has four numbers, which add up to what was received.

A cohort by day of reception, judged at a moment from the facts' own moments: a past period gives the same figures next
year, unless a case was corrected. All cases handed in are :func:`pegase_desktop.domain.as_of.as_of` that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from pegase_desktop.domain import asked
from pegase_desktop.domain.as_of import first_announcement
from pegase_desktop.domain.clocks import CountFrom, IsHoliday, deadline
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import end_of_day, local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.words import DOCUMENTED_MEDIA, CancelReason, Decision, Kind, Labelled, Status

#: Under so many, « n sur N » alone is said: a percentage would pretend to a precision that is not there.
FEWEST_FOR_PERCENT = 20
#: Under so many, marks are shown one by one.
FEWEST_FOR_MEAN = 10
#: Cancelled for these, a case stands apart from all figures.
SLIPS = (CancelReason.DUPLICATE, CancelReason.ENTERED_BY_MISTAKE)
_DAY = timedelta(days=1)


class Fate(Labelled):
    """What became of something that was due."""

    KEPT = "kept", "tenu"
    MISSED = "missed", "manqué"
    PENDING = "pending", "en cours"
    POINTLESS = "pointless", "sans objet"


@dataclass(frozen=True, slots=True)
class Rate:
    """What was due, by what became of it: the cases themselves, so that each number opens its list."""

    kept: tuple[Complaint, ...]
    missed: tuple[Complaint, ...]
    pending: tuple[Complaint, ...]
    pointless: tuple[Complaint, ...]

    @property
    def judged(self) -> int:
        """Of how many it is said: neither of what is not due yet, nor of what is « sans objet »."""
        return len(self.kept) + len(self.missed)

    @property
    def percent(self) -> int | None:
        """Rounded; None where there are too few, and « n sur N » is all there is to say."""
        return round(100 * len(self.kept) / self.judged) if self.judged >= FEWEST_FOR_PERCENT else None


@dataclass(frozen=True, slots=True)
class Delay:
    """The median, in hours from the reception, of what was sent; None of none. ``oldest_pending`` in hours."""

    median_hours: float | None
    sent: int
    pending: int
    oldest_pending: float | None


@dataclass(frozen=True, slots=True)
class Opinions:
    """``answered`` of ``asked``, asked or not; marks of the first to the third question, none left out of them."""

    asked: int
    answered: tuple[Complaint, ...]
    marks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``received`` without ``set_apart``, which are duplicates and mistakes; the register's own are ``open_now``.

    ``founded`` of ``decided``; ``undecided`` are all other complaints. ``oldest_days`` is in whole days, None of none.
    """

    received: tuple[Complaint, ...]
    set_apart: tuple[Complaint, ...]
    acknowledged: Rate
    answered: Rate
    on_announced_day: Rate
    acknowledgement_delay: Delay
    answer_delay: Delay
    closed: tuple[Complaint, ...]
    open_now: tuple[Complaint, ...]
    oldest_days: int | None
    founded: tuple[Complaint, ...]
    decided: tuple[Complaint, ...]
    undecided: tuple[Complaint, ...]
    opinions: Opinions

    def of_nature(self, kind: Kind) -> int:
        """How many were received of that nature."""
        return sum((one.kind or Kind.COMPLAINT) is kind for one in self.received)


def figures(cases: Iterable[Complaint], first: date, last: date, moment: datetime, is_holiday: IsHoliday) -> Figures:
    """The figures of what was received from *first* to *last*, days of the office, judged at *moment*.

    *cases*, as of *moment*, are at least those of the period and those open at the earlier of its end and the moment:
    ``open_now`` is of the whole register, all else of the cohort.
    """
    known = [one for one in cases if one.received_at is not None and one.received_at <= moment]
    cohort = [one for one in known if first <= local(_received(one)).date() <= last]
    received = tuple(one for one in cohort if not is_slip(one))
    until = min(moment, end_of_day(last))
    still_open = tuple(one for one in known if _received(one) <= until and was_open(one, until))
    decided = tuple(one for one in received if _is_decided(one))
    return Figures(
        received,
        tuple(one for one in cohort if is_slip(one)),
        _rate(received, lambda one: acknowledgement(one, moment, is_holiday)),
        _rate(received, lambda one: answer(one, moment, is_holiday)),
        _rate(received, lambda one: announced_answer(one, moment)),
        _delay(received, lambda one: one.ack_sent_at if _is_documented(one) else None, moment, is_holiday),
        _delay(received, lambda one: one.response_sent_at, moment, is_holiday, of_answer=True),
        tuple(one for one in received if one.status is Status.CLOSED),
        still_open,
        max(((until - _received(one)) // _DAY for one in still_open), default=None),
        tuple(one for one in decided if one.decision in (Decision.FAVOURABLE, Decision.PARTIAL)),
        decided,
        tuple(one for one in received if _is_complaint(one) and one not in decided),
        opinions(received),
    )


def is_slip(complaint: Complaint) -> bool:
    """Whether it is a duplicate or a mistake, and stayed so: it stands apart from all figures."""
    return complaint.status is Status.CANCELLED and complaint.endings[-1].reason in SLIPS


def was_open(complaint: Complaint, moment: datetime) -> bool:
    """Whether a case that was received by then was neither closed nor cancelled at *moment*."""
    before = [one for one in complaint.endings if one.at is not None and one.at <= moment]
    return Complaint(endings=tuple(before)).is_open


def acknowledgement(complaint: Complaint, moment: datetime, is_holiday: IsHoliday) -> Fate:
    """What became of the acknowledgement. One by a medium that leaves no document is none."""
    sent = complaint.ack_sent_at if _is_documented(complaint) else None
    if not _is_owed(complaint, sent):
        return Fate.POINTLESS
    return _judged(complaint, sent, _ack_due(complaint, is_holiday), moment)


def answer(complaint: Complaint, moment: datetime, is_holiday: IsHoliday) -> Fate:
    """What became of the answer, against its first target: a date announced since never greens it."""
    sent = complaint.response_sent_at
    if not _is_owed(complaint, sent):
        return Fate.POINTLESS
    return _judged(complaint, sent, _first_target(complaint, is_holiday), moment)


def announced_answer(complaint: Complaint, moment: datetime) -> Fate:
    """What became of the answer, against the first date that was announced to the client."""
    day, sent = first_announcement(complaint), complaint.response_sent_at
    if day is None or not _is_owed(complaint, sent):
        return Fate.POINTLESS
    return _judged(complaint, sent, end_of_day(day), moment)


def opinions(cases: Iterable[Complaint]) -> Opinions:
    """Of those who were asked, or said it unasked: who answered, and with which marks."""
    concerned = [one for one in cases if one.feedback_asked_at or one.feedback_received_at]
    answered = tuple(one for one in concerned if one.feedback_received_at)
    questions = ("feedback_q1", "feedback_q2", "feedback_q3")
    marks = tuple(tuple(mark for one in answered if (mark := getattr(one, name)) is not None) for name in questions)
    return Opinions(len(concerned), answered, marks)


def _judged(complaint: Complaint, sent: datetime | None, due: datetime, moment: datetime) -> Fate:
    if sent is not None:
        return Fate.KEPT if sent <= due else Fate.MISSED
    ended = complaint.ended_at
    if ended is not None:  # nothing more is owed: what was not due by then was never missed
        return Fate.POINTLESS if ended <= due else Fate.MISSED
    return Fate.PENDING if moment <= due else Fate.MISSED


def _is_owed(complaint: Complaint, sent: datetime | None) -> bool:
    """Whether its delays are judged: there is an hour to count from, and somebody to write to who can be reached."""
    is_reachable = not (complaint.anonymous and asked.is_out_of_reach(complaint))
    return (
        path_of(complaint).is_said
        and "received_at" not in complaint.hour_unknown
        and (is_reachable or sent is not None)
    )


def _ack_due(complaint: Complaint, is_holiday: IsHoliday) -> datetime:
    return deadline(_received(complaint), complaint.terms.ack_hours, complaint.terms, is_holiday)


def _first_target(complaint: Complaint, is_holiday: IsHoliday) -> datetime:
    """From the acknowledgement, at the latest from its own deadline: a late or missing one gives no time."""
    terms, start = complaint.terms, _received(complaint)
    if terms.count_from is CountFrom.ACKNOWLEDGEMENT:
        sent, due = complaint.ack_sent_at, _ack_due(complaint, is_holiday)
        start = min(sent, due) if sent is not None and _is_documented(complaint) else due
    return deadline(start, terms.treatment_hours, terms, is_holiday)


def _is_documented(complaint: Complaint) -> bool:
    return complaint.ack_medium in DOCUMENTED_MEDIA


def _is_complaint(complaint: Complaint) -> bool:
    return (complaint.kind or Kind.COMPLAINT) is Kind.COMPLAINT


def _is_decided(complaint: Complaint) -> bool:
    return _is_complaint(complaint) and complaint.decision is not None and complaint.response_sent_at is not None


def _received(complaint: Complaint) -> datetime:
    assert complaint.received_at is not None
    return complaint.received_at


def _rate(cases: Sequence[Complaint], fate: Callable[[Complaint], Fate]) -> Rate:
    found = [(fate(one), one) for one in cases]
    return Rate(*(tuple(one for which, one in found if which is wanted) for wanted in Fate))


def _delay(
    cases: Sequence[Complaint],
    sent_at: Callable[[Complaint], datetime | None],
    moment: datetime,
    is_holiday: IsHoliday,
    *,
    of_answer: bool = False,
) -> Delay:
    judge = answer if of_answer else acknowledgement
    counted = [one for one in cases if "received_at" not in one.hour_unknown and path_of(one).is_said]
    sent = [(at - _received(one)) for one in counted if (at := sent_at(one)) is not None]
    open_ones = [
        one
        for one in counted
        if sent_at(one) is None and one.is_open and judge(one, moment, is_holiday) is not Fate.POINTLESS
    ]
    hours = [length.total_seconds() / 3600 for length in sent]
    oldest = max(((moment - _received(one)).total_seconds() / 3600 for one in open_ones), default=None)
    return Delay(median(hours) if hours else None, len(sent), len(open_ones), oldest)
