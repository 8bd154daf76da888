"""One week on the screen: its lists and figures, other weeks by the arrows, whose lists, and what each line opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.review_words import Topic
from pegase_desktop.domain.weeks import Week
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.review.parts import PicturesCard, TileView
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text
from pegase_desktop.ui.widgets.picture import PictureView
from tests.domain.samples import registrable
from tests.storage.office import Clock

CLAIRE = "Claire Martin"


def lines(screen: ReviewScreen, topic: Topic) -> list[str]:
    return [one.text() for one in screen.view.cards[topic].links]


def balance(screen: ReviewScreen) -> str:
    assert screen.view._shown is not None
    return screen.view._shown.balance.replace("\u00a0", " ")


def test_it_opens_on_the_running_week_with_the_eight_lists_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    assert list(screen.view.cards) == list(Topic)
    assert screen.view.week == Week(2026, 47)
    assert lines(screen, Topic.LATE) == ["R-2026-0016", "R-2026-0021", "R-2026-0022"]
    assert balance(screen).startswith("7 ouvertes au début + 4 reçues + 0 rouverte = 0 clôturée + 0 annulée + 11")


def test_on_a_monday_it_opens_on_the_week_that_is_over(window: MainWindow, clock: Clock) -> None:
    clock.move(days=3)
    window.turn_to(Place.REVIEW)
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    assert screen.view.week == Week(2026, 47)
    assert screen.view.after.isEnabled()


def test_a_window_that_stays_open_goes_on_to_the_next_week(screen: ReviewScreen, clock: Clock) -> None:
    clock.move(days=5)
    screen.tick()
    assert screen.view.week == Week(2026, 48)
    screen.view.shift(-1)
    clock.move(days=7)
    screen.tick()
    assert screen.view.week == Week(2026, 47), "who chose a week is left there"


def test_the_arrows_lead_to_other_weeks_and_not_into_the_future(screen: ReviewScreen, qtbot: QtBot) -> None:
    now = lines(screen, Topic.RECEIVED)
    qtbot.keyClick(screen.view.before, Qt.Key.Key_Left)
    assert screen.view.week == Week(2026, 46)
    assert lines(screen, Topic.RECEIVED) == ["R-2026-0020"]
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert screen.view.week == Week(2026, 47)
    assert lines(screen, Topic.RECEIVED) == now
    assert not screen.view.after.isEnabled()


def test_a_week_without_anything_shows_what_is_open(screen: ReviewScreen) -> None:
    screen.view.show_week(Week(2025, 40))
    said = balance(screen)
    assert said.startswith("Aucune réclamation en semaine 40")
    assert all(card.links == [] for card in screen.view.cards.values())


def test_a_line_opens_its_case(screen: ReviewScreen, window: MainWindow, session: Session, qtbot: QtBot) -> None:
    link = screen.view.cards[Topic.LATE].links[1]
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert window.shell.screens.place is Place.REGISTER
    assert window.register_screen.panel.panel is not None
    assert window.register_screen._selection.case == session.register.cases.find("R-2026-0021").id
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert link.hasFocus(), "one goes on with the next line"


def test_what_does_not_fit_is_a_click_away(screen: ReviewScreen, qtbot: QtBot) -> None:
    card = screen.view.cards[Topic.DUE]
    assert len(card.links) == 5
    more = next(one for one in card.findChildren(Button) if "autres" in one.text())
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert len(card.links) == 10
    assert not more.isVisible()
    assert card.links[5].hasFocus()


@pytest.mark.parametrize("width", [1440, 1093])
def test_tab_goes_through_the_lists_in_their_order(
    width: int, window: MainWindow, screen: ReviewScreen, qtbot: QtBot
) -> None:
    window.resize(width, 800)
    qtbot.waitUntil(lambda: screen.view._is_wide is (width == 1440))
    screen.view.cards[Topic.DUE].show_all()
    qtbot.waitUntil(screen.view.cards[Topic.DUE].links[-1].isVisible)
    screen.enter()
    met: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in met and screen.isAncestorOf(now):
        met.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    links = [link for topic in Topic for link in screen.view.cards[topic].links]
    assert [one for one in met if one in links] == links
    met[-1].setFocus()
    qtbot.keyClick(met[-1], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is met[-2]


def test_beside_another_list_a_line_says_whom_under_until_when(window: MainWindow, screen: ReviewScreen) -> None:
    """The longest « jusqu’à quand » left three letters of a name at 1440 pixels."""
    window.resize(1440, 900)
    card = screen.view.cards[Topic.ACTIONS]
    names = [one for one in card.findChildren(Elided) if "Ferrand" in one.text()]
    QApplication.processEvents()
    assert len(names) == 1
    assert names[0].width() > card.width() * 0.6


def test_a_title_without_room_is_shortened_and_whole_in_its_tip(screen: ReviewScreen) -> None:
    screen.view._title.setFixedWidth(100)
    screen.grab()
    assert "2026" in screen.view._title.toolTip()


def test_a_figure_opens_the_list_behind_it(screen: ReviewScreen, qtbot: QtBot) -> None:
    for title, topic in (("En retard", Topic.LATE), ("Accusées dans le délai", Topic.RECEIVED)):
        link = next(
            one for tile in screen.findChildren(TileView) for one in tile.findChildren(Button) if one.text() == title
        )
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        assert screen.view.cards[topic].links[0].hasFocus()


def test_red_is_never_all_that_tells_what_is_wrong(screen: ReviewScreen) -> None:
    for view, tile in zip(
        screen.findChildren(TileView), screen.view._shown.tiles if screen.view._shown else (), strict=True
    ):
        assert bool(view.findChildren(IconLabel)) is tile.is_bad
        assert not tile.is_bad or "hors délai" in tile.note or tile.title == "En retard"


def test_the_lists_of_one_person_leave_the_figures_of_all(screen: ReviewScreen, qtbot: QtBot) -> None:
    tiles = [one.value for one in screen.view._shown.tiles] if screen.view._shown else []
    screen.view.person.setFocus()
    qtbot.keyClick(screen.view.person, Qt.Key.Key_End)
    assert screen.view.who == "Sophie Renaud"
    assert lines(screen, Topic.LATE) == []
    assert lines(screen, Topic.ACTIONS) == ["R-2026-0016"]
    assert "Rien pour Sophie Renaud." in [one.text() for one in screen.view.cards[Topic.RECEIVED].findChildren(Text)]
    assert "Les chiffres sont ceux de toute l’équipe" in balance(screen)
    assert screen.view._shown is not None
    assert [one.value for one in screen.view._shown.tiles] == tiles


def test_what_is_recorded_elsewhere_comes_in_and_the_keyboard_stays(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    link = screen.view.cards[Topic.ACTIONS].links[0]
    link.setFocus()
    session.do(lambda: session.register.cases.receive(registrable(received_at=session.clock()), by=CLAIRE))
    assert lines(screen, Topic.RECEIVED)[-1] == "R-2026-0025"
    assert screen.view.cards[Topic.ACTIONS].links[0].hasFocus()
    assert screen.view.cards[Topic.ACTIONS].links[0] is not link


def test_time_that_passes_rebuilds_nothing_until_something_is_late(screen: ReviewScreen, clock: Clock) -> None:
    before = screen.view.cards[Topic.LATE]
    clock.move(seconds=40)
    screen.tick()
    assert screen.view.cards[Topic.LATE] is before
    clock.move(days=1)
    screen.tick()
    assert screen.view.cards[Topic.LATE] is not before


def test_each_picture_is_said_as_a_table(screen: ReviewScreen) -> None:
    (card,) = screen.findChildren(PicturesCard)
    weeks, services, causes = card.findChildren(PictureView)
    assert "Semaine 47, du 16 au 22 novembre 2026 : reçues 4, clôturées 0" in weeks.accessibleName()
    assert "Facturation : reçues 3" in services.accessibleName()
    assert "À déterminer : reçues 4" in causes.accessibleName()


@pytest.mark.parametrize(("width", "columns"), [(1440, 2), (1093, 1)])
def test_lists_stand_side_by_side_where_there_is_room(
    width: int, columns: int, window: MainWindow, screen: ReviewScreen, qtbot: QtBot
) -> None:
    window.resize(width, 800)
    qtbot.waitUntil(lambda: screen.view._is_wide is (columns == 2))
    places = {card.mapTo(screen, card.rect().topLeft()).x() for card in screen.view.cards.values()}
    assert len(places) == columns


def test_it_is_printed_as_it_stands(
    screen: ReviewScreen, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[PaperPreview] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview))
    screen.view.shift(-1)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [one.windowTitle() for one in shown] == ["Revue hebdomadaire"]


def test_a_register_that_cannot_be_read_is_said(
    screen: ReviewScreen, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = screen.view.cards
    clock.move(days=30)
    screen.view.show_week(Week.of(clock().date() - timedelta(days=7)))
    assert screen.view.week == Week(2026, 50)
    assert screen.view.cards is not before


def test_it_concerns_cases_improvements_and_reviews(screen: ReviewScreen) -> None:
    assert {one.kind for card in screen.view.lists for one in (line.record for line in card.lines)} <= {
        RecordKind.COMPLAINT,
        RecordKind.IMPROVEMENT,
    }


def test_the_quality_meetings_are_one_press_away(screen: ReviewScreen, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen.view.meeting, Qt.MouseButton.LeftButton)
    assert window.shell.place is Place.MEETINGS
