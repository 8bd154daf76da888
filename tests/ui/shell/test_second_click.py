"""A double-click as the mouse makes it, on the window: its second half does nothing to what came under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.hands import part

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def double_click(window: QWidget, at: QPoint) -> None:
    QTest.mouseDClick(window.windowHandle(), LEFT, NONE, at)
    QApplication.processEvents()


@pytest.mark.parametrize("number", range(4))
def test_a_double_click_in_the_days_list_opens_the_case_that_was_clicked(number: int, window: MainWindow) -> None:
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(agenda, AgendaScreen)
    QApplication.processEvents()
    row = agenda._rows[number]
    double_click(window, row.mapTo(window, QPoint(300, 20)))
    assert window.shell.screens.place is Place.REGISTER
    assert window.selection.case == row.line.todo.complaint_id
    assert window.findChild(WizardWindow) is None


def test_a_double_click_on_the_same_thing_is_heard_twice(window: MainWindow) -> None:
    pressed: list[bool] = []
    button = Button("Encore", parent=window)
    button.clicked.connect(lambda: pressed.append(True))
    button.setGeometry(300, 300, 100, 34)
    button.show()
    button.raise_()
    double_click(window, QPoint(350, 317))
    assert len(pressed) == 2


def test_a_double_click_in_the_table_opens_the_wizard(window: MainWindow) -> None:
    table = window.register_screen.table
    at = table.visualRect(table.model().index(3, 1)).center()
    double_click(window, table.viewport().mapTo(window, at))
    assert part(window, WizardWindow).flow.recorded.id == window.register_screen.model.lines.id_at(3)


def test_a_button_that_comes_under_the_pointer_waits_for_a_click_of_its_own(window: MainWindow) -> None:
    pressed: list[bool] = []
    cover = Button("Perdre", parent=window)
    cover.clicked.connect(lambda: pressed.append(True))
    cover.hide()

    def put_there() -> None:
        cover.setGeometry(200, 300, 300, 200)
        cover.show()
        cover.raise_()

    button = Button("Ouvrir", parent=window)
    button.setGeometry(300, 350, 100, 34)
    button.show()
    button.clicked.connect(put_there)
    double_click(window, QPoint(350, 367))
    assert cover.isVisible()
    assert pressed == []
    QTest.mouseClick(window.windowHandle(), LEFT, NONE, QPoint(350, 367))
    assert pressed == [True]
