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
    return register.receive(registrable(), by=CLAIRE)


def contents(register: Register) -> int:
    (count,) = execute(register, "SELECT count(*) FROM content").fetchone()
    return int(count)


def test_a_document_is_kept_with_its_safe_name_and_its_hash(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        case = register.receive(registrable(), by=CLAIRE)
        case = register.attach(case.id, r"C:\Bureau\SMS d’annulation?.png", PDF, by=CLAIRE)
        (kept,) = case.attachments
        assert (kept.name, kept.size, kept.added_at, kept.added_by) == (
            "SMS d’annulation_.png", len(PDF), clock.now, CLAIRE,
        )  # fmt: skip
        assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    with opened(path, clock) as register:
        (kept,) = register.find("R-2026-0001").attachments
        assert register.attachment_content(kept) == PDF


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 4000])
def test_documents_of_any_size_come_back_as_they_went_in(register: Register, case: Complaint, content: bytes) -> None:
    (kept,) = register.attach(case.id, "a.bin", content, by=CLAIRE).attachments
    assert register.attachment_content(kept) == content


def test_a_document_that_is_too_large_leaves_no_trace(register: Register, case: Complaint) -> None:
    before = everything(register)
    with pytest.raises(AttachmentTooLarge):
        register.attach(case.id, "film.mp4", bytes(MAX_BYTES + 1), by=CLAIRE)
    assert everything(register) == before


def test_the_same_bytes_are_kept_once_as_long_as_somebody_uses_them(register: Register, case: Complaint) -> None:
    other = register.receive(registrable(), by=CLAIRE)
    draft = register.drafts.save(Draft())
    (first,) = register.attach(case.id, "a.pdf", PDF, by=CLAIRE).attachments
    (second,) = register.attach(other.id, "b.pdf", PDF, by=CLAIRE).attachments
    (waiting,) = register.drafts.attach(draft.id, "c.pdf", PDF, by=CLAIRE)
    assert contents(register) == 1
    register.detach(case.id, first.id, by=CLAIRE, reason="Mauvais dossier")
    register.drafts.discard(draft.id)
    assert register.attachment_content(second) == register.attachment_content(waiting) == PDF
    register.detach(other.id, second.id, by=CLAIRE, reason="Mauvais dossier")
    assert contents(register) == 0
    with pytest.raises(DamagedAttachment, match="abîmée"):
        register.attachment_content(second)


def test_taking_a_document_out_needs_a_reason_and_stays_in_the_journal(register: Register, case: Complaint) -> None:
    (kept,) = register.attach(case.id, "a.pdf", PDF, by=CLAIRE).attachments
    before = everything(register)
    with pytest.raises(UserError, match="raison"):
        register.detach(case.id, kept.id, by=CLAIRE, reason=" ")
    assert everything(register) == before
    case = register.detach(case.id, kept.id, by=CLAIRE, reason="Mauvais dossier")
    assert case.attachments == ()
    entry = register.journal(case.id)[-1]
    assert (entry.verb, entry.reason) == (Verb.DETACH, "Mauvais dossier")
    assert entry.changes[0].old["sha256"] == kept.sha256
    assert facts(rebuilt(register.journal(case.id))) == facts(case)


def test_bytes_that_changed_on_the_disk_are_not_handed_out(register: Register, case: Complaint) -> None:
    (kept,) = register.attach(case.id, "a.pdf", PDF, by=CLAIRE).attachments
    execute(register, "UPDATE content SET bytes = ?", (b"%PDF-1.7 \x00\xfe",))
    with pytest.raises(DamagedAttachment, match=r"a\.pdf"):
        register.attachment_content(kept)


def test_documents_wait_in_a_draft_until_the_complaint_has_its_number(register: Register, clock: Clock) -> None:
    draft = register.drafts.save(Draft(values={"subject": "Leçon"}, saved_by=CLAIRE))
    register.drafts.attach(draft.id, "a.pdf", PDF, by=CLAIRE)
    waiting = register.drafts.attach(draft.id, "b.pdf", b"b", by=CLAIRE)
    assert [one.name for one in waiting] == ["a.pdf", "b.pdf"]
    with pytest.raises(GateClosed):
        register.receive(registrable(kind=None), by=CLAIRE, draft_id=draft.id)
    assert register.drafts.attachments(draft.id) == waiting
    clock.move(hours=1)
    case = register.receive(registrable(), by=CLAIRE, draft_id=draft.id)
    assert [(one.name, one.added_at) for one in case.attachments] == [(one.name, one.added_at) for one in waiting]
    assert [register.attachment_content(one) for one in case.attachments] == [PDF, b"b"]
    assert register.drafts.all() == ()
    assert register.drafts.attachments(draft.id) == ()
    assert register.record(case, {"student": "Élodie Garnier"}, by=CLAIRE).attachments == case.attachments


def test_a_document_that_waits_is_taken_out_without_a_trace(register: Register) -> None:
    draft = register.drafts.save(Draft(values={"subject": "Leçon"}, saved_by=CLAIRE))
    wrong, other = register.drafts.attach(draft.id, "a.pdf", PDF, by=CLAIRE)[0], register.drafts.save(Draft())
    register.drafts.attach(draft.id, "b.pdf", b"b", by=CLAIRE)
    before = register.journal()
    assert len(register.drafts.detach(other.id, wrong.id)) == 0
    assert len(register.drafts.attachments(draft.id)) == 2
    (left,) = register.drafts.detach(draft.id, wrong.id)
    assert (left.name, register.attachment_content(left)) == ("b.pdf", b"b")
    with pytest.raises(DamagedAttachment):
        register.attachment_content(wrong)
    assert register.journal() == before
    assert check_register(register) == ()


def test_a_letter_is_kept_as_it_left_with_what_it_makes_true(register: Register, case: Complaint) -> None:
    sent_at = office(3, 11, 9)
    case = register.send(case, LETTER, PDF, "accusé.pdf", medium=Medium.EMAIL, sent_at=sent_at, by=CLAIRE)
    (letter,) = case.letters
    assert (letter.kind, letter.text) == (LetterKind.ACKNOWLEDGEMENT, "Nous avons bien reçu votre réclamation.")
    assert register.attachment_content(letter) == PDF
    assert (case.ack_sent_at, case.ack_medium, case.ack_by) == (sent_at, Medium.EMAIL, CLAIRE)
    assert [one.at for one in case.exchanges] == [sent_at]
    assert register.journal(case.id)[-1].verb is Verb.SEND
    assert case == register.complaint(case.id)


def test_a_letter_cannot_leave_before_the_complaint_came(register: Register, case: Complaint) -> None:
    before = everything(register)
    with pytest.raises(WrongFact):
        register.send(case, LETTER, PDF, "accusé.pdf", medium=Medium.EMAIL, sent_at=office(1, 11), by=CLAIRE)
    assert everything(register) == before
