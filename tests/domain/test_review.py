"""The weekly review: its balance adds up, a past week stays as it was, and each line says who, what, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.balance import balance
from pegase_desktop.domain.bars import bars
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.review import Review, Watch, moment_of, review
from pegase_desktop.domain.review_people import in_charge, of_person
from pegase_desktop.domain.rows import Action, Ending, Exchange
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CancelReason, CauseFamily, Direction, Effect, EndingKind, Kind, Medium
from tests.domain.samples import cases, endings, office, registrable

NOW = office(20, 11, 18)
W47 = Week(2026, 47)
WATCH = Watch(lambda _: False)


def came(day: int = 16, hour: int = 9, /, month: int = 11, **facts: Any) -> Complaint:
    number = facts.pop("reference", f"R-2026-{day:04}")
    told: dict[str, Any] = {"received_at": office(day, month, hour), "email": "a@exemple.fr", "owner": "Claire Martin"}
    return replace(registrable(**(told | facts)), reference=number)


def told(rows: list[Complaint], work: list[Improvement] | None = None, week: Week = W47, now: datetime = NOW) -> Review:
    return review(rows, work or [], week, now, WATCH)


def test_a_quiet_week_still_shows_what_is_open() -> None:
    found = told([came(2)], week=Week(2026, 30))
    assert found.is_quiet
    assert (found.balance.received, found.balance.open_after) == (0, 0)
    later = told([came(2, ack_sent_at=office(2, 11, 10), ack_medium=Medium.EMAIL)], week=Week(2026, 45))
    assert later.balance.open_after == 1


def test_what_is_late_due_received_and_ended_has_its_list() -> None:
    late = came(10, owner="Sophie Renaud")
    due = came(19, ack_sent_at=office(19, 11, 10), ack_medium=Medium.EMAIL)
    ended = came(11, closed_at=office(17, 11))
    slip = came(18, cancelled_at=office(18, 11, 12), cancel_reason=CancelReason.DUPLICATE)
    found = told([late, due, ended, slip])
    assert [(one.record.reference, one.duty.kind) for one in found.late] == [
        ("R-2026-0010", DutyKind.ACKNOWLEDGE), ("R-2026-0010", DutyKind.RESPOND)
    ]  # fmt: skip
    assert [one.reference for one in found.received] == ["R-2026-0018", "R-2026-0019"]
    assert [one.case.reference for one in found.ended] == ["R-2026-0011", "R-2026-0018"]
    assert found.balance.slips == 1
    assert len(found.figures.received) == 1
    kinds = [(one.record.reference, one.duty.kind, one.is_done) for one in found.due_this_week]
    assert kinds == [("R-2026-0019", DutyKind.ACKNOWLEDGE, True), ("R-2026-0019", DutyKind.RESPOND, False)]


def test_what_was_done_late_stays_late() -> None:
    case = came(
        10, ack_sent_at=office(14, 11, 9), ack_medium=Medium.EMAIL,
        actions=(
            Action(id=1, what="Rappeler", who="Marc Olivier", due=date(2026, 11, 17), done_on=date(2026, 11, 19)),
            Action(id=2, what="Vérifier", who="Marc Olivier", due=date(2026, 11, 18), done_on=date(2026, 11, 18)),
            Action(id=3, what="Réparer", who="", due=date(2026, 11, 18)),
        ),
    )  # fmt: skip
    found = told([case])
    days = {one.duty.what: one.late_days(found.moment) for one in found.due_this_week if one.duty.what}
    assert days == {"Rappeler": 2, "Vérifier": None}
    late = [(one.duty.what, one.duty.who, one.late_days(found.moment)) for one in found.actions_late]
    assert late == [("Réparer", "Claire Martin", 2)]
    before = told([case], week=Week(2026, 46))
    (ack, *_) = [one for one in before.due_this_week if one.duty.kind is DutyKind.ACKNOWLEDGE]
    assert ack.late_days(before.moment) == 2


def test_who_heard_nothing_for_a_week_is_named_and_who_cannot_be_told_is_not() -> None:
    told_since = Exchange(id=1, at=office(18, 11), direction=Direction.OUTGOING, text="Bonjour")
    rows = [
        came(2, reference="R-1"),
        came(2, reference="R-2", exchanges=(told_since,)),
        came(2, reference="R-3", kind=Kind.INCIDENT),
        came(2, reference="R-4", email="", phone="", address=""),
        came(12, reference="R-5", ack_sent_at=office(13, 11, 18), ack_medium=Medium.EMAIL),
        came(12, reference="R-6", ack_sent_at=office(14, 11, 18), ack_medium=Medium.EMAIL),
    ]
    assert [(one.case.reference, one.days) for one in told(rows).silent] == [("R-1", 18), ("R-5", 7)]
    assert len(review(rows, [], W47, NOW, Watch(lambda _: False, silent_days=19)).silent) == 0


def test_improvements_are_late_due_and_to_be_checked_as_of_then() -> None:
    base = Improvement(what="Appeler la veille", owner="Sophie Renaud", decided_on=date(2026, 10, 1), criterion="Moins")
    late = replace(base, reference="A-1", due=date(2026, 11, 10))
    done = replace(base, reference="A-2", due=date(2026, 11, 17), done_on=date(2026, 11, 18))
    to_check = replace(base, reference="A-3", due=date(2026, 10, 5), done_on=date(2026, 10, 20))
    checked = replace(to_check, reference="A-4", checked_on=date(2026, 11, 21), effect=Effect.EFFECTIVE)
    dropped = replace(base, reference="A-5", due=date(2026, 11, 1), abandoned_on=date(2026, 11, 19))
    found = told([], [late, done, to_check, checked, dropped])
    assert [one.record.reference for one in found.actions_late] == ["A-1"]
    assert [one.record.reference for one in found.checks_due] == ["A-3", "A-4"]
    due = [(one.record.reference, one.is_done) for one in found.due_this_week]
    assert due == [("A-2", True)]
    before = told([], [dropped], week=Week(2026, 46))
    assert [one.record.reference for one in before.actions_late] == ["A-5"]


def test_what_goes_to_the_meeting_waits_until_it_was_there() -> None:
    rows = [
        came(2, reference="R-1", to_meeting=True),
        came(2, reference="R-2", to_meeting=True, meeting_on=date(2026, 11, 19)),
        came(2, reference="R-3", to_meeting=True, meeting_on=date(2026, 11, 27)),
        came(2, reference="R-4", to_meeting=True, closed_at=office(9, 11)),
        came(2, reference="R-5"),
    ]
    assert [one.reference for one in told(rows).to_meeting] == ["R-1", "R-3", "R-4"]


def test_who_is_in_charge_stands_in_the_order_of_the_alphabet() -> None:
    rows = [came(2, owner=owner) for owner in ("Zoé Petit", "Élodie Roy", "Marc Olivier", "")]
    assert in_charge(told(rows)) == ("Élodie Roy", "Marc Olivier", "Zoé Petit")


def test_the_lists_of_one_person_hold_what_falls_to_them_and_the_figures_stay() -> None:
    sophie, action = "Sophie Renaud", Action(id=1, what="Rappeler", who="Sophie Renaud", due=date(2026, 11, 17))
    turns = endings(closed_at=office(16, 11), reopened_at=office(17, 11))
    theirs = came(2, reference="R-1", owner=sophie, to_meeting=True, endings=turns)
    work = Improvement(
        reference="A-1", what="Appeler", owner="Claire Martin", checker=sophie, decided_on=date(2026, 10, 1),
        due=date(2026, 10, 5), done_on=date(2026, 10, 10),
    )  # fmt: skip
    whole = told([theirs, came(16, reference="R-2", actions=(action,)), came(17, reference="R-3")], [work])
    found = of_person(whole, sophie)
    dues = (found.late, found.due_this_week, found.actions_late, found.checks_due)
    assert [{one.record.reference for one in each} for each in dues] == [{"R-1"}, set(), {"R-2"}, {"A-1"}]
    assert [one.case.reference for one in found.ended] == ["R-1", "R-1"]
    assert [one.case.reference for one in found.silent] == ["R-1"]
    assert [one.reference for one in (*found.received, *found.to_meeting)] == ["R-1"]
    assert (found.balance, found.figures) == (whole.balance, whole.figures)


def test_the_running_week_is_seen_now_and_a_past_one_at_its_end() -> None:
    assert moment_of(W47, NOW) == NOW
    assert moment_of(W47, office(30, 11)) == office(22, 11, 23, 59) + timedelta(seconds=59)


def test_twelve_weeks_are_counted_by_the_days_of_the_facts() -> None:
    planning, family = "Planning", CauseFamily.ORGANISATION
    received = [
        (office(16, 11, 0), planning, family), (office(22, 11, 23), "Conduite", None),
        (office(9, 11), planning, family), (office(2, 11), "", None),
        (office(1, 11), planning, family), (office(23, 11, 0), planning, family),
    ]  # fmt: skip
    found = bars(received, [office(16, 11, 0), office(15, 11, 23), office(1, 1)], W47, 3)
    counts = [(week.number, came_in, closed) for week, came_in, closed in found.weeks]
    assert counts == [(45, 1, 0), (46, 1, 1), (47, 2, 1)]
    assert found.by_service == (("Planning", 2), ("Conduite", 1), ("", 1))
    assert found.by_cause == ((family, 2), (None, 2))


# Random histories: received, then closed, cancelled, reopened by turns, at any hour of two years
_hours = st.integers(0, 24 * 430)
_START = office(1, 12, 0, year=2025)


@st.composite
def histories(draw: st.DrawFn) -> list[Complaint]:
    rows = []
    for number in range(draw(st.integers(0, 12))):
        received = _START + timedelta(hours=draw(_hours))
        hours = sorted(draw(st.lists(_hours, max_size=5)))
        ends, is_open = [], True
        for hour in hours:
            ended = draw(st.sampled_from([EndingKind.CLOSED, EndingKind.CANCELLED])) if is_open else EndingKind.REOPENED
            reason = draw(st.sampled_from(CancelReason)) if ended is EndingKind.CANCELLED else None
            ends.append(Ending(kind=ended, at=_START + timedelta(hours=hour), reason=reason))
            is_open = not is_open
        rows.append(came(1, reference=f"R-{number}", received_at=received, endings=tuple(ends)))
    return rows


_weeks = st.one_of(
    st.integers(0, 61).map(lambda n: Week(2025, 49).shifted(n)),
    st.sampled_from([Week(2026, 53), Week.of(date(2026, 3, 29)), Week.of(date(2026, 10, 25)), Week(2026, 1)]),
)


@given(histories(), _weeks)
def test_the_balance_adds_up_and_hands_over_to_the_next_week(rows: list[Complaint], week: Week) -> None:
    this, following = (balance(rows, one, one.end) for one in (week, week.shifted(1)))
    assert this.adds_up
    assert this.open_after == following.open_before
    assert this.slips <= this.received


@given(histories(), _weeks)
def test_each_number_of_the_balance_has_its_lines(rows: list[Complaint], week: Week) -> None:
    found = told(rows, week=week, now=week.end)
    kinds = [one.ending.kind for one in found.ended]
    closed, cancelled = kinds.count(EndingKind.CLOSED), kinds.count(EndingKind.CANCELLED)
    reopened, counted = kinds.count(EndingKind.REOPENED), found.balance
    assert (closed, cancelled, reopened) == (counted.closed, counted.cancelled, counted.reopened)
    assert len(found.received) == counted.received


@given(histories(), _weeks, st.integers(0, 24 * 6))
def test_the_running_week_adds_up_at_any_moment(rows: list[Complaint], week: Week, hours: int) -> None:
    assert balance(rows, week, week.start + timedelta(hours=hours)).adds_up


@given(histories(), _weeks)
def test_a_past_week_stands_as_it_stood_at_its_end(rows: list[Complaint], week: Week) -> None:
    def as_known(moment: datetime) -> list[Complaint]:
        return [
            replace(one, endings=tuple(end for end in one.endings if end.at and end.at <= moment))
            for one in rows
            if one.received_at and one.received_at <= moment
        ]

    end = week.end - timedelta(seconds=1)
    then, now = told(as_known(end), week=week, now=end), told(rows, week=week, now=week.end + timedelta(days=300))
    assert then == now


def test_the_fictional_register_of_the_week_of_the_pictures() -> None:
    found = told(list(cases()))
    assert found.balance.adds_up
    assert found.balance.received == len(found.received)
    assert found.balance.open_after == sum(one.is_open for one in cases())
    assert all(one.duty.due_at and one.duty.due_at < found.moment for one in found.late)


@pytest.mark.parametrize("noted", ["closed_at", "cancelled_at"])
def test_an_end_noted_before_the_reception_counts_from_there(noted: str) -> None:
    case = came(17, endings=endings(**{noted: office(10, 11)}))
    assert balance([case], Week(2026, 46), W47.start).adds_up
    this = balance([case], W47, W47.end)
    assert (this.received, this.closed + this.cancelled, this.open_after) == (1, 1, 0)
