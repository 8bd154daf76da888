"""A column of hundreds: what is made, what the keyboard reaches, and that nothing of it is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import ScrollArea
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.long_column import LongColumn, Maker
from pegase_desktop.ui.widgets.tab_order import stop_beside

MANY = 500


class Made:
    """Buttons with the names of their places, and which were made."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()

    def makers(self, count: int, make: Callable[[str], QWidget] = Button) -> list[Maker]:
        return [partial(self._make, number, make) for number in range(count)]

    def _make(self, number: int, make: Callable[[str], QWidget]) -> QWidget:
        assert number not in self.numbers
        self.numbers.add(number)
        return make(f"Ligne {number}")


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def column(qtbot: QtBot) -> LongColumn:
    return LongColumn(spacing=6)


@pytest.fixture
def area(column: LongColumn, qtbot: QtBot) -> ScrollArea:
    place = QWidget()
    QVBoxLayout(place).addWidget(column)
    area = ScrollArea(place)
    area.resize(400, 300)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    return area


def test_a_short_one_is_made_at_once(column: LongColumn, made: Made, area: ScrollArea) -> None:
    column.show_made_by(made.makers(12))
    assert made.numbers == set(range(12))


def test_of_a_long_one_only_what_is_seen_is_made(
    column: LongColumn, made: Made, area: ScrollArea, qtbot: QtBot
) -> None:
    column.show_made_by(made.makers(MANY))
    qtbot.waitUntil(lambda: 0 in made.numbers)
    assert len(made.numbers) < 30
    assert MANY - 1 in made.numbers, "one goes on typing below it"
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: any(200 < number < 300 for number in made.numbers))
    assert len(made.numbers) < 60


@pytest.mark.parametrize("forward", [True, False])
def test_the_keyboard_goes_through_all_of_it_in_order(
    column: LongColumn, made: Made, area: ScrollArea, qtbot: QtBot, forward: bool
) -> None:
    column.show_made_by(made.makers(60))
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stop = stop_beside([column], None, forward=forward)
    names = []
    while stop is not None:
        stop.setFocus(reason)
        here = area.focusWidget()
        assert isinstance(here, Button)
        names.append(here.text())
        stop = stop_beside([column], here, forward=forward, going_round=False)
    expected = [f"Ligne {number}" for number in range(60)]
    assert names == (expected if forward else expected[::-1])


def test_what_is_not_made_has_a_name_and_what_holds_no_place_keeps_the_keyboard(
    column: LongColumn, made: Made, area: ScrollArea
) -> None:
    column.show_made_by(made.makers(60, Text))
    block = stop_beside([column], None, forward=True)
    assert block is not None
    assert block.accessibleName() == "Lignes 1 à 5"
    block.setFocus(Qt.FocusReason.TabFocusReason)
    assert {0, 4} <= made.numbers
    assert area.focusWidget() is block


def test_what_is_shown_anew_stands_where_it_stood(
    column: LongColumn, made: Made, area: ScrollArea, qtbot: QtBot
) -> None:
    column.show_made_by(made.makers(MANY))
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > MANY)
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: any(200 < number < 300 for number in made.numbers))
    again, at = Made(), bar.value()
    column.show_made_by(again.makers(MANY))
    assert any(200 < number < 300 for number in again.numbers)
    qtbot.waitUntil(lambda: bar.maximum() > at)
    assert abs(bar.value() - at) < 100
    assert isinstance(column.widget_at(137), Button)
