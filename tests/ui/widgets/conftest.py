from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def colours_of(widget: QWidget) -> set[str]:
    """Every colour that *widget* shows."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(image.height())}


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
