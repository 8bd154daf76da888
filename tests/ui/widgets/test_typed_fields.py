from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.theme import Scheme, apply_theme, tokens
from pegase_desktop.ui.widgets.calendar_popup import CalendarPopup
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.widgets.typed_fields import AmountField, DateField, DateTimeField, TimeField

Page = Callable[..., QWidget]
TODAY = date(2026, 11, 19)


def today() -> date:
    return TODAY


def type_and_leave(field: QWidget, words: str, page: Page, qtbot: QtBot) -> None:
    page(field, TextField())
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    ("field", "words", "shown"),
    [
        (lambda: DateField(today=today), "3/2/26", "03/02/2026"),
        (lambda: DateField(today=today), "hier", "18/11/2026"),
        (TimeField, "14h25", "14:25"),
        (TimeField, "9", "09:00"),
        (AmountField, "1234,5", "1\u00a0234,50"),
    ],
)
def test_leaving_tidies_what_was_typed(
    field: Callable[[], TextField], words: str, shown: str, page: Page, qtbot: QtBot
) -> None:
    made = field()
    type_and_leave(made, words, page, qtbot)
    assert made.text() == shown
    assert made.problem() is None


@pytest.mark.parametrize(
    ("field", "words"), [(DateField, "32/13/2026"), (TimeField, "25:00"), (AmountField, "gratuit")]
)
def test_what_cannot_be_understood_stays_and_is_said(
    field: type[TextField], words: str, page: Page, qtbot: QtBot
) -> None:
    made = field()
    type_and_leave(made, words, page, qtbot)
    assert made.text() == words
    assert made.value() is None
    problem = made.problem()
    assert problem is not None
    assert "Par exemple" in problem


def test_the_arrows_step_through_the_days(page: Page, qtbot: QtBot) -> None:
    field = DateField(today=today)
    page(field)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == TODAY
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2026, 11, 20)


def test_the_calendar_opens_by_keyboard_and_gives_the_day(page: Page, qtbot: QtBot) -> None:
    field = DateField(today=today)
    page(field)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 11, 19)
    with qtbot.waitSignal(field.edited):
        calendar.activated.emit(QDate(2026, 12, 2))
    assert field.value() == date(2026, 12, 2)
    assert not calendar.isVisible()


def test_the_calendar_stays_on_the_screen(page: Page, qtbot: QtBot) -> None:
    field = DateField(today=today)
    window = page(field)
    room = window.screen().availableGeometry()
    window.move(room.right() - 40, room.bottom() - 60)
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert room.contains(popup.geometry())
    assert not popup.geometry().intersects(QRect(field.mapToGlobal(QPoint(0, 0)), field.size()))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_no_day_of_the_calendar_is_red(scheme: Scheme, page: Page, qapp: QApplication) -> None:
    field = DateField(today=today)
    page(field)
    apply_theme(qapp, scheme)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    sunday = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert sunday.name().upper() == tokens().text


def test_a_field_that_is_only_read_opens_no_calendar(page: Page, qtbot: QtBot) -> None:
    field = DateField(today=today)
    field.setReadOnly(True)
    page(field)
    qtbot.keyClick(field, Qt.Key.Key_F4)
    assert field.findChild(QCalendarWidget) is None


def test_a_moment_is_left_once_both_parts_are(page: Page, qtbot: QtBot) -> None:
    field, other = DateTimeField(today=today), TextField()
    page(field, other)
    left: list[bool] = []
    field.left.connect(lambda: left.append(True))
    field.setFocus()
    qtbot.keyClicks(field.date, "auj")
    qtbot.keyClick(field.date, Qt.Key.Key_Tab)
    qtbot.keyClicks(field.time, "1425")
    assert left == []
    qtbot.keyClick(field.time, Qt.Key.Key_Tab)
    assert left == [True]
    assert field.value() == (TODAY, time(14, 25))
    assert QApplication.focusWidget() is other


def test_the_part_at_fault_has_the_edge(page: Page) -> None:
    field = DateTimeField(today=today)
    page(field)
    field.set_value((TODAY, None))
    field.set_edge("danger")
    assert (field.date.property("edge"), field.time.property("edge")) == (None, "danger")
