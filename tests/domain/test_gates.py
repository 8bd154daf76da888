"""The two gates: each condition alone keeps them shut, and says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import (
    GateClosed,
    missing_on,
    missing_to_close,
    missing_to_register,
    never_closed_without,
)
from pegase_desktop.domain.paths import COMPLAINT_PATH, path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Exchange
from pegase_desktop.domain.words import Agreement, CallResult, CauseFamily, Direction, Medium
from tests.domain.samples import cases, closable, office, registrable


def test_the_gates_open_for_what_has_all_they_ask_for() -> None:
    assert missing_to_register(registrable()) == ()
    assert missing_to_close(closable()) == ()


@pytest.mark.parametrize(
    ("facts", "fact", "page"),
    [
        ({"kind": None}, "kind", Page.RECEPTION),
        ({"received_at": None}, "received_at", Page.RECEPTION),
        ({"channel": None}, "channel", Page.RECEPTION),
        ({"subject": ""}, "verbatim", Page.RECEPTION),
        ({"complainant_name": ""}, "complainant_name", Page.COMPLAINANT),
    ],
)
def test_each_condition_alone_keeps_a_complaint_from_its_number(facts: dict[str, Any], fact: str, page: Page) -> None:
    (missing,) = missing_to_register(registrable(**facts))
    assert (missing.fact, missing.page) == (fact, page)
    assert missing.sentence.startswith(("Il manque", "Dites"))


@pytest.mark.parametrize(
    "facts",
    [{"complainant_name": "", "anonymous": True}, {"subject": "", "verbatim": "Ma leçon a été annulée."}],
)
def test_what_stands_for_another_opens_the_gate(facts: dict[str, Any]) -> None:
    assert missing_to_register(registrable(**facts)) == ()


def test_what_is_missing_comes_in_the_order_of_the_pages() -> None:
    missing = missing_to_register(Complaint())
    assert [one.fact for one in missing] == ["kind", "received_at", "channel", "verbatim", "complainant_name"]
    pages = [COMPLAINT_PATH.pages.index(one.page) for one in missing_to_close(registrable())]
    assert pages == sorted(pages)


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"ack_sent_at": None}, "ack_sent_at"),
        ({"response_sent_at": None, "exchanges": ()}, "response_sent_at"),
        ({"decision": None}, "decision"),
        ({"reasons": ""}, "reasons"),
        ({"cause_family": None}, "cause_family"),
        ({"cause_family": CauseFamily.NOT_APPLICABLE, "cause_text": ""}, "cause_text"),
        ({"exchanges": ()}, "exchanges"),
        ({"feedback_asked_at": None}, "feedback_asked_at"),
        ({"feedback_not_obtained_reason": ""}, "feedback_received_at"),
    ],
)
def test_each_condition_alone_keeps_a_case_from_closing(facts: dict[str, Any], fact: str) -> None:
    missing = missing_to_close(closable(**facts))
    assert fact in [one.fact for one in missing]
    assert all(one.sentence for one in missing)
    assert len(missing) == (2 if fact == "response_sent_at" else 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"cause_family": CauseFamily.NOT_APPLICABLE, "cause_text": "Rien à reprocher."},
        {"feedback_not_obtained_reason": "", "feedback_received_at": office(6, 11)},
        {"actions": ()},
    ],
)
def test_what_stands_for_another_lets_a_case_close(facts: dict[str, Any]) -> None:
    assert missing_to_close(closable(**facts)) == ()


def test_an_action_neither_done_nor_abandoned_with_a_reason_keeps_a_case_open() -> None:
    case = closable()
    waiting = Action(what="Rappeler le garage", who="Marc Olivier", due=date(2026, 11, 9))
    (missing,) = missing_to_close(replace(case, actions=(*case.actions, waiting)))
    assert missing.fact == "actions"
    assert "Rappeler le garage" in missing.sentence


@pytest.mark.parametrize(
    ("direction", "at", "is_told"),
    [
        (Direction.OUTGOING, office(3, 11, 16), True),
        (Direction.OUTGOING, office(3, 11, 15, 59), False),  # before the answer
        (Direction.INCOMING, office(5, 11), False),
    ],
)
def test_the_client_is_told_by_a_word_of_ours_after_the_answer(direction: Direction, at: Any, is_told: bool) -> None:
    told = Exchange(at=at, medium=Medium.PHONE, direction=direction, by="Claire Martin", text="…")
    assert (missing_to_close(closable(exchanges=(told,))) == ()) is is_told


def test_a_shut_gate_says_all_that_it_waits_for() -> None:
    missing = missing_to_register(Complaint())
    closed = GateClosed("Le dossier ne peut pas encore être enregistré.", missing)
    assert closed.missing == missing
    assert all(one.sentence.split("\u00a0")[0][:20] in str(closed) for one in missing)


@pytest.mark.parametrize("case", cases()[:9], ids=lambda case: case.subject)
def test_the_closed_cases_have_what_closing_always_asked_for(case: Complaint) -> None:
    assert never_closed_without(case) == ()


@pytest.mark.parametrize(
    ("agreed", "lacks"),
    [(None, True), (Agreement.NOT_ASKED, True), (Agreement.TO_CORRECT, True), (Agreement.YES, False)],
)
def test_a_restatement_waits_for_the_clients_yes(agreed: Agreement | None, lacks: bool) -> None:
    case = replace(cases()[0], restatement_agreed=agreed)
    assert [one.fact for one in missing_on(case, Page.RESTATEMENT)] == ["restatement_agreed"] * lacks


def test_a_written_complaint_waits_for_a_call_that_reaches_the_client() -> None:
    written = cases()[2]
    assert [one.result for one in written.calls] == [CallResult.MESSAGE_LEFT, CallResult.REACHED]
    for calls in ((), written.calls[:1]):
        assert [one.fact for one in missing_on(replace(written, calls=calls), Page.RESTATEMENT)] == ["calls"]
    assert missing_on(replace(written, calls=(), in_writing=False), Page.RESTATEMENT) == ()


def test_a_conclusion_waits_until_the_client_is_told_of_the_answer() -> None:
    untold = replace(cases()[0], exchanges=())
    assert [one.fact for one in missing_on(untold, Page.CONCLUSION)] == ["exchanges"]
    assert missing_on(replace(untold, response_sent_at=None), Page.CONCLUSION) == ()  # nothing to tell yet


@pytest.mark.parametrize("page", Page)
def test_pages_ask_only_for_facts_of_their_own_or_of_the_log(page: Page) -> None:
    for case in (Complaint(), closable(exchanges=()), *cases()):
        for missing in missing_on(case, page):
            path = path_of(case)
            own = {one.name for one in path.facts_on(page)}
            assert missing.fact in own | {"exchanges"}
            assert missing.page is (page if missing.fact in own else Page.FOLLOW_UP)
            assert missing.sentence.endswith((".", "?"))
