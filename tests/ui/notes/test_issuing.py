"""A note handed to the team with real keys: names pointed at while one types, asked about, and nothing by haste."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.notes.page import NotePage
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.labels import Elided
from tests.domain.notes import CLAIRE, MARC
from tests.ui.forms.typist import FormTypist
from tests.ui.notes.conftest import page_of
from tests.ui.scripted_questions import ScriptedQuestions

TODAY, CONTROL = date(2026, 11, 20), Qt.KeyboardModifier.ControlModifier
CASE = "R-2026-0014"


def go_on(qtbot: QtBot) -> None:
    """Ctrl+Enter."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def said(page: NotePage) -> str:
    """What the notice of names says; nothing where it is not shown."""
    return page.names.accessibleName().replace("\u00a0", " ") if page.names.isVisible() else ""


@pytest.fixture
def waiting(three: tuple[InternalNote, ...], register: Register) -> InternalNote:
    """The one that is not issued, which comes from a case."""
    return register.notes.record(three[2], {"origins": (NoteOrigin(reference=CASE),)}, by=CLAIRE)


def test_it_is_issued_once_the_person_says_so(
    waiting: InternalNote,
    screen: NotesScreen,
    register: Register,
    session: Session,
    questions: ScriptedQuestions,
    heard: list[str],
    qtbot: QtBot,
) -> None:
    told: list[Changed] = []
    register.take_changed()
    session.changed.connect(told.append)
    screen.show_record(waiting.id)
    questions.confirmations += [False, True]
    go_on(qtbot)
    assert register.notes.get(waiting.id) == waiting
    go_on(qtbot)
    assert questions.asked[1].replace("\u00a0", " ") == (
        "NI-2026-03 est remise à 4 personnes. Son texte ne change plus ensuite. "
        f"« Équipe informée le » est noté dans 1 dossier : {CASE}."
    )
    case = register.cases.find(CASE)
    assert (register.notes.get(waiting.id).issued_on, case.team_informed_on) == (TODAY, TODAY)
    assert [one.records for one in told] == [frozenset({waiting.ref, case.ref})]
    assert "NI-2026-03 est remise à 4\u00a0personnes." in heard
    assert check_register(register) == ()


def test_what_was_issued_is_read_and_the_rest_is_typed(
    three: tuple[InternalNote, ...], screen: NotesScreen, typist: FormTypist, register: Register
) -> None:
    screen.show_record(three[1].id)
    page = page_of(screen)
    text = page.editors["text"].input
    assert text.isReadOnly()
    assert text.toPlainText() == three[1].text
    assert (
        page.editors["addressees"].input.toPlainText() == "Claire Martin, Julien Castellan, Sophie Renaud, Marc Olivier"
    )
    typist.enter(page.editors["owner"], MARC)
    typist.key(Qt.Key.Key_S, CONTROL)
    assert register.notes.get(three[1].id) == replace(three[1], owner=MARC, version=2)


def test_a_new_one_is_recorded_and_issued_in_one_go(
    screen: NotesScreen, typist: FormTypist, register: Register, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    screen.begin_new()
    typist.words("Horaires d’hiver")
    go_on(qtbot)
    assert page_of(screen).editors["text"].field.has_error()
    typist.words("L’accueil ferme à 18 h.")
    questions.confirmations.append(True)
    go_on(qtbot)
    [made] = register.notes.all()
    assert (made.reference, made.issued_on) == ("NI-2026-01", TODAY)
    assert [one.verb for one in register.journal.of(made.ref)] == [Verb.BEGIN, Verb.ISSUE]
    assert register.drafts.all() == ()


def test_a_name_is_pointed_at_while_one_types_and_no_longer_once_it_is_gone(
    screen: NotesScreen, typist: FormTypist, heard: list[str], qtbot: QtBot
) -> None:
    screen.begin_new()
    page = page_of(screen)
    typist.enter(page.editors["text"], "Mme delestraint avait raison, Marc Olivier vérifie.")
    qtbot.waitUntil(lambda: bool(said(page)), timeout=5000)
    assert said(page) == (
        "Il y a des noms du registre dans la note : « delestraint » (client), « Marc Olivier » (équipe). "
        "Elle ne nomme aucun client et ne met personne en cause."
    )
    assert len([one for one in heard if "noms du registre" in one]) == 1
    typist.replace("Il faut vérifier.")
    page.look_for_names()
    assert said(page) == ""


def test_what_is_opened_with_a_name_points_at_it(
    three: tuple[InternalNote, ...], screen: NotesScreen, register: Register, qtbot: QtBot
) -> None:
    named = register.notes.record(three[2], {"text": "Delestraint"}, by=CLAIRE, reason="Essai")
    screen.show_record(named.id)
    qtbot.waitUntil(lambda: "« Delestraint » (client)" in said(page_of(screen)), timeout=5000)
    screen.show_record(three[1].id)  # issued: nothing of it is typed any more
    page_of(screen).look_for_names()
    assert said(page_of(screen)) == ""


def test_with_a_clients_name_it_is_not_issued_unless_the_word_is_another(
    waiting: InternalNote, screen: NotesScreen, register: Register, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    named = register.notes.record(waiting, {"text": "M. Delestraint a raison."}, by=CLAIRE, reason="Essai")
    screen.show_record(named.id)
    questions.confirmations += [False]
    go_on(qtbot)
    assert "« Delestraint » est aussi le nom d’un client" in questions.asked[0].replace("\u00a0", " ")
    assert said(page_of(screen))
    assert register.notes.get(waiting.id).issued_on is None
    assert page_of(screen).editors["text"].input.hasFocus()
    questions.confirmations += [True, True]
    go_on(qtbot)
    assert register.notes.get(waiting.id).issued_on == TODAY


def test_somebody_faster_is_said_and_the_page_shows_it(
    waiting: InternalNote, screen: NotesScreen, register: Register, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    screen.show_record(waiting.id)
    register.notes.record(waiting, {"owner": MARC}, by=MARC)
    questions.confirmations.append(True)
    go_on(qtbot)
    assert "a changé entre-temps" in questions.said[0]
    assert page_of(screen).sheet.recorded.owner == MARC


def test_it_counts_as_done_today(
    waiting: InternalNote, screen: NotesScreen, window: MainWindow, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    screen.show_record(waiting.id)
    questions.confirmations.append(True)
    go_on(qtbot)
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.shown
    assert isinstance(agenda, AgendaScreen)
    assert agenda._side is not None
    words = [one.text() for one in agenda._side.findChildren(Elided)]
    assert words[words.index("Note remise à l’équipe") + 1] == "NI-2026-03 · Claire M., 18:00"
    assert RecordKind.INTERNAL_NOTE in {one.record.kind for one in agenda.agenda.done}
