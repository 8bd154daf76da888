"""The declarations of the facts, which screens, papers and files read."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from itertools import chain
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.facts import Fact, FactKind, Need, fact, fact_named, facts_of
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.letter_templates import Template
from pegase_desktop.domain.noted import NotedContact
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.school import Mediator, School, Settings, Staff
from pegase_desktop.domain.typed_school import TypedLists, TypedTerms
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import (
    Agreement,
    CallResult,
    CancelReason,
    CauseFamily,
    Channel,
    Decision,
    Kind,
    Level,
    Medium,
    Recurrence,
    RedressKind,
)
from tests.domain.samples import closable, office

ROW_CLASSES = [one.row for one in COMPLAINTS.rows if one.row]
RECORDS: list[type] = [Complaint, *ROW_CLASSES, NotedContact, School, Mediator, Staff, TypedTerms, TypedLists, Template]
ALL = [*chain.from_iterable(map(facts_of, RECORDS))]
# Recorded by operations of their own, or told by a register that comes from elsewhere
OF_NO_PAGE = {
    "endings", "announced", "letters", "hour_unknown", "origin_file", "origin_sheet", "origin_row",
    "origin_number", "origin_words",
}  # fmt: skip
# Asked for where the paths of difficulties and incidents have them
OF_OTHER_PATHS = {"was_expressed", "people_affected", "people_told", "resolution"}
OF_THE_REGISTER = {
    "id", "reference", "version", "registered_at", "registered_by", "terms", "ack_due_at", "response_due_at",
}  # fmt: skip


def test_every_attribute_is_a_fact_or_the_registers_own() -> None:
    assert {one.name for one in fields(Complaint)} == {one.name for one in facts_of(Complaint)} | OF_THE_REGISTER


def test_a_slip_in_a_declaration_is_refused_where_it_is_written() -> None:
    with pytest.raises(TypeError, match="mising"):
        fact("Nom", FactKind.LINE, mising="Il manque le nom.")  # type: ignore[call-arg]


def test_every_fact_has_a_page_or_an_operation_of_its_own() -> None:
    assert {one.name for one in facts_of(Complaint) if one.page is None} == OF_NO_PAGE | OF_OTHER_PATHS
    assert all(facts_on(page) for page in Page)
    assert [one for page in Page for one in facts_on(page)] == sorted(
        (one for one in facts_of(Complaint) if one.page),
        key=lambda one: list(Page).index(one.page) if one.page else 0,
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_no_two_facts_of_a_record_have_the_same_label(record: type) -> None:
    assert [label for label, times in Counter(one.label for one in facts_of(record)).items() if times > 1] == []


@pytest.mark.parametrize("declared", ALL, ids=lambda declared: declared.name)
def test_a_fact_is_declared_whole(declared: Fact) -> None:
    assert declared.label[0].isupper()
    assert not declared.label.endswith((".", ":"))
    assert bool(declared.choices) == (declared.kind is FactKind.CHOICE)
    assert (declared.row is not None) == (declared.kind is FactKind.ROWS)
    if declared.menu:
        assert declared.kind is FactKind.MENU
        assert getattr(Settings(), declared.menu.value)
    if declared.past or declared.stamped:
        assert declared.kind in (FactKind.DAY, FactKind.MOMENT)
    assert (declared.check is None) == (not declared.doubt)
    for sentence in filter(None, (declared.missing, declared.help, declared.doubt)):
        assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("declared", [one for one in facts_of(Complaint) if one.need is Need.REGISTER and one.page])
def test_what_the_gate_asks_for_says_what_to_do(declared: Fact) -> None:
    assert declared.missing.startswith("Il manque")
    assert declared.missing.count(".") >= 2


def test_only_what_goes_on_changing_is_changed_without_a_reason() -> None:
    assert {one.name for one in ALL if one.living} == {
        "owner", "restatement_agreed", "next_call_at", "links", "cause_family", "next_update_on", "client_agrees",
        "feedback_not_obtained_reason", "to_meeting", "meeting_on", "mediation_on", "mediation_outcome",
        "ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable",
    }  # fmt: skip


@pytest.mark.parametrize("declared", ALL, ids=lambda declared: declared.name)
def test_texts_are_written_in_french_typography(declared: Fact) -> None:
    labels = [choice.label for choice in declared.choices]
    for text in (declared.label, declared.hint, declared.help, declared.missing, declared.doubt, *labels):
        assert "'" not in text
        assert "..." not in text
        assert "  " not in text
        assert text == text.strip()
        printed = typeset(text)
        assert printed.replace("\u00a0", " ").replace("\u202f", " ") == text.replace("\u00a0", " ")
        assert "courriel" not in text.lower()
        assert "mail" not in text.lower().replace("e-mail", "")


def test_a_label_within_a_sentence() -> None:
    assert fact_named(Complaint, "restatement").label_in_sentence == "points clés reformulés"


def test_the_menus_of_the_process() -> None:
    assert [one.label for one in Kind] == ["Réclamation", "Difficulté", "Aléa"]
    assert [one for one in Channel if one.is_written] == [
        Channel.WEBSITE, Channel.EMAIL, Channel.LETTER, Channel.SURVEY,
    ]  # fmt: skip
    assert fact_named(Complaint, "ack_medium").choices == (
        Medium.EMAIL, Medium.LETTER, Medium.FAX, Medium.HAND_DELIVERED,
    )  # fmt: skip
    assert [one.label for one in Recurrence] == ["Isolée", "Exceptionnelle", "Répétée", "Dégradation lente"]
    assert [one.label for one in Decision if one.is_refusal] == ["Partielle", "Défavorable"]
    assert [len(one) for one in (Agreement, CallResult, CancelReason, Level)] == [3, 3, 3, 3]
    assert [len(one) for one in (CauseFamily, RedressKind)] == [7, 6]


def test_the_lists_of_the_settings_begin_with_those_of_the_school() -> None:
    settings = Settings()
    assert len(settings.services) == 9
    assert len(settings.categories) == 13
    assert settings.categories[-2] == "violence, harcèlement ou discrimination"
    assert settings.categories[-1] == "autre"
    assert settings.trainings


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("complainant_name", {"anonymous": True}),
        ("written_on", {"in_writing": False}),
        ("calls", {"in_writing": False}),
        ("commitment_reason", {"commitment_date": None}),
        ("redress", {"decision": None}),
        ("feedback_q1", {"feedback_received_at": None}),
        ("feedback_not_obtained_reason", {"feedback_asked_at": None}),
    ],
)
def test_what_makes_no_sense_is_not_asked_for(name: str, told: dict[str, Any]) -> None:
    whole: dict[str, Any] = {"in_writing": True, "commitment_date": date(2026, 11, 20)}
    whole["feedback_received_at"] = None if name == "feedback_not_obtained_reason" else office(9, 11)
    is_asked = fact_named(Complaint, name).when
    assert is_asked(closable(**whole))
    assert not is_asked(closable(**(whole | told)))
