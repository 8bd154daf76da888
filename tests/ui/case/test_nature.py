"""Turning a case into one of another nature, from the panel and in the wizard; what incidents show and do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Channel, Kind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.nature import NATURES, Nature, turn_case
from pegase_desktop.ui.desk.session import Session
from tests.domain.samples import registrable
from tests.domain.test_paths import incident
from tests.ui.scripted_questions import ScriptedQuestions

NOW, NOTED = 0, 1  # when the person came: just now, or at the moment that is noted


@pytest.fixture
def happened(register: Register) -> Complaint:
    """An incident in the register."""
    return register.cases.receive(replace(incident(), owner="Claire Martin", actions=()), by="Claire Martin")


def test_an_incident_becomes_a_complaint_once_it_is_known_who_complains(
    session: Session, questions: ScriptedQuestions, happened: Complaint
) -> None:
    questions.choices = [0, list(Channel).index(Channel.PHONE), NOTED]
    questions.lines = ["Élodie Garnier"]
    questions.reasons = ["Une personne réclame maintenant son dû"]
    turned = turn_case(session, happened)
    assert turned is not None
    assert (turned.kind, turned.channel, turned.complainant_name) == (Kind.COMPLAINT, Channel.PHONE, "Élodie Garnier")
    assert turned.reference == happened.reference
    assert (turned.people_affected, turned.people_told) == (happened.people_affected, happened.people_told)
    assert turned.ack_due_at is not None
    entry = session.register.journal.of(turned.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.CORRECT, "Une personne réclame maintenant son dû")


def test_the_delays_begin_when_somebody_came_and_not_when_it_happened(
    session: Session, questions: ScriptedQuestions, happened: Complaint
) -> None:
    questions.choices = [0, list(Channel).index(Channel.PHONE), NOW]
    questions.lines, questions.reasons = ["Élodie Garnier"], ["Une personne réclame maintenant son dû"]
    turned = turn_case(session, happened)
    assert turned is not None
    assert happened.received_at is not None
    assert turned.received_at == session.clock() > happened.received_at
    assert turned.facts_date == local(happened.received_at).date()
    assert turned.ack_due_at == session.clock() + timedelta(hours=48)


def test_who_wishes_to_stay_unknown_may(session: Session, questions: ScriptedQuestions, happened: Complaint) -> None:
    questions.choices, questions.lines, questions.reasons = [0, 0, NOTED], [" Anonyme "], ["Erreur"]
    turned = turn_case(session, happened)
    assert turned is not None
    assert turned.anonymous


@pytest.mark.parametrize(
    ("choices", "lines", "reasons"),
    [
        ([None], [], []),
        ([0, None], [], []),
        ([0, 0], [None], []),
        ([0, 0], [""], []),
        ([0, 0, None], ["Élodie"], []),
        ([0, 0, NOW], ["Élodie"], [None]),
    ],
)
def test_giving_up_at_any_question_leaves_the_case_as_it_was(
    session: Session,
    questions: ScriptedQuestions,
    happened: Complaint,
    choices: list[int | None],
    lines: list[str | None],
    reasons: list[str | None],
) -> None:
    questions.choices, questions.lines, questions.reasons = choices, lines, reasons
    assert turn_case(session, happened) is None
    assert session.register.cases.get(happened.id) == happened


@pytest.mark.parametrize("nature", NATURES, ids=lambda one: one.label)
def test_a_complaint_turns_into_everything_else_and_keeps_all(
    session: Session, questions: ScriptedQuestions, register: Register, nature: Nature
) -> None:
    case = register.cases.receive(registrable(), by="Claire Martin")
    others = [one for one in NATURES if one.kind is not Kind.COMPLAINT]
    if nature not in others:
        return
    questions.choices, questions.reasons = [others.index(nature)], ["Erreur"]
    turned = turn_case(session, case)
    assert turned is not None
    assert (turned.complainant_name, turned.channel, turned.subject) == ("Élodie Garnier", Channel.PHONE, case.subject)
    assert register.cases.get(case.id) == turned
