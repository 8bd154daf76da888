from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.theme import Scheme, apply_theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture
def page(qtbot: QtBot) -> Callable[..., QWidget]:
    """Put widgets one above the other in a window that has the keyboard."""

    windows: list[QWidget] = []  # the bot holds them weakly

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        with qtbot.waitActive(window):
            window.show()
        return window

    return show
