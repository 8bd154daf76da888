"""The register's screen by real events: keys, clicks, what is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.views import Chip, SortKey
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import Scheme, apply_theme
from pegase_desktop.ui.register.columns import COLUMNS, FLEXIBLE, SERVICE, Order
from pegase_desktop.ui.register.ink import Ink
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.register.screen import RegisterScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from tests.storage.office import Clock
from tests.ui.conftest import Opener
from tests.ui.hands import part, there
from tests.ui.scripted_questions import ScriptedQuestions

DOWN, UP, RETURN = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return


@pytest.fixture
def screen(window: MainWindow) -> RegisterScreen:
    return window.register_screen


def references(screen: RegisterScreen) -> list[str]:
    """What the table shows, without its headings."""
    rows = (screen.model.line_at(line) for line in range(len(screen.model.lines)))
    return [row.reference for row in rows if row]


def shown_case(window: MainWindow) -> Complaint:
    """What the detail panel shows."""
    assert window.register_screen.panel.panel is not None
    return window.register_screen.panel.panel.complaint


def pick(label: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == label)
    menu.setActiveAction(action)
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()


def test_the_open_complaints_come_first_the_most_urgent_at_the_top(screen: RegisterScreen) -> None:
    shown = references(screen)
    assert len(shown) == 24
    assert shown[0] == "R-2026-0016"
    assert [heading.count for _, heading in screen.model.lines.headings()] == [11, 13]


def test_arrows_move_through_the_complaints_and_the_panel_follows(
    window: MainWindow, screen: RegisterScreen, qtbot: QtBot
) -> None:
    screen.table.setFocus()
    qtbot.keyClick(screen.table, DOWN)
    qtbot.keyClick(screen.table, DOWN)
    qtbot.waitUntil(lambda: shown_case(window).reference == references(screen)[2])
    qtbot.keyClick(screen.table, UP)
    qtbot.waitUntil(lambda: shown_case(window).reference == references(screen)[1])


def test_home_and_end_go_to_the_ends(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_End)
    assert there(screen.model.line_at(screen.table.currentIndex().row())).reference == references(screen)[-1]
    qtbot.keyClick(screen.table, Qt.Key.Key_Home)
    assert there(screen.model.line_at(screen.table.currentIndex().row())).reference == references(screen)[0]


def test_pages_of_the_table_go_down_and_up(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_PageDown)
    assert screen.table.currentIndex().row() > 5
    qtbot.keyClick(screen.table, Qt.Key.Key_PageUp)
    assert screen.table.currentIndex().row() <= 1


def test_enter_continues_the_wizard(window: MainWindow, screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.wizard_wanted.disconnect()
    screen.table.setFocus()
    with qtbot.waitSignal(screen.wizard_wanted) as asked:
        qtbot.keyClick(screen.table, RETURN)
    assert asked.args == [window.selection.case, None, ""]


def test_a_search_finds_as_one_types_whatever_the_accents(
    window: MainWindow, screen: RegisterScreen, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.search.hasFocus()
    qtbot.keyClicks(screen.search, "boussaid")
    assert {there(screen.model.line_at(line)).complainant for line in (1, 2)} == {"M.\u00a0Rayan Boussaïd"}
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert len(references(screen)) == 24


def test_down_and_enter_go_from_the_search_to_what_was_found(
    window: MainWindow, screen: RegisterScreen, qtbot: QtBot
) -> None:
    screen.search.setFocus()
    qtbot.keyClicks(screen.search, "Kowalczyk")
    qtbot.keyClick(screen.search, DOWN)
    assert screen.table.hasFocus()
    qtbot.waitUntil(lambda: shown_case(window).complainant_name == "Étienne Kowalczyk")


def test_letters_typed_in_the_table_go_to_the_search(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.table.setFocus()
    qtbot.keyClicks(screen.table, "k")
    assert screen.search.hasFocus()
    assert screen.search.text() == "k"


def test_nothing_found_says_so_and_offers_to_clear_the_filters(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.filters.choose(screen.filters.filters.__class__(chip=Chip.LATE))
    screen.search.setFocus()
    qtbot.keyClicks(screen.search, "introuvable")
    assert not screen.table.isVisible()
    button = next(one for one in screen.findChildren(Button) if one.text() == "Effacer les filtres" and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.table.isVisible()
    assert len(references(screen)) == 24
    assert screen.search.text() == ""


def test_an_empty_register_offers_the_first_complaint(
    qapp: QApplication, empty_register: Register, questions: ScriptedQuestions, clock: Clock, open_window: Opener
) -> None:
    questions.lines.append(None)  # « Qui êtes-vous ? » when the button is pressed
    window = open_window(Session(empty_register, questions, clock), Preferences())
    assert not window.register_screen.table.isVisible()
    assert not window.register_screen.panel.isVisible()


@pytest.mark.parametrize(("chip", "number"), [(Chip.LATE, 5), (Chip.ACK_TO_SEND, 2), (Chip.MINE, 11)])
def test_chips_filter_and_their_count_is_true(screen: RegisterScreen, qtbot: QtBot, chip: Chip, number: int) -> None:
    button = screen.filters._buttons[chip]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert len(references(screen)) == number
    assert button.accessibleName() == f"{chip.label}, {number}"


def test_the_state_menu_filters(screen: RegisterScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen.filters._state, Qt.MouseButton.LeftButton)
    pick("Annulées")
    assert [there(screen.model.line_at(1)).status.label, len(references(screen))] == ["Annulée", 1]
    assert screen.filters._state.text() == "Annulées"
    assert not screen.filters._buttons[Chip.ALL].isChecked()


def test_a_click_on_a_header_sorts_and_another_turns_round(screen: RegisterScreen, qtbot: QtBot) -> None:
    header = screen.table.header
    at = QPoint(header.sectionViewportPosition(0) + 40, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    opened = references(screen)[:11]
    assert opened == sorted(opened)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert references(screen)[:11] == opened[::-1]


@pytest.mark.parametrize("key", list(SortKey))
def test_every_column_sorts_both_ways_and_keeps_the_selection(
    window: MainWindow, screen: RegisterScreen, key: SortKey
) -> None:
    before, selected = set(references(screen)), window.selection.case
    screen.table.header.sort_wanted.emit(Order(key))
    screen.table.header.sort_wanted.emit(Order(key, descending=True))
    assert set(references(screen)) == before
    assert window.selection.case == selected
    assert screen.model.lines.id_at(screen.table.currentIndex().row()) == selected


def test_alt_down_offers_everything_that_can_be_sorted_on(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.table.setFocus()
    qtbot.keyClick(screen.table, DOWN, Qt.KeyboardModifier.AltModifier)
    pick("Trier par «\u00a0Objet\u00a0»")
    assert screen.model.view.sort is SortKey.SUBJECT


def test_a_right_click_offers_both_lines_of_a_column(screen: RegisterScreen) -> None:
    header = screen.table.header
    header._offer((SortKey.SERVICE, SortKey.CHANNEL), QPoint())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Trier par «\u00a0Service\u00a0»",
        "Trier par «\u00a0Canal\u00a0»",
        "Croissant",
        "Décroissant",
    ]
    menu.close()


def test_a_search_shows_what_it_finds_also_where_the_table_was_folded(
    screen: RegisterScreen, session: Session, qtbot: QtBot
) -> None:
    screen.table.fold(frozenset({Section.ENDED}))
    closed = session.register.cases.find("R-2026-0013").id
    screen.start_search()
    qtbot.keyClicks(screen.search, "0013")
    assert closed in screen.model.lines
    screen.remember()
    assert screen._preferences.folded == [Section.ENDED.value]
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.model.folded == {Section.ENDED}


def test_a_search_given_up_by_the_button_leaves_the_table_folded_as_before(
    screen: RegisterScreen, session: Session, qtbot: QtBot
) -> None:
    screen.table.fold(frozenset({Section.ENDED}))
    screen.start_search()
    qtbot.keyClicks(screen.search, "introuvable")
    clear = next(one for one in screen.findChildren(Button) if one.text() == "Effacer la recherche" and one.isVisible())
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert screen.model.folded == {Section.ENDED}
    screen.start_search()
    qtbot.keyClicks(screen.search, "0013")
    assert session.register.cases.find("R-2026-0013").id in screen.model.lines


def test_a_heading_folds_by_click_and_by_key(screen: RegisterScreen, qtbot: QtBot) -> None:
    table = screen.table
    at = table.visualRect(screen.model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.model.folded == {Section.OPEN}
    assert len(references(screen)) == 13
    table.setFocus()
    table.setCurrentIndex(screen.model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert screen.model.folded == frozenset()
    assert len(references(screen)) == 24


def test_headings_keep_their_height_whatever_comes_and_goes(screen: RegisterScreen, qtbot: QtBot) -> None:
    header = screen.table.verticalHeader()
    for words in ("moniteur", "zzz", "", "facture"):
        screen.search.set_value(words)
        screen.search.edited.emit()
        headings = {line for line, _ in screen.model.lines.headings()}
        heights = {line: header.sectionSize(line) for line in range(len(screen.model.lines))}
        assert heights == {line: 30 if line in headings else 48 for line in heights}
        assert header.count() == len(screen.model.lines)


def test_a_change_keeps_the_selection_and_the_place(
    window: MainWindow, session: Session, screen: RegisterScreen, clock: Clock, qtbot: QtBot
) -> None:
    table = screen.table
    table.verticalScrollBar().setValue(200)
    window.selection.choose(screen.model.lines.id_at(9))
    table.mark(reveal=False)
    selected, top = window.selection.case, table.top_complaint()
    other = session.register.cases.get(screen.model.lines.id_at(2))
    session.do(lambda: session.register.cases.record(other, {"next_update_on": None, "proposals": "Une heure"}, by="x"))
    assert window.selection.case == selected
    assert screen.model.lines.id_at(table.currentIndex().row()) == selected
    assert table.top_complaint() == top
    assert table.selectionModel().isRowSelected(table.currentIndex().row())


def test_a_change_leaves_the_first_heading_in_sight(session: Session, screen: RegisterScreen) -> None:
    first = session.register.cases.get(screen.model.lines.first)
    session.do(lambda: session.register.cases.attach(first, "a.png", b"a", by="Claire Martin"))
    assert screen.table.verticalScrollBar().value() == 0


def test_what_is_filtered_out_is_selected_again_when_it_is_back(
    window: MainWindow, screen: RegisterScreen, qtbot: QtBot
) -> None:
    selected = window.selection.case
    screen.search.setFocus()
    qtbot.keyClicks(screen.search, "Kowalczyk")
    assert window.selection.case == screen.model.lines.first != selected
    assert screen.table.selectionModel().isRowSelected(1)
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert window.selection.case == selected
    assert screen.model.lines.id_at(screen.table.currentIndex().row()) == selected


def test_the_columns_fill_the_table_at_every_width(window: MainWindow, screen: RegisterScreen, qtbot: QtBot) -> None:
    for width in (1000, 1100, 1280, 1366, 1400, 1600, 1920):
        window.resize(width, 700)
        QApplication.processEvents()
        assert screen.table.header.length() == screen.table.viewport().width()


def test_a_column_keeps_the_width_it_was_given(screen: RegisterScreen) -> None:
    screen.table.header.resizeSection(2, 150)
    assert screen.table.widths() == {"service": 150}
    assert screen.table.header.length() == screen.table.viewport().width()


def test_the_screen_comes_back_as_it_was_left(session: Session, open_window: Opener, qtbot: QtBot) -> None:
    preferences = Preferences(actor="Claire Martin", actor_day="2026-11-20", agenda_day="2026-11-20")
    first = open_window(session, preferences, (1366, 768))
    first.register_screen.table.header.sort_wanted.emit(Order(SortKey.COMPLAINANT, descending=True))
    first.register_screen.table.header.resizeSection(2, 150)
    first.register_screen.table.fold(frozenset({Section.ENDED}))
    first.go_to(first.register_screen.model.lines.id_at(10))
    first.resize(1366, 600)
    QApplication.processEvents()
    first.register_screen.table.verticalScrollBar().setValue(130)
    shown = references(first.register_screen)
    first.close()
    second = open_window(session, preferences, (1366, 600))
    assert references(second.register_screen) == shown
    assert second.register_screen.table.widths() == {"service": 150}
    assert second.register_screen.model.folded == {Section.ENDED}


def test_whoever_opens_the_program_sees_what_is_late(session: Session, open_window: Opener) -> None:
    """However it was left: scrolled to the end, with the open ones folded, at a case closed long ago."""
    preferences = Preferences(actor="Claire Martin", actor_day="2026-11-20", agenda_day="2026-11-20")
    first = open_window(session, preferences, (1366, 600))
    table = first.register_screen.table
    most_urgent = first.register_screen.model.lines.id_at(1)
    first.go_to(session.register.cases.find("R-2026-0001").id)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    table.fold(frozenset({Section.OPEN}))
    first.close()
    second = open_window(session, preferences, (1366, 600))
    assert second.register_screen.model.folded == frozenset()
    assert second.register_screen.table.verticalScrollBar().value() == 0
    assert second.selection.case == most_urgent == second.register_screen.panel.shown


def test_time_turns_a_deadline_into_a_delay(window: MainWindow, screen: RegisterScreen, clock: Clock) -> None:
    line = screen.model.lines.line_of(screen.model.spine.ids[5])
    assert line is not None
    selected, late = window.selection.case, screen.counts.late
    clock.now += timedelta(days=3)
    window.tick()
    assert screen.counts.late > late
    assert window.selection.case == selected
    assert str(screen.model.index(line, 5).data()).startswith("En retard")


def test_an_unfinished_entry_is_offered_above_the_table(
    session: Session, screen: RegisterScreen, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    values = {"complainant_name": "Léa Brun", "subject": "Leçon oubliée"}
    draft = Draft(page=Page.COMPLAINANT, values=values, saved_by="Claire Martin")
    session.do(lambda: session.register.drafts.save(draft))
    banner = part(screen, DraftBanner)
    assert banner.isVisible()
    resume, drop = banner.findChildren(Button)
    assert "Léa Brun, Leçon oubliée · Réclamant · aujourd’hui à 18:00" in resume.accessibleName()
    screen.draft_wanted.disconnect()
    with qtbot.waitSignal(screen.draft_wanted) as asked:
        qtbot.mouseClick(resume, Qt.MouseButton.LeftButton)
    assert asked.args[0].values["complainant_name"] == "Léa Brun"
    questions.confirmations.append(True)
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert session.register.drafts.all() == ()
    assert not banner.isVisible()


def test_a_shortened_cell_says_the_rest_in_its_tip(screen: RegisterScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, words, view: told.append(words))
    table, column = screen.table, COLUMNS.index(SERVICE)
    table.header.resizeSection(column, 90)
    line = next(at for at in range(1, 12) if there(screen.model.line_at(at)).service == "Conduite accompagnée")
    for index in (screen.model.index(line, column), screen.model.index(line, 0)):
        at = table.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)
    assert told[0].startswith("Conduite accompagnée")
    assert told[1] == ""


def test_a_long_object_runs_on_under_the_service(
    window: MainWindow, screen: RegisterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 1440 pixels the table showed less of it than at 1366; its channel is then in the tip, whole."""
    case = there(next(one for at in range(1, 12) if there(one := screen.model.line_at(at)).reference == "R-2026-0018"))
    rooms: list[float] = []
    write = Ink.write

    def noted(ink: Ink, painter: QPainter, x: float, middle: float, room: float, words: str, *rest: Any) -> None:
        if words == case.subject:
            rooms.append(room - ink.width(words, rest[0]))
        write(ink, painter, x, middle, room, words, *rest)

    told: list[str] = []
    monkeypatch.setattr(Ink, "write", noted)
    monkeypatch.setattr(QToolTip, "showText", lambda _, words, *rest: told.append(words))
    screen.table.viewport().grab()
    width = screen.table.shown_width(COLUMNS[FLEXIBLE])
    assert len(rooms) == 2, "each of the two cells paints its part of it"
    assert min(rooms) >= 0
    line = there(screen.model.lines.line_of(case.id))
    at = screen.table.visualRect(screen.model.index(line, COLUMNS.index(SERVICE))).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, screen.table.viewport().mapToGlobal(at))
    QApplication.sendEvent(screen.table.viewport(), event)
    assert told == ["Facturation\nCourrier"]
    assert width < 250, "it does not fit its own column"


def test_escape_in_an_empty_search_goes_to_the_table_and_leaves_the_panel(
    window: MainWindow, screen: RegisterScreen, qtbot: QtBot
) -> None:
    screen.open_panel()
    screen.start_search("planning")
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert (screen.search.text(), screen.search.hasFocus()) == ("", True)
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.table.hasFocus()
    assert window.register_screen.panel.isVisible()


def test_larger_letters_keep_priority_and_service_before_the_owners_name(
    session: Session, open_window: Opener, qapp: QApplication
) -> None:
    apply_theme(qapp, Scheme.LIGHT, 1.6)
    table = open_window(session, size=(1920, 1000)).register_screen.table
    shown = [column.name for number, column in enumerate(COLUMNS) if not table.isColumnHidden(number)]
    assert {"service", "priority"} <= set(shown)
