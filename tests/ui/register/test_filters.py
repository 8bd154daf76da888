"""The filters of the register by real events: the dialog, what is on, and how it goes away."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.filters import Filters, chosen
from pegase_desktop.domain.period import Period
from pegase_desktop.domain.views import Chip, Dated, Line
from pegase_desktop.domain.words import Kind
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.register.filter_dialog import FilterDialog
from pegase_desktop.ui.register.screen import RegisterScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.chips import ChosenChip
from tests.ui.conftest import Opener
from tests.ui.hands import answering_in, there, type_letters

SPACE, RETURN, TAB = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab
NARROW = Filters(kind=Kind.COMPLAINT, service="Facturation", period=Period.LAST_MONTH)


@pytest.fixture
def screen(window: MainWindow) -> RegisterScreen:
    return window.register_screen


def shown(screen: RegisterScreen) -> list[Line]:
    """What the table shows, without its headings."""
    rows = (screen.model.line_at(line) for line in range(len(screen.model.lines)))
    return [row for row in rows if row]


def press(key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(there(QApplication.focusWidget()), key)


def words_of(screen: RegisterScreen) -> list[str]:
    return [one.text() for one in screen.filters.chosen.chips.values() if one.isVisible()]


def test_filters_are_chosen_by_keyboard_alone(screen: RegisterScreen, qtbot: QtBot) -> None:
    def choose(dialog: FilterDialog) -> None:
        type_letters(QApplication.focusWidget(), "al")  # Nature: « Aléa »
        dialog.editors["period"].focus()
        type_letters(QApplication.focusWidget(), "cette année")
        assert not dialog.editors["since"].field.isVisible()
        press(RETURN, qtbot)

    screen.filters.more.setFocus()
    with answering_in(FilterDialog, choose):
        press(RETURN, qtbot)
    assert screen.filters.filters == Filters(kind=Kind.INCIDENT, period=Period.THIS_YEAR)
    assert {row.kind for row in shown(screen)} == {Kind.INCIDENT}
    assert words_of(screen) == ["Nature\u00a0: Aléa", "Reçues\u00a0: cette année"]
    assert screen.filters.more.accessibleName() == "Filtres, 2\u00a0actifs"


def test_days_that_make_no_period_are_said_where_they_stand(screen: RegisterScreen, qtbot: QtBot) -> None:
    def choose(dialog: FilterDialog) -> None:
        dialog.editors["period"].focus()
        type_letters(QApplication.focusWidget(), "d’un")
        dialog.go.click()
        assert dialog.isVisible()
        assert dialog.editors["since"].field.fault().startswith("Il manque un jour.")
        assert QApplication.focusWidget() is dialog.editors["since"].input
        qtbot.keyClicks(dialog.editors["since"].input, "01/04/2026")
        qtbot.keyClicks(dialog.editors["until"].input, "30/04/2026")
        dialog.editors["dated"].input.set_value(Dated.CLOSURE)
        dialog.editors["dated"].take()
        dialog.go.click()

    with answering_in(FilterDialog, choose):
        qtbot.mouseClick(screen.filters.more, Qt.MouseButton.LeftButton)
    ended = [there(one.ended_at).date() for one in shown(screen)]
    assert ended
    assert all(date(2026, 4, 1) <= one <= date(2026, 4, 30) for one in ended)
    assert words_of(screen) == ["Clôturées\u00a0: du 01/04/2026 au 30/04/2026"]


def test_service_and_period_filter_together(screen: RegisterScreen) -> None:
    screen.filters.choose(Filters(service="Facturation", period=Period.LAST_MONTH))
    assert {(row.service, row.received_at.month) for row in shown(screen)} == {("Facturation", 10)}


def test_what_is_given_up_changes_nothing(screen: RegisterScreen, qtbot: QtBot) -> None:
    def give_up(dialog: FilterDialog) -> None:
        dialog.clear.click()
        assert dialog.filters == Filters()
        press(Qt.Key.Key_Escape, qtbot)

    screen.filters.choose(NARROW)
    with answering_in(FilterDialog, give_up):
        screen.filters.more.click()
    assert screen.filters.filters == NARROW


def test_each_goes_away_by_its_chip_and_the_keyboard_stays_near(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.filters.choose(NARROW)
    assert there(screen.filters.chosen.first).accessibleName() == "Enlever le filtre Nature\u00a0: Réclamation"
    there(screen.filters.chosen.first).setFocus()
    for left in (2, 1):
        press(SPACE, qtbot)
        assert len(words_of(screen)) == left
        assert isinstance(QApplication.focusWidget(), ChosenChip)
    press(RETURN, qtbot)
    assert screen.filters.filters == Filters()
    assert QApplication.focusWidget() is screen.filters.more
    assert not screen.filters.chosen.isVisible()
    assert screen.filters.more.accessibleName() == "Filtres"
    assert len(shown(screen)) == 24


def test_all_go_away_at_once_and_the_chip_stays(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.filters.choose(Filters(Chip.CLOSED, kind=Kind.COMPLAINT, service="Facturation"))
    qtbot.mouseClick(screen.filters.chosen.clear, Qt.MouseButton.LeftButton)
    assert screen.filters.filters == Filters(Chip.CLOSED)


def test_tab_goes_through_them_in_their_order(screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.filters.choose(NARROW)
    screen.filters.more.setFocus()
    met = []
    for _ in range(len(chosen(NARROW)) + 2):
        press(TAB, qtbot)
        met.append(QApplication.focusWidget())
    assert met == [
        *(screen.filters.chosen.chips[one] for one in chosen(NARROW)),
        screen.filters.chosen.clear,
        screen.table,
    ]


def test_who_has_left_and_what_is_offered_no_more_can_be_filtered_by(session: Session, screen: RegisterScreen) -> None:
    register = session.register
    case = register.cases.find("R-2026-0016")
    register.cases.record(case, {"owner": "Ancien Collègue", "category": "ancienne catégorie"}, by="C", reason="Essai")

    def look(dialog: FilterDialog) -> None:
        owners, categories = (dialog.editors[name].input for name in ("owner", "category"))
        assert owners.findText("Ancien Collègue") > 0
        assert categories.findText("ancienne catégorie") > 0

    with answering_in(FilterDialog, look):
        screen.filters.more.click()


def test_the_next_day_begins_without_filters(session: Session, open_window: Opener) -> None:
    """What hides cases is chosen anew: nobody wonders in the morning where they are."""
    preferences = Preferences(actor="Claire Martin", actor_day="2026-11-20", agenda_day="2026-11-20")
    first = open_window(session, preferences)
    first.register_screen.filters.choose(NARROW)
    first.close()
    assert open_window(session, preferences).register_screen.filters.filters == Filters()


def test_what_takes_all_away_stands_level_with_the_chips(screen: RegisterScreen) -> None:
    screen.filters.choose(NARROW)
    QApplication.processEvents()
    line = screen.filters.chosen
    assert line.clear.geometry().center().y() == there(line.first).geometry().center().y()
