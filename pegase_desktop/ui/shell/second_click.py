"""The second click of a double-click is meant for what the first one hit: what came in its place does not hear it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget


class SecondClicks(QObject):
    """Watches the windows of the program, each from when it first has the keyboard.

    A list moves up, another screen is shown, a dialog opens: who double-clicks out of habit would hit a second thing.
    """

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._hits: tuple[QWidget | None, QWidget | None] = (None, None)  # by the click before the last, and the last
        self._is_stray = False
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # twice is once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt tells a window of each press, and after the second of a double-click of the double-click, too."""
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            assert isinstance(event, QMouseEvent)
            self._hits = (self._hits[1], QApplication.widgetAt(event.globalPosition().toPoint()))
        elif kind is QEvent.Type.MouseButtonDblClick:
            self._is_stray = self._hits[0] is not self._hits[1]
            return self._is_stray
        elif kind is QEvent.Type.MouseButtonRelease:
            was_stray, self._is_stray = self._is_stray, False
            return was_stray
        return False
