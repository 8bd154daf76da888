"""Buttons, chips, entries of the navigation: operable by keyboard, named, ringed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.theme import Scheme, apply_theme, tokens
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.chips import Chip, MenuChip
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.focus_ring import FocusRing
from pegase_desktop.ui.widgets.grounds import ScrollArea
from pegase_desktop.ui.widgets.navigation import NavItem
from tests.ui.hands import hold_enter
from tests.ui.widgets.conftest import colours_of

Page = Callable[..., QWidget]

CLICKABLE: dict[str, Callable[[], QAbstractButton]] = {
    **{kind.value: partial(Button, "Exporter", kind, icon="download", key="Ctrl+E") for kind in Kind},
    "icon": lambda: IconButton("x", "Fermer"),
    "chip": lambda: Chip("En retard", "circle-alert", Tone.DANGER, 2),
    "menu chip": lambda: MenuChip("Service", QMenu()),
    "navigation": lambda: NavItem("À faire", "list-checks", key="Ctrl+2"),
    "tick": lambda: CheckBox("Écrite"),
}
EACH = pytest.mark.parametrize("kind", CLICKABLE)


@EACH
def test_space_clicks_once(kind: str, page: Page, qtbot: QtBot) -> None:
    button = CLICKABLE[kind]()
    page(button)
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert clicks == [True]
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, QMenu):
            popup.close()


def test_a_key_is_told_after_the_name_and_the_name_once(page: Page) -> None:
    buttons = (Button("Fermer", key="Ctrl+E"), IconButton("x", "Fermer", key="Ctrl+E"))
    page(*buttons)
    for button in buttons:
        read = QAccessible.queryAccessibleInterface(button)
        assert read is not None
        assert read.text(QAccessible.Text.Name) == "Fermer"
        assert read.text(QAccessible.Text.Description) == "Ctrl+E"


def test_enter_presses_the_button_with_the_keyboard_and_held_down_nothing(page: Page, qtbot: QtBot) -> None:
    button = Button("Annuler")
    page(button)
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    hold_enter(button)
    assert not clicks
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(clicks) == 1


@EACH
def test_it_has_a_name_to_be_read_aloud(kind: str, page: Page) -> None:
    button = CLICKABLE[kind]()
    page(button)
    assert (button.accessibleName() or button.text()).strip()


@EACH
def test_the_keyboard_gets_a_ring_that_goes_with_it(kind: str, page: Page) -> None:
    button, other = CLICKABLE[kind](), Button("Autre")
    window = page(other, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    rings = window.findChildren(FocusRing)
    assert len(rings) == 1
    assert ring_place(rings[0], window).contains(place(button, window).adjusted(-3, -3, 3, 3))
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert [ring for ring in window.findChildren(FocusRing) if ring.isVisible()] == []


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def ring_place(ring: FocusRing, window: QWidget) -> QRect:
    return QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())


def test_the_ring_finds_room_when_its_parent_fits_tightly(page: Page) -> None:
    tight = QWidget()
    column = QVBoxLayout(tight)
    column.setContentsMargins(0, 0, 0, 0)
    button = Button("Suivant")
    column.addWidget(button)
    window = page(Button("Autre"), tight)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.parentWidget() is window


def test_the_ring_scrolls_along(page: Page) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [Button(f"Bouton {number}") for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    area = ScrollArea(content)
    window = page(area)
    window.resize(300, 200)
    QApplication.processEvents()
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is not None
    area.verticalScrollBar().setValue(80)
    assert ring_place(ring, window).center() == place(buttons[1], window).center()


def test_selecting_a_chip_moves_no_neighbour(page: Page) -> None:
    chip = Chip("Toutes", count=38)
    page(chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_a_menu_chip_looks_selected_only_while_it_filters(page: Page, qtbot: QtBot) -> None:
    menu = QMenu()
    menu.addAction("Planning")
    chip = MenuChip("Service", menu)
    page(chip)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()
    assert tokens().accent_soft not in colours_of(chip)
    chip.show_choice("Planning")
    assert tokens().accent_soft in colours_of(chip)
    assert (chip.text(), chip.accessibleName()) == ("Planning", "Service : Planning")
    chip.show_choice("")
    assert (chip.text(), chip.accessibleName()) == ("Service", "Service")


def test_the_entries_of_the_navigation_exclude_one_another(page: Page, qtbot: QtBot) -> None:
    register, tasks = NavItem("Registre", "table-2"), NavItem("À faire", "list-checks")
    page(register, tasks)
    for item in (register, tasks):
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert (register.isChecked(), tasks.isChecked()) == (False, True)


def test_a_badge_is_read_aloud(page: Page) -> None:
    item = NavItem("À faire", "list-checks")
    item.set_badge(10)
    page(item)
    assert item.accessibleName() == "À faire, 10"
    item.set_badge(0)
    assert item.accessibleName() == "À faire"


def test_larger_text_makes_larger_buttons(page: Page, qapp: QApplication) -> None:
    button = Button("Exporter", icon="download")
    page(button)
    before: QSize = button.sizeHint()
    apply_theme(qapp, Scheme.LIGHT, 1.3)
    assert button.sizeHint().height() > before.height()
    assert button.sizeHint().width() > before.width()


def test_a_button_without_a_place_yet_takes_the_focus_quietly(qtbot: QtBot) -> None:
    button = Button("Seul")
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.findChildren(FocusRing) == []
