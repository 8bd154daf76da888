"""Passing through what is still empty answers nothing: neither arrows nor keys that move about choose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.widgets.choices import ChoiceList, SuggestionField
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_fields import TextField

Page = Callable[..., QWidget]
RESULTS = [("reached", "Client joint"), ("message", "Message laissé"), ("none", "Pas de réponse")]
MOVES = [
    getattr(Qt.Key, f"Key_{name}") for name in ("Down", "Up", "Left", "Right", "PageDown", "PageUp", "Home", "End")
]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("key", MOVES)
def test_no_key_that_moves_chooses_among_segments(key: Qt.Key, page: Page, qtbot: QtBot) -> None:
    choice = SegmentedRadio(RESULTS)
    page(choice)
    choice.setFocus()
    with qtbot.assertNotEmitted(choice.edited):
        for _ in range(4):
            press(qtbot, key)
    assert choice.value() is None
    assert QApplication.focusWidget() in choice.segments()


def test_the_space_bar_chooses_where_the_arrows_came_to(page: Page, qtbot: QtBot) -> None:
    choice = SegmentedRadio(RESULTS)
    page(choice)
    choice.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Space)
    assert choice.value() == "message"


@pytest.mark.parametrize("moves", [0, 1, 2])
@pytest.mark.parametrize("is_forward", [True, False])
def test_tab_leaves_the_segments_from_wherever_the_arrows_came_to(
    moves: int, is_forward: bool, page: Page, qtbot: QtBot
) -> None:
    before, choice, after = TextField(), SegmentedRadio(RESULTS), TextField()
    page(before, choice, after)
    choice.setFocus()
    for _ in range(moves):
        press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Tab if is_forward else Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is (after if is_forward else before)
    press(qtbot, Qt.Key.Key_Backtab if is_forward else Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is choice.segments()[0]


@pytest.fixture(params=["compulsory", "clearable", "suggestions"])
def choices(request: pytest.FixtureRequest, page: Page) -> ChoiceList:
    kind: str = request.param
    labels = [label for _, label in RESULTS]
    made = SuggestionField(labels) if kind == "suggestions" else ChoiceList(RESULTS, clearable=kind == "clearable")
    page(made)
    made.setFocus()
    return made


@pytest.mark.parametrize("key", MOVES)
def test_no_key_that_moves_chooses_in_a_list(key: Qt.Key, choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choices.edited):
        press(qtbot, key)
        choices.hidePopup()
    assert not choices.value()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_the_arrow_opens_the_list_and_the_next_goes_to_its_first(
    key: Qt.Key, choices: ChoiceList, qtbot: QtBot
) -> None:
    press(qtbot, key)
    assert choices.view().isVisible()
    qtbot.keyClick(choices.view(), Qt.Key.Key_Return)
    assert not choices.value()
    choices.showPopup()
    qtbot.keyClick(choices.view(), Qt.Key.Key_Down)
    qtbot.keyClick(choices.view(), Qt.Key.Key_Return)
    assert choices.value() in ("reached", "Client joint")


def is_none_offered(choices: QComboBox) -> bool:
    view = choices.view()
    assert isinstance(view, QListView)
    return not view.isRowHidden(0)


def test_none_is_offered_only_to_take_a_choice_back(page: Page, qtbot: QtBot) -> None:
    choices = ChoiceList(RESULTS, clearable=True)
    page(choices)
    choices.showPopup()
    assert not is_none_offered(choices)
    choices.hidePopup()
    choices.set_value("reached")
    choices.showPopup()
    assert is_none_offered(choices)
    qtbot.keyClick(choices.view(), Qt.Key.Key_Up)
    with qtbot.waitSignal(choices.edited):
        qtbot.keyClick(choices.view(), Qt.Key.Key_Return)
    assert choices.value() is None
    assert (choices.currentIndex(), choices.currentText()) == (-1, "")  # « Choisir… », and no « — »


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("reached", Qt.Key.Key_Down, "message"),
        ("message", Qt.Key.Key_Up, "reached"),
        ("reached", Qt.Key.Key_Up, "reached"),
        ("none", Qt.Key.Key_PageUp, "reached"),
        ("reached", Qt.Key.Key_PageDown, "none"),
        ("message", Qt.Key.Key_Home, "reached"),
        ("message", Qt.Key.Key_End, "none"),
    ],
)
@pytest.mark.parametrize("is_clearable", [True, False])
def test_keys_go_from_value_to_value_and_never_to_none(
    start: str, key: Qt.Key, end: str, is_clearable: bool, page: Page, qtbot: QtBot
) -> None:
    choices = ChoiceList(RESULTS, clearable=is_clearable)
    page(choices)
    choices.set_value(start)
    qtbot.keyClick(choices, key)
    assert choices.value() == end


def test_delete_takes_back_what_may_be(page: Page, qtbot: QtBot) -> None:
    clearable, compulsory = ChoiceList(RESULTS, clearable=True), ChoiceList(RESULTS)
    page(clearable, compulsory)
    for choices in (clearable, compulsory):
        choices.set_value("message")
        qtbot.keyClick(choices, Qt.Key.Key_Delete)
    assert (clearable.value(), compulsory.value()) == (None, "message")
