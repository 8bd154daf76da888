"""Scrolling and zooming the pages, by keys and wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.theme import colour
from pegase_desktop.ui.paper.pages import PaperPages
from pegase_desktop.ui.paper.view import PaperView


@pytest.fixture
def view(qtbot: QtBot, pages: PaperPages) -> PaperView:
    shown = PaperView(pages)
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_pages_fill_the_width_at_first(view: PaperView) -> None:
    assert view.horizontalScrollBar().maximum() == 0
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(QPoint(40, 200) * ratio) == QColor(Qt.GlobalColor.black)
    assert picture.pixelColor(QPoint(800, 200) * ratio) == QColor(Qt.GlobalColor.white)
    assert picture.pixelColor(QPoint(5, 200) * ratio) == colour("chrome")


def test_it_opens_at_the_top(view: PaperView) -> None:
    assert view.verticalScrollBar().value() == 0
    assert view.page == 0


def test_page_keys_go_from_page_to_page(view: PaperView, qtbot: QtBot) -> None:
    seen: list[int] = []
    view.page_changed.connect(seen.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(view, key)
    assert seen == [1, 2, 1]


def test_home_and_end_reach_both_ends(view: PaperView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    assert view.verticalScrollBar().value() == 0


def test_space_and_arrows_scroll(view: PaperView, qtbot: QtBot) -> None:
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    after_space = bar.value()
    assert after_space == bar.pageStep()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() > after_space
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() < after_space


def test_the_page_being_read_stays_when_zooming(view: PaperView) -> None:
    view.show_page(1)
    view.zoom_in()
    assert view.page == 1
    view.zoom_out()
    view.zoom_out()
    assert view.page == 1


def test_zoom_has_two_ends(view: PaperView) -> None:
    for _ in range(40):
        view.zoom_in()
    assert view.zoom == 4.0
    assert view.horizontalScrollBar().maximum() > 0
    for _ in range(40):
        view.zoom_out()
    assert view.zoom == 0.25


def test_a_chosen_zoom_survives_a_new_window_size_and_filling_follows_it(view: PaperView) -> None:
    view.set_zoom(1.0)
    view.resize(700, 700)
    assert view.zoom == 1.0
    view.fill_width()
    narrow = view.zoom
    view.resize(1000, 700)
    assert view.zoom > narrow


@pytest.mark.parametrize(("turn", "grows"), [(120, True), (-120, False)])
def test_the_wheel_zooms_with_ctrl_and_scrolls_without(view: PaperView, turn: int, grows: bool) -> None:
    before = view.zoom
    QApplication.sendEvent(view.viewport(), wheel(turn, Qt.KeyboardModifier.ControlModifier))
    assert (view.zoom > before) is grows
    zoomed = view.zoom
    view.verticalScrollBar().setValue(300)
    QApplication.sendEvent(view.viewport(), wheel(turn, Qt.KeyboardModifier.NoModifier))
    assert view.zoom == zoomed
    assert (view.verticalScrollBar().value() < 300) is grows


def test_the_keyboard_sees_where_it_is(view: PaperView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = view.viewport().grab().toImage()
    view.clearFocus()
    plain = view.viewport().grab().toImage()
    assert ringed.pixelColor(1, 300) != plain.pixelColor(1, 300)


def wheel(turn: int, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    place = QPointF(300, 300)
    return QWheelEvent(
        place, place, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
