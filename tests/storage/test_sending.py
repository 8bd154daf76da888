"""A letter that leaves: kept as it left, with its exchange and its fact, in one entry of the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pegase_desktop.documents.templates import default_template
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.letters import Letter, compose
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import LetterKind, Medium
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.file_errors import UnderwayError
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from tests.domain.samples import office, registrable
from tests.storage.office import CLAIRE, Clock, everything, exported, opened

PDF = b"%PDF-1.7 as it left"
ACK = LetterKind.ACKNOWLEDGEMENT


@pytest.fixture
def complaint(register: Register, clock: Clock) -> Complaint:
    return register.cases.receive(registrable(received_at=office(19, 11, 10)), by=CLAIRE)


def written(register: Register, complaint: Complaint, kind: LetterKind = ACK) -> Letter:
    return compose(
        kind, default_template(kind), complaint, register.school.settings, now=office(20, 11, 18), signer=CLAIRE
    )


def send(register: Register, complaint: Complaint, **given: object) -> Complaint:
    told = {"medium": Medium.EMAIL, "sent_at": office(20, 11, 17), "by": CLAIRE} | given
    return register.cases.send(complaint, written(register, complaint), PDF, "Accuse.pdf", **told)  # type: ignore[arg-type]


def test_one_operation_keeps_letter_exchange_and_fact_in_one_entry(register: Register, complaint: Complaint) -> None:
    entries = len(register.journal.of(complaint.ref))
    after = send(register, complaint)
    [letter], [exchange] = after.letters, after.exchanges
    assert register.cases.content_of(letter) == PDF
    assert (letter.kind, letter.medium, letter.sent_at, letter.by) == (ACK, Medium.EMAIL, office(20, 11, 17), CLAIRE)
    assert letter.text == written(register, complaint).body
    assert exchange.text == letter.subject
    assert after.ack_sent_at == office(20, 11, 17)
    assert DutyKind.ACKNOWLEDGE not in {one.kind for one in duties(after)}
    journal = register.journal.of(complaint.ref)
    assert len(journal) == entries + 1
    assert journal[-1].verb is Verb.SEND
    assert {one.fact for one in journal[-1].changes} >= {"letters", "exchanges", "ack_sent_at"}


def test_the_exchange_knows_its_letter_by_its_id(register: Register, complaint: Complaint) -> None:
    first = send(register, complaint)
    again = send(register, first)
    assert [one.letter for one in again.exchanges] == [one.id for one in again.letters] == [1, 2]
    corrected = (replace(again.exchanges[0], text="Autrement dit"), again.exchanges[1])
    register.cases.record(again, {"exchanges": corrected}, by=CLAIRE, reason="Précision")
    kept = register.cases.get(again.id)
    assert [one.letter for one in kept.exchanges] == [1, 2]
    assert check_register(register) == ()


def test_the_journal_says_in_words_what_left(register: Register, complaint: Complaint) -> None:
    send(register, complaint)
    entry = register.journal.of(complaint.ref)[-1]
    assert entry.sentence == "Claire Martin a envoyé un courrier"
    told = "\n".join(entry.details())
    assert "Courriers envoyés\u00a0: Accusé de réception" in told
    assert "Accusé envoyé le\u00a0: 20/11/2026 à 17:00" in told


@pytest.mark.parametrize("sent_at", [office(20, 11, 19), office(19, 11, 9)])
def test_a_letter_cannot_leave_tomorrow_nor_before_the_complaint_came(
    register: Register, complaint: Complaint, sent_at: object
) -> None:
    before = everything(register)
    with pytest.raises(WrongFact):
        send(register, complaint, sent_at=sent_at)
    assert everything(register) == before


def test_a_case_changed_meanwhile_is_not_overwritten(register: Register, complaint: Complaint) -> None:
    register.cases.record(complaint, {"subject": "Autre objet"}, by=CLAIRE, reason="Précision")
    before = everything(register)
    with pytest.raises(Outdated):
        send(register, complaint)
    assert everything(register) == before


def test_the_same_letter_sent_twice_is_kept_twice(register: Register, complaint: Complaint) -> None:
    after = send(register, send(register, complaint), medium=Medium.LETTER)
    assert [one.medium for one in after.letters] == [Medium.EMAIL, Medium.LETTER]
    assert after.ack_medium is Medium.EMAIL


def test_an_edited_text_waits_until_its_letter_leaves(register: Register, complaint: Complaint) -> None:
    texts = register.letter_texts
    assert texts.of(complaint.ref, ACK) is None
    texts.keep(complaint.ref, ACK, "Objet", "Premier jet")
    texts.keep(complaint.ref, ACK, "Objet", "Second jet")
    texts.keep(complaint.ref, LetterKind.UPDATE, "Suivi", "Autre lettre")
    send(register, complaint)
    assert texts.of(complaint.ref, ACK) is None
    assert texts.of(complaint.ref, LetterKind.UPDATE) == ("Suivi", "Autre lettre")


def test_what_the_letter_makes_true_no_longer_waits_in_a_draft(register: Register, complaint: Complaint) -> None:
    typed = {"ack_medium": "fax", "restatement": "Deux leçons."}
    register.drafts.save(Draft(record_id=complaint.id, page=Page.ACKNOWLEDGEMENT, values=typed, saved_by=CLAIRE))
    send(register, complaint)
    draft = register.drafts.of(complaint.ref)
    assert draft is not None
    assert draft.values == {"restatement": "Deux leçons."}


def test_an_edited_text_outlives_the_program(register: Register, complaint: Complaint, clock: Clock) -> None:
    register.letter_texts.keep(complaint.ref, ACK, "Objet", "Premier jet")
    register.close()
    with opened(register.path, clock) as again:
        assert again.letter_texts.of(complaint.ref, ACK) == ("Objet", "Premier jet")
        again.letter_texts.drop(complaint.ref, ACK)
        assert again.letter_texts.of(complaint.ref, ACK) is None


def test_a_text_begun_is_kept_while_the_register_is_read_and_in_no_operation_that_could_fail(
    register: Register, complaint: Complaint
) -> None:
    with register.store.reading():
        register.letter_texts.keep(complaint.ref, ACK, "Objet", "Premier jet")
        register.typed_settings.keep("school", {"Ville": "Nice"})
        assert register.letter_texts.of(complaint.ref, ACK) == ("Objet", "Premier jet")
    with register.store.transaction():
        keeps: tuple[Callable[[], None], ...] = (
            lambda: register.letter_texts.keep(complaint.ref, ACK, "Objet", "Perdu"),
            lambda: register.letter_texts.drop(complaint.ref, ACK),
            lambda: register.typed_settings.keep("school", {"Ville": "Perdue"}),
            lambda: register.typed_settings.drop("school"),
        )
        for keep in keeps:
            with pytest.raises(UnderwayError):
                keep()
    assert register.letter_texts.of(complaint.ref, ACK) == ("Objet", "Premier jet")
    assert register.typed_settings.at("school") == {"Ville": "Nice"}


def test_a_letter_goes_into_the_open_file_and_out_again_with_its_pdf(
    register: Register, complaint: Complaint, clock: Clock, tmp_path: Path
) -> None:
    sent = send(register, complaint).letters
    exported(register, tmp_path / "registre.json")
    with opened(tmp_path / "autre" / "registre.pegase", clock) as other:
        other.take_in(read_open_file(tmp_path / "registre.json", clock.now), by=CLAIRE)
        taken = other.cases.find(complaint.reference).letters
        assert [replace(one, id=0) for one in taken] == [replace(one, id=0) for one in sent]
        assert other.cases.content_of(taken[0]) == PDF


def test_a_detached_document_does_not_take_the_letters_pdf_along(register: Register, complaint: Complaint) -> None:
    same = register.cases.attach(complaint, "Copie.pdf", PDF, by=CLAIRE)
    sent = send(register, same)
    after = register.cases.detach(sent, sent.attachments[0].id, by=CLAIRE, reason="Doublon")
    assert register.cases.content_of(after.letters[0]) == PDF
