"""The real window on a stage: a register of its own, a clock that stands still, and pictures of what is shown.

Used by the tour, the pictures and the measurements; nothing here is part of the program.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QPoint,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import Scheme, apply_theme
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.qt_questions import QtQuestions
from tests.domain.samples import CASES_NOW
from tests.storage.office import Clock
from tests.ui.hands import answering_in

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "data" / "cases.json"
AT_THE_DESK = "Claire Martin"
_ROUNDS = 4  # of events: a layout may ask for another


class Camera:
    """Takes numbered pictures into one folder, and says where each went."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self._folder = folder
        self.taken: dict[str, Path] = {}

    def take(self, widget: QWidget, name: str) -> Path:
        """The widget, as PNG."""
        settle()
        return self._keep(widget.grab(), name)

    def take_over(self, window: QWidget, dialog: QDialog, name: str) -> Path:
        """A dialog in the middle of the window it belongs to, as PNG."""
        settle()
        picture, above = window.grab(), dialog.grab()
        room = (picture.size() - above.size()) / 2
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), "#66000000")
        painter.drawPixmap(QPoint(max(room.width(), 0), max(room.height(), 0)), above)
        painter.end()
        return self._keep(picture, name)

    def _keep(self, picture: QPixmap, name: str) -> Path:
        path = self._folder / f"{len(self.taken) + 1:03} {name}.png"
        path = path.with_name(re.sub(r"[^\w.×]+", "-", path.name))
        if not picture.save(str(path)):
            raise OSError(f"{path.name} could not be written.")
        self.taken[name] = path
        print(shown(path), flush=True)
        return path


class Stage:
    """The window on one register."""

    def __init__(
        self,
        register_file: Path,
        *,
        clock: Clock | None = None,
        actor: str = AT_THE_DESK,
        questions: QtQuestions | None = None,
    ) -> None:
        self.clock = clock or Clock(CASES_NOW)
        self.register = Register.open(register_file, clock=self.clock)
        self.questions = questions or QtQuestions()
        self.session = Session(self.register, self.questions, self.clock)
        self.preferences = Preferences(scheme=Scheme.LIGHT.value)
        self._actor = actor
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        """The window; built at the first call."""
        if self._window is None:
            today = _day_of(self.clock)
            self.preferences.actor, self.preferences.actor_day, self.preferences.agenda_day = self._actor, today, today
            self._window = MainWindow(self.session, self.preferences)
            self.questions.window = self._window
        return self._window

    def take_in(self, cases: Path) -> None:
        """Fill the register with the cases of an open file."""
        self.register.take_in(read_open_file(cases, self.clock()), by=AT_THE_DESK)

    def show(self, width: int, height: int) -> MainWindow:
        """The window in that size, painted, with the keyboard."""
        self.window.resize(width, height)
        if not self.window.isVisible():
            self.window.show()
            self.window.activateWindow()
        settle()
        return self.window

    def close(self) -> None:
        """Close the window and the register."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
            settle()
        self.register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def application() -> QApplication:
    """The application; made, in the light look, at the first call."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(["pegase-desktop"])
    made.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(_say)
    apply_theme(made, Scheme.LIGHT)
    return made


def _say(_: QtMsgType, __: QMessageLogContext, message: str) -> None:
    """Qt's messages, but for what a screen that is none cannot do."""
    if not message.startswith("This plugin does not support "):
        print(message, file=sys.stderr)


def shown(path: Path) -> Path:
    """A path as it is printed: from the project's folder, if it lies there."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def settle() -> None:
    """Let everything that waits happen: layouts, paintings, deletions."""
    for _ in range(_ROUNDS):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def answering(act: Callable[[QDialog], None]) -> Iterator[None]:
    """Meet the next modal dialog with *act*, and close it; a fault inside is raised when the block ends."""
    window = QApplication.activeWindow()
    with answering_in(QDialog, act):
        yield
    if window is not None and QApplication.activeWindow() is None:
        window.activateWindow()  # off screen there is no window manager to do it
        settle()


def _day_of(clock: Clock) -> str:
    from pegase_desktop.domain.moments import local

    return local(clock()).date().isoformat()
