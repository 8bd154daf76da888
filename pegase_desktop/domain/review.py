"""The weekly review: what the register holds of one week, as it stood at its end or stands now.

Pure over the cases and improvements that concern the week; days are those of the facts, and nothing is replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pegase_desktop.domain.as_of import as_of
from pegase_desktop.domain.asked import is_out_of_reach
from pegase_desktop.domain.balance import Balance, balance, in_order
from pegase_desktop.domain.clocks import IsHoliday
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, response_target, times_told
from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.figures import Figures, figures
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import improvement_duties
from pegase_desktop.domain.moments import end_of_day, local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.school import SILENT_DAYS
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import Status

Record = Complaint | Improvement


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: whose it is, what, and when it was done, if it was.

    What was done after its deadline stays late.
    """

    record: Record
    duty: Duty
    done_at: datetime | None = None
    done_on: date | None = None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None or self.done_on is not None

    def late_days(self, moment: datetime) -> int | None:
        """Whole days of the calendar since the deadline, at *moment* or when it was done; None if it was kept."""
        due = self.duty.due_at
        if due is None:
            return None
        done = end_of_day(self.done_on) if self.done_on else self.done_at
        if (done or moment) <= due:
            return None
        return (local(done or moment).date() - local(due).date()).days


@dataclass(frozen=True, slots=True)
class Silence:
    """A case of which the client has heard nothing since *last_at*, for so many whole *days*."""

    case: Complaint
    last_at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A case was closed, cancelled or reopened; it may have been more than once in a week."""

    case: Complaint
    ending: Ending


@dataclass(frozen=True, slots=True)
class Review:
    """One week at *moment*: its end, or now while it runs. The lists are in the order in which they are looked at."""

    week: Week
    moment: datetime
    balance: Balance
    figures: Figures
    late: tuple[Due, ...]
    due_this_week: tuple[Due, ...]
    received: tuple[Complaint, ...]
    ended: tuple[Turn, ...]
    silent: tuple[Silence, ...]
    actions_late: tuple[Due, ...]
    checks_due: tuple[Due, ...]
    to_meeting: tuple[Complaint, ...]

    @property
    def late_cases(self) -> tuple[Due, ...]:
        """Of each case what has been late for the longest: who owes an acknowledgement owes an answer as well."""
        found: dict[str, Due] = {}
        for one in self.late:
            found.setdefault(one.record.reference, one)
        return tuple(found.values())

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came, ended, was reopened or fell due in the week, and nothing is late."""
        return not (self.received or self.ended or self.late or self.due_this_week or self.actions_late)


@dataclass(frozen=True, slots=True)
class Watch:
    """By what a review is made: public holidays, and the days of silence after which it is said."""

    is_holiday: IsHoliday
    silent_days: int = SILENT_DAYS


def moment_of(week: Week, now: datetime) -> datetime:
    """As of when a week is reviewed: its last second, or now while it runs."""
    return min(week.end - timedelta(seconds=1), now)


def review(
    cases: Iterable[Complaint], improvements: Iterable[Improvement], week: Week, now: datetime, watch: Watch
) -> Review:
    """The review of *week*.

    *cases* are at least those received by its end that were open at any moment of it; *improvements* those decided by
    then.
    """
    moment = moment_of(week, now)
    known = [in_order(one) for one in cases if one.received_at is not None and one.received_at <= moment]
    then = [as_of(one, moment, watch.is_holiday) for one in known]
    open_ones = [one for one in then if one.is_open]
    work = [_improvement_as_of(one, moment) for one in improvements]
    owed = [Due(one, duty) for one in open_ones for duty in duties(one)]
    owed += [Due(one, duty) for one in work for duty in improvement_duties(one)]
    late = _sorted(one for one in owed if _is_past(one.duty, moment))
    received = [one for one in then if week.start <= _received(one)]
    return Review(
        week,
        moment,
        balance(known, week, moment),
        figures(then, week.monday, week.sunday, moment, watch.is_holiday),
        tuple(one for one in late if one.duty.kind not in _ACTIONS),
        _sorted(_fallen_due(then, work, [one for one in owed if not _is_past(one.duty, moment)], week)),
        tuple(sorted(received, key=_received)),
        _turns(then, week),
        _silent(open_ones, moment, watch.silent_days),
        tuple(one for one in late if one.duty.kind in (DutyKind.ACT, DutyKind.IMPROVE)),
        _sorted(one for one in owed if one.duty.kind is DutyKind.CHECK_EFFECT and _is_past(one.duty, week.end)),
        tuple(one for one in then if one.to_meeting and one.meeting_on is None and one.status is not Status.CANCELLED),
    )


_ACTIONS = (DutyKind.ACT, DutyKind.IMPROVE, DutyKind.CHECK_EFFECT)


def _turns(cases: Iterable[Complaint], week: Week) -> tuple[Turn, ...]:
    """Each of them, in the order of time: as many as the balance counts."""
    found = [(at, Turn(case, one)) for case in cases for one in case.endings if (at := one.at) and at >= week.start]
    return tuple(turn for _, turn in sorted(found, key=lambda one: one[0]))


def _fallen_due(
    cases: Iterable[Complaint], work: Iterable[Improvement], owed: Iterable[Due], week: Week
) -> Iterator[Due]:
    """What has its deadline within the week: what is still *owed* and not late, and what was done."""
    for one in (*owed, *_done_of_cases(cases), *_done_of_improvements(work)):
        due = one.duty.due_at
        if due is not None and week.start <= due < week.end:
            yield one


def _done_of_cases(cases: Iterable[Complaint]) -> Iterator[Due]:
    for one in cases:
        if one.ack_sent_at and one.ack_due_at:
            yield Due(one, Duty(DutyKind.ACKNOWLEDGE, one.ack_due_at, who=one.owner), one.ack_sent_at)
        target = response_target(one)
        if one.response_sent_at and target:
            yield Due(one, Duty(DutyKind.RESPOND, target, who=one.owner), one.response_sent_at)
        for action in one.actions:
            if action.done_on and action.due:
                duty = duty_by_day(DutyKind.ACT, action.due, action.who or one.owner, action.what)
                yield Due(one, duty, done_on=action.done_on)


def _done_of_improvements(work: Iterable[Improvement]) -> Iterator[Due]:
    for one in work:
        if one.done_on and one.due:
            yield Due(one, duty_by_day(DutyKind.IMPROVE, one.due, one.owner, one.criterion), done_on=one.done_on)
        day = one.check_day
        if one.checked_on and day:
            who = one.checker or one.owner
            yield Due(one, duty_by_day(DutyKind.CHECK_EFFECT, day, who, one.criterion), done_on=one.checked_on)


def _silent(cases: Iterable[Complaint], moment: datetime, days: int) -> tuple[Silence, ...]:
    """Of open cases with somebody to tell: those of whom nobody was told anything for so many days."""
    found = []
    for one in cases:
        if path_of(one).is_said and not is_out_of_reach(one):
            last = max(filter(None, times_told(one)), default=_received(one))
            length = (local(moment).date() - local(last).date()).days
            if length >= days:
                found.append(Silence(one, last, length))
    return tuple(sorted(found, key=lambda one: one.last_at))


def _improvement_as_of(improvement: Improvement, moment: datetime) -> Improvement:
    day = local(moment).date()
    was = improvement
    if was.done_on and was.done_on > day:
        was = replace(was, done_on=None, no_check_reason="")
    if was.checked_on and was.checked_on > day:
        was = replace(was, checked_on=None, effect=None)
    if was.abandoned_on and was.abandoned_on > day:
        was = replace(was, abandoned_on=None, abandoned_reason="")
    return was


def _is_past(duty: Duty, moment: datetime) -> bool:
    return duty.due_at is not None and duty.due_at < moment


def _sorted(found: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda one: (str(one.duty.due_at), one.record.reference)))


def _received(case: Complaint) -> datetime:
    assert case.received_at is not None
    return case.received_at
