"""Who was away for long does not sign what the next person does: what is touched says that somebody is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

from pegase_desktop.ui.desk.signer import Signer

_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Absence(QObject):
    """Tells the desk of every key, click and turn of the wheel in a window of the program, before it is acted on."""

    def __init__(self, application: QGuiApplication, signer: Signer, parent: QObject) -> None:
        super().__init__(parent)
        self._signer = signer
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # twice is once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._signer.notice()
        return False
