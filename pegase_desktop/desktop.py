"""The composition root of the window: finds the places, opens the register, builds the window."""

from __future__ import annotations

import atexit
import faulthandler
import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pegase_desktop import __version__
from pegase_desktop.places import FOLDER, places_of_this_user
from pegase_desktop.resources import resource
from pegase_desktop.storage.operations import utc_now
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Afterwards, Session
from pegase_desktop.ui.look.french_qt import LostWords
from pegase_desktop.ui.look.theme import apply_theme
from pegase_desktop.ui.shell.caretaker import Caretaker
from pegase_desktop.ui.shell.faults import FaultReporter
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.opening import Opening
from pegase_desktop.ui.shell.qt_questions import QtQuestions

NAME = "Pégase Réclamations"
_DEMO_COMPLAINTS = 38


def run(application: QApplication, register: Path | None, *, is_demo: bool) -> int:
    """The window on *register*, or on the one used last, until it is closed; returns the exit code."""
    _introduce(application)
    places = places_of_this_user()
    faults = FaultReporter(places.log)
    faults.install()
    preferences = Preferences.load(places.preferences)
    if is_demo:
        preferences.path = None  # what one tries there is not remembered of the real register
    apply_theme(application, preferences.colour_scheme, preferences.text_scale / 100)
    questions = QtQuestions()
    with _crashes_logged(places.crash_log):
        if is_demo:
            with _demo_register() as demo:
                return _show(application, demo, questions, preferences, faults, keeps_copies=False)[0]
        opening = Opening(places.register, preferences, questions)
        opened = opening.opened(register)
        while opened is not None:
            path = opened.path
            with opened:
                code, afterwards = _show(application, opened, questions, preferences, faults, keeps_copies=True)
            if afterwards is None:
                return code
            opening.carry_out(afterwards, path, utc_now())
            opened = opening.opened(path)
        return 0


def _introduce(application: QApplication) -> None:
    """Tell the system who we are, and Qt to speak French."""
    if sys.platform == "win32":
        import ctypes

        # Without it the taskbar shows Python's icon, and groups all Python programs together.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(FOLDER)
    application.setApplicationName(FOLDER)
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    application.installTranslator(LostWords(application))
    french = QTranslator(application)
    if french.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(french)


@contextmanager
def _crashes_logged(log: Path) -> Iterator[None]:
    """Inside, a crash of Qt itself leaves its trace in *log*, which nothing else would tell."""
    with ExitStack() as stack:
        with suppress(OSError):  # a disk that takes nothing is told by the register itself
            log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            faulthandler.enable(stack.enter_context(log.open("a", encoding="utf-8")))
            stack.callback(faulthandler.disable)
        yield


def _demo_register() -> Register:
    """A fictional register, removed when the program ends."""
    from pegase_desktop import cli

    folder = Path(tempfile.mkdtemp(prefix="pegase-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "demonstration.pegase"
    cli.run(["demo", str(path), "--complaints", str(_DEMO_COMPLAINTS)])
    return Register.open(path)


def _show(
    application: QApplication,
    register: Register,
    questions: QtQuestions,
    preferences: Preferences,
    faults: FaultReporter,
    *,
    keeps_copies: bool,
) -> tuple[int, Afterwards | None]:
    """The window on *register* until it is closed: the exit code, and what is to be done to the file then."""
    session = Session(register, questions)
    window, caretaker = MainWindow(session, preferences), Caretaker(session)
    window.setWindowIcon(QIcon(str(resource("icon.png"))))
    questions.window = faults.window = window
    faults.save_work = window.save_work
    window.shell.navigation.about_wanted.connect(lambda: _show_about(register, faults, window))
    window.first_painted.connect(gc.enable)
    window.first_painted.connect(window.begin_day)
    window.first_painted.connect(caretaker.begin)
    if keeps_copies:
        window.first_painted.connect(window.keep_copies)
    window.show()
    code = application.exec()
    caretaker.end()
    questions.window = None
    if keeps_copies and not window.was_shut_down and session.afterwards is None:
        window.copying.keeper.copy_at_end()
    return code, session.afterwards


def _show_about(register: Register, faults: FaultReporter, window: MainWindow) -> None:
    from pegase_desktop.ui.shell.about import show_about

    show_about(register, faults.log, window)
