"""Parts of the wizard that a mouse reaches, or that an older register or somebody else's answer brings about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Call, Exchange, Link, Redress
from pegase_desktop.domain.words import CallResult, Channel, Direction, Kind, Medium, RedressKind
from pegase_desktop.interchange.open_form_reading import case_from_open
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.wizard.arrangement import Section
from pegase_desktop.ui.wizard.attachments_section import AttachmentsSection
from pegase_desktop.ui.wizard.row_words import words_of
from tests.ui.scripted_questions import LEAVES_THE_CASE, ScriptedQuestions
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
FACTS = Complaint(
    kind=Kind.COMPLAINT,
    channel=Channel.PHONE,
    received_at=AT,
    received_by="Claire Martin",
    verbatim="Ma leçon est annulée.",
    in_writing=False,
    complainant_name="Hugo Lambert",
    student="Hugo Lambert",
    service="Planning",
    category="annulation ou report de leçon",
)


@pytest.fixture
def case(register: Register) -> Complaint:
    return register.cases.receive(FACTS, by="Claire Martin")


def click(typist: Typist, named: str) -> None:
    buttons = (one for one in typist.window.findChildren(QAbstractButton) if one.isVisible())
    target = next(one for one in buttons if named in (one.text(), one.accessibleName()))
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("row", "tone", "first", "second"),
    [
        (
            Call(at=AT, by="Claire Martin", result=CallResult.REACHED, note="Confirme"),
            Tone.SUCCESS,
            "Client joint · 18/11/2026 à 10:00 · Claire Martin",
            "Confirme",
        ),
        (
            Action(what="Rappeler", who="Marc Olivier", due=date(2026, 11, 19)),
            Tone.DANGER,
            "Rappeler",
            "Marc Olivier · en retard, pour le 19/11/2026",
        ),
        (
            Action(what="Rappeler", who="Marc Olivier", due=date(2026, 11, 20)),
            Tone.TEXT2,
            "Rappeler",
            "Marc Olivier · pour le 20/11/2026",
        ),
        (
            Action(what="Rappeler", who="Marc Olivier", abandoned_reason="inutile"),
            Tone.TEXT3,
            "Rappeler",
            "Marc Olivier · abandonnée : inutile",
        ),
        (
            Redress(kind=RedressKind.GOODWILL, amount=1000, text="Une séance de code"),
            Tone.TEXT2,
            "Geste commercial · 10\u00a0€",
            "Une séance de code",
        ),
        (
            Exchange(at=AT, medium=Medium.SMS, direction=Direction.INCOMING, by="Claire Martin", text="Merci"),
            Tone.TEXT2,
            "SMS du client · 18/11/2026 à 10:00 · Claire Martin",
            "Merci",
        ),
    ],
)
def test_an_entry_is_said_in_two_lines(row: object, tone: Tone, first: str, second: str) -> None:
    words = words_of(row, date(2026, 11, 20))
    assert (words.tone, words.first, words.second) == (tone, first, second)


def test_a_click_on_a_chapter_leads_to_its_first_gap(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.PLAN)
    click(typist, "Chapitre Identification, 2 à compléter")
    assert typist.window.flow.page is Page.COMPLAINANT


def test_the_quote_leads_to_the_whole_words(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RESTATEMENT)
    click(typist, "Verbatim et pièces jointes")
    assert (typist.window.flow.page, typist.window.form.fact_with_focus()) == (Page.RECEPTION, "verbatim")


def test_a_link_stays_in_sight_when_the_cases_are_no_longer_alike(
    wizard: Opener, register: Register, case: Complaint
) -> None:
    other = register.cases.receive(replace(FACTS, complainant_name="Fatou Diakité", category=""), by="Claire Martin")
    linked = register.cases.record(case, {"links": (Link(reference=other.reference),)}, by="Claire Martin")
    typist = wizard(complaint=linked, page=Page.ASSESSMENT)
    click(typist, f"Retirer le lien avec {other.reference}")
    assert register.cases.get(case.id).links == ()


def test_a_similar_case_may_be_linked_before_there_is_a_number(
    wizard: Opener, register: Register, case: Complaint
) -> None:
    typist = wizard()
    typist.fill("channel", Channel.PHONE)
    typist.fill("verbatim", "Encore annulée.")
    typist.go_to_page(Page.SUBJECT)
    typist.fill("service", "Planning")
    typist.fill("category", "annulation ou report de leçon")
    typist.go_to_page(Page.ASSESSMENT)
    click(typist, f"Lier à {case.reference}")
    typist.go_to_page(Page.COMPLAINANT)
    typist.fill("complainant_name", "Hugo Lambert")
    typist.next()
    assert [one.reference for one in register.cases.find("R-2026-0002").links] == [case.reference]


def test_a_value_that_left_the_lists_is_still_shown(wizard: Opener, register: Register) -> None:
    former = replace(FACTS, received_by="Paul Ancien", category="ancienne catégorie", staff_concerned=("Paul Ancien",))
    case = register.cases.receive(former, by="Claire Martin")
    typist = wizard(complaint=case, page=Page.RECEPTION)
    assert typist.editor("received_by").input.value() == "Paul Ancien"
    typist.go_to_page(Page.SUBJECT)
    assert typist.editor("category").input.value() == "ancienne catégorie"
    assert typist.editor("staff_concerned").input.value() == ("Paul Ancien",)
    typist.next()
    assert register.cases.get(case.id) == case


def test_a_document_is_taken_out_with_a_reason(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    attached = register.cases.attach(case, "lettre.pdf", b"%PDF", by="Claire Martin")
    typist = wizard(complaint=attached, page=Page.RECEPTION)
    section = typist.window.form.sections[Section.ATTACHMENTS]
    assert isinstance(section, AttachmentsSection)
    questions.reasons += [None, "Mauvais document"]
    section.shelf.removal_wanted.emit(attached.attachments[0])
    assert register.cases.get(case.id).attachments == attached.attachments
    section.shelf.removal_wanted.emit(attached.attachments[0])
    assert register.cases.get(case.id).attachments == ()
    assert register.journal.of(case.ref)[-1].reason == "Mauvais document"
    assert set(questions.asked) == {LEAVES_THE_CASE.format("lettre.pdf")}


def test_a_document_that_waits_in_a_draft_is_taken_out(
    wizard: Opener, register: Register, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    paper = tmp_path / "lettre.pdf"
    paper.write_bytes(b"%PDF")
    typist = wizard()
    section = typist.window.form.sections[Section.ATTACHMENTS]
    assert isinstance(section, AttachmentsSection)
    section.add([tmp_path])
    assert register.drafts.all() == ()  # a folder is refused, and leaves nothing to be resumed
    section.add([paper])
    (waiting,) = section.documents()
    questions.confirmations += [False, True]
    section.shelf.removal_wanted.emit(waiting)
    assert section.documents() == (waiting,)
    section.shelf.removal_wanted.emit(waiting)
    assert section.documents() == ()


def test_a_closed_case_says_so_and_can_be_completed(wizard: Opener, register: Register) -> None:
    cases = json.loads((Path(__file__).parents[2] / "data" / "cases.json").read_text("utf-8"))["cases"]
    told = case_from_open(cases[0], 1, datetime(2026, 11, 20, tzinfo=UTC)).complaint
    closed = register.cases.receive(told, by="Claire Martin")
    typist = wizard(complaint=closed, page=Page.LESSONS)
    buttons = [one.text() for one in typist.window.findChildren(QAbstractButton) if one.isVisible()]
    assert "Clôturer le dossier" not in buttons
    typist.press("Corriger…")
    typist.fill("corrective_action", "Prévenir de vive voix.")
    typist.next()
    assert register.cases.get(closed.id).corrective_action == "Prévenir de vive voix."


def test_what_was_typed_and_taken_back_leaves_no_draft(wizard: Opener, register: Register, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    typist.fill("phone", "06 39 98")
    typist.window.saver.keeping.timer.timeout.emit()
    assert register.drafts.of(case.ref) is not None
    typist.fill("phone", "")
    typist.window.saver.keeping.timer.timeout.emit()
    assert register.drafts.of(case.ref) is None
