"""Figures that are honest: what each counts, what is pending, and what is left out and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.as_of import as_of, first_announcement
from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.figures import (
    Fate,
    Figures,
    acknowledgement,
    announced_answer,
    answer,
    figures,
    is_slip,
)
from pegase_desktop.domain.rows import Action, Announcement, Call, Ending, Exchange
from pegase_desktop.domain.words import CallResult, CancelReason, Decision, Direction, EndingKind, Kind, Medium
from tests.domain.samples import cases, office, registrable

NOW = office(20, 11, 18)
MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def no_holiday(_: date) -> bool:
    return False


def came(day: int = 16, hour: int = 9, /, **facts: Any) -> Complaint:
    """Received in November, reachable, acknowledged by e-mail where that is said."""
    if "ack_sent_at" in facts:
        facts.setdefault("ack_medium", Medium.EMAIL)
    return registrable(**({"received_at": office(day, 11, hour), "email": "a@exemple.fr", "anonymous": False} | facts))


def unknown(**facts: Any) -> Complaint:
    return came(**({"anonymous": True, "email": "", "complainant_name": ""} | facts))


def told(rows: list[Complaint], moment: datetime = NOW, first: date = MONDAY, last: date = SUNDAY) -> Figures:
    return figures([as_of(one, moment, no_holiday) for one in rows], first, last, moment, no_holiday)


def counts(rate: Any) -> tuple[int, int, int, int]:
    return len(rate.kept), len(rate.missed), len(rate.pending), len(rate.pointless)


def test_the_four_numbers_of_a_rate_add_up_to_what_was_received() -> None:
    in_time = [came(16, 9, ack_sent_at=office(17, 11, 9)) for _ in range(8)]
    late, overdue = came(16, 9, ack_sent_at=office(19, 11, 9)), came(16, 9)
    not_yet, nobody = came(20, 9), unknown()
    found = told([*in_time, late, overdue, not_yet, nobody])
    assert len(found.received) == 12
    assert counts(found.acknowledged) == (8, 2, 1, 1)
    assert found.acknowledged.judged == 10
    assert found.acknowledged.percent is None


def test_a_percentage_is_said_of_twenty_and_more() -> None:
    rows = [came(16, 9, ack_sent_at=office(17, 11, 9)) for _ in range(18)] + [came(16, 9)] * 2
    assert told(rows).acknowledged.percent == 90
    assert told(rows[1:]).acknowledged.percent is None


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("facts", "after", "fate"),
    [
        ({}, timedelta(hours=48), Fate.PENDING),
        ({}, timedelta(hours=48) + SECOND, Fate.MISSED),
        ({"ack_sent_at": office(18, 11, 9)}, timedelta(days=9), Fate.KEPT),
        ({"ack_sent_at": office(18, 11, 9) + SECOND}, timedelta(days=9), Fate.MISSED),
        ({"ack_sent_at": office(18, 11, 9)}, timedelta(hours=47), Fate.PENDING),  # not sent yet at that moment
        ({"ack_sent_at": office(17, 11, 9), "ack_medium": Medium.PHONE}, timedelta(days=9), Fate.MISSED),
        ({"kind": Kind.INCIDENT}, timedelta(days=9), Fate.POINTLESS),
        ({"kind": Kind.DIFFICULTY, "was_expressed": True}, timedelta(days=9), Fate.MISSED),
        ({"kind": Kind.DIFFICULTY, "was_expressed": False}, timedelta(days=9), Fate.POINTLESS),
        ({"hour_unknown": ("received_at",)}, timedelta(days=9), Fate.POINTLESS),
        ({"cancelled_at": office(17, 11, 9)}, timedelta(days=9), Fate.POINTLESS),
        ({"cancelled_at": office(19, 11, 9)}, timedelta(days=9), Fate.MISSED),
        ({"closed_at": office(18, 11, 9)}, timedelta(days=9), Fate.POINTLESS),
        ({"closed_at": office(17, 11, 9), "reopened_at": office(17, 11, 10)}, timedelta(days=9), Fate.MISSED),
    ],
    ids=str,
)
def test_the_acknowledgement(facts: dict[str, Any], after: timedelta, fate: Fate) -> None:
    moment = office(16, 11, 9) + after
    assert acknowledgement(as_of(came(**facts), moment, no_holiday), moment, no_holiday) is fate


def test_who_cannot_be_reached_is_owed_nothing_until_something_was_sent() -> None:
    moment = office(27, 11)
    sent: dict[str, Any] = {"ack_sent_at": office(17, 11), "response_sent_at": office(18, 11)}
    for fate_of in (acknowledgement, answer):
        assert fate_of(unknown(), moment, no_holiday) is Fate.POINTLESS
        assert fate_of(unknown(**sent), moment, no_holiday) is Fate.KEPT
        assert fate_of(unknown(phone="06 12 34 56 78"), moment, no_holiday) is Fate.MISSED


@pytest.mark.parametrize(
    ("facts", "fate"),
    [
        ({"ack_sent_at": office(16, 11, 12), "response_sent_at": office(18, 11, 12)}, Fate.KEPT),
        ({"ack_sent_at": office(16, 11, 12), "response_sent_at": office(18, 11, 12) + SECOND}, Fate.MISSED),
        # a late acknowledgement gives no time, nor does one that leaves no document
        ({"ack_sent_at": office(19, 11, 9), "response_sent_at": office(20, 11, 9)}, Fate.KEPT),
        ({"ack_sent_at": office(19, 11, 9), "response_sent_at": office(20, 11, 10)}, Fate.MISSED),
        ({"response_sent_at": office(20, 11, 9)}, Fate.KEPT),
        (
            {"ack_sent_at": office(16, 11, 9), "ack_medium": Medium.PHONE, "response_sent_at": office(20, 11, 9)},
            Fate.KEPT,
        ),
        # a date announced since never greens it
        (
            {
                "ack_sent_at": office(16, 11, 12), "commitment_date": date(2026, 11, 24),
                "commitment_told_at": office(17, 11), "response_sent_at": office(24, 11),
            },
            Fate.MISSED,
        ),
        ({"terms": Terms(count_from=CountFrom.RECEPTION), "response_sent_at": office(18, 11, 9)}, Fate.KEPT),
        ({"terms": Terms(count_from=CountFrom.RECEPTION), "response_sent_at": office(18, 11, 10)}, Fate.MISSED),
        ({"terms": Terms(ack_hours=1, treatment_hours=1, mode=DelayMode.OFFICE),
          "response_sent_at": office(16, 11, 11)}, Fate.KEPT),
    ],
)  # fmt: skip
def test_the_answer_against_its_first_target(facts: dict[str, Any], fate: Fate) -> None:
    assert answer(came(**facts), office(30, 11), no_holiday) is fate


def test_the_announced_day_is_the_first_that_the_client_was_told() -> None:
    first = Announcement(id=1, day=date(2026, 11, 20), told_at=office(17, 11))
    twice = came(commitment_date=date(2026, 11, 25), commitment_told_at=office(19, 11), announced=(first,))
    assert first_announcement(twice) == date(2026, 11, 20)
    assert announced_answer(replace(twice, response_sent_at=office(20, 11, 23, 59)), NOW) is Fate.KEPT
    assert announced_answer(replace(twice, response_sent_at=office(21, 11, 0, 0)), NOW) is Fate.MISSED
    assert announced_answer(twice, office(20, 11, 23, 0)) is Fate.PENDING
    assert announced_answer(twice, office(21, 11)) is Fate.MISSED
    assert announced_answer(came(commitment_date=date(2026, 11, 25)), NOW) is Fate.POINTLESS  # nobody was told
    assert announced_answer(came(), NOW) is Fate.POINTLESS


def slip(reason: CancelReason, day: int = 17) -> Complaint:
    return came(cancelled_at=office(day, 11), cancel_reason=reason)


def test_duplicates_and_mistakes_stand_apart_and_what_was_withdrawn_was_received() -> None:
    duplicate, mistake = slip(CancelReason.DUPLICATE), slip(CancelReason.ENTERED_BY_MISTAKE)
    withdrawn = slip(CancelReason.WITHDRAWN)
    revived = replace(duplicate, endings=(*duplicate.endings, Ending(kind=EndingKind.REOPENED, at=office(18, 11))))
    found = told([duplicate, mistake, withdrawn, revived])
    assert len(found.set_apart) == 2
    assert len(found.received) == 2
    assert is_slip(duplicate)
    assert len(told([duplicate], office(16, 11, 12)).received) == 1  # nobody knew yet


def test_the_open_ones_are_of_the_whole_register_at_the_end_of_the_period() -> None:
    old = came(2, 9)
    old_closed_since = came(9, 9, closed_at=office(18, 11))
    found = told([old, old_closed_since, came(16), came(20)], last=date(2026, 11, 17))
    assert [one.received_at for one in found.open_now] == [
        old.received_at,
        old_closed_since.received_at,
        came(16).received_at,
    ]
    assert found.oldest_days == 15
    assert len(found.received) == 1
    assert told([], NOW).oldest_days is None


def test_medians_are_of_what_was_sent_with_what_is_still_open_beside() -> None:
    rows = [came(16, 9, ack_sent_at=office(16, 11, 9) + timedelta(hours=h)) for h in (2, 4, 30)]
    found = told([*rows, came(18, 9), unknown()]).acknowledgement_delay
    assert (found.median_hours, found.sent, found.pending) == (4, 3, 1)
    assert found.oldest_pending == 57
    assert told([*rows, rows[0]]).acknowledgement_delay.median_hours == 3
    assert told([came(18)]).answer_delay.median_hours is None


def test_what_is_decided_is_answered_with_a_decision_and_of_complaints_alone() -> None:
    sent: dict[str, Any] = {"response_sent_at": office(17, 11)}
    rows = [
        came(decision=Decision.FAVOURABLE, **sent),
        came(decision=Decision.PARTIAL, **sent),
        came(decision=Decision.UNFAVOURABLE, **sent),
        came(decision=Decision.FAVOURABLE),
        came(kind=Kind.DIFFICULTY, was_expressed=True, decision=Decision.FAVOURABLE, **sent),
    ]
    found = told(rows)
    assert (len(found.founded), len(found.decided), len(found.undecided)) == (2, 3, 1)
    assert (found.of_nature(Kind.COMPLAINT), found.of_nature(Kind.DIFFICULTY), found.of_nature(Kind.INCIDENT)) == (
        4,
        1,
        0,
    )


def test_opinions_count_those_asked_or_told_unasked() -> None:
    asked: dict[str, Any] = {"feedback_asked_at": office(18, 11)}
    came_in: dict[str, Any] = {
        "feedback_received_at": office(19, 11),
        "feedback_q1": 4,
        "feedback_q2": 5,
        "feedback_q3": None,
    }
    rows = [
        came(**asked),
        came(**asked, **came_in),
        came(**came_in),
        came(**asked, feedback_not_obtained_reason="Parti"),
    ]
    found = told(rows).opinions
    assert (found.asked, len(found.answered), found.marks) == (4, 2, ((4, 4), (5, 5), ()))
    assert told(rows, office(18, 11, 23)).opinions.answered == ()


def test_only_what_had_happened_counts() -> None:
    case = came(
        16, 9,
        ack_sent_at=office(17, 11), ack_by="Claire Martin", response_sent_at=office(19, 11),
        calls=(Call(id=1, at=office(17, 11), by="C", result=CallResult.REACHED),
               Call(id=2, at=office(19, 11), by="C", result=CallResult.REACHED)),
        exchanges=(Exchange(id=1, at=office(19, 11), direction=Direction.OUTGOING, text="Bonjour"),),
        actions=(Action(id=1, what="A", due=date(2026, 11, 18), done_on=date(2026, 11, 18)),
                 Action(id=2, what="B", due=date(2026, 11, 19), done_on=date(2026, 11, 19))),
        commitment_date=date(2026, 11, 27), commitment_told_at=office(18, 11, 15),
        announced=(Announcement(id=1, day=date(2026, 11, 20), told_at=office(17, 11)),),
        closed_at=office(20, 11), meeting_on=date(2026, 11, 20), team_informed_on=date(2026, 11, 18),
    )  # fmt: skip
    was = as_of(case, office(18, 11), no_holiday)
    assert (was.ack_by, was.response_sent_at, len(was.calls), was.exchanges, was.is_open) == (
        "Claire Martin",
        None,
        1,
        (),
        True,
    )
    assert [one.is_open for one in was.actions] == [False, True]
    assert (was.commitment_date, was.announced) == (date(2026, 11, 20), ())
    assert (was.meeting_on, was.team_informed_on) == (None, date(2026, 11, 18))
    before = as_of(case, office(16, 11, 10), no_holiday)
    assert (before.ack_by, before.ack_medium, before.commitment_date, before.commitment_told_at) == (
        "",
        None,
        None,
        None,
    )
    assert as_of(case, office(30, 11), no_holiday) == as_of(
        as_of(case, office(30, 11), no_holiday), office(30, 11), no_holiday
    )


@pytest.mark.parametrize("case", cases(), ids=lambda one: one.reference)
def test_a_case_stood_at_the_end_of_its_history_as_it_stands(case: Complaint) -> None:
    """Of the fictional cases: nothing in them is later than their own moment."""
    was = as_of(case, office(31, 12), no_holiday)
    ends = [one.at for one in case.endings if one.at]
    assert was.endings == case.endings
    assert duties(was) == duties(as_of(case, max([office(31, 12), *ends]), no_holiday))


_moments = st.integers(0, 40).map(lambda days: office(1, 11, 8) + timedelta(days=days, hours=days % 7))


@given(
    st.lists(st.tuples(st.integers(1, 28), st.one_of(st.none(), st.integers(0, 200)), st.booleans()), max_size=20),
    _moments,
)
def test_rates_add_up_whatever_happened(rows: list[tuple[int, int | None, bool]], moment: datetime) -> None:
    made: list[Complaint] = []
    for day, hours, is_known in rows:
        at = office(day, 11, 9)
        sent: dict[str, Any] = {"ack_sent_at": at + timedelta(hours=hours)} if hours is not None else {}
        made.append((came if is_known else unknown)(received_at=at, **sent))
    found = told(made, moment, date(2026, 11, 1), date(2026, 11, 30))
    for rate in (found.acknowledged, found.answered, found.on_announced_day):
        assert sum(counts(rate)) == len(found.received)
