"""The list of improvements with real keys and clicks: groups, lateness, opening, coming back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.rows import GroupHead
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Text
from tests.domain.test_improvement import WHOLE
from tests.storage.behind import execute
from tests.storage.office import Clock
from tests.ui.hands import type_letters
from tests.ui.improvements.conftest import CLAIRE, page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def heads(screen: ImprovementsScreen) -> list[str]:
    shown = [one for one in screen.overview.findChildren(GroupHead) if one.isVisible()]
    return [f"{one.findChildren(Text)[0].text()} {one.findChildren(Text)[1].text()}" for one in shown]


def key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_ctrl_5_leads_there_and_the_empty_screen_begins_one(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, Qt.Key.Key_5, CONTROL)
    assert window.shell.place is Place.IMPROVEMENTS
    screen = screen_of(window)
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Ajouter une amélioration"
    assert [one.text() for one in screen.findChildren(Button) if one.isVisible()] == ["Ajouter une amélioration"]
    key(qtbot, Qt.Key.Key_Return)
    assert not page_of(screen).sheet.is_registered
    assert page_of(screen).editors["what"].input.hasFocus()


def test_they_stand_in_groups_by_how_far_they_are(several: tuple[Improvement, ...], screen: ImprovementsScreen) -> None:
    assert heads(screen) == ["Décidées 2", "En place 1", "Vérifiées 1"]
    spoken = [row.accessibleName() for row in screen.overview.rows]
    assert spoken[0] == (
        "A-2026-01. Appeler l’élève la veille de chaque leçon. En retard de 31\u00a0j, Mise en place prévue le 20/10. "
        "Sophie Renaud. Action corrective · origine\u00a0: R-2026-0014 + 2"
    )
    assert "À mettre en place, 30/11" in spoken[1]
    assert "À contrôler, 01/12" in spoken[2]
    assert "Efficace, contrôlée le 12/11/2026" in spoken[3]
    assert screen.standing.words == "3\u00a0améliorations en cours"
    assert screen.standing.late == 1


def test_arrows_walk_enter_opens_and_escape_comes_back_to_the_same_row(
    several: tuple[Improvement, ...], screen: ImprovementsScreen, qtbot: QtBot
) -> None:
    rows = screen.overview.rows
    assert rows[0].hasFocus()
    key(qtbot, Qt.Key.Key_Up)
    assert rows[0].hasFocus()
    key(qtbot, Qt.Key.Key_Down)
    key(qtbot, Qt.Key.Key_Down)
    assert rows[2].hasFocus()
    key(qtbot, Qt.Key.Key_Return)
    assert page_of(screen).sheet.recorded == several[2]
    key(qtbot, Qt.Key.Key_Escape)
    assert screen.page is None
    assert screen.overview.rows[2].hasFocus()


def test_the_tab_key_stops_once_in_the_list(several: tuple[Improvement, ...], screen: ImprovementsScreen) -> None:
    stops = [one for one in screen.overview.rows if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == screen.overview.rows[:1]


def test_a_click_opens_one_and_the_arrow_at_the_top_goes_back(
    several: tuple[Improvement, ...], screen: ImprovementsScreen, qtbot: QtBot
) -> None:
    qtbot.mouseClick(screen.overview.rows[3], LEFT)
    page = page_of(screen)
    assert page.sheet.recorded == several[3]
    back = next(one for one in page.findChildren(Button) if one.accessibleName() == "Retour aux améliorations")
    qtbot.mouseClick(back, LEFT)
    assert screen.page is None


def test_time_makes_one_late(several: tuple[Improvement, ...], screen: ImprovementsScreen, clock: Clock) -> None:
    rows = list(screen.overview.rows)
    clock.now += timedelta(days=11)
    screen.tick()
    assert screen.overview.rows == rows  # nothing moved under the mouse
    assert screen.standing.late == 2
    assert "En retard de 1\u00a0j" in screen.overview.rows[1].accessibleName()


def test_what_another_screen_brought_about_is_shown_when_it_is_come_back_to(
    window: MainWindow, session: Session, decided: Improvement, screen: ImprovementsScreen
) -> None:
    window.turn_to(Place.REGISTER)
    session.do(lambda: session.register.improvements.register(replace(WHOLE, what="Autre"), by=CLAIRE))
    assert len(screen.overview.rows) == 1
    window.turn_to(Place.IMPROVEMENTS)
    assert len(screen.overview.rows) == 2


def test_nobody_at_the_desk_opens_nothing(
    decided: Improvement, screen: ImprovementsScreen, session: Session, questions: ScriptedQuestions
) -> None:
    session.set_actor("")
    questions.choices += [None, None]
    screen.overview.opened.emit(decided.id)
    screen.begin_new()
    assert screen.page is None


def test_one_that_is_damaged_is_said_and_the_list_stays(
    decided: Improvement, screen: ImprovementsScreen, register: Register
) -> None:
    execute(register, "UPDATE improvement SET due = 'jamais'")
    screen.refresh()
    assert len(screen.overview.rows) == 1
    assert "abîmée" in screen.overview._trouble.accessibleName()
    assert screen.overview._trouble.isVisible()


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1093, 535)])
def test_a_new_look_keeps_what_is_typed(
    size: tuple[int, int], window: MainWindow, decided: Improvement, screen: ImprovementsScreen, register: Register
) -> None:
    window.resize(*size)
    screen.show_record(decided.id)
    page_of(screen).editors["proof"].input.set_value("Planning")
    page_of(screen).editors["proof"].field.edited.emit()
    window.turn_to(Place.SETTINGS)
    window.wear_look()
    window.turn_to(Place.IMPROVEMENTS)
    assert screen_of(window) is not screen
    [draft] = register.drafts.all()
    assert draft.values["proof"] == "Planning"


def test_words_and_numbers_find_some_and_what_finds_none_says_so(
    several: tuple[Improvement, ...], screen: ImprovementsScreen, window: MainWindow, qtbot: QtBot
) -> None:
    key(qtbot, Qt.Key.Key_F, CONTROL)
    search = screen.overview.search
    assert search.hasFocus()
    type_letters(search, several[1].reference)
    assert [row.line.record.id for row in screen.overview.rows] == [several[1].id]
    assert screen.standing.words.startswith("3")  # what there is, whatever is searched
    search.selectAll()
    type_letters(search, "zzz")
    assert screen.overview.rows == []
    [button] = [one for one in screen.findChildren(Button) if one.isVisible() and one.text().startswith("Effacer")]
    qtbot.mouseClick(button, LEFT)
    assert search.text() == ""
    assert len(screen.overview.rows) == len(several)
    assert QApplication.focusWidget() is screen.overview.rows[0]


def test_without_any_there_is_nothing_to_search(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, Qt.Key.Key_5, CONTROL)
    assert not screen_of(window).overview.search.isVisible()
