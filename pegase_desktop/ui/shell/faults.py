"""What happens when the program itself is wrong: the work is saved, a report without names is kept and shown once."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

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
        self.log = log
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
        from pegase_desktop.fault_log import described, keep

        text = described(kind, error, trace)
        keep(self.log, text)
        place = text.splitlines()[-1]
        if place not in self._shown:
            self._shown.add(place)
            self._show(text)

    def _show(self, text: str) -> None:
        from pegase_desktop.ui.widgets.dialogs import Dialog
        from pegase_desktop.ui.widgets.text_area import TextArea

        dialog = Dialog(
            self.window, "Le programme a rencontré un problème", _SENTENCE, "Copier le rapport", safe="Continuer"
        )
        area = TextArea("", lines=6, most_lines=10)
        area.set_value(text)
        area.setReadOnly(True)
        dialog.body.addWidget(area)
        if dialog.ask():
            QGuiApplication.clipboard().setText(text)

    def _note_qt_message(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind in _WORTH_KEEPING:
            from pegase_desktop.fault_log import keep

            keep(self.log, f"Qt: {message}")


def _nothing_to_save() -> None:
    """Before there is a window."""
