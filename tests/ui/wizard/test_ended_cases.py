"""A case that ended is read: keys and clicks change nothing until it is unlocked, to be corrected or reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Call
from pegase_desktop.domain.words import CallResult, CancelReason, Status
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.forms.row_card import RowCard
from pegase_desktop.ui.forms.rows_section import RowsSection
from pegase_desktop.ui.widgets.read_field import ReadField
from pegase_desktop.ui.wizard.arrangement import Section
from pegase_desktop.ui.wizard.attachments_section import AttachmentsSection
from pegase_desktop.ui.wizard.ended_banner import EndedBanner
from tests.domain.samples import closable
from tests.ui.conftest import NOW
from tests.ui.hands import part, there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

BY = "Claire Martin"
CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
# Each would alter some input that is not only read.
KEYS = (Qt.Key.Key_X, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Down)


@pytest.fixture
def closed(register: Register) -> Complaint:
    told = replace(
        closable(), owner=BY, verbatim="Ma leçon est annulée.", calls=(Call(at=NOW, by=BY, result=CallResult.REACHED),)
    )
    return register.cases.close(register.cases.receive(told, by=BY), by=BY)


@pytest.fixture
def cancelled(register: Register) -> Complaint:
    return register.cases.cancel(register.cases.receive(closable(), by=BY), CancelReason.WITHDRAWN, "Oral", by=BY)


def banner(typist: Typist) -> EndedBanner:
    return part(typist.window, EndedBanner)


def buttons(typist: Typist) -> list[str]:
    return [one.text() for one in typist.window.findChildren(QAbstractButton) if one.isVisible()]


def click(typist: Typist, label: str) -> None:
    QApplication.processEvents()
    button = next(one for one in typist.window.findChildren(QPushButton) if one.text() == label and one.isVisible())
    QTest.mouseClick(button, LEFT)


def stops(typist: Typist) -> list[ReadField]:
    """The fields of the page that Tab comes to, once round."""
    found: list[ReadField] = []
    typist.window.form.focus_first_empty()
    while not (found and typist.focus is found[0]):
        if isinstance(typist.focus, ReadField):
            found.append(typist.focus)
        typist.tab()
    return found


@pytest.mark.parametrize("page", Page)
def test_no_key_changes_a_page_of_it(wizard: Opener, register: Register, closed: Complaint, page: Page) -> None:
    typist = wizard(complaint=closed, page=page)
    fields = [one for one in typist.window.form.editors.values() if one.field.isVisible()]
    assert all(isinstance(one.input, ReadField) for one in fields)
    for one in fields:
        for key in KEYS:
            one.input.setFocus()
            typist.key(key)
        assert one.input.value() != "x"
    typist.window.saver.keeping.timer.timeout.emit()
    typist.key(Qt.Key.Key_S, CONTROL)
    typist.key(Qt.Key.Key_F8)
    assert typist.window.flow.page is page
    assert not any("Enregistré" in one or "Brouillon" in one for one in buttons(typist))
    assert typist.window._bottom.saved == ""
    typist.key(Qt.Key.Key_Escape)
    assert register.cases.get(closed.id) == closed
    assert register.drafts.all() == ()


def test_every_value_is_read_in_words_and_every_field_is_reached(wizard: Opener, closed: Complaint) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    shown = {name: one.input.value() for name, one in typist.window.form.editors.items() if one.field.isVisible()}
    assert closed.channel is not None
    assert shown["channel"] == closed.channel.label
    assert shown["verbatim"] == closed.verbatim
    assert shown["received_at"].startswith("02/11/2026")
    assert len(stops(typist)) == len(shown)
    typist.next()
    assert typist.editor("anonymous").input.value() == "Non"
    assert typist.editor("email").input.value() == ""


def test_what_is_read_can_be_copied_by_keyboard(wizard: Opener, closed: Complaint) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    typist.tab_to(typist.editor("verbatim").input)
    typist.key(Qt.Key.Key_A, CONTROL)
    typist.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == closed.verbatim


def test_a_screen_reader_says_what_is_read_and_that_it_is_only_read(wizard: Opener, closed: Complaint) -> None:
    field = wizard(complaint=closed, page=Page.RECEPTION).editor("channel").input
    told = there(QAccessible.queryAccessibleInterface(field))
    assert told.text(QAccessible.Text.Name) == "Canal"
    assert told.text(QAccessible.Text.Value) == "Téléphone"
    assert (told.state().readOnly, told.state().focusable) == (1, 1)


def test_rows_are_read_without_a_form_of_the_next(wizard: Opener, closed: Complaint) -> None:
    typist = wizard(complaint=closed, page=Page.RESTATEMENT)
    rows = part(typist.window, RowsSection)
    words = [one for one in part(rows, RowCard).findChildren(QLabel) if one.text()]
    assert all(one.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse for one in words)
    assert [one.text() for one in rows.findChildren(QPushButton) if one.isVisible()] == []
    assert rows.editors == []
    typist.press("Corriger…")
    assert part(typist.window.form, RowsSection).editors


def test_sentences_and_causes_are_not_written_into_it(wizard: Opener, closed: Complaint, register: Register) -> None:
    typist = wizard(complaint=closed, page=Page.CAUSES)
    typist.window._tips.cause_chosen.emit("Moniteur absent")
    typist.window._tips.sentence_chosen.emit("Nous vous présentons nos excuses.")
    typist.window.leave()
    assert (register.cases.get(closed.id), register.drafts.all()) == (closed, ())


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keys"])
def test_it_is_corrected_with_a_reason_once_unlocked(
    wizard: Opener, register: Register, closed: Complaint, questions: ScriptedQuestions, by_mouse: bool
) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    (click if by_mouse else Typist.press)(typist, "Corriger…")
    assert "Corriger…" not in buttons(typist)
    typist.fill("verbatim", "La leçon de mardi est annulée.")
    questions.reasons.append("Faute de saisie")
    typist.next()
    after = register.cases.get(closed.id)
    assert (after.verbatim, after.status) == ("La leçon de mardi est annulée.", Status.CLOSED)
    entry = register.journal.of(closed.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.CORRECT, "Faute de saisie")
    assert not isinstance(typist.editor("complainant_name").input, ReadField)  # for the whole passage


def test_the_keyboard_stays_where_it_was(wizard: Opener, closed: Complaint) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    typist.tab_to(typist.editor("verbatim").input)
    click(typist, "Corriger…")
    assert typist.window.form.fact_with_focus() == "verbatim"
    assert typist.editor("verbatim").input.hasFocus()


def test_it_is_reopened_with_a_reason_and_goes_on(
    wizard: Opener, register: Register, closed: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    questions.reasons += [None, "Un fait nouveau est apparu"]
    typist.press("Rouvrir…")
    assert typist.window.flow.is_locked
    typist.press("Rouvrir…")
    assert register.cases.get(closed.id).is_open
    assert banner(typist).isHidden()
    typist.fill("remedy_sought", "Un rappel")


def test_closed_again_it_is_only_read_again(
    wizard: Opener, register: Register, closed: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=closed, page=Page.LESSONS)
    questions.reasons.append("Un fait nouveau est apparu")
    typist.press("Rouvrir…")
    typist.press("Clôturer le dossier")
    assert register.cases.get(closed.id).status is Status.CLOSED
    assert typist.window.flow.is_locked
    assert isinstance(typist.editor("lesson").input, ReadField)


def test_what_is_typed_when_it_is_closed_is_not_shut_away(
    wizard: Opener, register: Register, questions: ScriptedQuestions
) -> None:
    ready = register.cases.receive(closable(owner=BY), by=BY)
    typist = wizard(complaint=ready, page=Page.CONCLUSION)
    typist.fill("mediation_on", date(2027, 1, 4))  # in the future: not recorded
    typist.press("Clôturer le dossier")
    assert register.cases.get(ready.id).status is Status.CLOSED
    assert typist.editor("mediation_on").input.text() == "04/01/2027"
    assert banner(typist).isVisible()
    assert "Corriger…" not in buttons(typist)
    questions.confirmations.append(True)
    typist.press("Abandonner la saisie")
    assert typist.window.flow.is_locked
    assert isinstance(typist.editor("mediation_on").input, ReadField)


def test_a_draft_that_waits_opens_unlocked_and_can_be_given_up(
    wizard: Opener, register: Register, closed: Complaint, questions: ScriptedQuestions
) -> None:
    draft = register.drafts.save(Draft(record_id=closed.id, page=Page.LESSONS, values={"lesson": "Autre"}, saved_by=BY))
    typist = wizard(complaint=closed, draft=draft)
    assert typist.editor("lesson").input.value() == "Autre"
    questions.confirmations += [False, True]
    typist.press("Abandonner la saisie")
    assert register.drafts.all() == (draft,)
    typist.press("Abandonner la saisie")
    assert register.drafts.all() == ()
    assert typist.editor("lesson").input.value() == closed.lesson
    assert isinstance(typist.editor("lesson").input, ReadField)
    assert "Abandonner la saisie" not in buttons(typist)
    typist.key(Qt.Key.Key_Escape)
    assert register.cases.get(closed.id) == closed


def test_what_was_typed_about_an_open_case_is_given_up(
    wizard: Opener, register: Register, questions: ScriptedQuestions
) -> None:
    case = register.cases.receive(closable(), by=BY)
    typist = wizard(complaint=case, page=Page.LESSONS)
    assert "Abandonner la saisie" not in buttons(typist)
    typist.fill("corrective_action", "Tout autre chose")
    typist.window.saver.keeping.timer.timeout.emit()
    questions.confirmations.append(True)
    typist.press("Abandonner la saisie")
    assert typist.editor("corrective_action").input.value() == case.corrective_action
    typist.next()
    assert (register.cases.get(case.id), register.drafts.all()) == (case, ())


def test_a_new_complaint_is_given_up_with_its_documents(
    wizard: Opener, register: Register, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    paper = tmp_path / "lettre.pdf"
    paper.write_bytes(b"%PDF")
    typist = wizard()
    section = typist.window.form.sections[Section.ATTACHMENTS]
    assert isinstance(section, AttachmentsSection)
    section.add([paper])
    gone: list[int] = []
    typist.window.left.connect(gone.append)
    questions.confirmations.append(True)
    typist.press("Abandonner la saisie")
    assert (gone, register.drafts.all()) == ([0], ())


def test_it_says_what_became_of_the_case(
    wizard: Opener, closed: Complaint, cancelled: Complaint, heard: list[str]
) -> None:
    typist = wizard(complaint=closed, page=Page.RECEPTION)
    assert banner(typist).accessibleName() == "Dossier clôturé le 20/11/2026."
    assert heard[-1] == "Page 1 sur 13, Réception. Dossier clôturé le 20/11/2026."
    typist.key(Qt.Key.Key_S, CONTROL)
    assert heard[-1] == "Dossier clôturé le 20/11/2026."
    assert banner(wizard(complaint=cancelled)).accessibleName() == "Dossier annulé le 20/11/2026."


def test_documents_join_it_and_stay(wizard: Opener, register: Register, closed: Complaint, tmp_path: Path) -> None:
    paper = tmp_path / "merci.pdf"
    paper.write_bytes(b"%PDF")
    section = wizard(complaint=closed, page=Page.RECEPTION).window.form.sections[Section.ATTACHMENTS]
    assert isinstance(section, AttachmentsSection)
    section.shelf.added.emit([paper])
    assert [one.name for one in register.cases.get(closed.id).attachments] == ["merci.pdf"]
    assert not section.shelf._can_remove


def test_what_cannot_be_given_up_stays_and_is_said(
    wizard: Opener, register: Register, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    typist = wizard(complaint=register.cases.receive(closable(), by=BY), page=Page.LESSONS)
    typist.fill("lesson", "Prévenir la veille")
    typist.window.saver.keeping.timer.timeout.emit()
    monkeypatch.setattr(register.drafts, "discard", refuse)
    questions.confirmations.append(True)
    typist.press("Abandonner la saisie")
    assert typist.editor("lesson").input.value() == "Prévenir la veille"
    assert typist.window._trouble.isVisible()
    assert len(register.drafts.all()) == 1
