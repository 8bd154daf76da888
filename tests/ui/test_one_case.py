"""The window by real events: panel, table and Enter mean one case, whatever was filtered, folded or sought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.period import Period
from pegase_desktop.domain.views import Chip
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.amounts import tried
from tests.ui.hands import part, type_letters

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def current(window: MainWindow) -> int:
    """The complaint of the table's current line; 0 where the keyboard is on a heading, or nowhere."""
    table = window.register_screen.table
    return window.register_screen.model.lines.id_at(table.currentIndex().row())


def is_on_heading(window: MainWindow) -> bool:
    screen = window.register_screen
    return screen.model.lines.heading_at(screen.table.currentIndex().row()) is not None


@contextmanager
def wizards_asked_for(window: MainWindow) -> Iterator[list[int]]:
    """Within the block the wizard is not opened; which cases it was asked for."""
    screen, asked = window.register_screen, list[int]()
    screen.wizard_wanted.disconnect(window.continue_case)

    def ask(complaint_id: int, _page: object, _fact: str) -> None:
        asked.append(complaint_id)

    screen.wizard_wanted.connect(ask)
    yield asked
    screen.wizard_wanted.disconnect(ask)
    screen.wizard_wanted.connect(window.continue_case)


def click_agenda_row(window: MainWindow, number: int, qtbot: QtBot) -> int:
    """Click a row of « À faire » beside its button; the complaint it is about."""
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(agenda, AgendaScreen)
    row = agenda._rows[number % len(agenda._rows)]
    complaint_id = row.line.todo.complaint_id
    qtbot.mouseClick(row, LEFT, pos=QPoint(200, 20))
    return complaint_id


def see_closed_only(window: MainWindow) -> None:
    window.register_screen.filters.choose(Filters(Chip.CLOSED))


def search_another(window: MainWindow) -> None:
    window.register_screen.start_search("R-2026-0013")


def search_nothing(window: MainWindow) -> None:
    window.register_screen.start_search("introuvable")


def fold_open(window: MainWindow) -> None:
    table = window.register_screen.table
    table.clicked.emit(table.model().index(0, 0))


@pytest.mark.parametrize("hide", [see_closed_only, search_another, search_nothing, fold_open])
def test_a_case_of_the_day_is_brought_to_light_and_enter_opens_it(
    hide: Callable[[MainWindow], None], window: MainWindow, qtbot: QtBot
) -> None:
    hide(window)
    meant = click_agenda_row(window, 4, qtbot)
    assert window.register_screen.panel.shown == meant
    assert current(window) == meant
    assert window.register_screen.table.visualRect(window.register_screen.table.currentIndex()).height() > 0
    assert window.register_screen.table.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert part(window, WizardWindow).flow.recorded.id == meant


def test_only_what_hides_the_case_is_lifted(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    screen = window.register_screen
    screen.filters.choose(Filters(Chip.OPEN))
    screen.start_search("R-2026-0016")
    screen.table.fold(frozenset({Section.OPEN}))
    window.go_to(session.register.cases.find("R-2026-0021").id)
    assert (screen.search.text(), screen.filters.filters.chip, screen.model.folded) == ("", Chip.OPEN, frozenset())


def test_a_case_that_left_the_filter_in_the_wizard_is_still_the_one_meant(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    screen = window.register_screen
    screen.filters.choose(Filters(Chip.ACK_TO_SEND))
    screen.table.setFocus()
    meant = window.selection.case
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    case = session.register.cases.get(meant)
    sent = {"ack_sent_at": session.clock(), "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.register.cases.record(case, sent, by="Claire Martin")
    part(window, WizardWindow).leave()
    assert screen.filters.filters.chip is Chip.ACK_TO_SEND  # who works through a filter goes on in it
    assert meant not in screen.model.lines
    assert (window.selection.case, window.register_screen.panel.shown, current(window)) == (meant, meant, 0)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.register_screen.panel.shown == current(window) == screen.model.lines.first)


def test_a_new_case_is_seen_whatever_is_filtered(window: MainWindow, session: Session) -> None:
    see_closed_only(window)
    window.start_new()
    window._come_back_from_wizard(session.register.cases.find("R-2026-0024").id)
    assert window.register_screen.panel.shown == current(window) == session.register.cases.find("R-2026-0024").id


def test_folding_moves_on_to_what_is_seen_and_unfolding_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    screen, own = window.register_screen, window.selection.case
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Home)
    qtbot.keyClick(screen.table, Qt.Key.Key_Up)
    assert is_on_heading(window)
    qtbot.keyClick(screen.table, Qt.Key.Key_Left)
    assert is_on_heading(window)
    qtbot.waitUntil(lambda: screen.panel.shown == window.selection.case == screen.model.lines.first != own)
    qtbot.keyClick(screen.table, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.register_screen.panel.shown == window.selection.case == own)


ACTS = st.one_of(
    st.tuples(st.just("filter"), st.sampled_from([Filters(chip) for chip in Chip])),
    st.tuples(st.just("filter"), st.sampled_from([Filters(service="Facturation"), Filters(period=Period.LAST_MONTH)])),
    st.tuples(st.just("search"), st.sampled_from(["0013", "zzz", "boussaïd", "planning", "a"])),
    st.tuples(st.just("clear"), st.none()),
    st.tuples(st.just("fold"), st.sampled_from(Section)),
    st.tuples(st.just("agenda"), st.integers(0, 7)),
    st.tuples(st.just("go_to"), st.integers(1, 24)),
    st.tuples(st.just("key"), st.sampled_from([Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home])),
    st.tuples(st.just("refresh"), st.none()),
    st.tuples(st.just("leave_search"), st.none()),
)


class Person:
    """Does in the window what the acts name."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    def begin(self) -> None:
        """As the program begins, with the panel open."""
        self.clear(None)
        self._window.register_screen.filters.choose(Filters())
        self._window.register_screen.table.fold(frozenset())
        self._window.register_screen.panel.open()
        self._window.go_to(16)

    def filter(self, filters: Filters) -> None:
        self._window.register_screen.filters.choose(filters)

    def search(self, words: str) -> None:
        self._qtbot.keyClick(self._window, Qt.Key.Key_F, CONTROL)
        type_letters(QApplication.focusWidget(), words)

    def clear(self, _: None) -> None:
        self._window.turn_to(Place.REGISTER)
        self._window.register_screen.start_search()
        self._qtbot.keyClick(self._window.register_screen.search, Qt.Key.Key_Escape)

    def fold(self, section: Section) -> None:
        screen = self._window.register_screen
        line = next((at for at, heading in screen.model.lines.headings() if heading.section is section), None)
        if line is not None:
            screen.table.setFocus()
            screen.table.setCurrentIndex(screen.model.index(line, 0))
            self._qtbot.keyClick(screen.table, Qt.Key.Key_Return)

    def agenda(self, number: int) -> None:
        meant = click_agenda_row(self._window, number, self._qtbot)
        assert self._window.selection.case == current(self._window) == meant

    def go_to(self, number: int) -> None:
        self._window.go_to(number)
        assert self._window.selection.case == current(self._window) == number

    def key(self, key: Qt.Key) -> None:
        self._window.turn_to(Place.REGISTER)
        self._qtbot.keyClick(QApplication.focusWidget(), key)

    def refresh(self, _: None) -> None:
        self._window._session.changed.emit(Changed())

    def leave_search(self, _: None) -> None:
        self._qtbot.keyClick(self._window.register_screen.search, Qt.Key.Key_Down)


@settings(max_examples=tried(quick=15, whole=100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=8))
def test_panel_table_and_enter_mean_one_case_after_everything_a_person_does(
    acts: list[tuple[str, object]], window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    person, screen = Person(window, qtbot), window.register_screen
    person.begin()
    for name, how in acts:
        getattr(person, name)(how)
        meant, lines = window.selection.case, screen.model.lines
        assert meant in lines or (meant, lines.first) == (0, 0)
        assert current(window) == meant or is_on_heading(window)
        screen._telling.stop()
        screen.chosen.emit()  # the keys rest
        window.register_screen.panel._catch_up()
        assert window.register_screen.panel.shown == meant
    window.turn_to(Place.REGISTER)
    with wizards_asked_for(window) as asked:
        screen.table.setFocus()
        on_heading = is_on_heading(window)
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    shown = screen.panel.shown
    assert asked == ([shown] if shown and not on_heading else [])
