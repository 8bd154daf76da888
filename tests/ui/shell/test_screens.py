"""The screens of the navigation: keys, clicks, the badge, the first screen of the day, the day's list on paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.status_bar import StatusItem
from tests.storage.office import Clock
from tests.ui.conftest import NOW, Opener
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def agenda_of(window: MainWindow) -> AgendaScreen:
    screen = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(screen, AgendaScreen)
    return screen


def status(window: MainWindow) -> list[str]:
    said = (item._words.text() for item in window.findChildren(StatusItem) if item.isVisible())
    return [words.replace("\u00a0", " ") for words in said]


def test_keys_lead_to_the_agenda_and_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.shell.screens.screen_of(Place.AGENDA) is None
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert agenda_of(window).isVisible()
    assert agenda_of(window)._rows[0].button.hasFocus()
    assert window.shell.navigation.items[Place.AGENDA].isChecked()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, CONTROL)
    assert window.register_screen.table.hasFocus()
    assert window.shell.navigation.items[Place.REGISTER].isChecked()


def test_clicks_lead_to_every_place(window: MainWindow, qtbot: QtBot) -> None:
    for place, item in reversed(window.shell.navigation.items.items()):
        qtbot.mouseClick(item, LEFT)
        assert window.shell.screens.place is place
        assert [one for one, other in window.shell.navigation.items.items() if other.isChecked()] == [place]


def test_the_badge_counts_what_is_for_today(window: MainWindow, session: Session, clock: Clock) -> None:
    item = window.shell.navigation.items[Place.AGENDA]
    assert item.accessibleName() == "À faire, 8"
    case = session.register.cases.find("R-2026-0022")
    values = {"ack_sent_at": NOW, "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.do(lambda: session.register.cases.record(case, values, by="Claire Martin"))
    assert item.accessibleName() == "À faire, 7"
    clock.now += timedelta(days=1)
    window.tick()
    assert item.accessibleName() == "À faire, 12"


def test_the_status_bar_says_what_the_screen_counts(window: MainWindow) -> None:
    assert status(window)[:2] == ["24 dossiers en 2026 · 11 ouverts", "5 en retard"]
    window.turn_to(Place.AGENDA)
    assert status(window)[:2] == ["8 actions à faire", "6 en retard"]
    window.turn_to(Place.SETTINGS)
    assert status(window)[:2] == ["24 dossiers en 2026 · 11 ouverts", "5 en retard"]


def test_a_day_with_something_late_begins_with_the_agenda_and_only_once(
    session: Session, open_window: Opener, tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "preferences.json", actor="Claire Martin", actor_day="2026-11-20")
    first = open_window(session, preferences)
    assert first.shell.screens.place is Place.AGENDA
    first.close()
    again = open_window(session, Preferences.load(tmp_path / "preferences.json"))
    assert again.shell.screens.place is Place.REGISTER


def test_a_day_with_nothing_late_begins_with_the_register(
    empty_register: Register, questions: ScriptedQuestions, clock: Clock, open_window: Opener
) -> None:
    questions.lines.append("Claire Martin")
    window = open_window(Session(empty_register, questions, clock), Preferences())
    assert window.shell.screens.place is Place.REGISTER


def test_a_program_left_open_begins_the_next_day_with_the_agenda(window: MainWindow, clock: Clock) -> None:
    clock.now += timedelta(hours=15)
    window.changeEvent(QEvent(QEvent.Type.ActivationChange))
    assert window.shell.screens.place is Place.AGENDA


def test_the_search_leads_back_to_the_register(window: MainWindow, qtbot: QtBot) -> None:
    window.turn_to(Place.AGENDA)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, CONTROL)
    assert window.register_screen.search.hasFocus()


def test_a_row_opens_its_case_in_the_register(window: MainWindow, qtbot: QtBot) -> None:
    window.register_screen.panel.close_panel()
    window.turn_to(Place.AGENDA)
    row = agenda_of(window)._rows[3]
    qtbot.mouseClick(row, LEFT)
    assert window.shell.screens.place is Place.REGISTER
    assert window.selection.case == row.line.todo.complaint_id
    assert window.register_screen.panel.isVisible()
    assert window.register_screen.panel.panel is not None
    assert window.register_screen.panel.panel.complaint.reference == row.line.todo.reference


def test_the_list_of_the_day_is_one_key_away(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview.windowTitle()))
    window.turn_to(Place.AGENDA)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CONTROL)
    assert len(shown) == 1
    assert "À faire aujourd’hui" in shown[0]


def test_the_agenda_follows_the_register_while_it_is_shown(window: MainWindow, session: Session) -> None:
    window.turn_to(Place.AGENDA)
    case = session.register.cases.find("R-2026-0022")
    values = {"ack_sent_at": NOW, "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.do(lambda: session.register.cases.record(case, values, by="Claire Martin"))
    assert len(agenda_of(window)._rows) == 7


def test_the_wizard_is_not_left_by_the_keys_of_the_screens(window: MainWindow, qtbot: QtBot) -> None:
    window.start_new()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, CONTROL)
    window.turn_to(Place.AGENDA)
    assert window.shell.screens.place is Place.REGISTER


@pytest.mark.parametrize(("width", "is_rail"), [(1366, True), (1440, False)])
def test_the_navigation_is_a_rail_in_a_narrow_window(
    session: Session, open_window: Opener, width: int, *, is_rail: bool
) -> None:
    window = open_window(session, size=(width, 768))
    assert (window.shell.navigation.width() < 100) is is_rail


def test_the_agenda_is_that_of_whoever_came_while_it_was_hidden(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    agenda = agenda_of(window)
    qtbot.mouseClick(next(one for one in agenda.findChildren(QAbstractButton) if one.text() == "Pour moi"), LEFT)
    assert agenda.agenda.count
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, CONTROL)
    session.set_actor("Sophie Renaud")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, CONTROL)
    there = [row.line for row in agenda._rows]
    assert all(line.todo.concerns("Sophie Renaud") for line in there)
    agenda.refresh()
    assert there == [row.line for row in agenda._rows]


def test_a_tick_that_the_register_missed_is_made_up_for_whatever_changed_meanwhile(
    window: MainWindow, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.turn_to(Place.AGENDA)
    clock.now = NOW + timedelta(days=1)
    window.tick()
    session.changed.emit(Changed(frozenset({RecordRef(RecordKind.IMPROVEMENT, 1)})))
    window.turn_to(Place.REGISTER)
    assert window.register_screen.model.now == clock.now
