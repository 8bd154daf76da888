"""Values that cannot be right: the future, an end before its start, years that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, fact_named, facts_of
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.rows import Action, Attachment, Call, Exchange, Redress
from pegase_desktop.domain.words import CallResult, Direction, Medium, RedressKind
from pegase_desktop.domain.wrong_facts import newly_wrong, row_faults, wrong_facts
from tests.domain.samples import CASES_NOW, cases, closable, endings, office, registrable

NOW = office(20, 11, 18)
TODAY = date(2026, 11, 20)


def wrong_names(complaint: Complaint, now: datetime = NOW) -> set[str]:
    return {one.fact for one in wrong_facts(complaint, now)}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.subject)
def test_nothing_is_wrong_with_the_cases(case: Complaint) -> None:
    assert wrong_facts(case, CASES_NOW) == ()


PAST = [one.name for one in facts_of(Complaint) if one.past]


def test_only_what_is_planned_may_lie_in_the_future() -> None:
    records: tuple[type, ...] = (Complaint, *(one.row for one in COMPLAINTS.rows if one.row))
    dates = [one for record in records for one in facts_of(record) if one.kind in (FactKind.DAY, FactKind.MOMENT)]
    planned = {"next_call_at", "next_update_on", "commitment_date", "day", "meeting_on", "due"}
    assert {one.name for one in dates if not one.past and not one.stamped} == planned


def test_an_opinion_does_not_come_before_the_complaint_also_when_nobody_asked() -> None:
    early = registrable(feedback_received_at=registrable().received_at - timedelta(days=1))  # type: ignore[operator]
    assert wrong_names(early) == {"feedback_received_at"}


@pytest.mark.parametrize("name", PAST)
def test_what_has_happened_lies_not_in_the_future(name: str) -> None:
    case = closable(feedback_asked_at=None) if name == "feedback_received_at" else closable()
    is_day = fact_named(Complaint, name).kind is FactKind.DAY
    now_itself: Any = TODAY if is_day else NOW
    later = now_itself + (timedelta(days=1) if is_day else timedelta(seconds=1))
    assert "futur" in str(next(one for one in wrong_facts(replace(case, **{name: later}), NOW) if one.fact == name))
    futures = [one for one in wrong_facts(replace(case, **{name: now_itself}), NOW) if "futur" in str(one)]
    assert futures == []


def test_today_is_the_offices_day() -> None:
    just_after_midnight = office(21, 11, 0, 5)  # still the 20th in UTC
    assert wrong_names(registrable(facts_date=None, written_on=date(2026, 11, 21)), just_after_midnight) == set()
    assert wrong_names(registrable(written_on=date(2026, 11, 21)), office(20, 11, 23, 55)) == {"written_on"}


@pytest.mark.parametrize(
    "facts",
    [
        {"ack_sent_at": office(2, 11, 9, 59)},
        {"commitment_told_at": office(1, 11)},
        {"response_sent_at": office(1, 11)},
        {"feedback_asked_at": office(1, 11)},
        {"feedback_asked_at": office(5, 11), "feedback_received_at": office(4, 11)},
        {"next_call_at": office(1, 11)},
        {"facts_date": date(2026, 11, 3)},
        {"commitment_date": date(2026, 11, 1)},
        {"immediate_action_on": date(2026, 11, 1)},
        {"next_update_on": date(2026, 11, 1)},
        {"meeting_on": date(2026, 11, 1)},
        {"team_informed_on": date(2026, 11, 1)},
        {"mediation_on": date(2026, 11, 1)},
        {"endings": endings(closed_at=office(1, 11))},
        {"endings": endings(cancelled_at=office(1, 11))},
    ],
    ids=lambda facts: list(facts)[-1],
)
def test_an_end_before_its_start_is_wrong(facts: dict[str, Any]) -> None:
    (wrong,) = wrong_facts(registrable(**facts), NOW)
    assert wrong.fact == list(facts)[-1]
    assert str(wrong).endswith("Vérifiez le jour et le mois.")


def test_the_day_of_reception_itself_is_not_before_it() -> None:
    day = date(2026, 11, 2)
    names = ("facts_date", "commitment_date", "immediate_action_on", "next_update_on", "meeting_on", "team_informed_on")
    assert wrong_names(registrable(**dict.fromkeys(names, day), ack_sent_at=office(2, 11, 10))) == set()


def test_a_case_closed_again_after_its_reopening_is_not_wrong() -> None:
    assert wrong_names(closable(reopened_at=office(9, 11), closed_at=office(12, 11))) == set()


def test_ends_stand_in_the_order_of_time() -> None:
    ends = endings(closed_at=office(9, 11), reopened_at=office(12, 11))
    assert wrong_names(closable(endings=ends)) == set()
    assert wrong_names(closable(endings=ends[::-1])) == {"endings"}


@pytest.mark.parametrize("name", ["subject", "nope", "feedback_asked_at", "facts_date"])
def test_only_the_hour_of_a_moment_that_is_there_can_be_unknown(name: str) -> None:
    assert wrong_names(registrable(hour_unknown=("received_at",))) == set()
    assert wrong_names(registrable(hour_unknown=(name,))) == {"hour_unknown"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Call(by="Claire", result=CallResult.REACHED), "at"),
        (Call(at=office(3, 11), result=CallResult.REACHED), "by"),
        (Call(at=office(3, 11), by="Claire"), "result"),
        (Call(at=office(1, 11), by="Claire", result=CallResult.REACHED), "at"),
        (Call(at=office(21, 11), by="Claire", result=CallResult.REACHED), "at"),
        (Action(who="Marc", due=TODAY), "what"),
        (Action(what="Réparer", due=TODAY), "who"),
        (Action(what="Réparer", who="Marc"), "due"),
        (Action(what="Réparer", who="Marc", due=date(2026, 11, 1)), "due"),
        (Action(what="Réparer", who="Marc", due=date(26, 11, 9)), "due"),
        (Action(what="Réparer", who="Marc", due=TODAY, done_on=date(2026, 11, 21)), "done_on"),
        (Exchange(at=NOW, medium=Medium.SMS, direction=Direction.INCOMING, by="Claire"), "text"),
        (Redress(amount=5500), "kind"),
        (Redress(kind=RedressKind.REFUND, amount=-1), "amount"),
    ],
)
def test_an_entry_is_wrong_in_one_of_its_facts(row: object, fault: str) -> None:
    assert list(row_faults(row, NOW, office(2, 11, 10))) == [fault]


def test_a_wrong_entry_makes_its_fact_wrong() -> None:
    (wrong,) = wrong_facts(registrable(actions=(Action(what="Réparer", who="Marc"),)), NOW)
    assert wrong.fact == "actions"
    assert str(wrong) == "Plan d’action\u00a0: il manque l’échéance. Par exemple\u00a0: 24/11/2026."


def test_a_document_kept_before_the_hour_noted_as_reception_is_not_wrong() -> None:
    kept = Attachment(name="courrier.pdf", size=3, sha256="0" * 64, added_at=office(2, 11, 9))
    assert wrong_names(registrable(attachments=(kept,))) == set()


dates = [one for one in facts_of(Complaint) if one.kind in (FactKind.DAY, FactKind.MOMENT)]


@given(st.sampled_from(dates), st.dates(), st.times())
def test_no_date_whatever_breaks_the_rules(declared: Any, day: date, hour: Any) -> None:
    moment = datetime.combine(day, hour, UTC)
    value: Any = day if declared.kind is FactKind.DAY else moment
    name: str = declared.name
    for case in (registrable(), closable()):
        wrong = wrong_facts(replace(case, **{name: value}), NOW)
        assert (name in {one.fact for one in wrong}) or 1900 <= day.year <= 2199


def test_an_impossible_year_is_named() -> None:
    (wrong,) = wrong_facts(registrable(received_at=office(20, 11, year=26)), NOW)
    assert str(wrong) == "L’année 0026 n’est pas possible. Vérifiez la date."


def test_only_what_a_change_makes_wrong_hinders_it() -> None:
    clock_set_back = office(4, 11)
    before = closable()
    assert wrong_names(before, clock_set_back) == {"feedback_asked_at", "exchanges"}
    assert newly_wrong(before, replace(before, student="Élodie Garnier"), clock_set_back) == ()
    moved = replace(before, received_at=office(3, 11))
    assert [one.fact for one in newly_wrong(before, moved, NOW)] == ["ack_sent_at"]
    still = replace(before, feedback_asked_at=office(6, 11))
    assert [one.fact for one in newly_wrong(before, still, clock_set_back)] == ["feedback_asked_at"]
