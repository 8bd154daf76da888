from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_fields import TextField

Page = Callable[..., QWidget]
CHOICES = [(1, "Oui"), (2, "À corriger"), (3, "Pas encore demandé")]


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (1, Qt.Key.Key_Right, 2),
        (1, Qt.Key.Key_Down, 2),
        (2, Qt.Key.Key_Left, 1),
        (3, Qt.Key.Key_Right, 1),
        (1, Qt.Key.Key_Up, 3),
        (None, Qt.Key.Key_Space, 1),
    ],
)
def test_the_arrows_move_the_choice(start: int | None, key: Qt.Key, end: int, page: Page, qtbot: QtBot) -> None:
    choice = SegmentedRadio(CHOICES)
    page(choice)
    choice.set_value(start)
    choice.setFocus()
    with qtbot.waitSignal(choice.edited):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert choice.value() == end
    assert QApplication.focusWidget() is choice.segments()[end - 1]


def test_it_is_one_stop_of_the_tab_key_on_the_choice_made(page: Page, qtbot: QtBot) -> None:
    before, choice, after = TextField(), SegmentedRadio(CHOICES), TextField()
    page(before, choice, after)
    choice.set_value(2)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is choice.segments()[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_click_chooses_and_a_second_one_does_not_undo(page: Page, qtbot: QtBot) -> None:
    choice = SegmentedRadio(CHOICES)
    page(choice)
    for _ in range(2):
        qtbot.mouseClick(choice.segments()[2], Qt.MouseButton.LeftButton)
        assert choice.value() == 3


def test_only_a_clearable_choice_is_taken_back(page: Page, qtbot: QtBot) -> None:
    fixed, clearable = SegmentedRadio(CHOICES), SegmentedRadio(CHOICES, clearable=True)
    page(fixed, clearable)
    for choice in (fixed, clearable):
        choice.set_value(2)
        choice.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert (fixed.value(), clearable.value()) == (2, None)


def test_moving_within_it_is_not_leaving_it(page: Page, qtbot: QtBot) -> None:
    choice, other = SegmentedRadio(CHOICES), TextField()
    page(choice, other)
    left: list[bool] = []
    choice.left.connect(lambda: left.append(True))
    choice.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert left == []
    other.setFocus()
    assert left == [True]


def test_the_keyboard_is_on_the_choice_before_it_is_told(page: Page, qtbot: QtBot) -> None:
    choice, other = SegmentedRadio(CHOICES), TextField()
    page(choice, other)
    choice.set_value(1)
    choice.setFocus()
    choice.edited.connect(other.setFocus)  # as a form does that another takes the place of
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert other.hasFocus()
