"""Documents: kept once whatever their number of users, checked when they are read, never lost with a draft."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from pegase_desktop.domain.attachments import MAX_BYTES, AttachmentTooLarge
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.words import LetterKind, Medium
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.contents import DamagedAttachment
from tests.domain.samples import office, registrable
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, everything, facts, opened, rebuilt

if TYPE_CHECKING:
    from pathlib import Path

    from pegase_desktop.domain.complaint import Complaint
    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock

PDF = b"%PDF-1.7 \x00\xff"
_SAID: dict[str, Any] = dict.fromkeys((one.name for one in fields(Letter)), "") | {
    "kind": LetterKind.ACKNOWLEDGEMENT,
    "subject": "Votre réclamation",
    "body": "Nous avons bien reçu\x00 votre réclamation.",
}
LETTER = Letter(**_SAID)


@pytest.fixture
def case(register: Register) -> Complaint:
    return register.cases.receive(registrable(), by=CLAIRE)


def contents(register: Register) -> int:
    (count,) = execute(register, "SELECT count(*) FROM content").fetchone()
    return int(count)


def test_a_document_is_kept_with_its_safe_name_and_its_hash(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        case = register.cases.receive(registrable(), by=CLAIRE)
        case = register.cases.attach(case, r"C:\Bureau\SMS d’annulation?.png", PDF, by=CLAIRE)
        (kept,) = case.attachments
        assert (kept.name, kept.size, kept.added_at, kept.added_by) == (
            "SMS d’annulation_.png", len(PDF), clock.now, CLAIRE,
        )  # fmt: skip
        assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    with opened(path, clock) as register:
        (kept,) = register.cases.find("R-2026-0001").attachments
        assert register.cases.content_of(kept) == PDF


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 4000])
def test_documents_of_any_size_come_back_as_they_went_in(register: Register, case: Complaint, content: bytes) -> None:
    case = register.cases.attach(case, "a.bin", content, by=CLAIRE)
    (kept,) = case.attachments
    assert register.cases.content_of(kept) == content


def test_a_document_that_is_too_large_leaves_no_trace(register: Register, case: Complaint) -> None:
    before = everything(register)
    with pytest.raises(AttachmentTooLarge):
        register.cases.attach(case, "film.mp4", bytes(MAX_BYTES + 1), by=CLAIRE)
    assert everything(register) == before


def test_the_same_bytes_are_kept_once_as_long_as_somebody_uses_them(register: Register, case: Complaint) -> None:
    other = register.cases.receive(registrable(), by=CLAIRE)
    draft = register.drafts.save(Draft())
    case = register.cases.attach(case, "a.pdf", PDF, by=CLAIRE)
    (first,) = case.attachments
    other = register.cases.attach(other, "b.pdf", PDF, by=CLAIRE)
    (second,) = other.attachments
    (waiting,) = register.drafts.attach(draft.id, "c.pdf", PDF, by=CLAIRE)
    assert contents(register) == 1
    register.cases.detach(case, first.id, by=CLAIRE, reason="Mauvais dossier")
    register.drafts.discard(draft.id)
    assert register.cases.content_of(second) == register.cases.content_of(waiting) == PDF
    register.cases.detach(other, second.id, by=CLAIRE, reason="Mauvais dossier")
    assert contents(register) == 0
    with pytest.raises(DamagedAttachment, match="abîmée"):
        register.cases.content_of(second)


def test_taking_a_document_out_needs_a_reason_and_stays_in_the_journal(register: Register, case: Complaint) -> None:
    case = register.cases.attach(case, "a.pdf", PDF, by=CLAIRE)
    (kept,) = case.attachments
    before = everything(register)
    with pytest.raises(UserError, match="raison"):
        register.cases.detach(case, kept.id, by=CLAIRE, reason=" ")
    assert everything(register) == before
    case = register.cases.detach(case, kept.id, by=CLAIRE, reason="Mauvais dossier")
    assert case.attachments == ()
    entry = register.journal.of(case.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.DETACH, "Mauvais dossier")
    assert entry.changes[0].old["sha256"] == kept.sha256
    assert facts(rebuilt(register.journal.of(case.ref))) == facts(case)


def test_bytes_that_changed_on_the_disk_are_not_handed_out(register: Register, case: Complaint) -> None:
    case = register.cases.attach(case, "a.pdf", PDF, by=CLAIRE)
    (kept,) = case.attachments
    execute(register, "UPDATE content SET bytes = ?", (b"%PDF-1.7 \x00\xfe",))
    with pytest.raises(DamagedAttachment, match=r"a\.pdf"):
        register.cases.content_of(kept)


def test_documents_wait_in_a_draft_until_the_complaint_has_its_number(register: Register, clock: Clock) -> None:
    draft = register.drafts.save(Draft(values={"subject": "Leçon"}, saved_by=CLAIRE))
    register.drafts.attach(draft.id, "a.pdf", PDF, by=CLAIRE)
    waiting = register.drafts.attach(draft.id, "b.pdf", b"b", by=CLAIRE)
    assert [one.name for one in waiting] == ["a.pdf", "b.pdf"]
    with pytest.raises(GateClosed):
        register.cases.receive(registrable(kind=None), by=CLAIRE, draft_id=draft.id)
    assert register.drafts.attachments(draft.id) == waiting
    clock.move(hours=1)
    case = register.cases.receive(registrable(), by=CLAIRE, draft_id=draft.id)
    assert [(one.name, one.added_at) for one in case.attachments] == [(one.name, one.added_at) for one in waiting]
    assert [register.cases.content_of(one) for one in case.attachments] == [PDF, b"b"]
    assert register.drafts.all() == ()
    assert register.drafts.attachments(draft.id) == ()
    assert register.cases.record(case, {"student": "Élodie Garnier"}, by=CLAIRE).attachments == case.attachments


def test_a_document_that_waits_is_taken_out_without_a_trace(register: Register) -> None:
    draft = register.drafts.save(Draft(values={"subject": "Leçon"}, saved_by=CLAIRE))
    wrong, other = register.drafts.attach(draft.id, "a.pdf", PDF, by=CLAIRE)[0], register.drafts.save(Draft())
    register.drafts.attach(draft.id, "b.pdf", b"b", by=CLAIRE)
    before = register.journal.all()
    assert len(register.drafts.detach(other.id, wrong.id)) == 0
    assert len(register.drafts.attachments(draft.id)) == 2
    (left,) = register.drafts.detach(draft.id, wrong.id)
    assert (left.name, register.cases.content_of(left)) == ("b.pdf", b"b")
    with pytest.raises(DamagedAttachment):
        register.cases.content_of(wrong)
    assert register.journal.all() == before
    assert check_register(register) == ()


def test_a_letter_is_kept_as_it_left_with_what_it_makes_true(register: Register, case: Complaint) -> None:
    sent_at = office(3, 11, 9)
    case = register.cases.send(case, LETTER, PDF, "accusé.pdf", medium=Medium.EMAIL, sent_at=sent_at, by=CLAIRE)
    (letter,) = case.letters
    assert (letter.kind, letter.text) == (LetterKind.ACKNOWLEDGEMENT, "Nous avons bien reçu votre réclamation.")
    assert register.cases.content_of(letter) == PDF
    assert (case.ack_sent_at, case.ack_medium, case.ack_by) == (sent_at, Medium.EMAIL, CLAIRE)
    assert [one.at for one in case.exchanges] == [sent_at]
    assert register.journal.of(case.ref)[-1].verb is Verb.SEND
    assert case == register.cases.get(case.id)


def test_a_letter_cannot_leave_before_the_complaint_came(register: Register, case: Complaint) -> None:
    before = everything(register)
    with pytest.raises(WrongFact):
        register.cases.send(case, LETTER, PDF, "accusé.pdf", medium=Medium.EMAIL, sent_at=office(1, 11), by=CLAIRE)
    assert everything(register) == before
