"""Who has read a note, with real keys: several at once, by e-mail, absent, arrived later; one no longer in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.internal_note import InternalNote, Reading, ReadingWay, not_read
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.delivery import NoMailProgram
from pegase_desktop.ui.notes.reading import ReadingDialog
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.choices import CheckBox
from tests.domain.notes import CLAIRE, JULIEN, MARC, SOPHIE
from tests.storage.office import Clock
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in
from tests.ui.letters.conftest import ScriptedDelivery
from tests.ui.notes.conftest import page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

TODAY, CONTROL = date(2026, 11, 20), Qt.KeyboardModifier.ControlModifier


def key(name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name, modifier)


def in_dialog(act: Callable[[ReadingDialog], None]) -> None:
    """Ctrl+Enter, and what is done in the dialog that it opens."""
    with answering_in(ReadingDialog, act):
        key(Qt.Key.Key_Return, CONTROL)


def button(within: QWidget, words: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.text() == words and one.isVisible())


@pytest.fixture
def waiting(three: tuple[InternalNote, ...]) -> InternalNote:
    """Read by Claire; Marc was absent."""
    return three[1]


def test_several_are_noted_in_few_keys_and_one_operation(
    waiting: InternalNote, screen: NotesScreen, register: Register
) -> None:
    screen.show_record(waiting.id, "readings")
    assert page_of(screen).bar.read_button.hasFocus()
    entries = len(register.journal.all())

    def act(dialog: ReadingDialog) -> None:
        assert [one.text() for one in dialog.readers.findChildren(CheckBox)] == [JULIEN, SOPHIE, MARC]
        assert not dialog.go.isEnabled()
        key(Qt.Key.Key_Space)
        key(Qt.Key.Key_Tab)
        key(Qt.Key.Key_Space)
        key(Qt.Key.Key_Return)

    in_dialog(act)
    read = register.notes.get(waiting.id)
    assert not_read(read) == (MARC,)
    roles = {one.name: one.role for one in register.school.staff()}
    assert [(one.reader, one.function, one.way, one.day) for one in read.readings[2:]] == [
        (name, roles[name], ReadingWay.SIGNED, TODAY) for name in (JULIEN, SOPHIE)
    ]
    [entry] = register.journal.all()[entries:]
    assert (entry.verb, entry.sentence) == (Verb.READ, "Claire Martin a noté qui a lu la note")
    assert page_of(screen).bar._words.text() == f"À faire lire à {MARC}"
    assert check_register(register) == ()


def test_who_was_absent_reads_later_in_the_same_row(
    waiting: InternalNote, screen: NotesScreen, register: Register
) -> None:
    screen.show_record(waiting.id)

    def act(dialog: ReadingDialog) -> None:
        QTest.mouseClick(button(dialog, "Tout cocher"), Qt.MouseButton.LeftButton)
        dialog.way.set_value(ReadingWay.EMAIL)
        dialog.day.setFocus()
        key(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(dialog.day, "19/11/2026")
        key(Qt.Key.Key_Return)

    in_dialog(act)
    read = register.notes.get(waiting.id)
    assert not_read(read) == ()
    marc = replace(waiting.readings[0], way=ReadingWay.EMAIL, day=date(2026, 11, 19))
    assert [one for one in read.readings if one.reader == MARC] == [
        replace(marc, function=next(one.role for one in register.school.staff() if one.name == MARC))
    ]
    assert page_of(screen).bar.read_button.isHidden()
    assert not [one for one in register.table.todos() if one.record == waiting.ref]


def test_a_day_that_cannot_be_is_said_and_the_dialog_stays(
    waiting: InternalNote, screen: NotesScreen, register: Register, questions: ScriptedQuestions
) -> None:
    screen.show_record(waiting.id)

    def act(dialog: ReadingDialog) -> None:
        key(Qt.Key.Key_Space)
        dialog.day.setText("")
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert "Il manque le jour" in dialog.day_field.fault()
        dialog.day.set_value(date(2026, 11, 25))
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        dialog.way.set_value(ReadingWay.ABSENT)  # to be seen on a day to come
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    in_dialog(act)
    assert "à une date à venir" in questions.said[0]
    assert register.notes.get(waiting.id).readings[-1] == Reading(
        id=register.notes.get(waiting.id).readings[-1].id,
        reader=JULIEN,
        function=next(one.role for one in register.school.staff() if one.name == JULIEN),
        way=ReadingWay.ABSENT,
        day=date(2026, 11, 25),
    )


def test_somebody_faster_is_said_and_shown(
    waiting: InternalNote, screen: NotesScreen, register: Register, questions: ScriptedQuestions
) -> None:
    screen.show_record(waiting.id)
    register.learning.acknowledge(waiting, [JULIEN], ReadingWay.SIGNED, TODAY, by=JULIEN)

    def act(dialog: ReadingDialog) -> None:
        key(Qt.Key.Key_Space)
        key(Qt.Key.Key_Return)

    in_dialog(act)
    assert "a changé entre-temps" in questions.said[0]
    assert not_read(page_of(screen).sheet.recorded) == (SOPHIE, MARC)


def test_the_duty_leads_to_it(window: MainWindow, waiting: InternalNote, qtbot: QtBot) -> None:
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.shown
    assert isinstance(agenda, AgendaScreen)
    row = next(one for one in agenda._rows if one.line.todo.reference == waiting.reference)
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    page = page_of(screen_of(window))
    assert page.sheet.recorded == waiting
    assert page.bar.read_button.hasFocus()


def test_it_goes_by_e_mail_to_whom_the_mail_program_knows(
    waiting: InternalNote, screen: NotesScreen, session: Session, register: Register, questions: ScriptedQuestions
) -> None:
    delivery = session.delivery = ScriptedDelivery()
    screen.show_record(waiting.id)
    head = register.journal.head()
    QTest.mouseClick(page_of(screen).bar.mail_button, Qt.MouseButton.LeftButton)
    [draft] = delivery.drafts
    assert (draft.name, draft.the) == ("Note_NI-2026-02.pdf", "la note")
    assert "chaque réponse «\u00a0lu\u00a0»" in page_of(screen)._notice.accessibleName()
    assert register.journal.head() == head
    delivery.refusal = NoMailProgram("la note")
    QTest.mouseClick(page_of(screen).bar.mail_button, Qt.MouseButton.LeftButton)
    assert "Imprimez la note" in questions.said[0]


def test_it_is_no_longer_in_force_with_a_reason(
    waiting: InternalNote, screen: NotesScreen, register: Register, questions: ScriptedQuestions
) -> None:
    screen.show_record(waiting.id)
    questions.reasons += [None, "Remplacée par une autre note"]
    for _ in range(2):
        QTest.mouseClick(page_of(screen).bar.end_button, Qt.MouseButton.LeftButton)
    ended = register.notes.get(waiting.id)
    assert (ended.ended_on, ended.ended_reason) == (TODAY, "Remplacée par une autre note")
    assert not [one for one in register.table.todos() if one.record == waiting.ref]
    shown = [one.text() for one in page_of(screen).bar.findChildren(Button) if one.isVisible()]
    assert shown == ["Imprimer"]


def test_a_newcomer_is_offered_the_notes_in_force(
    three: tuple[InternalNote, ...],
    screen: NotesScreen,
    session: Session,
    register: Register,
    questions: ScriptedQuestions,
    clock: Clock,
) -> None:
    clock.move(days=3)
    questions.choices.append([one.name for one in register.school.staff()].index(CLAIRE))  # a new day: who is there
    session.do(lambda: register.school.add_staff("Nadia Petit", "Monitrice", by=CLAIRE))
    spoken = [row.accessibleName().replace("\u00a0", " ") for row in screen.overview.rows]
    assert "4 lecteurs sur 4 · à faire lire à Nadia Petit (arrivée le 23/11/2026)" in spoken[2]
    assert "À faire lire, à 1 nouvel arrivant" in spoken[2]
    assert "Nadia" not in spoken[0]
    screen.show_record(three[0].id)
    page = page_of(screen)
    assert page.newcomers.isVisible()
    assert "à faire lire aussi à Nadia Petit (arrivée le 23/11/2026)" in page.newcomers.accessibleName()
    QTest.mouseClick(button(page.newcomers, "Ajouter aux destinataires"), Qt.MouseButton.LeftButton)
    note = register.notes.get(three[0].id)
    assert (note.addressees[-1], not_read(note)) == ("Nadia Petit", ("Nadia Petit",))
    [todo] = [one for one in register.table.todos() if one.record == note.ref]
    assert todo.duty.day == date(2026, 11, 30)
    assert register.journal.of(note.ref)[-1].reason == "Nadia Petit (arrivée le 23/11/2026)"
    assert page.newcomers.isHidden()
    assert check_register(register) == ()


def test_the_tab_key_goes_through_the_bar(waiting: InternalNote, screen: NotesScreen, typist: FormTypist) -> None:
    screen.show_record(waiting.id)
    page = page_of(screen)
    page._head.setFocus()
    for one in (page.bar.end_button, page.bar.mail_button, page.bar.print_button, page.bar.read_button):
        typist.tab_to(one)
