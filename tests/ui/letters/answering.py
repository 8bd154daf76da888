"""Somebody before a letter's window, which holds up everything else until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pegase_desktop.ui.letters.dialog import LetterDialog

_LOOKS_EVERY_MS = 5


@contextmanager
def answering(act: Callable[[LetterDialog], None]) -> Iterator[None]:
    """Within the block, do *act* in the first letter's window that opens, and close it, whatever happens in it."""
    problems: list[BaseException] = []
    looking = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LetterDialog) or QApplication.activeWindow() is not dialog:
            return  # not there yet, or still without the keyboard
        looking.stop()
        try:
            act(dialog)
        except BaseException as problem:  # noqa: BLE001 (an event loop would swallow it)
            problems.append(problem)
        finally:
            if dialog.isVisible():
                dialog.close()

    looking.timeout.connect(look)
    looking.start(_LOOKS_EVERY_MS)
    try:
        yield
    finally:
        looking.stop()
    if problems:
        raise problems[0]
