"""The wheel scrolls; over whatever it passes, it does not take the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.ui.every_screen import every_screen

WHEEL = Qt.FocusPolicy.WheelFocus


def test_nothing_takes_the_keyboard_when_the_wheel_passes_over_it(
    window: MainWindow, session: Session, register: Register
) -> None:
    taking = {
        f"{name}: {type(one).__name__} « {one.accessibleName()} »"
        for name, screen in every_screen(window, session, register.cases.find("R-2026-0018"), ["Continuer ?"])
        for one in (screen, *screen.findChildren(QWidget))
        if one.focusPolicy() & WHEEL == WHEEL
    }
    assert taking == set()
