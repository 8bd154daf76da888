"""The settings on the register of the fictional cases, and the hands that type in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.field import Field
from tests.ui.copy_keepers import keeper_for
from tests.ui.hands import there, type_letters

CONTROL = Qt.KeyboardModifier.ControlModifier

Typist = Callable[[Field, str], None]
Press = Callable[[str], None]


@pytest.fixture
def preferences() -> Preferences:
    return Preferences()


@pytest.fixture
def screen(session: Session, preferences: Preferences, qtbot: QtBot) -> SettingsScreen:
    made = SettingsScreen(session, preferences, lambda: None, keeper_for(session, preferences))
    qtbot.addWidget(made)
    made.resize(1200, 840)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def write(qtbot: QtBot) -> Typist:
    """Replace what is in a field, with the keyboard, and leave it."""

    def type_into(field: Field, words: str) -> None:
        field.input.setFocus()
        qtbot.keyClick(field.input, Qt.Key.Key_A, CONTROL)
        qtbot.keyClick(field.input, Qt.Key.Key_Delete)
        for number, line in enumerate(words.split("\n")):
            if number:
                qtbot.keyClick(field.input, Qt.Key.Key_Return)
            type_letters(field.input, line)
        qtbot.keyClick(field.input, Qt.Key.Key_Tab)

    return type_into


@pytest.fixture
def press(screen: SettingsScreen, qtbot: QtBot) -> Press:
    """Click the button with that label in the section shown."""

    def click(label: str) -> None:
        buttons = [one for one in there(screen._stack.currentWidget()).findChildren(Button) if one.isVisible()]
        button = next(one for one in buttons if label in (one.text(), one.accessibleName()))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return click


def field(screen: SettingsScreen, label: str) -> Field:
    """The field with that label in the section shown."""
    shown = screen._stack.currentWidget()
    assert isinstance(shown, QWidget)
    return next(one for one in shown.findChildren(Field) if one.label == label)
