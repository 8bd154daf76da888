"""Recording facts: versions, reasons, refusals that leave nothing behind, one entry of the journal for each action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import ReasonNeeded
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Announcement, Call, Exchange, Link
from pegase_desktop.domain.words import (
    Agreement,
    CallResult,
    CancelReason,
    CauseFamily,
    ClientAgrees,
    Decision,
    Direction,
    Level,
    Medium,
    Recurrence,
)
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.cases import Cases
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.dossiers import NoSuchRecord
from pegase_desktop.storage.operations import new_act
from pegase_desktop.storage.recorder import Outdated
from tests.domain.samples import closable, office, registrable
from tests.storage.office import CLAIRE, everything, facts, rebuilt

if TYPE_CHECKING:
    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock

CALL = Call(at=office(3, 11, 9), by=CLAIRE, result=CallResult.MESSAGE_LEFT)
ACTION = Action(what="Réparer", who="Marc Olivier", due=date(2026, 11, 9))
SAID = Exchange(at=office(4, 11), medium=Medium.SMS, direction=Direction.OUTGOING, by=CLAIRE, text="C’est noté.")

PAGES: list[tuple[Verb, dict[str, Any]]] = [
    (Verb.DESCRIBE, {"verbatim": "Ma leçon…", "in_writing": True, "written_on": date(2026, 11, 2)}),
    (Verb.IDENTIFY, {"phone": "06 39 98 12 04", "self_introduced": True}),
    (Verb.SPECIFY, {"service": "Planning", "staff_concerned": ("Julien Castellan",)}),
    (Verb.ACKNOWLEDGE, {"ack_sent_at": office(2, 11, 15), "ack_medium": Medium.EMAIL, "ack_by": CLAIRE}),
    (Verb.RESTATE, {"restatement": "Deux leçons…", "restatement_agreed": Agreement.YES, "calls": (CALL,)}),
    (Verb.ASSESS, {"severity": Level.HIGH, "complexity": Level.LOW, "recurrence": Recurrence.ISOLATED}),
    (Verb.ANALYSE, {"cause_family": CauseFamily.METHOD, "cause_text": "Planning"}),
    (Verb.PLAN, {"actions": (ACTION,), "commitment_date": date(2026, 11, 10)}),
    (Verb.ANSWER, {"decision": Decision.PARTIAL, "reasons": "Parce que.", "response_sent_at": office(4, 11)}),
    (Verb.INFORM, {"exchanges": (SAID,), "next_update_on": date(2026, 11, 12)}),
    (Verb.CONCLUDE, {"outcome": "Fondée", "client_agrees": ClientAgrees.NO_WORD}),
    (Verb.ASK_FEEDBACK, {"feedback_asked_at": office(5, 11), "feedback_q1": None}),
    (Verb.LEARN, {"lesson": "Appeler avant d’annuler.", "to_meeting": False}),
]


@pytest.fixture
def case(register: Register) -> Complaint:
    """A complaint just received."""
    return register.cases.receive(registrable(), by=CLAIRE)


def test_page_after_page_each_with_its_entry(register: Register, case: Complaint, clock: Clock) -> None:
    for verb, values in PAGES:
        at = clock.move(minutes=1)
        case = register.cases.record(case, values, by=CLAIRE)
        entry = register.journal.of(case.ref)[-1]
        assert (entry.verb, entry.actor, entry.at, entry.reason) == (verb, CLAIRE, at, "")
        assert {one.fact for one in entry.changes} == {name for name, value in values.items() if value is not None}
    assert case == register.cases.get(case.id)
    assert case.version == 1 + len(PAGES)
    assert len(register.journal.of(case.ref)) == 1 + len(PAGES)
    assert facts(rebuilt(register.journal.of(case.ref))) == facts(case)
    assert register.last_saved_at == clock.now


def test_nothing_changed_is_nothing_told(register: Register, case: Complaint) -> None:
    assert register.cases.record(case, {"subject": f" {case.subject} ", "calls": ()}, by=CLAIRE) == case
    assert len(register.journal.of(case.ref)) == 1


def test_an_alteration_needs_a_reason_and_keeps_the_former_value(register: Register, case: Complaint) -> None:
    case = register.cases.record(case, {"ack_sent_at": case.received_at}, by=CLAIRE)
    before = everything(register)
    for reason in ("", " \u200b\n"):
        with pytest.raises(ReasonNeeded, match="objet"):
            register.cases.record(case, {"subject": "Autre objet"}, by=CLAIRE, reason=reason)
    assert everything(register) == before
    after = register.cases.record(case, {"subject": "Autre objet"}, by=CLAIRE, reason=" Faute de\nfrappe ")
    entry = register.journal.of(case.ref)[-1]
    assert (after.subject, entry.verb, entry.reason) == ("Autre objet", Verb.CORRECT, "Faute de frappe")
    assert [(one.path, one.old, one.new) for one in entry.changes] == [("subject", case.subject, "Autre objet")]


def test_what_reached_nobody_yet_is_altered_without_a_reason_and_the_former_value_stays(
    register: Register, case: Complaint
) -> None:
    case = register.cases.record(case, {"decision": Decision.UNFAVOURABLE}, by=CLAIRE)
    register.cases.record(case, {"decision": Decision.PARTIAL}, by=CLAIRE)
    entry = register.journal.of(case.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.ANSWER, "")
    assert [(one.old, one.new) for one in entry.changes] == [("unfavourable", "partial")]


def test_of_two_who_read_the_same_the_second_is_told_and_nothing_is_half_written(
    register: Register, case: Complaint
) -> None:
    register.cases.record(case, {"student": "Élodie Garnier"}, by=CLAIRE)
    register.drafts.save(Draft(record_id=case.id, values={"service": "Code"}))
    before = everything(register)
    with pytest.raises(Outdated, match="changé entre-temps"):
        register.cases.record(case, {"calls": (CALL,), "staff_concerned": ("X",), "service": "Code"}, by="Marc Olivier")
    assert everything(register) == before


def test_entries_keep_their_numbers_as_they_come_and_go(register: Register, case: Complaint) -> None:
    case = register.cases.record(case, {"actions": (ACTION, replace(ACTION, what="Rembourser"))}, by=CLAIRE)
    first, second = case.actions
    done = replace(second, done_on=date(2026, 11, 9))
    case = register.cases.record(case, {"actions": (first, done, replace(ACTION, what="Écrire"))}, by=CLAIRE)
    assert [one.what for one in case.actions] == ["Réparer", "Rembourser", "Écrire"]
    assert case.actions[:2] == (first, done)
    case = register.cases.record(case, {"actions": (done, case.actions[2])}, by=CLAIRE, reason="Sans objet")
    case = register.cases.record(case, {"actions": (*case.actions, ACTION)}, by=CLAIRE)
    assert len({one.id for one in (first, *case.actions)}) == 4  # a number is never given twice
    assert case == register.cases.get(case.id)
    assert facts(rebuilt(register.journal.of(case.ref))) == facts(case)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"ack_sent_at": office(1, 11)}, WrongFact),
        ({"response_sent_at": office(21, 11)}, WrongFact),
        ({"calls": (Call(by=CLAIRE),)}, WrongFact),
        ({"kind": None}, GateClosed),
        ({"received_at": office(2, 11, year=2025)}, WrongFact),
        ({"links": (Link(reference="R-2026-0009"),)}, NoSuchRecord),
        ({"links": (Link(reference="r-2026-0001"),)}, UserError),  # to itself
    ],
)
def test_what_is_refused_changes_nothing(
    register: Register, case: Complaint, values: dict[str, Any], refusal: type[Exception]
) -> None:
    before = everything(register)
    with pytest.raises(refusal):
        register.cases.record(case, values, by=CLAIRE, reason="Pour voir")
    assert everything(register) == before


def test_a_clock_set_back_hinders_nobody_from_going_on(register: Register, clock: Clock) -> None:
    case = register.cases.receive(registrable(received_at=clock.now), by=CLAIRE)
    clock.move(hours=-3)
    case = register.cases.record(case, {"student": "Élodie Garnier"}, by=CLAIRE)
    assert case.student == "Élodie Garnier"


def test_links_are_made_and_undone_without_a_reason(register: Register, case: Complaint) -> None:
    other = register.cases.receive(registrable(), by=CLAIRE)
    linked = register.cases.record(
        other, {"links": (Link(reference=" r-2026-0001"), Link(reference=case.reference))}, by=CLAIRE
    )
    assert [one.reference for one in linked.links] == [case.reference]
    assert register.cases.linked_from(case) == (other.reference,)
    assert register.cases.linked_from(other) == ()
    unlinked = register.cases.record(linked, {"links": ()}, by=CLAIRE)
    assert unlinked.links == ()
    assert register.cases.linked_from(case) == ()
    assert [one.verb for one in register.journal.of(other.ref)] == [Verb.RECEIVE, Verb.LINK, Verb.UNLINK]


def test_recorded_facts_leave_the_draft_and_the_others_stay(register: Register, case: Complaint) -> None:
    typed = {"service": "Code", "verbatim": "Encore à écrire"}
    register.drafts.save(Draft(record_id=case.id, page=Page.SUBJECT, values=typed, saved_by=CLAIRE))
    case = register.cases.record(case, {"service": "Code"}, by=CLAIRE)
    left = register.drafts.of(case.ref)
    assert left
    assert (left.values, left.page) == ({"verbatim": "Encore à écrire"}, Page.SUBJECT)
    register.cases.record(case, {"verbatim": "Écrit"}, by=CLAIRE)
    assert register.drafts.of(case.ref) is None


def test_a_date_announced_anew_leaves_the_former_one_on_file(register: Register, case: Complaint, clock: Clock) -> None:
    first, second = date(2026, 12, 1), date(2026, 12, 8)
    told_at = clock.now
    told = {"commitment_date": first, "commitment_reason": "Examen", "commitment_told_at": told_at}
    case = register.cases.record(case, told, by=CLAIRE)
    slip = register.cases.record(case, {"commitment_date": date(2026, 12, 2)}, by=CLAIRE, reason="Faute")
    case = register.cases.record(slip, {"commitment_date": first}, by=CLAIRE, reason="Faute")
    assert case.announced == ()  # put right, and never announced otherwise
    again = {"commitment_date": second, "commitment_told_at": clock.move(hours=1)}
    case = register.cases.record(case, again, by=CLAIRE, reason="Autre date")
    former = Announcement(id=1, day=first, reason="Examen", told_at=told_at)
    assert case.announced == register.cases.get(case.id).announced == (former,)
    assert check_register(register) == ()


def test_targets_follow_the_acknowledgement(register: Register, case: Complaint) -> None:
    assert case.response_due_at == office(6, 11, 10)
    assert register.cases.record(case, {"ack_sent_at": office(2, 11, 15)}, by=CLAIRE).response_due_at == office(
        4, 11, 15
    )


def test_an_unregistered_complaint_has_a_preview_of_its_targets(register: Register) -> None:
    assert register.cases.preview(registrable()).ack_due_at == office(4, 11, 10)
    assert register.cases.preview(Complaint()) == Complaint()


def test_a_closed_case_keeps_what_it_was_closed_with(register: Register) -> None:
    case = register.cases.receive(closable(), by=CLAIRE)
    case = register.cases.close(case, by=CLAIRE)
    case = register.cases.record(case, {"lesson": "Appeler avant d’annuler."}, by=CLAIRE)
    before = everything(register)
    with pytest.raises(GateClosed, match="Rouvrez-le"):
        register.cases.record(case, {"actions": (*case.actions, ACTION)}, by=CLAIRE)
    assert everything(register) == before


OTHERS: dict[str, Callable[[Cases | _UnderAct, Complaint], object]] = {
    "record": lambda cases, case: cases.record(case, {"service": "Code"}, by=CLAIRE),
    "close": lambda cases, case: cases.close(case, by=CLAIRE),
    "cancel": lambda cases, case: cases.cancel(case, CancelReason.WITHDRAWN, by=CLAIRE),
    "attach": lambda cases, case: cases.attach(case, "a.pdf", b"a", by=CLAIRE),
    "detach": lambda cases, case: cases.detach(case, case.attachments[0].id, by=CLAIRE, reason="Doublon"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_done_is_done_to_the_case_as_it_was_seen(register: Register, name: str) -> None:
    seen = register.cases.attach(register.cases.receive(closable(), by=CLAIRE), "b.pdf", b"b", by=CLAIRE)
    register.cases.record(seen, {"next_update_on": date(2026, 12, 1)}, by="Sophie Renaud")
    before = everything(register)
    with pytest.raises(Outdated, match="entre-temps"):
        OTHERS[name](register.cases, seen)
    assert everything(register) == before


@pytest.mark.parametrize("name", OTHERS)
def test_a_button_pressed_again_is_answered_by_what_it_recorded(register: Register, name: str) -> None:
    seen = register.cases.attach(register.cases.receive(closable(), by=CLAIRE), "b.pdf", b"b", by=CLAIRE)
    act = new_act()
    once = partial(OTHERS[name], _UnderAct(register.cases, act), seen)
    first = once()
    before = everything(register)
    assert once() == first
    assert everything(register) == before
    assert register.journal.of(seen.ref)[-1].act == act


class _UnderAct:
    """The cases of a register, each operation under one act."""

    def __init__(self, cases: Cases, act: str) -> None:
        self._cases, self._act = cases, act

    def __getattr__(self, name: str) -> Any:
        return partial(getattr(self._cases, name), act=self._act)
