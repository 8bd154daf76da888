"""A register with the 24 fictional cases, somebody at the desk, a clock that tests set, and the window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import Scheme, apply_theme
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
CASES = Path(__file__).parents[1] / "data" / "cases.json"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every test finds Qt begun and the theme on, whichever ran before it."""
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture
def clock() -> Clock:
    """The office's; tests set it."""
    return Clock(NOW)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "registre.pegase"
    with Register.open(path, clock=lambda: NOW) as register:
        register.take_in(read_open_file(CASES, NOW), by="Claire Martin")
    return path


@pytest.fixture
def register(filled_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Register]:
    path = tmp_path / "registre.pegase"
    shutil.copy(filled_file, path)
    with Register.open(path, clock=clock) as opened:
        yield opened


@pytest.fixture
def empty_register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with Register.open(tmp_path / "vide.pegase", clock=clock) as opened:
        yield opened


@pytest.fixture
def questions() -> ScriptedQuestions:
    return ScriptedQuestions()


@pytest.fixture
def session(register: Register, questions: ScriptedQuestions, clock: Clock) -> Session:
    made = Session(register, questions, clock)
    made.set_actor("Claire Martin")
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced while a screen reader listens."""
    said: list[str] = []

    class Listening(QAccessible):
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            assert isinstance(event, QAccessibleAnnouncementEvent)
            said.append(event.message())

    monkeypatch.setattr(QtGui, "QAccessible", Listening)
    return said


Opener = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Opener:
    """Show the window of a session, in a size, and wait until it is painted."""
    windows: list[MainWindow] = []  # the bot holds them weakly

    def show(
        session: Session, preferences: Preferences | None = None, size: tuple[int, int] = (1440, 900)
    ) -> MainWindow:
        window = MainWindow(
            session, preferences or Preferences(actor=session.actor, actor_day="2026-11-20", agenda_day="2026-11-20")
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        window.activateWindow()
        return window

    return show


@pytest.fixture
def window(open_window: Opener, session: Session) -> MainWindow:
    return open_window(session)
