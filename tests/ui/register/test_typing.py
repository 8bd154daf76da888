"""Whatever is typed in the register is searched whole: no letter is lost, wherever the keyboard was."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.views import Chip
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.amounts import tried
from tests.ui.hands import type_letters

CONTROL = Qt.KeyboardModifier.ControlModifier
RIGHT_ALT = CONTROL | Qt.KeyboardModifier.AltModifier


def type_where_the_keyboard_is(words: str) -> None:
    """Letter by letter, each to whoever has the keyboard by then."""
    for letter in words:
        type_letters(QApplication.focusWidget(), letter)


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, CONTROL)


@pytest.mark.parametrize("again", [Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_1])
def test_what_is_typed_after_nothing_was_found_arrives_whole(again: Qt.Key, window: MainWindow, qtbot: QtBot) -> None:
    search = window.register_screen.search
    press(window, Qt.Key.Key_F, qtbot)
    type_where_the_keyboard_is("zzz")
    assert not window.register_screen.table.isVisible()
    press(window, again, qtbot)
    search.selectAll()
    type_where_the_keyboard_is("panne")
    assert (search.text(), search.hasFocus()) == ("panne", True)
    assert window.register_screen.table.isVisible()


WORDS = st.one_of(
    st.sampled_from(
        ["zzz", "panne", "boussaïd", "R-2026-0013", "06 12", "introuvable", "l’été", "ça", "Œuvre", "€ 12"]
    ),
    st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=1, max_size=8),
).filter(lambda words: words.isprintable() and words.strip() == words)
WAYS = st.sampled_from(["search", "table", "register", "filter", "empty"])


@settings(max_examples=tried(quick=20, whole=100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.tuples(WAYS, WORDS), min_size=1, max_size=5))
def test_every_word_arrives_whole_wherever_the_keyboard_was(
    typed: list[tuple[str, str]], window: MainWindow, qtbot: QtBot
) -> None:
    screen = window.register_screen
    screen.search.set_value("")
    screen.filters.choose(Filters())
    for way, words in typed:
        match way:
            case "search":
                press(window, Qt.Key.Key_F, qtbot)
            case "table":
                screen.enter()
            case "register":
                window.turn_to(Place.AGENDA)
                press(window, Qt.Key.Key_1, qtbot)
            case "filter":
                screen.enter()
                screen.filters.choose(Filters(Chip.LATE, service="Aucun"))  # the table goes away under the keyboard
            case _:
                screen.enter()
        screen.search.selectAll()
        type_where_the_keyboard_is(words)
        assert screen.search.text() == words
        assert screen.search.hasFocus()


@pytest.mark.parametrize("letter", ["ê", "ï", "Ô"])
def test_a_letter_composed_of_two_keys_begins_a_search(letter: str, window: MainWindow, qtbot: QtBot) -> None:
    screen = window.register_screen
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    composing = QInputMethodEvent("^", [])
    QApplication.sendEvent(screen.table, composing)
    composed = QInputMethodEvent()
    composed.setCommitString(letter)
    QApplication.sendEvent(screen.table, composed)
    type_where_the_keyboard_is("tre")
    assert screen.search.text() == f"{letter}tre"


def test_a_sign_of_the_right_alt_key_begins_a_search_and_a_shortcut_does_not(window: MainWindow) -> None:
    screen = window.register_screen
    for held, found in ((Qt.KeyboardModifier.AltModifier, ""), (CONTROL, ""), (RIGHT_ALT, "@")):
        screen.table.setFocus()
        QApplication.sendEvent(screen.table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, held, "@"))
        assert screen.search.text() == found


def test_the_button_of_the_empty_screen_has_the_keyboard_where_no_search_has(window: MainWindow, qtbot: QtBot) -> None:
    screen = window.register_screen
    screen.filters.choose(Filters(service="Aucun"))
    window.turn_to(Place.REGISTER)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert screen.filters.filters == Filters()
    assert screen.table.hasFocus()
