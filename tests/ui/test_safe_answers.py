"""No dialog loses anything by a key pressed too soon: every one of them, found in the source, says what is safe."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.noted import Noted
from pegase_desktop.ui.about import AboutDialog, LicencesDialog
from pegase_desktop.ui.case.contact_list import ContactsDialog
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.case.waiting_note import WaitingNote
from pegase_desktop.ui.dialogs import Confirmation, Dialog
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.qt_questions import QtQuestions
from pegase_desktop.ui.session import Session
from tests.storage.office import everything
from tests.ui.hands import answering_in, type_letters
from tests.ui.typing_places import PLACES

PACKAGE = Path(__file__).parents[2] / "pegase_desktop"
CASE = "R-2026-0023"

# What nothing is typed into, or what is asked by a dialog below: Escape and Enter leave all as it is.
ASKED_BY_THE_SEAM = {"Dialog", "Confirmation", "WordsDialog", "ChoiceDialog"}
# Each with the test that leaves it by a key.
LEFT_BY_A_KEY = {"NotingDialog", "LetterDialog", "AboutDialog", "LicencesDialog", "ContactsDialog", "PaperPreview"}


def trees() -> Iterator[ast.Module]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(file.read_text("utf-8"))


def dialogs_in_the_source() -> set[str]:
    """The classes that are dialogs, however many steps below Qt's own."""
    bases = {
        node.name: {ast.unparse(one) for one in node.bases}
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"QDialog"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found - {"QDialog"}


def confirmations_in_the_source() -> list[ast.Call]:
    calls = (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        one
        for one in calls
        if isinstance(one.func, ast.Attribute) and one.func.attr == "confirm" and "questions" in ast.unparse(one.func)
    ]


def test_every_dialog_is_known_to_these_tests() -> None:
    assert dialogs_in_the_source() == ASKED_BY_THE_SEAM | LEFT_BY_A_KEY


CONFIRMATIONS = confirmations_in_the_source()


def test_the_confirmations_are_found() -> None:
    assert len(CONFIRMATIONS) >= 9


@pytest.mark.parametrize("call", CONFIRMATIONS, ids=lambda call: ast.unparse(call)[:70])
def test_a_confirmation_names_its_safe_answer_by_what_it_does(call: ast.Call) -> None:
    named = {one.arg: one.value for one in call.keywords}
    assert isinstance(named["safe"], ast.Constant)
    assert named["safe"].value not in ("Annuler", "Non", "Revenir", "")


def keys() -> dict[str, Callable[[QDialog, QtBot], None]]:
    return {
        "enter": lambda dialog, qtbot: qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return),
        "escape": lambda dialog, qtbot: qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape),
        "close box": lambda dialog, qtbot: dialog.close(),
    }


@pytest.mark.parametrize("key", keys())
def test_a_key_pressed_too_soon_gives_the_safe_answer(session: Session, qtbot: QtBot, key: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    seen: list[tuple[str, bool]] = []

    def press(dialog: Dialog) -> None:
        seen.extend((one.text(), one.isDefault()) for one in dialog.findChildren(QPushButton))
        keys()[key](dialog, qtbot)

    with answering_in(Confirmation, press):
        answer = QtQuestions(window).confirm("Abandonner", "Elle sera perdue.", "Abandonner la note", safe="Continuer")
    assert answer is False
    assert dict(seen) == {"Continuer": True, "Abandonner la note": False}
    assert seen[0][0] == "Continuer" or seen[1][0] == "Continuer"


@pytest.mark.parametrize("key", keys())
def test_a_note_is_not_lost_by_two_keys(session: Session, qtbot: QtBot, key: str) -> None:
    """Escape asks, and whatever key follows keeps the person writing."""
    session.questions = QtQuestions()
    case = session.register.cases.find(CASE)
    dialog = NotingDialog(session, case, WaitingNote(session.register.drafts, None, case), Noted.VISIT)
    qtbot.addWidget(dialog)
    dialog.show()
    session.questions.window = dialog
    type_letters(dialog.text.input, "Elle attend.")
    with answering_in(Confirmation, lambda asked: keys()[key](asked, qtbot)):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.text.value() == "Elle attend."
    dialog.keeping.forget()
    dialog.text.set_value("")  # so that it closes unasked


def test_a_letter_left_by_escape_is_kept_as_it_was_typed(session: Session, qtbot: QtBot) -> None:
    dialog, text = PLACES["letter"].opened(session)
    assert isinstance(dialog, LetterDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    type_letters(text, "ž")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert "ž" in PLACES["letter"].kept(session.register)


@pytest.mark.parametrize("key", ["escape", "close box"])
def test_what_is_only_looked_at_changes_nothing(session: Session, qtbot: QtBot, tmp_path: Path, key: str) -> None:
    case = session.register.cases.find(CASE)
    before, window = everything(session.register), QWidget()
    qtbot.addWidget(window)
    for dialog in (
        AboutDialog(session.register, tmp_path / "problemes.log"),
        LicencesDialog(),
        ContactsDialog(case, (), window),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        keys()[key](dialog, qtbot)
        assert not dialog.isVisible()
    assert everything(session.register) == before
