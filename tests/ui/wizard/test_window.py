"""The wizard before a person with a keyboard: what is saved, asked, shown and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.rows import Action, Call
from pegase_desktop.domain.words import CallResult, Channel, Kind, Level, Medium, Quality, Title
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.widgets.grounds import ScrollArea
from pegase_desktop.ui.wizard.arrangement import Section
from pegase_desktop.ui.wizard.case_cards import PriorityCard
from pegase_desktop.ui.wizard.tips_panel import TipsPanel
from tests.storage.office import Clock
from tests.ui.hands import there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

RECEIVED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
FACTS = Complaint(
    kind=Kind.COMPLAINT,
    channel=Channel.EMAIL,
    received_at=RECEIVED,
    received_by="Claire Martin",
    owner="Claire Martin",
    verbatim="Deux leçons annulées la veille.",
    in_writing=True,
    written_on=date(2026, 11, 18),
    complainant_title=Title.MRS,
    complainant_name="Élodie Garnier",
    complainant_quality=Quality.STUDENT,
    student="Élodie Garnier",
    service="Planning",
    category="annulation ou report de leçon",
    subject="Leçons annulées",
    actions=(Action(what="Rappeler", who="Claire Martin", due=date(2026, 11, 24)),),
)


@pytest.fixture
def case(register: Register) -> Complaint:
    """A complaint in the register."""
    return register.cases.receive(FACTS, by="Claire Martin")


@pytest.fixture
def acknowledged(register: Register, case: Complaint) -> Complaint:
    """The same once the client has heard of it: another name is a correction."""
    return register.cases.record(case, {"ack_sent_at": RECEIVED}, by="Claire Martin")


def typed_new(typist: Typist) -> None:
    typist.fill("channel", Channel.PHONE)
    typist.fill("verbatim", "Ma leçon est annulée.")


def said(window: QWidget) -> list[str]:
    """Every word on the screen."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return [*labels, *(one.text() for one in window.findChildren(QPushButton) if one.isVisible())]


def fire(typist: Typist) -> None:
    """Let the time pass after which what is typed is kept."""
    timer = typist.window.saver.keeping.timer
    assert timer.isActive()
    timer.timeout.emit()


# From nothing to a number


def test_somebody_at_the_desk_is_served_in_a_few_keys(wizard: Opener, register: Register, qtbot: QtBot) -> None:
    typist = wizard()
    given: list[int] = []
    typist.window.registered.connect(given.append)
    typist.words("t")  # the first empty field is the channel: Téléphone
    typist.tab()
    typist.words("Ma leçon est annulée.")
    typist.next()
    typist.tab()
    typist.words("Hugo Lambert")
    typist.next()
    recorded = register.cases.find("R-2026-0001")
    assert given == [recorded.id]
    assert (recorded.channel, recorded.complainant_name) == (Channel.PHONE, "Hugo Lambert")
    assert (recorded.kind, recorded.received_by, recorded.in_writing) == (Kind.COMPLAINT, "Claire Martin", False)
    assert "R-2026-0001" in said(typist.window)
    assert register.drafts.all() == ()


def test_what_is_wrong_waits_in_a_draft_of_the_numbered_complaint(wizard: Opener, register: Register) -> None:
    typist = wizard()
    typed_new(typist)
    typist.tab_to(typist.editor("facts_date").input)
    typist.words("31/02/2026")
    typist.next()
    typist.fill("complainant_name", "Hugo Lambert")
    typist.next()
    number = register.cases.find("R-2026-0001").id
    draft = register.drafts.of(complaint_ref(number))
    assert draft is not None
    assert draft.values["unread"] == {"facts_date": "31/02/2026"}


# Nothing typed is lost


def test_a_draft_follows_two_seconds_after_the_last_key(wizard: Opener, register: Register) -> None:
    typist = wizard()
    typed_new(typist)
    assert register.drafts.all() == ()
    fire(typist)
    (draft,) = register.drafts.all()
    assert draft.values["verbatim"] == "Ma leçon est annulée."
    assert "Brouillon gardé · il manque le nom du réclamant" in said(typist.window)


def test_a_page_change_saves_at_once(wizard: Opener, register: Register) -> None:
    typist = wizard()
    typed_new(typist)
    typist.next()
    (draft,) = register.drafts.all()
    assert draft.page is Page.COMPLAINANT


def test_after_a_kill_everything_typed_is_there_at_the_page_left(wizard: Opener, register: Register) -> None:
    typist = wizard()
    typed_new(typist)
    typist.next()
    typist.fill("phone", "06 39 98")
    typist.go_to_page(Page.RECEPTION)
    typist.tab_to(typist.editor("facts_date").input)
    typist.words("32/13")
    fire(typist)
    typist.window.hide()  # killed: nothing else is called
    (draft,) = register.drafts.all()
    resumed = wizard(draft=draft)
    assert resumed.window.flow.page is Page.RECEPTION
    assert resumed.editor("facts_date").input.text() == "32/13"
    assert "n’existe pas" in resumed.editor("facts_date").field.fault()
    assert resumed.editor("verbatim").input.value() == "Ma leçon est annulée."
    resumed.next()
    assert resumed.editor("phone").input.value() == "06 39 98"
    assert [one.id for one in register.drafts.all()] == [draft.id], "the same draft goes on"


def test_after_a_kill_a_half_typed_call_is_there(wizard: Opener, register: Register, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RESTATEMENT)
    call = {one.name: one for one in typist.rows("calls").editors}
    typist.enter(call["result"], CallResult.REACHED)
    typist.enter(call["note"], "Confirme les deux dates")
    fire(typist)
    resumed = wizard(complaint=register.cases.get(case.id), draft=register.drafts.of(case.ref))
    call = {one.name: one for one in resumed.rows("calls").editors}
    assert call["result"].input.value() == CallResult.REACHED
    assert call["note"].input.value() == "Confirme les deux dates"


def test_filling_the_forms_emits_and_saves_nothing(wizard: Opener, register: Register, case: Complaint) -> None:
    entries = len(register.journal.of(case.ref))
    typist = wizard(complaint=case, page=Page.RECEPTION)
    for page in COMPLAINT_PATH.pages:
        assert typist.window.flow.page is page
        assert not typist.window.saver.keeping.timer.isActive()
        assert not typist.window.flow.is_touched
        assert typist.window.flow.complaint == case
        if page is not COMPLAINT_PATH.pages[-1]:
            typist.next()
    typist.key(Qt.Key.Key_Escape)
    assert len(register.journal.of(case.ref)) == entries
    assert register.drafts.all() == ()
    assert register.cases.get(case.id) == case


def test_escape_saves_and_leaves(wizard: Opener, register: Register, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    left: list[int] = []
    typist.window.left.connect(left.append)
    typist.fill("phone", "06 39 98 12 04")
    typist.key(Qt.Key.Key_Escape)
    assert left == [case.id]
    assert register.cases.get(case.id).phone == "06 39 98 12 04"


def test_leaving_an_empty_new_complaint_leaves_nothing_behind(wizard: Opener, register: Register) -> None:
    typist = wizard()
    left: list[int] = []
    typist.window.left.connect(left.append)
    typist.key(Qt.Key.Key_Escape)
    assert left == [0]
    assert register.drafts.all() == ()


def test_ctrl_s_records_the_page_at_once(wizard: Opener, register: Register, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    typist.fill("phone", "06 39 98 12 04")
    typist.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert register.cases.get(case.id).phone == "06 39 98 12 04"
    assert typist.window.flow.page is Page.COMPLAINANT


def test_a_refused_draft_is_said_and_what_is_typed_stays(
    wizard: Opener, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist = wizard()
    typed_new(typist)

    def refuse(_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place ; votre saisie est gardée ici.")

    monkeypatch.setattr(register.drafts, "save", refuse)
    fire(typist)
    assert any("Le disque est plein" in words for words in said(typist.window))
    assert typist.editor("verbatim").input.value() == "Ma leçon est annulée."
    monkeypatch.undo()
    typist.words(" ")
    fire(typist)
    assert len(register.drafts.all()) == 1


def test_while_a_reason_is_asked_what_was_typed_is_kept_too(
    wizard: Opener,
    register: Register,
    acknowledged: Complaint,
    questions: ScriptedQuestions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typist = wizard(complaint=acknowledged, page=Page.COMPLAINANT)
    seen: list[object] = []

    def ask(*_: object, **__: object) -> None:
        fire(typist)  # the question may stand there for an hour
        draft = register.drafts.of(acknowledged.ref)
        seen.append(draft and draft.values)

    monkeypatch.setattr(questions, "ask_reason", ask)
    typist.fill("complainant_name", "Élodie Garnié")
    typist.next()
    assert seen == [{"complainant_name": "Élodie Garnié"}]


def test_while_somebody_is_asked_who_signs_the_draft_of_a_new_complaint_is_used_up(
    wizard: Opener, session: Session, register: Register
) -> None:
    typist = wizard()
    typed_new(typist)
    typist.next()
    typist.fill("complainant_name", "Hugo Lambert")
    register.drafts.discard(typist.window.flow.draft_id)
    typist.window.flow.draft_id = 0

    asked = []

    def sign() -> bool:
        typist.window.saver.keep_draft()  # it takes them more than two seconds
        asked.append(register.drafts.all())
        return True

    session.ensure_signed = sign
    typist.next()
    assert len(asked[-1]) == 1
    assert register.cases.find("R-2026-0001").complainant_name == "Hugo Lambert"
    assert register.drafts.all() == ()


def test_a_refusal_with_nothing_typed_leaves_no_banner_that_nothing_takes_away(
    wizard: Opener, register: Register, case: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist = wizard(complaint=case)

    def refuse(_: object) -> None:
        raise UserError("Le disque ne répond plus.")

    with monkeypatch.context() as broken:
        broken.setattr(register.cases, "get", refuse)
        typist.window.saver.take_other(None)
    assert not any("Le disque" in words for words in said(typist.window))


def test_a_key_held_down_does_not_run_through_the_pages(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RECEPTION)
    control = Qt.KeyboardModifier.ControlModifier
    for is_held in (False, True, True):
        QTest.simulateEvent(typist.focus, True, Qt.Key.Key_Return, control, "\r", is_held)
    assert typist.window.flow.page is Page.COMPLAINANT


def test_one_does_not_go_from_what_could_not_be_kept_without_saying_so(
    wizard: Opener, register: Register, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    typist = wizard()
    typed_new(typist)

    def refuse(_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    monkeypatch.setattr(register.drafts, "save", refuse)
    questions.confirmations += [False, False, True]
    with qtbot.assertNotEmitted(typist.window.left):
        typist.key(Qt.Key.Key_Escape)
    assert not typist.window.ensure_saved()
    with qtbot.waitSignal(typist.window.left):
        typist.key(Qt.Key.Key_Escape)
    assert all("Le disque est plein" in one and "sera perdu" in one for one in questions.asked)
    monkeypatch.undo()
    assert typist.window.ensure_saved()
    assert len(questions.asked) == 3


def test_what_somebody_else_recorded_meanwhile_is_not_written_over(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    register.cases.record(case, {"email": "elodie@exemple.fr"}, by="Sophie Renaud")
    typist.fill("phone", "06 39 98 12 04")
    typist.next()
    assert len(questions.said) == 1
    assert register.drafts.of(case.ref) is not None
    typist.go_to_page(Page.COMPLAINANT)
    typist.next()
    recorded = register.cases.get(case.id)
    assert (recorded.email, recorded.phone) == ("elodie@exemple.fr", "06 39 98 12 04")


@pytest.mark.parametrize("text", ["x" * 20_000, "<b>gras</b> & \u202edroite", "שלום 👩🏽\u200d🦽 مرحبا", "a\x07b\nc"])
def test_any_text_can_be_pasted(wizard: Opener, register: Register, case: Complaint, text: str) -> None:
    typist = wizard(complaint=case, page=Page.RESTATEMENT)
    typist.tab_to(typist.editor("restatement").input)
    typist.editor("restatement").input.insertPlainText(text)
    typist.next()
    from pegase_desktop.domain.text import clean

    assert register.cases.get(case.id).restatement == clean(text)
    typist.back()
    assert register.drafts.of(case.ref) is None


# Corrections


def test_a_correction_asks_for_its_reason_and_the_journal_keeps_it(
    wizard: Opener, register: Register, acknowledged: Complaint, questions: ScriptedQuestions
) -> None:
    questions.reasons.append("Faute de saisie")
    typist = wizard(complaint=acknowledged, page=Page.COMPLAINANT)
    typist.fill("complainant_name", "Élodie Garnié")
    typist.next()
    assert "«\u00a0Nom et prénom\u00a0»" in questions.asked[0]
    entry = register.journal.of(acknowledged.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.CORRECT, "Faute de saisie")
    assert typist.window.flow.page is Page.SUBJECT


def test_a_correction_given_up_stays_on_the_page_as_a_draft(
    wizard: Opener, register: Register, acknowledged: Complaint, questions: ScriptedQuestions
) -> None:
    questions.reasons += [None, None]
    typist = wizard(complaint=acknowledged, page=Page.COMPLAINANT)
    typist.fill("complainant_name", "Élodie Garnié")
    typist.next()
    assert typist.window.flow.page is Page.COMPLAINANT
    assert typist.editor("complainant_name").input.value() == "Élodie Garnié"
    assert register.cases.get(acknowledged.id).complainant_name == "Élodie Garnier"
    left: list[int] = []
    typist.window.left.connect(left.append)
    typist.key(Qt.Key.Key_Escape)
    assert left == [acknowledged.id], "one can always leave"
    draft = register.drafts.of(acknowledged.ref)
    assert draft is not None
    assert draft.values["complainant_name"] == "Élodie Garnié"


# What is wrong, what is missing


def test_an_error_is_said_on_leaving_the_field_and_never_while_typing(wizard: Opener) -> None:
    typist = wizard()
    editor = typist.editor("facts_date")
    typist.tab_to(editor.input)
    typist.words("21/11/2026")
    assert editor.field.fault() == ""
    typist.tab()
    assert "Vérifiez le jour et le mois" in editor.field.fault()
    typist.tab_to(editor.input)
    typist.replace("20/11/2026")
    assert editor.field.fault() == ""
    typist.tab()
    assert editor.field.fault() == ""


def test_the_hour_of_a_moment_may_not_be_missing(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.ACKNOWLEDGEMENT)
    editor = typist.editor("ack_sent_at")
    typist.tab_to(editor.input.date)
    typist.words("19/11/2026")
    typist.tab()
    assert editor.field.fault() == "", "the keyboard is still in the field"
    typist.tab_to(typist.editor("ack_text").input)
    assert editor.field.fault().startswith("Il manque l’heure")


def test_now_is_one_key_away(wizard: Opener, case: Complaint, clock: Clock) -> None:
    typist = wizard(complaint=case, page=Page.ACKNOWLEDGEMENT)
    typist.press("Maintenant")
    assert typist.window.flow.complaint.ack_sent_at == clock.now


@pytest.mark.parametrize(
    ("name", "odd", "right"),
    [("phone", "0612", "06 39 98 12 04"), ("email", "elodie@exemple", "elodie@exemple.fr")],
)
def test_an_odd_telephone_or_address_is_a_warning_that_can_be_passed(
    wizard: Opener, register: Register, case: Complaint, name: str, odd: str, right: str
) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    field = typist.editor(name).field
    typist.fill(name, odd)
    assert field.fault() == ""
    typist.tab()
    assert "garder" in field.fault()
    assert not field.has_error()
    typist.fill(name, right)
    typist.tab()
    assert field.fault() == ""
    typist.fill(name, odd)
    typist.next()
    assert getattr(register.cases.get(case.id), name) == odd


def test_f8_leads_from_one_point_to_the_next(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    points = typist.window.flow.points()
    assert points
    places = []
    for _ in points:
        typist.key(Qt.Key.Key_F8)
        places.append((typist.window.flow.page, typist.window.form.fact_with_focus()))
    assert len(set(places)) == len(places) == len(points)
    assert set(places) == {(one.page, one.fact) for one in points}


def test_the_count_of_what_is_left_leads_to_the_first_and_says_what_is_missing(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RESTATEMENT)
    first = typist.window.flow.lacking_to_close()[0]
    typist.press(next(words for words in said(typist.window) if words.startswith("Pour clôturer")))
    assert (typist.window.flow.page, typist.window.form.fact_with_focus()) == (first.page, first.fact)
    assert typist.editor(first.fact).field.fault()


# The pages


@pytest.mark.parametrize("page", COMPLAINT_PATH.pages)
def test_every_field_and_button_of_a_page_is_on_the_way_of_tab(wizard: Opener, case: Complaint, page: Page) -> None:
    typist = wizard(complaint=case, page=page)
    for editor in typist.window.form.editors.values():
        if editor.field.isVisible():
            typist.tab_to(editor.input)
    for button in typist.window.form.findChildren(QPushButton):
        if button.isVisible() and button.isEnabled():
            typist.tab_to(button)
    start = typist.focus
    typist.tab()
    typist.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert typist.focus is start


@pytest.mark.parametrize("page", COMPLAINT_PATH.pages)
def test_whatever_takes_the_keyboard_has_a_name(wizard: Opener, case: Complaint, page: Page) -> None:
    typist = wizard(complaint=case, page=page)
    stops = [one for one in typist.window.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [one for one in stops if one.isVisible() and not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []


def test_the_priority_is_worked_out_at_once(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.ASSESSMENT)
    card = typist.window.form.sections[Section.PRIORITY]
    assert isinstance(card, PriorityCard)
    for name, level in (("severity", Level.HIGH), ("complexity", Level.HIGH), ("impact", Level.MEDIUM)):
        typist.fill(name, level)
    assert "Priorité urgente" in said(card)
    assert any("Gravité × complexité × répercussions" in words for words in said(card))


def test_a_similar_case_is_linked_and_unlinked(wizard: Opener, register: Register, case: Complaint) -> None:
    later = register.cases.receive(replace(FACTS, received_at=RECEIVED + timedelta(days=1)), by="Claire Martin")
    typist = wizard(complaint=later, page=Page.ASSESSMENT)
    typist.press("Lier à R-2026-0001")
    assert [one.reference for one in register.cases.get(later.id).links] == ["R-2026-0001"]
    assert register.journal.of(later.ref)[-1].verb is Verb.LINK
    typist.press("Retirer le lien avec R-2026-0001")
    assert register.cases.get(later.id).links == ()
    assert register.journal.of(later.ref)[-1].verb is Verb.UNLINK


def test_an_action_is_done_or_abandoned_with_a_reason(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    questions.reasons.append("Devenue inutile")
    typist = wizard(complaint=case, page=Page.PLAN)
    typist.add_row("actions", Action(what="Offrir une leçon", who="Sophie Renaud", due=date(2026, 11, 25)))
    typist.press("Fait")
    typist.press("Abandonner")
    typist.next()
    done, abandoned = register.cases.get(case.id).actions
    assert (done.done_on, abandoned.abandoned_reason) == (date(2026, 11, 20), "Devenue inutile")


def test_an_action_that_was_done_can_be_taken_up_again(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=case, page=Page.PLAN)
    typist.press("Fait")
    typist.next()
    questions.reasons.append("Information vérifiée")
    typist.back()
    typist.press("Reprendre")
    typist.next()
    (action,) = register.cases.get(case.id).actions
    assert action.is_open


def test_a_call_planned_after_an_oral_complaint_can_be_noted(wizard: Opener, register: Register, clock: Clock) -> None:
    oral = register.cases.receive(
        replace(FACTS, channel=Channel.PHONE, in_writing=False, written_on=None), by="Claire Martin"
    )
    typist = wizard(complaint=oral, page=Page.RESTATEMENT)
    assert not typist.rows("calls").isVisible()
    typist.fill("next_call_at", clock.now + timedelta(days=1))
    assert typist.rows("calls").isVisible()
    typist.add_row("calls", Call(at=clock.now, by="Claire Martin", result=CallResult.REACHED, note="Confirme"))
    typist.next()
    assert [one.note for one in register.cases.get(oral.id).calls] == ["Confirme"]


def test_the_number_to_call_is_copied(wizard: Opener, register: Register, case: Complaint) -> None:
    reachable = register.cases.record(case, {"phone": "06 39 98 12 04"}, by="Claire Martin")
    typist = wizard(complaint=reachable, page=Page.RESTATEMENT)
    typist.press("Copier le numéro")
    assert QGuiApplication.clipboard().text() == "06 39 98 12 04"


def test_an_incomplete_entry_says_what_it_lacks_when_it_is_added(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.PLAN)
    section = typist.rows("actions")
    typist.enter(section.editors[0], "Offrir une leçon")
    typist.key(Qt.Key.Key_Return)
    due = next(one for one in section.editors if one.name == "due")
    assert due.field.has_error()
    assert due.input.hasFocus()
    typist.words("25/11/2026")
    typist.key(Qt.Key.Key_Return)
    assert [one.what for one in typist.window.flow.complaint.actions] == ["Rappeler", "Offrir une leçon"]


def test_a_recorded_entry_is_taken_out_with_a_reason(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    questions.reasons.append("Faute de saisie")
    typist = wizard(complaint=case, page=Page.PLAN)
    typist.press("Retirer")
    typist.next()
    assert register.cases.get(case.id).actions == ()
    assert register.journal.of(case.ref)[-1].reason == "Faute de saisie"


def test_an_entry_is_changed_in_the_form(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    questions.reasons.append("Précision du client")
    typist = wizard(complaint=case, page=Page.PLAN)
    typist.press("Modifier")
    typist.enter(typist.rows("actions").editors[0], "Rappeler avant midi")
    typist.press("Garder la modification")
    typist.next()
    (action,) = register.cases.get(case.id).actions
    assert action.what == "Rappeler avant midi"


def test_sentences_agree_with_her(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RESTATEMENT)
    words = said(typist.window)
    assert "La cliente confirme-t-elle cette reformulation\u202f?" in words
    assert "Ce que la cliente a écrit, le 18/11/2026 à 10:00" in words


def test_the_gate_of_closure_shows_the_way_to_what_is_missing(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.LESSONS)
    button = next(one for one in typist.window.findChildren(QPushButton) if one.text() == "Clôturer le dossier")
    assert not button.isEnabled()
    ways = [one for one in typist.window.findChildren(QPushButton) if one.text() == "Compléter" and one.isVisible()]
    typist.tab_to(ways[0])
    typist.key(Qt.Key.Key_Space)
    assert (typist.window.flow.page, typist.window.form.fact_with_focus()) == (Page.ACKNOWLEDGEMENT, "ack_sent_at")


# Around the page


def test_what_has_the_keyboard_is_in_sight(wizard: Opener, case: Complaint, qtbot: QtBot) -> None:
    typist = wizard(complaint=case, page=Page.RESPONSE)
    typist.window.resize(1366, 560)
    typist.tab_to(typist.editor("response_medium").input)
    field = typist.editor("response_medium").field
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_the_keyboard_lands_on_what_is_still_to_be_given(wizard: Opener, register: Register, case: Complaint) -> None:
    assert wizard().window.form.fact_with_focus() == "channel", "the nature is proposed"
    landed = {page: wizard(complaint=case, page=page).window.form.fact_with_focus() for page in COMPLAINT_PATH.pages}
    assert landed[Page.RECEPTION] == "channel", "all is there: the beginning of the page"
    assert landed[Page.COMPLAINANT] == "complainant_title", "optional fields are passed over once the page is begun"
    assert landed[Page.RESTATEMENT] == "restatement"
    assert landed[Page.PLAN] == "actions"
    assert landed[Page.FOLLOW_UP] == "exchanges"


def test_a_click_beside_the_fields_moves_nothing(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.SUBJECT)
    typist.tab_to(typist.editor("service").input)
    QTest.mouseClick(typist.window.form, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert typist.window.form.fact_with_focus() == "service"


def test_a_narrow_window_leaves_the_room_to_the_form_until_the_tips_are_asked_for(wizard: Opener) -> None:
    typist = wizard()
    tips = typist.window.findChild(TipsPanel)
    assert tips is not None
    typist.window.resize(1000, 600)
    assert not tips.isVisible()
    typist.key(Qt.Key.Key_F1)
    assert tips.isVisible()
    typist.window.resize(1010, 600)
    assert tips.isVisible(), "what was asked for stays"
    typist.window.resize(1440, 900)
    assert tips.isVisible()


@pytest.mark.parametrize("page", COMPLAINT_PATH.pages)
def test_a_page_scrolls_no_further_than_its_last_field(page: Page, wizard: Opener, case: Complaint) -> None:
    form = wizard(complaint=case, page=page).window.form
    area = next(one for one in form.window().findChildren(ScrollArea) if one.isAncestorOf(form))
    assert form.height() == max(form.heightForWidth(form.width()), area.viewport().height())


def test_the_keyboard_goes_back_to_its_field_when_the_tips_that_had_it_are_put_away(wizard: Opener) -> None:
    typist = wizard()
    field = typist.editor("verbatim").input
    typist.tab_to(field)
    tips = typist.window.findChild(TipsPanel)
    assert tips is not None
    close = next(one for one in tips.findChildren(QPushButton) if one.accessibleName() == "Masquer les conseils")
    close.setFocus(Qt.FocusReason.TabFocusReason)
    typist.key(Qt.Key.Key_Space)
    assert not tips.isVisible()
    assert field.hasFocus()


def test_f1_puts_the_tips_away_and_back(wizard: Opener) -> None:
    typist = wizard()
    assert "Conseils" in said(typist.window)
    typist.key(Qt.Key.Key_F1)
    assert "Conseils" not in said(typist.window)
    typist.key(Qt.Key.Key_F1)
    assert "Conseils" in said(typist.window)


def test_arrows_and_enter_lead_along_the_path(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RECEPTION)
    current = next(one for one in typist.window.findChildren(QWidget) if one.accessibleName().startswith("Page 1,"))
    typist.tab_to(current)
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Return)
    assert typist.window.flow.page is Page.SUBJECT


@pytest.mark.parametrize(("height", "unfolded"), [(900, 13), (768, 4)])
def test_a_low_window_unfolds_only_the_current_chapter(
    wizard: Opener, case: Complaint, height: int, unfolded: int
) -> None:
    typist = wizard(complaint=case, page=Page.RECEPTION)
    typist.window.resize(1366, height)
    names = (one.accessibleName() for one in typist.window.findChildren(QWidget) if one.isVisible())
    assert sum(name.startswith("Page ") for name in names) == unfolded


# Windows


class _Opened(QObject):
    """Notes what is shown as a window of its own: a card without a parent would flash, and take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_to_turn_the_pages_opens_no_window_and_keeps_the_keyboard(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RECEPTION)
    opened = _Opened()
    there(QGuiApplication.instance()).installEventFilter(opened)
    for page in COMPLAINT_PATH.pages[1:]:
        typist.next()
        assert typist.window.flow.page is page
        assert typist.window.form.isAncestorOf(typist.focus)
    assert opened.windows == []


def test_escape_takes_away_what_hangs_under_a_field_and_not_the_wizard(wizard: Opener, qtbot: QtBot) -> None:
    typist = wizard()
    with qtbot.assertNotEmitted(typist.window.left):
        typist.tab_to(typist.editor("facts_date").input)
        typist.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        _escape_from_popup(typist)
        typist.go_to_page(Page.COMPLAINANT)
        typist.tab_to(typist.editor("training").input)
        typist.words("Perm")
        _escape_from_popup(typist)
    assert typist.editor("training").input.value() == "Perm"


def _escape_from_popup(typist: Typist) -> None:
    hanging = QApplication.activePopupWidget()
    assert hanging is not None
    focused = cast("QWidget | None", hanging.focusWidget())  # its stub knows no None
    QTest.keyClick(focused or hanging, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert typist.window.form.isAncestorOf(typist.focus)


# Documents


def test_a_document_of_a_new_complaint_waits_in_its_draft(
    wizard: Opener, register: Register, questions: ScriptedQuestions, tmp_path: Any
) -> None:
    folder, paper = tmp_path / "dossier", tmp_path / "lettre.pdf"
    folder.mkdir()
    paper.write_bytes(b"%PDF")
    questions.opened += [folder, paper, tmp_path / "parti.pdf"]
    typist = wizard()
    for _ in range(3):
        typist.press("Ajouter une pièce jointe")
    assert [("dossier" in one, "n’est plus là" in one) for one in questions.said] == [(True, False), (False, True)]
    (draft,) = register.drafts.all()
    assert [one.name for one in register.drafts.attachments(draft.id)] == ["lettre.pdf"]
    resumed = wizard(draft=draft)
    assert any("lettre.pdf" in words for words in said(resumed.window))


def test_a_document_joins_a_numbered_complaint_at_once(
    wizard: Opener, register: Register, case: Complaint, questions: ScriptedQuestions, tmp_path: Any
) -> None:
    paper = tmp_path / "lettre.pdf"
    paper.write_bytes(b"%PDF")
    questions.opened.append(paper)
    typist = wizard(complaint=case, page=Page.RECEPTION)
    typist.fill("remedy_sought", "Une autre date")
    typist.press("Ajouter une pièce jointe")
    assert [one.name for one in register.cases.get(case.id).attachments] == ["lettre.pdf"]
    typist.next()
    assert questions.said == []
    assert register.cases.get(case.id).remedy_sought == "Une autre date"


def test_the_acknowledgement_media_are_those_that_leave_a_document(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.ACKNOWLEDGEMENT)
    typist.fill("ack_medium", Medium.HAND_DELIVERED)
    assert typist.window.flow.complaint.ack_by == "Claire Martin"
    assert "Téléphone" not in said(typist.window.form)


def test_session_is_told_of_every_record(wizard: Opener, session: Session, case: Complaint) -> None:
    told: list[Changed] = []
    session.changed.connect(told.append)
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    typist.fill("phone", "06 39 98 12 04")
    typist.next()
    assert [case.ref in one.records for one in told] == [True]
