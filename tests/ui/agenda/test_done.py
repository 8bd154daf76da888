"""« Marquer comme fait » by real events: recorded at once, taken back as truly, and nothing moves under the mouse."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.cases import Cases
from pegase_desktop.storage.check import check_register
from pegase_desktop.ui.agenda.rows import TodoRow
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.labels import Elided, Text
from tests.amounts import tried
from tests.ui.conftest import NOW
from tests.ui.hands import hold_enter
from tests.ui.scripted_questions import ScriptedQuestions

LEFT, NONE, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
REFERENCE = "R-2026-0019"


@pytest.fixture
def agenda(window: MainWindow) -> AgendaScreen:
    window.turn_to(Place.AGENDA)
    screen = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(screen, AgendaScreen)
    QApplication.processEvents()
    return screen


def row_of(agenda: AgendaScreen, reference: str = REFERENCE) -> TodoRow:
    return next(
        one for one in agenda._rows if (one.line.todo.duty.kind, one.line.todo.reference) == (DutyKind.ACT, reference)
    )


def middle(window: MainWindow, widget: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def click(window: MainWindow, widget: QWidget) -> None:
    """Where the widget is, as the mouse does it: on the window."""
    QTest.mouseClick(window.windowHandle(), LEFT, NONE, middle(window, widget))


def places(agenda: AgendaScreen) -> list[tuple[str, QRect]]:
    QApplication.processEvents()
    return [
        (row.line.todo.reference, QRect(row.mapTo(agenda, QPoint()), row.size()))
        for row in agenda.findChildren(TodoRow)
        if row.isVisible()
    ]


def done_of(session: Session, reference: str = REFERENCE) -> list[str]:
    actions = session.register.cases.find(reference).actions
    return [one.what for one in actions if one.done_on == NOW.date()]


def told(session: Session, reference: str = REFERENCE) -> list[tuple[Verb, str]]:
    """What the journal says of the case since it was taken in."""
    entries = session.register.journal.of(session.register.cases.find(reference).ref)
    return [(one.verb, one.reason) for one in entries][1:]


def words(agenda: AgendaScreen) -> list[str]:
    shown = agenda.findChildren(Text) + agenda.findChildren(Elided)
    return [one.text().replace("\u00a0", " ") for one in shown if one.isVisible()]


def let_go(agenda: AgendaScreen) -> None:
    """The seconds have passed."""
    agenda._staying.stop()
    agenda._staying.timeout.emit()


def test_what_is_done_is_recorded_at_once_and_nothing_moves(
    window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    before, row = places(agenda), row_of(agenda)
    click(window, row.button)
    assert done_of(session) == ["Obtenir de la banque l’accord écrit"]
    assert places(agenda) == before
    assert (row.button.text(), row.done_at) == ("Fait", "18:00")
    assert [head._number.text() for head in agenda._heads if head.kind is DutyKind.ACT] == ["3"]
    assert "1 sur 8" in words(agenda)


def test_two_clicks_in_a_row_settle_one_action_and_open_nothing(
    window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    row = row_of(agenda)
    at = middle(window, row.button)
    for _ in range(2):  # half a second apart: each is a click of its own
        QTest.mouseClick(window.windowHandle(), LEFT, NONE, at)
    assert told(session) == [(Verb.PLAN, "")]
    assert window.shell.screens.place is Place.AGENDA
    other = row_of(agenda, "R-2026-0020")
    QTest.mouseDClick(window.windowHandle(), LEFT, NONE, middle(window, other.button))
    assert [len(told(session, one)) for one in (REFERENCE, "R-2026-0020", "R-2026-0010")] == [1, 1, 0]
    assert window.shell.screens.place is Place.AGENDA


def test_a_done_action_is_taken_back_and_the_journal_says_both(
    window: MainWindow, agenda: AgendaScreen, session: Session, qtbot: QtBot
) -> None:
    case, before, row = session.register.cases.find(REFERENCE), places(agenda), row_of(agenda)
    click(window, row.button)
    undo = row._undo
    assert undo is not None
    qtbot.waitUntil(undo.isVisible)
    assert not undo.geometry().intersects(row.button.geometry())
    click(window, undo)
    assert session.register.cases.find(REFERENCE).actions == case.actions
    assert [verb for verb, _ in told(session)] == [Verb.PLAN, Verb.CORRECT]
    assert told(session)[-1][1].startswith("Marquée comme faite par erreur")
    assert (row.button.text(), row.done_at, undo.isVisible()) == ("Marquer comme fait", "", False)
    assert places(agenda) == before
    assert "0 sur 8" in words(agenda)
    assert row.button.hasFocus()
    click(window, row.button)
    assert done_of(session) == ["Obtenir de la banque l’accord écrit"]


def test_the_keyboard_stays_on_the_row_and_takes_the_last_back_first(
    window: MainWindow, agenda: AgendaScreen, session: Session, qtbot: QtBot
) -> None:
    first, second = row_of(agenda, "R-2026-0010"), row_of(agenda)
    for row in (first, second):
        row.button.setFocus()
        for _ in range(2):
            qtbot.keyClick(row.button, Qt.Key.Key_Return)
        hold_enter(row.button)
        assert row.button.hasFocus()
    assert [len(told(session, one)) for one in ("R-2026-0010", REFERENCE)] == [1, 1]
    qtbot.keyClick(second.button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second._undo
    qtbot.keyClick(second._undo, Qt.Key.Key_Up)
    assert first.button.hasFocus()
    for row, other in ((second, first), (first, second)):
        qtbot.keyClick(other.button, Qt.Key.Key_Z, CONTROL)
        assert row.done_at == ""
        assert row.button.hasFocus()
    assert [len(told(session, one)) for one in ("R-2026-0010", REFERENCE)] == [2, 2]
    qtbot.keyClick(first.button, Qt.Key.Key_Z, CONTROL)
    assert [len(told(session, one)) for one in ("R-2026-0010", REFERENCE)] == [2, 2]


def test_the_row_goes_once_the_seconds_are_over_and_mouse_and_keyboard_have_left_it(
    window: MainWindow, agenda: AgendaScreen, qtbot: QtBot
) -> None:
    row, following = row_of(agenda, "R-2026-0010"), row_of(agenda)
    QTest.mouseMove(window.windowHandle(), middle(window, row))
    qtbot.waitUntil(agenda._scroll.underMouse)
    row.button.setFocus()
    qtbot.keyClick(row.button, Qt.Key.Key_Return)
    let_go(agenda)
    assert row.isVisible()  # mouse and keyboard are there
    following.button.setFocus()
    assert row.isVisible()  # the mouse still is
    QTest.mouseMove(window.windowHandle(), QPoint(20, 20))
    qtbot.waitUntil(lambda: row not in agenda._rows)
    assert following.button.hasFocus()
    assert len(agenda._rows) == 7


def test_the_keyboard_alone_holds_the_row_too(agenda: AgendaScreen, qtbot: QtBot) -> None:
    row = row_of(agenda)
    row.button.setFocus()
    qtbot.keyClick(row.button, Qt.Key.Key_Return)
    let_go(agenda)
    assert row in agenda._rows
    qtbot.keyClick(row.button, Qt.Key.Key_Down)
    assert row not in agenda._rows
    assert row_of(agenda, "R-2026-0020").button.hasFocus()


def test_another_screen_ends_the_taking_back(window: MainWindow, agenda: AgendaScreen, session: Session) -> None:
    row_of(agenda).button.click()
    window.turn_to(Place.REGISTER)
    window.turn_to(Place.AGENDA)
    assert len(agenda._rows) == 7
    agenda._take_last_back()
    assert [verb for verb, _ in told(session)] == [Verb.PLAN]


def test_the_line_of_what_is_late_keeps_its_place_when_the_last_is_done(
    session: Session, agenda: AgendaScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    few = tuple(one for one in session.register.table.todos() if one.reference == REFERENCE)
    monkeypatch.setattr(session.register.table, "todos", lambda: few if not done_of(session) else ())
    agenda.refresh()
    before = places(agenda)
    agenda._rows[0].button.click()
    assert agenda._banner.accessibleName() == "Plus rien n’est en retard."
    assert places(agenda) == before
    agenda._rows[0].clearFocus()
    agenda.setFocus()
    let_go(agenda)
    assert not agenda._banner.isVisible()
    assert agenda._nothing.isVisible()


def test_what_cannot_be_taken_back_stays_done(
    agenda: AgendaScreen, session: Session, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = row_of(agenda)
    row.button.click()

    def refuse(*_: object, **__: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    with monkeypatch.context() as failing:
        failing.setattr(Cases, "record", refuse)
        agenda._take_last_back()
    assert questions.said == ["Le disque est plein. Libérez de la place."]
    assert row.done_at == "18:00"
    agenda._take_last_back()
    assert row.done_at == ""


def test_what_happened_is_said_aloud(heard: list[str], agenda: AgendaScreen) -> None:
    row_of(agenda).button.click()
    assert "Fait\u00a0:" in heard[-1]
    assert "Ctrl+Z" in heard[-1]
    agenda._take_last_back()
    assert heard[-1].startswith("Annulé, à faire\u00a0:")


def test_time_goes_on_in_the_rows_that_stay(window: MainWindow, agenda: AgendaScreen) -> None:
    row_of(agenda).button.click()
    late = row_of(agenda, "R-2026-0010").line.due.first
    window._session.clock.now = NOW.replace(day=25)  # type: ignore[attr-defined]
    agenda.refresh()
    assert row_of(agenda, "R-2026-0010").line.due.first != late
    assert row_of(agenda).done_at == "18:00"


@settings(max_examples=tried(quick=5, whole=50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
def test_what_is_shown_as_done_is_done_whatever_was_pressed(
    presses: list[tuple[int, bool]], window: MainWindow, agenda: AgendaScreen, session: Session
) -> None:
    agenda._begin_anew()
    rows = [row for row in agenda._rows if row.line.todo.duty.kind is DutyKind.ACT]
    for number, is_undo in presses:
        row = rows[number % len(rows)]
        (agenda._take_last_back if is_undo else row.button.click)()
        for one in rows:
            actions = session.register.cases.get(one.line.todo.complaint_id).actions
            open_ones = [action.what for action in actions if action.is_open]
            assert (one.line.todo.duty.what in open_ones) == (one.done_at == "")
    while agenda._undoing:
        agenda._take_last_back()
    session.changed.emit(Changed())


def test_the_register_is_sound_after_all_of_it(agenda: AgendaScreen, session: Session) -> None:
    row_of(agenda).button.click()
    agenda._take_last_back()
    row_of(agenda).button.click()
    assert check_register(session.register) == ()
