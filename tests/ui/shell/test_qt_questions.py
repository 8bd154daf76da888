"""The dialogs by real events: what is offered, what a key answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.shell.qt_questions import QtQuestions
from pegase_desktop.ui.widgets.buttons import Kind
from pegase_desktop.ui.widgets.dialogs import ChoiceDialog, Dialog, WordsDialog
from pegase_desktop.ui.widgets.labels import Paragraph
from tests.ui.hands import answering_in, hold_enter

Answer = TypeVar("Answer")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def questions(window: QWidget) -> QtQuestions:
    return QtQuestions(window)


def answering(ask: Callable[[], Answer], act: Callable[[Dialog], None]) -> Answer:
    """Ask, and do *act* on the dialog once it is open."""
    with answering_in(Dialog, act):
        return ask()


def press(key: Qt.Key, qtbot: QtBot) -> Callable[[Dialog], None]:
    return lambda dialog: qtbot.keyClick(QApplication.focusWidget() or dialog, key)


def close(questions: QtQuestions) -> bool:
    return questions.confirm("Clôturer", "Tout y est.", "Clôturer", safe="Laisser ouvert")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_key_pressed_too_soon_gives_the_safe_answer(questions: QtQuestions, qtbot: QtBot, key: Qt.Key) -> None:
    assert answering(lambda: close(questions), press(key, qtbot)) is False


def test_the_safe_answer_comes_first_and_looks_it(questions: QtQuestions, qtbot: QtBot) -> None:
    def look(dialog: Dialog) -> None:
        assert (dialog.give_up.text(), dialog.go.text()) == ("Laisser ouvert", "Clôturer")
        assert dialog.give_up.x() < dialog.go.x()
        assert (dialog.give_up.kind, dialog.go.kind) == (Kind.PRIMARY, Kind.SECONDARY)

    answering(lambda: close(questions), look)


def test_who_goes_to_the_deed_does_it_with_enter(questions: QtQuestions, qtbot: QtBot) -> None:
    def act(dialog: Dialog) -> None:
        qtbot.keyClick(dialog.give_up, Qt.Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert answering(lambda: close(questions), act) is True


@pytest.mark.parametrize("options", [[], ["Les enregistrer", "Les abandonner"]])
def test_enter_held_down_since_before_answers_nothing(questions: QtQuestions, options: list[str]) -> None:
    def act(dialog: Dialog) -> None:
        hold_enter(QApplication.focusWidget() or dialog)
        assert dialog.isVisible()

    def ask() -> bool | int | None:
        return questions.choose_one("Quoi", "?", options, safe="Rester") if options else close(questions)

    assert not answering(ask, act)


def test_something_to_read_has_one_button(questions: QtQuestions, qtbot: QtBot) -> None:
    def look(dialog: Dialog) -> None:
        assert not dialog.go.isVisible()
        assert "Vérifiez le jour\u202f!" in [one.words for one in dialog.findChildren(Paragraph)]
        qtbot.mouseClick(dialog.give_up, Qt.MouseButton.LeftButton)

    answering(lambda: questions.inform("À vérifier", "Vérifiez le jour !"), look)


def test_a_reason_is_needed_before_going_on(questions: QtQuestions, qtbot: QtBot) -> None:
    def write(dialog: Dialog) -> None:
        assert isinstance(dialog, WordsDialog)
        assert not dialog.go.isEnabled()
        qtbot.keyClicks(dialog.field, "faute de frappe")
        assert dialog.go.isEnabled()
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    suggestions = ("Le client a précisé", "Erreur de date")
    reason = answering(lambda: questions.ask_reason("Corriger", "Pourquoi", suggestions, safe="Laisser"), write)
    assert reason == "faute de frappe"


def test_a_few_words_are_typed_and_sent_with_enter(questions: QtQuestions, qtbot: QtBot) -> None:
    def write(dialog: Dialog) -> None:
        assert isinstance(dialog, WordsDialog)
        qtbot.keyClicks(dialog.field, "Claire Martin")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    def ask() -> str | None:
        return questions.ask_line("Qui", "Votre nom", "Prénom et nom", "Continuer", safe="Ne pas signer")

    assert answering(ask, write) == "Claire Martin"


@pytest.mark.parametrize(("keys", "answer"), [("", "Responsable"), ("Directrice", "Directrice")])
def test_words_that_are_there_are_kept_or_typed_over(
    questions: QtQuestions, qtbot: QtBot, keys: str, answer: str
) -> None:
    def write(dialog: Dialog) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), keys)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    def ask() -> str | None:
        return questions.ask_line("Fonction", "", "Fonction", "Enregistrer", "Responsable", safe="Ne rien changer")

    assert answering(ask, write) == answer


@pytest.mark.parametrize(("downs", "answer"), [(0, None), (1, 0), (2, 1)])
def test_one_of_several_is_chosen_with_the_arrows(
    questions: QtQuestions, qtbot: QtBot, downs: int, answer: int | None
) -> None:
    def choose(dialog: Dialog) -> None:
        assert isinstance(dialog, ChoiceDialog)
        assert not dialog.go.isEnabled()
        for _ in range(downs):
            qtbot.keyClick(dialog.choices, Qt.Key.Key_Down)
        assert dialog.go.isEnabled() is bool(downs)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    def ask() -> int | None:
        return questions.choose_one("Annuler", "Pourquoi", ["Doublon", "Erreur"], safe="Garder le dossier")

    assert answering(ask, choose) == answer


def test_the_choice_made_is_what_enter_confirms_from_anywhere(questions: QtQuestions, qtbot: QtBot) -> None:
    def choose(dialog: Dialog) -> None:
        assert isinstance(dialog, ChoiceDialog)
        middle = dialog.choices.visualItemRect(dialog.choices.item(1)).center()
        qtbot.mouseClick(dialog.choices.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert answering(lambda: questions.choose_one("Quoi", "?", ["Un", "Deux"], safe="Rien"), choose) == 1


def test_a_question_over_a_dialog_belongs_to_it(questions: QtQuestions, window: QWidget, qtbot: QtBot) -> None:
    below = Dialog(window, "Dessous", "", "Continuer", safe="Revenir")
    below.open()

    def look(dialog: Dialog) -> None:
        assert dialog.parent() is below
        dialog.reject()

    assert not answering(lambda: questions.confirm("Dessus", "", "Continuer", safe="Revenir"), look)
    below.reject()


def test_a_long_refusal_fits_in_the_dialog(questions: QtQuestions, qtbot: QtBot) -> None:
    def look(dialog: Dialog) -> None:
        assert dialog.width() < 700
        assert all(one.height() >= one.heightForWidth(one.width()) for one in dialog.findChildren(Paragraph))
        dialog.reject()

    answering(lambda: questions.inform("À vérifier", "Il manque l’objet du dossier. " * 12), look)
