"""What is completed needs no reason, what is altered does, and some changes are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import changed, check_change, corrections
from pegase_desktop.domain.facts import fact_named, facts_of
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.rows import Action, Call, Link, Redress
from pegase_desktop.domain.settling import SETTLED_BY, is_settled
from pegase_desktop.domain.words import Agreement, CallResult, Decision, Level, Recurrence
from pegase_desktop.domain.wrong_facts import WrongFact
from tests.domain.samples import closable, endings, office, registrable, with_facts

NOW = office(20, 11, 18)
CALL = Call(id=7, at=office(3, 11, 9), by="Claire Martin", result=CallResult.MESSAGE_LEFT)
ACTION = Action(id=3, what="Réparer", who="Marc Olivier", due=date(2026, 11, 9))
BEFORE = registrable(
    in_writing=False,
    staff_concerned=("Julien Castellan",),
    calls=(CALL,),
    actions=(ACTION,),
    links=(Link(id=1, reference="R-2026-0001"),),
    restatement_agreed=Agreement.NOT_ASKED,
    owner="Claire Martin",
    ack_sent_at=office(2, 11, 15),
)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"subject": BEFORE.subject},  # as it was
        {"verbatim": "Ma leçon…", "recurrence": Recurrence.ISOLATED},
        {"calls": (CALL, Call(by="Claire Martin"))},
        {"calls": (replace(CALL, note="Deux sonneries"),)},
        {"actions": (replace(ACTION, done_on=date(2026, 11, 8)),)},
        {"actions": (replace(ACTION, abandoned_reason="Véhicule vendu"),)},
        {"links": ()},
        {"restatement_agreed": Agreement.YES},
        {"owner": "Sophie Renaud"},
    ],
)
def test_completing_and_what_lives_with_the_case_correct_nothing(values: dict[str, Any]) -> None:
    assert corrections(BEFORE, values) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "Autre objet"},
        {"subject": ""},
        {"in_writing": True},  # « non » was said
        {"received_at": office(2, 11, 11)},
        {"staff_concerned": ("Julien Castellan", "Nadia Ferrero")},
        {"calls": ()},
        {"calls": (replace(CALL, result=CallResult.REACHED),)},
        {"calls": (replace(CALL, id=0),)},  # the entry is gone, and another one like it is there
        {"actions": (replace(ACTION, due=date(2026, 11, 20)),)},
    ],
)
def test_altering_or_removing_what_was_recorded_needs_a_reason(values: dict[str, Any]) -> None:
    assert [one.name for one in corrections(BEFORE, values)] == list(values)


DRAFTED: dict[str, tuple[object, dict[str, object]]] = {
    "subject": ("Autre objet", {"ack_sent_at": office(2, 11, 15)}),
    "complainant_name": ("Élodie Garnié", {"ack_sent_at": office(2, 11, 15)}),
    "ack_text": ("Madame, bonjour,", {"ack_sent_at": office(2, 11, 15)}),
    "restatement": ("Deux leçons", {"response_sent_at": office(4, 11)}),
    "severity": (Level.HIGH, {"response_sent_at": office(4, 11)}),
    "immediate_action": ("Appeler le moniteur", {"response_sent_at": office(4, 11)}),
    "decision": (Decision.PARTIAL, {"response_sent_at": office(4, 11)}),
    "reasons": ("", {"response_sent_at": office(4, 11)}),
    "redress": ((), {"response_sent_at": office(4, 11)}),
    "commitment_reason": ("Devis", {"commitment_told_at": office(4, 11)}),
    "outcome": ("Fondée.", {"feedback_asked_at": office(4, 11)}),
    "lesson": ("Appeler avant.", {"team_informed_on": date(2026, 11, 10)}),
}
HELD = registrable(
    subject="Objet",
    ack_text="Madame,",
    restatement="Une leçon",
    severity=Level.LOW,
    immediate_action="Appeler",
    decision=Decision.UNFAVOURABLE,
    reasons="Le contrat le dit.",
    redress=(Redress(id=4, text="Un avoir"),),
    commitment_reason="Expertise",
    outcome="Non fondée.",
    lesson="Appeler.",
)


@pytest.mark.parametrize("name", DRAFTED)
def test_what_is_still_drafted_is_gone_on_with_and_what_left_is_corrected(name: str) -> None:
    value, leaving = DRAFTED[name]
    assert corrections(HELD, {name: value}) == ()
    assert [one.name for one in corrections(with_facts(HELD, leaving), {name: value})] == [name]
    reopened = replace(HELD, endings=endings(closed_at=office(9, 11), reopened_at=office(12, 11)))
    assert [one.name for one in corrections(reopened, {name: value})] == [name]


@pytest.mark.parametrize("name", [one.name for one in facts_of(Complaint)])
def test_the_date_by_which_a_page_is_settled_is_settled_itself(name: str) -> None:
    if name in SETTLED_BY.values():
        assert is_settled(with_facts(HELD, {name: office(4, 11)}), fact_named(Complaint, name))


def test_only_what_differs_is_changed() -> None:
    values = {"subject": BEFORE.subject, "service": "Planning", "calls": (CALL,)}
    assert changed(BEFORE, values) == {"service": "Planning"}


CLOSED = closable(closed_at=office(9, 11), reference="R-2026-0001")


@pytest.mark.parametrize(
    ("before", "values"),
    [
        (BEFORE, {"service": "Planning"}),
        (BEFORE, {"received_at": office(31, 10)}),
        (CLOSED, {"lesson": "Appeler avant d’annuler.", "meeting_on": date(2026, 12, 4)}),
        (CLOSED, {"feedback_received_at": office(12, 11)}),
    ],
)
def test_a_lawful_change_passes(before: Complaint, values: dict[str, Any]) -> None:
    check_change(before, replace(before, **values), NOW)


@pytest.mark.parametrize("name", ["kind", "received_at", "channel", "complainant_name"])
def test_what_the_number_was_given_for_stays(name: str) -> None:
    emptied: dict[str, Any] = {name: "" if name == "complainant_name" else None}
    with pytest.raises(GateClosed) as refused:
        check_change(BEFORE, replace(BEFORE, **emptied), NOW)
    assert [one.fact for one in refused.value.missing] == [name]


@pytest.mark.parametrize(
    "values",
    [{"reasons": ""}, {"ack_sent_at": None}, {"actions": (*CLOSED.actions, ACTION)}, {"exchanges": ()}],
    ids=lambda values: next(iter(values)),
)
def test_what_a_case_was_closed_with_stays(values: dict[str, Any]) -> None:
    with pytest.raises(GateClosed, match="Rouvrez-le"):
        check_change(CLOSED, replace(CLOSED, **values), NOW)
    reopened = replace(CLOSED, endings=endings(closed_at=office(9, 11), reopened_at=office(12, 11)))
    check_change(reopened, replace(reopened, **values), NOW)


def test_a_number_stays_in_its_year() -> None:
    before = registrable(received_at=office(2, 1, 9), reference="R-2026-0001")
    check_change(before, replace(before, received_at=office(1, 1, 0)), NOW)
    with pytest.raises(WrongFact, match=r"R-2026-0001.*2026") as refused:
        check_change(before, replace(before, received_at=office(31, 12, 23, 59, year=2025)), NOW)
    assert refused.value.fact == "received_at"


def test_a_missed_commitment_needs_a_new_announcement() -> None:
    before = registrable(
        response_due_at=office(6, 11, 10), commitment_date=date(2026, 11, 10), commitment_told_at=office(5, 11)
    )
    later = replace(before, commitment_date=date(2026, 11, 30))
    with pytest.raises(WrongFact, match="date butoir") as refused:
        check_change(before, later, NOW)
    assert refused.value.fact == "commitment_told_at"
    check_change(before, replace(later, commitment_told_at=office(19, 11)), NOW)


def test_a_change_that_makes_another_value_wrong_is_refused() -> None:
    with pytest.raises(WrongFact) as refused:
        check_change(closable(), closable(received_at=office(3, 11)), NOW)
    assert refused.value.fact == "ack_sent_at"
