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
from pegase_desktop.domain.errors import UserError
from pegase_desktop.places import FOLDER, Places, places_of_this_user
from pegase_desktop.resources import resource
from pegase_desktop.storage.file_errors import AlreadyOpenError, MissingFileError
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.french_qt import LostWords
from pegase_desktop.ui.look.theme import apply_theme
from pegase_desktop.ui.shell.caretaker import Caretaker
from pegase_desktop.ui.shell.faults import FaultReporter
from pegase_desktop.ui.shell.main_window import MainWindow
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
        opened = _demo_register() if is_demo else _opened(register, places, preferences, questions)
        if opened is None:
            return 0
        with opened:
            return _show(application, opened, questions, preferences, faults)


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


def _opened(register: Path | None, places: Places, preferences: Preferences, questions: QtQuestions) -> Register | None:
    """The register, perhaps another than the one meant; None if its window is there already, or the person gives up."""
    path = register or Path(preferences.register or places.register)
    while True:
        try:
            found = Register.open(path, create=not preferences.knows(path), checked_later=True)
        except AlreadyOpenError as refusal:
            if _call_back(path):
                return None
            chosen = questions.choose_other_register(str(refusal))
        except MissingFileError as refusal:
            chosen = questions.choose_instead_of(path, str(refusal))
        except UserError as refusal:
            chosen = questions.choose_other_register(str(refusal))
        else:
            preferences.note_register(path)
            preferences.save()
            return found
        if chosen is None:
            return None
        if chosen == path:
            preferences.forget_register(path)
        else:
            preferences.register = str(chosen)
        path = chosen


def _call_back(register: Path) -> bool:
    from pegase_desktop.ui.shell.recall import call_back  # a start as it should be needs none of it

    return call_back(register)


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
) -> int:
    session = Session(register, questions)
    window, caretaker = MainWindow(session, preferences), Caretaker(session)
    window.setWindowIcon(QIcon(str(resource("icon.png"))))
    questions.window = faults.window = window
    faults.save_work = window.save_work
    window.shell.navigation.about_wanted.connect(lambda: _show_about(register, faults, window))
    window.first_painted.connect(gc.enable)
    window.first_painted.connect(window.begin_day)
    window.first_painted.connect(caretaker.begin)
    window.show()
    code = application.exec()
    caretaker.end()
    return code


def _show_about(register: Register, faults: FaultReporter, window: MainWindow) -> None:
    from pegase_desktop.ui.shell.about import show_about

    show_about(register, faults.log, window)
