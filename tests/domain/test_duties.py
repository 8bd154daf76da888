"""What is to be done, by when, and what was late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import (
    duties,
    is_ack_late,
    is_response_late,
    is_unannounced_extension,
    next_duty,
    response_target,
    with_targets,
)
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.letters import sent_facts
from pegase_desktop.domain.moments import end_of_day, local
from pegase_desktop.domain.rows import Action, Call, Exchange, SentLetter
from pegase_desktop.domain.words import CallResult, Direction, LetterKind, Medium
from pegase_desktop.reference.public_holidays import is_public_holiday as is_holiday
from tests.domain.samples import CASES_NOW, cases, closable, endings, office, registrable

RECEIVED = office(2, 11, 10)


def held(**facts: Any) -> Complaint:
    """A complaint with its targets."""
    return with_targets(registrable(**facts), is_holiday)


def to_do(complaint: Complaint) -> list[tuple[DutyKind, datetime | None]]:
    return [(one.kind, one.due_at) for one in duties(complaint)]


def test_the_clocks_of_a_new_complaint() -> None:
    case = held(owner="Claire Martin")
    assert case.ack_due_at == RECEIVED + timedelta(hours=48)
    assert case.response_due_at == RECEIVED + timedelta(hours=96)  # from the acknowledgement's own deadline
    assert to_do(case) == [(DutyKind.ACKNOWLEDGE, case.ack_due_at), (DutyKind.RESPOND, case.response_due_at)]
    assert {one.who for one in duties(case)} == {"Claire Martin"}


def test_the_acknowledgement_starts_the_second_clock() -> None:
    sent = office(2, 11, 15)
    assert held(ack_sent_at=sent).response_due_at == sent + timedelta(hours=48)


def test_a_late_acknowledgement_gives_no_time() -> None:
    """The second clock runs at the latest from the acknowledgement's own deadline, whenever it left."""
    due = RECEIVED + timedelta(hours=48)
    for late in (timedelta(seconds=1), timedelta(days=5)):
        assert held(ack_sent_at=due + late).response_due_at == held().response_due_at == due + timedelta(hours=48)


@given(st.integers(0, 500), st.integers(0, 500))
def test_acknowledging_later_never_moves_the_answer_out_further_than_its_deadline(hours: int, more: int) -> None:
    early, late = (held(ack_sent_at=RECEIVED + timedelta(hours=one)).response_due_at for one in (hours, hours + more))
    latest = held().response_due_at
    assert early
    assert late
    assert latest
    assert early <= late <= latest


def test_the_settings_may_count_from_the_reception() -> None:
    terms = Terms(count_from=CountFrom.RECEPTION, ack_hours=24, treatment_hours=72)
    case = held(terms=terms, ack_sent_at=office(9, 11, 15))
    assert (case.ack_due_at, case.response_due_at) == (office(3, 11, 10), office(5, 11, 10))


def test_the_clocks_of_office_hours() -> None:
    case = held(received_at=office(30, 10, 17), terms=Terms(ack_hours=7, treatment_hours=7, mode=DelayMode.OFFICE))
    assert case.ack_due_at == office(2, 11, 17)
    assert case.response_due_at == office(3, 11, 17)


def test_without_a_possible_reception_there_are_no_clocks() -> None:
    for received in (None, datetime.max.replace(tzinfo=RECEIVED.tzinfo)):
        case = with_targets(replace(registrable(), received_at=received), is_holiday)
        assert (case.ack_due_at, case.response_due_at) == (None, None)


def test_only_a_date_announced_to_the_client_is_a_commitment() -> None:
    case = held(ack_sent_at=office(2, 11, 15), commitment_date=date(2026, 11, 20))
    assert response_target(case) == case.response_due_at == office(4, 11, 15)
    announced = replace(case, commitment_told_at=office(3, 11))
    assert response_target(announced) == end_of_day(date(2026, 11, 20))
    assert announced.response_due_at == office(4, 11, 15)  # the first target stays on file


def test_a_commitment_runs_to_the_end_of_its_day() -> None:
    case = held(ack_sent_at=office(2, 11, 15), commitment_date=date(2026, 11, 20), commitment_told_at=office(3, 11))
    last = office(20, 11, 23, 59) + timedelta(seconds=59)
    for at, is_late in ((last, False), (last + timedelta(seconds=1), True)):
        assert is_response_late(case, at) is is_late
        assert is_response_late(replace(case, response_sent_at=at), office(30, 11)) is is_late
        assert next(one for one in duties(case) if one.kind is DutyKind.RESPOND).is_late(at) is is_late


def test_a_deadline_missed_stays_missed() -> None:
    case = held(ack_sent_at=office(2, 11, 15))
    assert is_response_late(case, office(5, 11))
    later = replace(case, commitment_date=date(2026, 11, 30), commitment_told_at=office(5, 11))
    assert is_response_late(later, office(6, 11))
    assert is_response_late(replace(later, response_sent_at=office(6, 11)), office(30, 11))
    assert not is_response_late(replace(later, commitment_told_at=office(4, 11, 15)), office(6, 11))  # in time


def test_a_missed_commitment_is_not_made_good_by_a_later_date() -> None:
    case = held(ack_sent_at=office(2, 11, 15), commitment_date=date(2026, 11, 10), commitment_told_at=office(3, 11))
    extended = replace(case, commitment_date=date(2026, 11, 30))
    assert not is_unannounced_extension(case, extended, office(10, 11))  # still in time: a mere correction
    assert not is_unannounced_extension(case, extended, end_of_day(date(2026, 11, 10)))  # its last second
    assert is_unannounced_extension(case, extended, office(11, 11))
    announced = replace(extended, commitment_told_at=office(11, 11))
    assert not is_unannounced_extension(case, announced, office(11, 11))
    assert is_response_late(announced, office(11, 11))
    answered = replace(case, response_sent_at=office(9, 11))
    assert not is_unannounced_extension(answered, replace(extended, response_sent_at=office(9, 11)), office(11, 11))


@pytest.mark.parametrize(("late_by", "is_late"), [(0, False), (1, True)])
def test_an_acknowledgement_within_the_very_second_is_in_time(late_by: int, is_late: bool) -> None:
    case = held()
    assert case.ack_due_at is not None
    at = case.ack_due_at + timedelta(seconds=late_by)
    assert is_ack_late(case, at) is is_late
    assert is_ack_late(replace(case, ack_sent_at=at), office(30, 11)) is is_late
    assert duties(case)[0].is_late(at) is is_late


def test_a_cancelled_case_owes_nothing_and_was_not_late_for_what_it_did_not_owe() -> None:
    case = held(cancelled_at=office(3, 11))
    assert duties(case) == ()
    assert not is_ack_late(case, office(30, 11))
    assert not is_response_late(case, office(30, 11))
    assert is_ack_late(replace(case, endings=endings(cancelled_at=office(5, 11))), office(30, 11))


def call(at: datetime, result: CallResult) -> Call:
    return Call(at=at, by="Claire Martin", result=result)


def kinds(complaint: Complaint) -> list[DutyKind]:
    return [one.kind for one in duties(complaint)]


def test_a_written_complaint_is_called_back_before_the_answer() -> None:
    case = held(ack_sent_at=office(2, 11, 15), in_writing=True)
    assert to_do(case) == [(DutyKind.CALL, case.response_due_at), (DutyKind.RESPOND, case.response_due_at)]
    tried = replace(case, calls=(call(office(2, 11, 16), CallResult.MESSAGE_LEFT),))
    assert kinds(tried) == [DutyKind.CALL, DutyKind.RESPOND]
    reached = replace(case, calls=(*tried.calls, call(office(2, 11, 17), CallResult.REACHED)))
    assert kinds(reached) == kinds(held(ack_sent_at=office(2, 11, 15))) == [DutyKind.RESPOND]


def test_a_call_agreed_on_is_due_at_its_hour_until_it_is_made() -> None:
    planned = office(3, 11, 17)
    case = held(ack_sent_at=office(2, 11, 15), in_writing=True, next_call_at=planned)
    assert to_do(case)[0] == (DutyKind.CALL, planned)
    before = replace(case, calls=(call(office(3, 11, 9), CallResult.REACHED),))
    assert to_do(before)[0] == (DutyKind.CALL, planned)
    vain = replace(case, calls=(call(planned, CallResult.UNREACHABLE),))
    assert to_do(vain)[0] == (DutyKind.CALL, planned)
    for at in (planned, planned - timedelta(minutes=5)):
        assert kinds(replace(case, calls=(call(at, CallResult.REACHED),))) == [DutyKind.RESPOND]
    agreed_in = replace(case, calls=(call(planned - timedelta(minutes=15), CallResult.REACHED),))
    assert to_do(agreed_in)[0] == (DutyKind.CALL, planned)


def test_each_open_action_is_a_duty_of_its_responsible() -> None:
    actions = (
        Action(what="Réparer", who="Marc Olivier", due=date(2026, 11, 9)),
        Action(what="Rembourser", who="", due=date(2026, 11, 3)),
        Action(what="Fait", who="Marc Olivier", due=date(2026, 11, 3), done_on=date(2026, 11, 3)),
    )
    case = held(ack_sent_at=office(2, 11, 15), owner="Claire Martin", actions=actions)
    first, respond, last = duties(case)
    assert (first.kind, first.what, first.who, first.day_only) == (DutyKind.ACT, "Rembourser", "Claire Martin", True)
    assert first.due_at == end_of_day(date(2026, 11, 3))
    assert respond.kind is DutyKind.RESPOND
    assert (last.what, last.who) == ("Réparer", "Marc Olivier")


INFORM = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("facts", "is_due"),
    [
        ({}, True),
        ({"direction": Direction.OUTGOING, "at": office(11, 11, 18)}, True),
        ({"direction": Direction.OUTGOING, "at": office(12, 11, 8)}, False),
        ({"direction": Direction.INCOMING, "at": office(12, 11, 8)}, True),
    ],
)
def test_the_client_is_to_be_informed_until_something_is_said_to_them(facts: dict[str, Any], is_due: bool) -> None:
    said = (Exchange(medium=Medium.PHONE, by="Claire", text="…", **facts),) if facts else ()
    case = held(next_update_on=INFORM, exchanges=said)
    assert ((DutyKind.INFORM, end_of_day(INFORM)) in to_do(case)) is is_due


def test_calls_and_letters_with_facts_of_their_own_inform_the_client_too() -> None:
    after = office(12, 11, 8)
    for facts in (
        {"calls": (call(after, CallResult.REACHED),)},
        {"ack_sent_at": after},
        {"response_sent_at": after},
        {"commitment_told_at": after},
    ):
        assert DutyKind.INFORM not in kinds(held(next_update_on=INFORM, **facts))
    assert DutyKind.INFORM in kinds(held(next_update_on=INFORM, calls=(call(after, CallResult.MESSAGE_LEFT),)))


def test_feedback_is_asked_some_days_after_the_answer_or_the_last_action_and_once_more() -> None:
    case = with_targets(closable(feedback_asked_at=None, actions=()), is_holiday)
    assert to_do(case) == [(DutyKind.ASK_FEEDBACK, end_of_day(date(2026, 11, 10)))]
    done = Action(what="Réparer", who="Marc", due=date(2026, 11, 9), done_on=date(2026, 11, 8))
    assert to_do(replace(case, actions=(done,))) == [(DutyKind.ASK_FEEDBACK, end_of_day(date(2026, 11, 15)))]
    asked = replace(case, feedback_asked_at=office(10, 11), feedback_not_obtained_reason="")
    assert to_do(asked) == [(DutyKind.ASK_FEEDBACK, end_of_day(date(2026, 11, 17)))]


def test_a_second_closing_letter_asks_again_and_leaves_the_first_date_on_file() -> None:
    case = with_targets(closable(feedback_asked_at=None, feedback_not_obtained_reason=""), is_holiday)
    for day in (10, 18):
        letter = SentLetter(kind=LetterKind.CLOSING, sent_at=office(day, 11), medium=Medium.LETTER, by="Claire Martin")
        case = sent_facts(case, letter)
    case = sent_facts(case, replace(letter, kind=LetterKind.UPDATE, sent_at=office(19, 11)))
    assert case.feedback_asked_at == office(10, 11)
    assert to_do(case) == [(DutyKind.ASK_FEEDBACK, end_of_day(date(2026, 11, 25)))]


def test_a_case_that_has_everything_is_ready_to_be_closed() -> None:
    assert to_do(with_targets(closable(), is_holiday)) == [(DutyKind.CLOSE, None)]


@pytest.mark.parametrize("facts", [{"cause_family": None}, {"exchanges": ()}, {"reasons": ""}])
def test_a_case_that_lacks_only_words_says_which(facts: dict[str, Any]) -> None:
    (duty,) = duties(with_targets(closable(**facts), is_holiday))
    assert duty.kind is DutyKind.COMPLETE
    assert duty.what.startswith(("Il manque", "Le client n’est pas encore informé"))


pieces = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([None, getattr(closable(), name)])
        for name in ("ack_sent_at", "cause_family", "decision", "response_sent_at", "feedback_asked_at")
    }
    | {name: st.sampled_from(["", getattr(closable(), name)]) for name in ("reasons", "feedback_not_obtained_reason")}
    | {"exchanges": st.sampled_from([(), closable().exchanges]), "in_writing": st.booleans()}
    | {"next_update_on": st.sampled_from([None, INFORM]), "commitment_date": st.sampled_from([None, INFORM])}
    | {"actions": st.sampled_from([(), closable().actions, (Action(what="x", who="y", due=INFORM),)])},
)


@given(pieces)
def test_an_open_case_always_owes_something_and_the_most_urgent_comes_first(facts: dict[str, Any]) -> None:
    case = with_targets(closable(**facts), is_holiday)
    owed = duties(case)
    assert owed
    assert next_duty(case) == owed[0]
    dues = [one.due_at for one in owed]
    assert dues == sorted(dues, key=lambda due: (due is None, due and due.timestamp()))
    for ended in ("closed_at", "cancelled_at"):
        assert duties(replace(case, endings=endings(**{ended: CASES_NOW}))) == ()


# Per open case of the fictional register: what comes next, and when.
NEXT = {
    10: (DutyKind.ACT, end_of_day(date(2026, 11, 13)), "Claire Martin"),
    15: (DutyKind.ACT, end_of_day(date(2026, 11, 30)), "Sophie Renaud"),
    16: (DutyKind.RESPOND, end_of_day(date(2026, 10, 30)), "Claire Martin"),
    17: (DutyKind.ACT, end_of_day(date(2026, 11, 24)), "Marc Olivier"),
    18: (DutyKind.ASK_FEEDBACK, end_of_day(date(2026, 11, 25)), "Claire Martin"),
    19: (DutyKind.ACT, end_of_day(date(2026, 11, 13)), "Claire Martin"),
    20: (DutyKind.ACT, end_of_day(date(2026, 11, 20)), "Claire Martin"),
    21: (DutyKind.RESPOND, office(18, 11, 18, 25), "Claire Martin"),
    22: (DutyKind.ACKNOWLEDGE, office(19, 11, 18, 52), "Claire Martin"),
    23: (DutyKind.CALL, office(21, 11, 10, 40), "Claire Martin"),
    24: (DutyKind.ACKNOWLEDGE, office(22, 11, 16, 35), "Claire Martin"),
}
# Acknowledged late, answered late (or not answered in time), by number.
LATE = ({6, 12, 22}, {12, 13, 16, 21})


@pytest.mark.parametrize("number", range(1, 25))
def test_what_comes_next_in_the_cases(number: int) -> None:
    case = with_targets(cases()[number - 1], is_holiday)
    duty = next_duty(case)
    found = (duty.kind, duty.due_at, duty.who) if duty else None
    assert found == NEXT.get(number)
    assert is_ack_late(case, CASES_NOW) is (number in LATE[0])
    assert is_response_late(case, CASES_NOW) is (number in LATE[1])


def test_a_duty_falls_on_a_day_of_the_office() -> None:
    assert Duty(DutyKind.ACT, end_of_day(date(2026, 10, 25)), day_only=True).day == date(2026, 10, 25)
    assert Duty(DutyKind.RESPOND, office(21, 11, 0, 30)).day == local(office(21, 11, 0, 30)).date()
    assert Duty(DutyKind.CLOSE, None).day is None
