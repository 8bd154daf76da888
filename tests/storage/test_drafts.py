"""Drafts: what was typed and not recorded yet outlives everything but its recording."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.rows import Call
from pegase_desktop.domain.words import CallResult
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.file_errors import DamagedFileError, Fault, UnderwayError
from tests.domain.samples import office, registrable
from tests.storage.behind import execute, rows_of
from tests.storage.office import CLAIRE, everything, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock

SOPHIE = "Sophie Renaud"
TYPED = {
    "verbatim": "« L’élève »\n👍",
    "actions": [{"what": "x"}],
    "anonymous": False,
    "entries": {"calls": {"by": ""}},
}


def test_a_draft_is_read_back_as_it_was_typed(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        saved = register.drafts.save(Draft(page=Page.PLAN, values=TYPED, saved_by=CLAIRE))
        assert register.last_saved_at == saved.saved_at == clock.now
    with opened(path, clock) as register:
        assert register.drafts.all() == (saved,)
        assert (saved.page, dict(saved.values), saved.saved_by) == (Page.PLAN, TYPED, CLAIRE)
        assert register.last_saved_at is None


def test_a_draft_is_saved_over_itself_under_the_same_number(register: Register, clock: Clock) -> None:
    first = register.drafts.save(Draft(values={"subject": "a"}))
    clock.move(seconds=2)
    again = register.drafts.save(Draft(id=first.id, values={"subject": "ab"}))
    other = register.drafts.save(Draft(values={"subject": "c"}))
    assert again.id == first.id != other.id
    assert register.drafts.all() == (again, other)
    assert again.saved_at == clock.now


def test_each_person_has_one_draft_of_a_registered_complaint(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    first = register.drafts.save(Draft(record_id=case.id, values={"service": "a"}))
    second = register.drafts.save(Draft(record_id=case.id, values={"service": "b"}))
    assert second.id == first.id
    assert register.drafts.of(case.ref) == second
    assert register.drafts.of(complaint_ref(case.id + 1)) is None
    register.drafts.save(Draft(record_id=case.id, values={"service": "c"}, saved_by=CLAIRE))
    assert len(register.drafts.all()) == 2
    assert register.drafts.of(case.ref) == second


def test_what_a_colleague_typed_is_offered_and_stays_theirs(register: Register, clock: Clock) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    for person in (SOPHIE, CLAIRE):
        theirs = register.drafts.save(Draft(record_id=case.id, values={"service": person}, saved_by=person))
        clock.move(seconds=2)
    offered = register.drafts.of(case.ref, "Marc Olivier")
    assert offered is not None
    assert (offered.id, offered.values, offered.saved_by) == (0, {"service": CLAIRE}, CLAIRE)
    mine = register.drafts.save(replace(offered, saved_by="Marc Olivier", values={"service": "Code"}))
    assert [one.values for one in register.drafts.all()] == [
        {"service": SOPHIE},
        {"service": CLAIRE},
        {"service": "Code"},
    ]
    assert register.drafts.of(case.ref, "Marc Olivier") == mine
    assert register.drafts.of(case.ref, CLAIRE) == theirs


def test_what_is_recorded_leaves_ones_own_draft_and_of_others_what_says_the_same(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    call = {"at": "2026-11-20T17:00:00Z", "by": CLAIRE, "result": "reached"}
    typed = {"service": "Code", "training": "B", "entries": {"calls": call}}
    register.drafts.save(Draft(record_id=case.id, values=typed, saved_by=SOPHIE))
    register.drafts.save(Draft(record_id=case.id, values=typed | {"training": "A2"}, saved_by=CLAIRE))
    calls = (Call(at=office(20, 11, 18), by=CLAIRE, result=CallResult.REACHED),)
    register.cases.record(case, {"service": "Code", "training": "A1", "calls": calls}, by=CLAIRE)
    assert [(one.saved_by, one.values) for one in register.drafts.all()] == [(SOPHIE, {"training": "B"})]


def test_a_draft_keeps_its_act_and_what_is_received_under_it_is_received_once(register: Register) -> None:
    draft = register.drafts.save(Draft(values={"subject": "a"}, saved_by=CLAIRE))
    assert register.drafts.save(replace(draft, values={"subject": "ab"})).act == draft.act
    received = register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act)
    assert register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act) == received
    assert register.cases.references() == (received.reference,)


def test_a_draft_is_no_fact_of_the_register_and_not_in_its_journal(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    before = everything(register)
    draft = register.drafts.save(Draft(record_id=case.id, values={"subject": "Autre"}))
    assert register.cases.get(case.id) == case
    assert everything(register) | {"draft": before["draft"]} == before
    register.drafts.discard(draft.id)
    assert everything(register) == before


@pytest.mark.parametrize("damage", ["typed = '{'", "page = 'nowhere'", "saved_at = 'hier'"])
def test_a_draft_that_cannot_be_read_hides_no_other(register: Register, damage: str) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    wrong = register.drafts.save(Draft(record_id=case.id, values={"service": "a"}))
    other = register.drafts.save(Draft(values={"subject": "b"}))
    execute(register, f"UPDATE draft SET {damage} WHERE id = ?", (wrong.id,))
    assert register.drafts.all() == (other,)
    assert register.drafts.of(case.ref) is None
    assert "Un brouillon est illisible." in check_register(register)
    again = register.drafts.save(Draft(record_id=case.id, values={"service": "c"}))
    assert register.drafts.all() == (again, other)


def test_a_draft_that_was_discarded_meanwhile_is_saved_anew(register: Register) -> None:
    draft = register.drafts.save(Draft(values={"subject": "a"}))
    register.drafts.discard(draft.id)
    again = register.drafts.save(draft)
    assert register.drafts.all() == (again,)
    assert again.id > draft.id


# Beside the operations


def test_a_draft_is_kept_while_the_register_is_being_read(register: Register) -> None:
    for _ in range(3):
        register.cases.receive(registrable(), by=CLAIRE)
    kept = []

    def read_and_fail() -> None:
        for case in register.cases.all():
            kept.append(register.drafts.save(Draft(record_id=case.id, values={"service": "a"})))
            assert register.drafts.of(case.ref) == kept[-1]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), register.store.reading():
        read_and_fail()
    assert len(kept) == 3
    assert register.drafts.all() == tuple(kept)


def test_a_draft_belongs_to_no_operation_that_could_fail(register: Register) -> None:
    def fail_halfway() -> None:
        with pytest.raises(UnderwayError) as refused:
            register.drafts.save(Draft(values={"subject": "a"}))
        assert refused.value.fault is Fault.LATER
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), register.store.transaction():
        fail_halfway()
    saved = register.drafts.save(Draft(values={"subject": "a"}))
    assert register.drafts.all() == (saved,)


# The act that a draft waits for


def test_a_draft_kept_anew_after_its_recording_goes_at_the_next_opening(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        draft = register.drafts.save(Draft(values={"subject": "a"}))
        case = register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act)
        again = register.drafts.save(draft)
        register.drafts.attach(again.id, "a.pdf", b"waiting", by=CLAIRE)
        other = register.drafts.save(Draft(values={"subject": "b"}))
        assert register.drafts.all() == (again, other)
    with opened(path, clock) as register:
        assert register.drafts.all() == (other,)
        assert register.cases.get(case.id) == case
        assert rows_of(register, "content") == 0
        assert check_register(register) == ()


def test_drafts_that_cannot_be_read_keep_nobody_from_the_cases(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        case = register.cases.receive(registrable(), by=CLAIRE)
        register.drafts.save(Draft(values={"subject": "a"}))
        (page,) = execute(register, "SELECT rootpage FROM sqlite_schema WHERE name = 'draft'").fetchone()
    with path.open("r+b") as damaged:
        damaged.seek((page - 1) * 4096)
        damaged.write(bytes(4096))
    with opened(path, clock) as register:
        assert register.cases.get(case.id) == case
        with pytest.raises(DamagedFileError):
            register.drafts.all()
        assert check_register(register)


def test_a_button_pressed_again_is_answered_and_its_draft_goes(register: Register) -> None:
    draft = register.drafts.save(Draft(values={"subject": "a"}))
    received = register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act)
    register.drafts.save(draft)
    assert register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act) == received
    assert register.drafts.all() == ()


def test_what_was_typed_or_added_since_the_recording_stays(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        for subject in ("a", "b"):
            draft = register.drafts.save(Draft(values={"subject": subject}))
            register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act)
            if subject == "a":
                added = register.drafts.save(draft)
                clock.move(seconds=1)
                register.drafts.attach(added.id, "a.pdf", b"waiting", by=CLAIRE)
            else:
                clock.move(seconds=1)
                typed = register.drafts.save(replace(draft, values={"subject": "ba"}))
    with opened(path, clock) as register:
        assert register.drafts.all() == (added, typed)
        assert [one.name for one in register.drafts.attachments(added.id)] == ["a.pdf"]


def test_what_is_typed_about_a_complaint_waits_for_another_act_than_that_of_its_number(
    path: Path, clock: Clock
) -> None:
    with opened(path, clock) as register:
        draft = register.drafts.save(Draft(values={"subject": "a"}))
        case = register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id, act=draft.act)
        typed = register.drafts.save(Draft(record_id=case.id, act=draft.act, values={"service": "Code"}))
        assert typed.act not in ("", draft.act)
        assert register.drafts.save(typed).act == typed.act
    with opened(path, clock) as register:
        assert register.drafts.all() == (typed,)


def test_what_is_left_of_a_draft_waits_for_another_act(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    draft = register.drafts.save(Draft(record_id=case.id, values={"service": "a", "training": "B"}, saved_by=CLAIRE))
    register.cases.record(case, {"service": "a"}, by=CLAIRE, act=draft.act)
    (left,) = register.drafts.all()
    assert (left.id, left.values) == (draft.id, {"training": "B"})
    assert left.act != draft.act
