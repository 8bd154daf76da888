"""The list of the settings' pages, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.widgets.field import Field


def titles(screen: SettingsScreen) -> list[str]:
    return [one.title for one in screen.findChildren(Page) if one.isVisible()]


def test_a_click_on_an_entry_shows_its_page(screen: SettingsScreen, qtbot: QtBot) -> None:
    seen = []
    for item in screen._items.values():
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
        assert item.isChecked()
        seen += titles(screen)
    assert seen == [
        "École", "Logo", "Médiateur de la consommation", "Délais", "Équipe", "Listes", "Modèles de lettres",
        "Sauvegardes", "Affichage et rappels",
    ]  # fmt: skip


def test_every_page_is_as_high_as_its_fields(screen: SettingsScreen, qtbot: QtBot) -> None:
    def too_low() -> list[str]:
        return [one.label for one in page.findChildren(Field) if one.height() < one.sizeHint().height()]

    for name in screen._items:
        screen.show_section(name)
        page = screen._sections[name]
        qtbot.waitUntil(lambda: too_low() == [])  # words that wrap are as high as they are once they have their width


def test_the_arrows_walk_through_the_pages(screen: SettingsScreen, qtbot: QtBot) -> None:
    school = screen._items["school"]
    school.setFocus()
    qtbot.keyClick(school, Qt.Key.Key_Down)
    assert titles(screen) == ["Logo"]
    qtbot.mouseClick(screen._items["delays"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert titles(screen) == ["Équipe"]
