"""Sentences of the journal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.facts import fact_named, facts_of
from pegase_desktop.domain.journal import PAGE_VERBS, Change, Entry, Verb, verb_for
from pegase_desktop.domain.paths import INCIDENT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.rows import Action, Exchange, Link
from pegase_desktop.domain.wording import said, said_row
from pegase_desktop.domain.words import Direction, Level, Medium, Recurrence
from tests.domain.samples import cases, office, registrable


def entry(*changes: Change, reason: str = "", actor: str = "Claire Martin", verb: Verb = Verb.ASSESS) -> Entry:
    return Entry(1, office(20, 11), actor, verb, complaint_ref(1), changes, reason)


def test_an_entry_is_a_sentence() -> None:
    assert entry().sentence == "Claire Martin a évalué le dossier"
    assert entry(actor="", verb=Verb.IMPORT).sentence == "Le programme a importé le dossier"
    labels = [verb.label for verb in Verb]
    assert all(label.startswith("a ") for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("severity", None, "low"), "Gravité : Faible"),
        (Change("subject", "", "Retards"), "Objet : Retards"),
        (Change("subject", "A", "B"), "Objet : « A » devient « B »"),
        (Change("subject", "A", ""), "Objet : « A » retiré"),
        (Change("self_introduced", False, True), "Je me suis présenté(e) au client : « Non » devient « Oui »"),
        (Change("received_at", None, "2026-11-17T17:40:00Z"), "Reçue le : 17/11/2026 à 18:40"),
        (Change("staff_concerned", [], ["Julien", "Nadia"]), "Personnes visées : Julien, Nadia"),
        (
            Change("redress/2", None, {"kind": "refund", "amount": 2750, "text": "Leçon"}),
            "Dédommagement : Remboursement · 27,50 € · Leçon",
        ),
        (
            Change("actions/3", {"what": "Réparer", "who": "Marc"}, None),
            "Plan d’action : « Réparer · Marc » retiré",
        ),
        (Change("attachments/1", None, {"name": "a.pdf", "size": 9, "sha256": "00"}), "Pièces justificatives : a.pdf"),
    ],
)
def test_a_change_in_words(change: Change, line: str) -> None:
    assert [one.replace("\u00a0", " ") for one in entry(change).details()] == [line]


def test_details_are_in_the_words_of_the_path() -> None:
    told = entry(Change("verbatim", None, "Panne de la Clio."))
    assert list(told.details()) == ["Réclamation, avec les mots du client\u00a0: Panne de la Clio."]
    assert list(told.details(Complaint, INCIDENT_PATH.worded)) == ["Ce qui s’est passé\u00a0: Panne de la Clio."]


def test_a_reason_closes_the_details_and_what_is_no_fact_is_left_out() -> None:
    told = entry(Change("reference", None, "R-2026-0001"), Change("staff/2", None, {}), reason="Faute de frappe")
    assert list(told.details()) == ["Motif\u00a0: Faute de frappe"]


def test_an_erased_entry_still_says_who_did_what() -> None:
    assert list(entry().details()) == []


@pytest.mark.parametrize(
    ("values", "verb"),
    [
        ({"severity": Level.LOW, "recurrence": Recurrence.ISOLATED}, Verb.ASSESS),
        ({"ack_text": "Madame,"}, Verb.ACKNOWLEDGE),
        ({"received_at": office(1, 11)}, Verb.CORRECT),
        ({"subject": "Autre"}, Verb.SPECIFY),
        ({"links": (Link(reference="R-2026-0001"),)}, Verb.LINK),
        ({"exchanges": (Exchange(text="…"),), "subject": registrable().subject}, Verb.INFORM),
    ],
)
def test_new_values_are_told_under_the_verb_of_their_page(values: dict[str, Any], verb: Verb) -> None:
    assert verb_for(registrable(), values) is verb


def test_taking_a_link_out_is_told_as_such() -> None:
    assert verb_for(registrable(links=(Link(id=4, reference="R-2026-0001"),)), {"links": ()}) is Verb.UNLINK


def test_every_page_has_its_verb() -> None:
    assert set(PAGE_VERBS) == set(Page)
    for page in Page:
        declared = facts_on(page)[0]
        empty = getattr(Complaint(), declared.name)
        assert verb_for(Complaint(), {declared.name: "x" if empty == "" else 1}) is PAGE_VERBS[page]


def test_facts_in_words() -> None:
    case = cases()[4]
    words = {one.name: said(one, getattr(case, one.name)) for one in facts_of(Complaint)}
    assert words["kind"] == "Réclamation"
    assert words["facts_date"] == "13/03/2026"
    assert words["ack_sent_at"] == "16/03/2026 à 10:02"
    assert words["in_writing"] == "Oui"
    assert words["immediate_action_needed"] == "Non"
    assert words["feedback_q1"] == "4 sur 5"
    assert words["redress"].split("\n")[1] == "Excuses"
    assert words["endings"] == "Clôturée · 24/04/2026 à 16:30"
    assert said(fact_named(Complaint, "feedback_q1"), None) == ""


def test_an_entry_of_a_list_in_one_line() -> None:
    action = Action(id=3, what="Réparer", who="Marc", due=date(2026, 11, 9))
    assert said_row(action) == "Réparer · Marc · 09/11/2026"
    told = Exchange(at=office(5, 11), medium=Medium.SMS, direction=Direction.INCOMING, by="Claire", text="« OK »")
    assert said_row(told) == "05/11/2026 à 12:00 · SMS · Du client · Claire · « OK »"
