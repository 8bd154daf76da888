"""What happens when the program itself is wrong: the work is saved, a report without names is kept and shown once."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pegase_desktop import __version__

_LARGEST_LOG = 500_000  # bytes: beyond, the log starts again
_WORTH_KEEPING = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_SENTENCE = (
    "Ce que vous avez saisi est gardé, et vous pouvez continuer. Si cela revient, copiez ce rapport pour la personne "
    "qui s’occupe du programme : il ne contient aucun nom."
)


class FaultReporter:
    """Takes the place of Python's and Qt's own ways of complaining, which nobody would see.

    *log* is a file; *save_work* is called first, whatever is wrong.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._shown: set[str] = set()
        self.save_work: Callable[[], None] = _nothing_to_save
        self.window: QWidget | None = None

    def install(self) -> None:
        """From now on faults come here."""
        sys.excepthook = self.report
        qInstallMessageHandler(self._note_qt_message)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save the work, keep the report, and show it the first time."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        with contextlib.suppress(Exception):
            self.save_work()
        text = described(kind, error, trace)
        self._write(text)
        place = text.splitlines()[-1]
        if place not in self._shown:
            self._shown.add(place)
            self._show(text)

    def _show(self, text: str) -> None:
        from pegase_desktop.ui.dialogs import Dialog
        from pegase_desktop.ui.widgets.text_area import TextArea

        dialog = Dialog(self.window, "Le programme a rencontré un problème", _SENTENCE, "Copier le rapport")
        dialog.give_up.setText("Continuer")
        area = TextArea("", lines=6, most_lines=10)
        area.set_value(text)
        area.setReadOnly(True)
        dialog.body.addWidget(area)
        if dialog.ask():
            QGuiApplication.clipboard().setText(text)

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_full = self._log.exists() and self._log.stat().st_size > _LARGEST_LOG
            with self._log.open("w" if is_full else "a", encoding="utf-8") as log:
                log.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {text}\n")

    def _note_qt_message(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind in _WORTH_KEEPING:
            self._write(f"Qt: {message}")


def described(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Where in the code a fault happened. Not its message: it may hold what somebody typed."""
    import platform
    import traceback

    def places(one: TracebackType | None) -> list[str]:
        return [
            f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one)
        ]

    lines = [f"Pégase Réclamations {__version__}, Python {platform.python_version()}, {platform.system()}"]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines += [f"{type(cause).__name__}", *places(cause.__traceback__)]
    return "\n".join([*lines, kind.__name__, *places(trace)])


def _nothing_to_save() -> None:
    """Before there is a window."""
