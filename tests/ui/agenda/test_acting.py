"""What the buttons of « À faire » do: letters, pages of the wizard, actions marked as done, closures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.agenda import Todo
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.words import Agreement, CallResult, Decision, Kind, LetterKind, Resolution, Status
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.case.acting import letter_of
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters import writing
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import closable
from tests.ui.conftest import NOW
from tests.ui.hands import answering_in
from tests.ui.scripted_questions import ScriptedQuestions

TODAY = NOW.date()


@pytest.fixture
def agenda(window: MainWindow) -> AgendaScreen:
    window.turn_to(Place.AGENDA)
    screen = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(screen, AgendaScreen)
    return screen


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, LetterKind]]:
    """The letters whose writing was asked for."""
    written: list[tuple[int, LetterKind]] = []
    monkeypatch.setattr(writing, "write_letter", lambda _, number, kind, __: written.append((number, kind)))
    return written


def press(agenda: AgendaScreen, kind: DutyKind, reference: str) -> Todo:
    rows = (one for one in agenda._rows if not one.done_at)
    row = next(one for one in rows if (one.line.todo.duty.kind, one.line.todo.reference) == (kind, reference))
    row.button.click()
    return row.line.todo


def wizard_of(window: MainWindow) -> WizardWindow:
    wizard = window.findChild(WizardWindow)
    assert wizard is not None
    return wizard


def record(session: Session, reference: str, **values: object) -> Complaint:
    case = session.register.cases.find(reference)
    done = session.do(lambda: session.register.cases.record(case, values, by="Claire Martin", reason="Pour le test"))
    assert done
    return done


def test_an_acknowledgement_is_written_at_once(agenda: AgendaScreen, letters: list[tuple[int, LetterKind]]) -> None:
    todo = press(agenda, DutyKind.ACKNOWLEDGE, "R-2026-0022")
    assert letters == [(todo.complaint_id, LetterKind.ACKNOWLEDGEMENT)]


def test_an_answer_without_decision_is_first_decided(
    window: MainWindow, agenda: AgendaScreen, letters: list[tuple[int, LetterKind]]
) -> None:
    press(agenda, DutyKind.RESPOND, "R-2026-0021")
    wizard = wizard_of(window)
    assert (wizard.flow.page, wizard.form.fact_with_focus()) == (Page.RESPONSE, "decision")
    assert letters == []


def test_an_answer_that_is_decided_and_argued_is_written(
    agenda: AgendaScreen, session: Session, letters: list[tuple[int, LetterKind]]
) -> None:
    record(session, "R-2026-0021", decision=Decision.PARTIAL, reasons="Deux leçons sur trois sont rendues.")
    todo = press(agenda, DutyKind.RESPOND, "R-2026-0021")
    assert letters == [(todo.complaint_id, LetterKind.PARTIAL)]


def test_a_call_is_noted_with_two_keys_and_the_keyboard_stays_on_the_list(
    agenda: AgendaScreen, session: Session, qtbot: QtBot
) -> None:
    record(session, "R-2026-0023", next_call_at=NOW)
    calls = len(session.register.cases.find("R-2026-0023").calls)

    def act(dialog: NotingDialog) -> None:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            qtbot.keyClick(QApplication.focusWidget(), key)

    with answering_in(NotingDialog, act):
        press(agenda, DutyKind.CALL, "R-2026-0023")
    case = session.register.cases.find("R-2026-0023")
    assert [one.result for one in case.calls[calls:]] == [CallResult.REACHED]
    assert (DutyKind.CALL, "R-2026-0023") not in [
        (row.line.todo.duty.kind, row.line.todo.reference) for row in agenda._rows
    ]
    assert agenda.window().focusWidget() in [row.button for row in agenda._rows]


def test_calls_begun_in_the_wizard_are_gone_on_with_there(
    window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    case = record(session, "R-2026-0023", next_call_at=NOW)
    session.register.drafts.save(Draft(record_id=case.id, page=Page.RESTATEMENT, values={"calls": []}))
    press(agenda, DutyKind.CALL, "R-2026-0023")
    wizard = wizard_of(window)
    assert (wizard.flow.page, wizard.form.fact_with_focus()) == (Page.RESTATEMENT, "calls")
    wizard.leave()
    assert window.shell.screens.place is Place.AGENDA
    assert any(row.button.hasFocus() for row in agenda._rows)


def test_an_action_marked_as_done_leaves_the_list(agenda: AgendaScreen, session: Session) -> None:
    press(agenda, DutyKind.ACT, "R-2026-0019")
    case = session.register.cases.find("R-2026-0019")
    done = [one for one in case.actions if one.done_on == TODAY]
    assert [one.what for one in done] == ["Obtenir de la banque l’accord écrit"]
    agenda._staying.stop()
    agenda._let_go()
    assert (DutyKind.ACT, "R-2026-0019") not in [
        (row.line.todo.duty.kind, row.line.todo.reference) for row in agenda._rows
    ]
    assert [entry.verb.value for entry in agenda.agenda.done] == ["plan"]


def test_of_two_actions_that_read_the_same_one_is_marked_at_a_time(agenda: AgendaScreen, session: Session) -> None:
    case = session.register.cases.find("R-2026-0019")
    twin = next(one for one in case.actions if one.is_open and one.due and one.due <= TODAY)
    record(session, "R-2026-0019", actions=(*case.actions, replace(twin, id=0)))
    for left in (1, 0):
        press(agenda, DutyKind.ACT, "R-2026-0019")
        actions = session.register.cases.find("R-2026-0019").actions
        assert sum(1 for one in actions if one.what == twin.what and one.is_open) == left


@pytest.mark.parametrize("typed", [{"actions": []}, {"entries": {"actions": {"what": "Rappeler"}}}])
def test_what_is_being_typed_about_the_plan_is_not_overtaken(
    typed: dict[str, object], window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    case = session.register.cases.find("R-2026-0019")
    session.register.drafts.save(Draft(record_id=case.id, page=Page.PLAN, values=typed))
    press(agenda, DutyKind.ACT, "R-2026-0019")
    assert wizard_of(window).flow.page is Page.PLAN
    assert session.register.cases.find("R-2026-0019").actions == case.actions


def test_a_case_that_has_all_is_closed_from_here(
    agenda: AgendaScreen, session: Session, questions: ScriptedQuestions
) -> None:
    case = session.register.cases.receive(replace(closable(), owner="Claire Martin"), by="Claire Martin")
    session.changed.emit(Changed(frozenset({case.ref})))
    questions.confirmations.append(True)
    press(agenda, DutyKind.CLOSE, case.reference)
    assert session.register.cases.find(case.reference).status is Status.CLOSED


def test_a_case_that_lacks_something_opens_where_it_lacks(
    window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    case = session.register.cases.receive(replace(closable(), owner="Claire Martin", exchanges=()), by="Claire Martin")
    session.changed.emit(Changed(frozenset({case.ref})))
    press(agenda, DutyKind.COMPLETE, case.reference)
    wizard = wizard_of(window)
    assert (wizard.flow.page, wizard.form.fact_with_focus()) == (Page.FOLLOW_UP, "exchanges")


def test_nobody_at_the_desk_does_nothing(
    window: MainWindow, agenda: AgendaScreen, session: Session, questions: ScriptedQuestions
) -> None:
    session.set_actor("")
    questions.choices.append(None)
    before = session.register.cases.find("R-2026-0019")
    press(agenda, DutyKind.ACT, "R-2026-0019")
    assert session.register.cases.find("R-2026-0019") == before


def test_a_case_that_is_gone_is_said(window: MainWindow, agenda: AgendaScreen, questions: ScriptedQuestions) -> None:
    row = agenda._rows[0]
    agenda.acted.emit(replace(row.line.todo, record=complaint_ref(999)))
    assert len(questions.said) == 1


@pytest.mark.parametrize(
    ("kind", "facts", "letter"),
    [
        (DutyKind.ACKNOWLEDGE, {}, LetterKind.ACKNOWLEDGEMENT),
        (DutyKind.ACKNOWLEDGE, {"anonymous": True, "complainant_name": ""}, None),
        (DutyKind.INFORM, {}, LetterKind.UPDATE),
        (DutyKind.ASK_FEEDBACK, {"feedback_asked_at": None}, LetterKind.CLOSING),
        (DutyKind.ASK_FEEDBACK, {}, None),
        (DutyKind.RESPOND, {}, LetterKind.FAVOURABLE),
        (DutyKind.RESPOND, {"decision": Decision.UNFAVOURABLE}, LetterKind.UNFAVOURABLE),
        (DutyKind.RESPOND, {"reasons": ""}, None),
        (DutyKind.RESPOND, {"decision": None}, None),
        (DutyKind.RESPOND, {"kind": Kind.DIFFICULTY, "resolution": Resolution.RESOLVED}, LetterKind.RESOLUTION),
        (DutyKind.RESPOND, {"kind": Kind.DIFFICULTY, "resolution": None}, None),
    ],
)
def test_the_letter_that_settles_a_duty(kind: DutyKind, facts: dict[str, object], letter: LetterKind | None) -> None:
    case = closable(id=1, restatement_agreed=Agreement.YES, **facts)
    assert letter_of(case, kind) is letter


def test_a_disk_that_fails_leaves_the_duty_open(
    agenda: AgendaScreen, session: Session, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place, puis réessayez.")

    with monkeypatch.context() as failing:
        failing.setattr(session.register.cases, "record", refuse)
        press(agenda, DutyKind.ACT, "R-2026-0019")
    assert questions.said == ["Le disque est plein. Libérez de la place, puis réessayez."]
    press(agenda, DutyKind.ACT, "R-2026-0019")
    assert [entry.verb.value for entry in agenda.agenda.done] == ["plan"]


def test_a_template_broken_by_hand_is_said_and_the_duty_stays(
    agenda: AgendaScreen, session: Session, questions: ScriptedQuestions
) -> None:
    broken = replace(session.register.school.settings, templates={LetterKind.ACKNOWLEDGEMENT: "Objet\n\n{chat}"})
    session.register.school.save(broken, by="Claire Martin")
    press(agenda, DutyKind.ACKNOWLEDGE, "R-2026-0022")
    assert "chat" in questions.said[0]
    assert session.register.cases.find("R-2026-0022").ack_sent_at is None
