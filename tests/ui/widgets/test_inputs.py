"""What all inputs have in common: filling is silent, the person's edits are heard, nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.tokens import LIGHT
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList, SuggestionField
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import SearchField, TextField
from pegase_desktop.ui.widgets.typed_fields import AmountField, DateField, DateTimeField, TimeField

Page = Callable[..., QWidget]
YES_NO = [("yes", "Oui"), ("no", "Non"), ("later", "Plus tard")]

INPUTS: dict[str, tuple[Callable[[], Any], list[Any]]] = {
    "text": (TextField, ["Garnier", "", "été"]),
    "search": (lambda: SearchField("Nom"), ["a", ""]),
    "area": (TextArea, ["Un\nDeux", "", "Trois"]),
    "date": (DateField, [date(2026, 11, 19), None]),
    "time": (TimeField, [time(14, 25), None]),
    "moment": (DateTimeField, [(date(2026, 11, 19), time(9, 0)), (None, None)]),
    "amount": (AmountField, [2750, 123456789, -100, None]),
    "list": (lambda: ChoiceList(YES_NO), ["no", "yes", None]),
    "clearable list": (lambda: ChoiceList(YES_NO, clearable=True), ["no", "yes", None]),
    "suggestions": (lambda: SuggestionField(["Planning", "Code"]), ["Code", "Autre chose", ""]),
    "segments": (lambda: SegmentedRadio(YES_NO), ["no", "yes", None]),
    "tick": (lambda: CheckBox("Réclamation écrite"), [True, False]),
}
EACH = pytest.mark.parametrize("kind", INPUTS)


class Heard:
    def __init__(self, signal: Any) -> None:
        self.count = 0
        signal.connect(self._take)

    def _take(self) -> None:
        self.count += 1


@EACH
def test_filling_comes_back_and_says_nothing(kind: str, page: Page) -> None:
    make, values = INPUTS[kind]
    widget = make()
    page(widget)
    edits = Heard(widget.edited)
    for value in values:
        widget.set_value(value)
        assert widget.value() == value
    assert edits.count == 0


@EACH
def test_passing_through_changes_and_says_nothing(kind: str, page: Page, qtbot: QtBot) -> None:
    make, values = INPUTS[kind]
    widget, other = make(), TextField()
    page(widget, other)
    widget.set_value(values[0])
    edits, leaves = Heard(widget.edited), Heard(widget.left)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    while widget.isAncestorOf(QApplication.focusWidget()) or widget is QApplication.focusWidget():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert (edits.count, leaves.count) == (0, 1)
    assert widget.value() == values[0]


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        ("text", "Garnier", "Garnier"),
        ("area", "Trop tard", "Trop tard"),
        ("date", "3/2/26", date(2026, 2, 3)),
        ("time", "14h25", time(14, 25)),
        ("amount", "27,50", 2750),
        ("list", "n", "no"),
        ("suggestions", "Vitre", "Vitre"),
        ("tick", " ", True),
        ("segments", " ", "yes"),
    ],
)
def test_typing_is_heard(kind: str, keys: str, value: Any, page: Page, qtbot: QtBot) -> None:
    widget = INPUTS[kind][0]()
    page(widget)
    edits = Heard(widget.edited)
    widget.setFocus()
    if kind == "list":
        widget.showPopup()
        qtbot.keyClicks(widget.view(), keys)
        qtbot.keyClick(widget.view(), Qt.Key.Key_Return)
    else:
        qtbot.keyClicks(QApplication.focusWidget(), keys)
    assert widget.value() == value
    assert edits.count >= 1


@EACH
@pytest.mark.parametrize("edge", ["danger", "warning", ""])
def test_neither_focus_nor_a_fault_moves_anything(kind: str, edge: str, page: Page) -> None:
    widget, below = INPUTS[kind][0](), TextField()
    window = page(widget, below)
    settle(window)
    before = widget.geometry(), below.geometry(), text_left(widget)
    widget.set_edge(edge)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle(window)
    window.grab()
    assert (widget.geometry(), below.geometry(), text_left(widget)) == before


def settle(window: QWidget) -> None:
    """Do what waits. Qt shrinks a list to its words 20 ms after they were set, and asks the layout to widen it again:
    which of both an event loop comes to depends on the machine."""
    QApplication.processEvents()
    layout = window.layout()
    assert layout is not None
    layout.activate()


def text_left(widget: QWidget) -> int:
    line = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    return line.cursorRect().left() if line is not None else 0


@pytest.mark.parametrize("kind", ["list", "suggestions"])
def test_scrolling_over_a_list_never_changes_it(kind: str, page: Page) -> None:
    widget = INPUTS[kind][0]()
    page(widget)
    widget.set_value(INPUTS[kind][1][0])
    edits = Heard(widget.edited)
    middle = QPoint(20, 10)
    turn = QWheelEvent(
        middle.toPointF(), widget.mapToGlobal(middle).toPointF(), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turn)
    assert widget.value() == INPUTS[kind][1][0]
    assert edits.count == 0


def test_a_list_without_choice_shows_its_placeholder_in_a_soft_ink(page: Page) -> None:
    widget = ChoiceList(YES_NO)
    page(widget)
    assert ink(widget) == LIGHT.text3
    widget.set_value("no")
    assert ink(widget) == LIGHT.text


def ink(widget: QWidget) -> str:
    return widget.palette().color(widget.foregroundRole()).name().upper()


def test_a_list_keeps_its_value_when_its_choices_are_replaced(page: Page) -> None:
    widget = ChoiceList([(1, "Claire"), (2, "Sophie")])
    page(widget)
    widget.set_value(2)
    edits = Heard(widget.edited)
    widget.set_choices([(3, "Marc"), (2, "Sophie")])
    assert widget.value() == 2
    widget.set_choices([(3, "Marc")])
    assert widget.value() is None
    assert edits.count == 0


def test_suggestions_keep_what_was_typed_when_they_are_replaced(page: Page) -> None:
    widget = SuggestionField(["Planning"])
    page(widget)
    widget.set_value("Autre chose")
    widget.set_suggestions(["Code", "Conduite"])
    assert widget.value() == "Autre chose"


def test_escape_empties_the_search_then_goes_through(page: Page, qtbot: QtBot) -> None:
    search = SearchField("Nom")
    page(search)
    search.setFocus()
    qtbot.keyClicks(search, "gar")
    edits = Heard(search.edited)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert (search.value(), edits.count) == ("", 1)
