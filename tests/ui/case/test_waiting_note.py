"""A note that was being typed when the power went: it is there again, and goes once it is recorded or given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CallResult, Direction, Medium
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.noting import NotingDialog, note_contact
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.rows_section import RowsSection
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.conftest import NOW
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in, type_letters
from tests.ui.scripted_questions import ScriptedQuestions

CASE = "R-2026-0023"
WORDS = "Passée à l’accueil, elle veut être rappelée."
Act = Callable[[NotingDialog], None]


@pytest.fixture
def case(register: Register) -> Complaint:
    return register.cases.find(CASE)


@pytest.fixture
def note(qtbot: QtBot, session: Session, case: Complaint) -> Callable[..., list[tuple[Page, str]]]:
    """Note a contact of the case, doing in its window what is told; what was gone on with in the wizard."""
    window = QWidget()
    qtbot.addWidget(window)

    def run(act: Act, **given: object) -> list[tuple[Page, str]]:
        begun: list[tuple[Page, str]] = []
        with answering_in(NotingDialog, act):
            note_contact(session, case.id, window, lambda *place: begun.append(place), **given)  # type: ignore[arg-type]
        return begun

    return run


def left_by_a_kill(register: Register, case: Complaint, **entries: Mapping[str, object]) -> None:
    register.drafts.save(Draft(record_id=case.id, page=Page.FOLLOW_UP, values={"entries": entries}))


VISIT = {
    "at": "2026-11-20T09:10:00Z",
    "medium": "in_person",
    "direction": "incoming",
    "by": "Hugo Petit",
    "text": WORDS,
}


def enter(dialog: NotingDialog, name: str, value: object) -> None:
    FormTypist(dialog).enter(dialog.editors[name], value)


def choose(dialog: NotingDialog, what: Noted) -> None:
    enter(dialog, "what", what)


def ok(dialog: NotingDialog) -> None:
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def of_a_colleague(register: Register, case: Complaint) -> Draft:
    values = {"verbatim": "Mot de Sophie", "entries": {"exchanges": VISIT}}
    return register.drafts.save(Draft(record_id=case.id, page=Page.FOLLOW_UP, values=values, saved_by="Sophie Renaud"))


def test_a_colleagues_note_is_offered_and_stays_theirs_when_it_is_given_up(
    note: Callable[..., object], register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    theirs = of_a_colleague(register, case)

    def give_up(dialog: NotingDialog) -> None:
        assert dialog.text.value() == WORDS
        dialog.reject()

    questions.confirmations.append(True)
    note(give_up)
    assert register.drafts.all() == (theirs,)


def test_a_note_kept_beside_a_colleagues_draft_takes_none_of_their_words_and_goes_when_given_up(
    note: Callable[..., object], register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    theirs = of_a_colleague(register, case)

    def write_and_give_up(dialog: NotingDialog) -> None:
        type_letters(dialog.text.input, " Lundi.")
        dialog.keeping.now()
        own = [one for one in register.drafts.all() if one != theirs]
        assert [(one.saved_by, list(one.values)) for one in own] == [("Claire Martin", ["entries"])]
        dialog.reject()

    questions.confirmations.append(True)
    note(write_and_give_up)
    assert register.drafts.all() == (theirs,)


def test_it_is_there_again_and_recorded_as_what_it_was(
    note: Callable[..., object], register: Register, case: Complaint
) -> None:
    def type_and_die(dialog: NotingDialog) -> None:
        choose(dialog, Noted.SMS_RECEIVED)
        type_letters(dialog.text.input, WORDS)
        enter(dialog, "next_update_on", date(2026, 11, 25))
        dialog.keeping.now()
        dialog.done(0)  # nothing else is called

    def go_on(dialog: NotingDialog) -> None:
        assert (dialog.contact().what, dialog.text.value()) == (Noted.SMS_RECEIVED, WORDS)
        assert "gardée de la dernière fois" in dialog.text.fault()
        type_letters(dialog.text.input, " Lundi.")
        assert "gardée de la dernière fois" in dialog.text.fault()
        ok(dialog)

    note(type_and_die)
    note(go_on)
    after = register.cases.find(CASE)
    exchange = after.exchanges[-1]
    assert (exchange.medium, exchange.direction, exchange.text) == (Medium.SMS, Direction.INCOMING, f"{WORDS} Lundi.")
    assert (exchange.at, after.next_update_on) == (NOW, date(2026, 11, 25))
    assert register.drafts.all() == ()


def test_a_call_that_turns_out_to_be_a_visit_leaves_nothing_behind(
    note: Callable[..., object], register: Register
) -> None:
    def act(dialog: NotingDialog) -> None:
        enter(dialog, "result", CallResult.MESSAGE_LEFT)
        type_letters(dialog.text.input, WORDS)
        dialog.keeping.now()
        choose(dialog, Noted.VISIT)
        ok(dialog)

    note(act)
    assert register.cases.find(CASE).exchanges[-1].text == WORDS
    assert register.drafts.all() == ()


@pytest.mark.parametrize("other", [{}, {"lesson": "Prévenir la veille"}])
def test_given_up_it_goes_and_what_else_was_typed_stays(
    other: dict[str, str],
    note: Callable[..., object],
    register: Register,
    case: Complaint,
    questions: ScriptedQuestions,
) -> None:
    values = other | {"entries": {"exchanges": VISIT}}
    register.drafts.save(Draft(record_id=case.id, page=Page.FEEDBACK, values=values, saved_by="Claire Martin"))
    questions.confirmations += [False, True]

    def escape(dialog: NotingDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert register.drafts.all() != ()

    note(escape)
    assert [one.values for one in register.drafts.all()] == ([other] if other else [])
    assert register.cases.find(CASE) == case


def test_words_taken_back_leave_no_draft(note: Callable[..., object], register: Register) -> None:
    def act(dialog: NotingDialog) -> None:
        type_letters(dialog.text.input, "a")
        dialog.keeping.now()
        QTest.keyClick(dialog.text.input, Qt.Key.Key_Backspace)
        dialog.keeping.now()
        assert register.drafts.all() == ()

    note(act)


def test_who_was_there_when_it_was_typed_stays_who_noted_it(
    note: Callable[..., object], register: Register, case: Complaint
) -> None:
    left_by_a_kill(register, case, exchanges=VISIT)
    note(ok)
    assert register.cases.find(CASE).exchanges[-1].by == "Hugo Petit"
    assert register.journal.all()[-1].actor == "Claire Martin"


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (
            {"entries": {"exchanges": VISIT | {"direction": "outgoing", "medium": "email"}}},
            (Page.FOLLOW_UP, "exchanges"),
        ),
        ({"entries": {"calls": {"note": "a", "unread": {"at": "31/02"}}}}, (Page.RESTATEMENT, "calls")),
        ({"entries": {"exchanges": VISIT | {"index": 0}}}, (Page.FOLLOW_UP, "exchanges")),
        ({"entries": {"calls": {"note": "a"}, "exchanges": VISIT}}, (Page.RESTATEMENT, "calls")),
        ({"exchanges": []}, (Page.FOLLOW_UP, "exchanges")),
    ],
)
def test_what_only_the_wizard_can_show_is_gone_on_with_there(
    values: dict[str, object],
    place: tuple[Page, str],
    note: Callable[..., list[tuple[Page, str]]],
    register: Register,
    case: Complaint,
) -> None:
    register.drafts.save(Draft(record_id=case.id, values=values))
    assert note(ok) == [place]
    assert [one.values for one in register.drafts.all()] == [values]


def test_a_disk_that_refuses_is_said_and_the_words_stay(
    note: Callable[..., object], register: Register, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    monkeypatch.setattr(register.drafts, "save", refuse)
    questions.confirmations.append(True)

    def act(dialog: NotingDialog) -> None:
        type_letters(dialog.text.input, WORDS)
        dialog.keeping.now()
        assert "disque est plein" in dialog.text.fault()
        assert dialog.text.value() == WORDS
        monkeypatch.undo()
        dialog.keeping.timer.timeout.emit()  # it is tried again, by itself
        assert not dialog.text.fault()
        assert register.drafts.all() != ()

    note(act)


def test_words_typed_before_the_message_is_chosen_stay_above_it(
    note: Callable[..., object], register: Register, tmp_path: Path
) -> None:
    letter = EmailMessage()
    letter.set_content("Je n’ai pas de nouvelles.")
    path = tmp_path / "Courriel.eml"
    path.write_bytes(letter.as_bytes())

    def act(dialog: NotingDialog) -> None:
        choose(dialog, Noted.MESSAGE)
        type_letters(dialog.text.input, "Arrivé ce matin.")
        for _ in range(2):  # chosen again it is there once
            dialog.take_file(path)
        ok(dialog)

    note(act)
    assert register.cases.find(CASE).exchanges[-1].text == "Arrivé ce matin.\n\nJe n’ai pas de nouvelles."
    assert register.drafts.all() == ()


@pytest.mark.parametrize(
    ("entries", "name", "words"),
    [
        ({"exchanges": VISIT}, "exchanges", WORDS),
        ({"calls": {"note": "Rappeler lundi", "at": "2026-11-20T09:10:00Z"}}, "calls", "Rappeler lundi"),
    ],
)
def test_resumed_from_the_line_at_the_top_it_is_in_the_form_of_the_wizard(
    entries: dict[str, dict[str, object]], name: str, words: str, window: MainWindow, session: Session, case: Complaint
) -> None:
    oral = session.register.cases.record(
        case, {"in_writing": False, "calls": ()}, by="Claire Martin", reason="Pour le test"
    )
    page = Page.FOLLOW_UP if name == "exchanges" else Page.RESTATEMENT
    session.register.drafts.save(Draft(record_id=oral.id, page=page, values={"entries": entries}))
    window._preferences.keep_page(oral.id, Page.PLAN)  # where the wizard was left, once
    session.changed.emit(Changed(frozenset({oral.ref})))
    resume = [one for one in window.register_screen.drafts.findChildren(Button) if one.text() == "Reprendre"]
    resume[-1].click()
    wizard = window.findChild(WizardWindow)
    assert wizard is not None
    assert wizard.flow.page is page
    form = next(one for one in wizard.findChildren(RowsSection) if one.name == name)
    assert form.isVisible()
    assert words in [one.input.value() for one in form.editors if hasattr(one.input, "value")]
