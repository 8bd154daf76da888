"""A second start of the program on a register that is open brings its window back, and ends.

The second asks by a file beside the register; the first takes it away when it has come back. Nothing of it leaves the
folder of the register, and no part of Qt that speaks to a network is needed.
"""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_PATIENCE = 3.0  # seconds, of somebody who has just double-clicked
_PAUSE = 0.02
_ANY_PROCESS = -1


class Recall(QObject):
    """Hears, for an open register, that the program was started on it once more."""

    heard = Signal()

    def __init__(self, register: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = _request_beside(register)
        self._take()  # left by a start that was killed meanwhile
        self._watcher = QFileSystemWatcher([str(register.parent)], self)
        self._watcher.directoryChanged.connect(self._listen)

    def _listen(self) -> None:
        if self._take():
            self.heard.emit()

    def _take(self) -> bool:
        """Take the request away; False when none was there."""
        try:
            self._request.unlink()
        except OSError:  # as a rule: none is there
            return False
        return True


def call_back(register: Path) -> bool:
    """Have the window that has *register* open come back; whether it did within three seconds."""
    request = _request_beside(register.resolve())
    try:
        request.touch(mode=0o600)
        _let_others_come_to_the_front()
        until = time.monotonic() + _PATIENCE
        while request.exists() and time.monotonic() < until:
            time.sleep(_PAUSE)
        return not request.exists()
    except OSError:
        return False
    finally:
        with contextlib.suppress(OSError):
            request.unlink(missing_ok=True)


def _request_beside(register: Path) -> Path:
    return register.with_name(register.name + ".show")


def _let_others_come_to_the_front() -> None:
    """Windows lets only the program that was just started put a window in front: it may pass that on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
