"""Words that people wrote are shown as words: no markup, no key, no file opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible, QKeySequence, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.plain_words import as_notice, as_tip, plain_action
from pegase_desktop.ui.shell.navigation import PersonButton
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.chips import Chip, MenuChip
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.segmented import SegmentedRadio

JOINER = "\u2060"
PARTS = [*"< > / & ; ! ? - lt amp img b p a src= x xml doc html \n \t \u00a0 \u2028 \x00".split(" "), " "]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text())
def test_no_tip_is_markup(words: str) -> None:
    assert not Qt.mightBeRichText(as_tip(words))


@pytest.mark.parametrize(
    "words",
    ["<img src='file:///etc/hosts'>", "a <b>gras</b>", "&lt;b&gt;", "<!doctype html>", "Martin & Fils", "1 < 2 > 0"],
)
def test_a_tip_says_what_was_written(words: str) -> None:
    assert as_tip(words).replace(JOINER, "") == words


def test_what_is_no_markup_is_left_as_it_is() -> None:
    assert as_tip("Martin & Fils, moins de 3 < 4\n<b>seconde</b>") == "Martin & Fils, moins de 3 < 4\n<b>seconde</b>"


def test_lines_are_kept_and_long_ones_broken() -> None:
    lines = as_tip("Élodie Garnier\n\n" + "Ma leçon est annulée. " * 10).split("\n")
    assert lines[:2] == ["Élodie Garnier", ""]
    assert max(map(len, lines)) <= 80
    assert len(lines) == 5


def test_a_word_without_end_is_broken_and_cut() -> None:
    lines = as_tip("x" * 5000).split("\n")
    assert {len(line) for line in lines[:-1]} == {80}
    assert lines[-1].endswith("…")
    assert len("".join(lines)) == 400


def test_what_turns_the_line_round_is_left_out() -> None:
    assert as_tip("Éli\u202esa\x00 \u2066Roux") == "Élisa Roux"


def test_a_notice_of_the_desktop_has_no_tags() -> None:
    assert as_notice("<img src='x'> & \u202eRoux") == "‹img src='x'› & Roux"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("words", ["Martin & Fils", "R&D", "& Fils", "A && B", "&", "&&Fin&", "M&M’s & Cie"])
def test_a_button_shows_its_ampersands_and_binds_no_key(words: str, qtbot: QtBot) -> None:
    segmented, person = SegmentedRadio([(1, words), (2, "Non")]), PersonButton()
    person.show_person(words, "")
    menu_chip = MenuChip("Service", QMenu())
    menu_chip.show_choice(words)
    for button in (Button(words), Chip(words), CheckBox(words), segmented.segments()[0], menu_chip, person):
        qtbot.addWidget(button)
        assert button.text() == words
        assert button.shortcut().isEmpty()
        found = QAccessible.queryAccessibleInterface(button)
        assert found is not None
        if "&&" not in words:  # Qt takes one of a pair for itself when it reads the words aloud
            assert words in found.text(QAccessible.Text.Name)
    qtbot.addWidget(segmented)


@pytest.mark.parametrize("words", ["Martin & Fils", "R&D"])
def test_a_menu_shows_them_too(words: str, qapp: QApplication) -> None:
    menu = QMenu()
    action = plain_action(words, menu)
    assert QKeySequence.mnemonic(action.text()).isEmpty()
    assert action.iconText() == words  # what Qt makes of it
