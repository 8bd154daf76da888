"""What must not be loaded before the window is shown: each costs the start tens of milliseconds."""

from __future__ import annotations

import builtins
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pegase_desktop
from pegase_desktop.app import import_plainly

PROGRAM = Path(pegase_desktop.__file__).parent
HEAVY = ("reportlab", "holidays", "pypdfium2", "phonenumbers", "stdnum", "PIL")
#: Of our own: what is first wanted after the first painting, or by one operation.
LATER = (
    "cli demo documents interchange domain.agenda domain.letters domain.noted storage.check storage.replay "
    "storage.saved_file storage.taking_in ui.agenda ui.attachments ui.case.panel ui.forms ui.letters ui.paper.preview "
    "ui.settings ui.shell.about ui.shell.presence ui.wizard.window"
).split()
TELL = f"print(*(name for name in {HEAVY} if name in sys.modules))"
TELL_LATER = f"print('painted', *(name for name in {LATER} if f'pegase_desktop.{{name}}' in sys.modules))"
SHOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.shell.qt_questions import QtQuestions
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import apply_theme
application = QApplication([])
apply_theme(application)
with Register.open(Path(sys.argv[1])) as register:
    window = MainWindow(Session(register, QtQuestions()), Preferences())
    window.show()
    application.processEvents()
"""


def heavy_after(code: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", f"import sys\n{code}\n{TELL}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("module", ["pegase_desktop.app", "pegase_desktop.cli", "pegase_desktop.ui.wizard.window"])
def test_a_module_of_the_start_loads_nothing_heavy(module: str) -> None:
    assert heavy_after(f"import {module}") == []


def test_the_window_is_shown_without_anything_heavy(tmp_path: Path) -> None:
    assert heavy_after(SHOW, str(tmp_path / "registre.pegase")) == []


def test_the_window_is_painted_without_what_is_wanted_later(tmp_path: Path) -> None:
    show = SHOW.replace("window = ", "MainWindow._after_first_painting = tell\n    window = ")
    wait = "    while not told: application.processEvents()"
    code = f"told = []\ndef tell(window):\n    told.append(True)\n    {TELL_LATER}\n{show}{wait}"
    assert heavy_after(code, str(tmp_path / "registre.pegase")) == ["painted"]
    assert all(importlib.util.find_spec(f"pegase_desktop.{name}") for name in LATER), "one has another name by now"


def test_what_is_heavy_would_be_seen() -> None:
    assert heavy_after("import reportlab") == ["reportlab"]


PLAINLY = """
import builtins
from PySide6.QtWidgets import QApplication
from pegase_desktop.app import import_plainly
hooked = builtins.__import__
import_plainly()
import_plainly()
from PySide6.support import feature
known = len(feature.pyside_feature_dict)
from PySide6.QtPrintSupport import *
import pegase_desktop.desktop
QPrinter, pegase_desktop.desktop.run
print(hooked is not builtins.__import__, len(feature.pyside_feature_dict) - known)
"""


def test_modules_are_loaded_without_pyside_reading_their_source() -> None:
    """Its hook is gone after Qt is loaded, and what is loaded then works; a second time changes nothing."""
    done = subprocess.run([sys.executable, "-c", PLAINLY], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]


def test_without_the_private_name_imports_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is before


WINDOW = """
from pegase_desktop import app
app.import_plainly = lambda: sys.exit("import_plainly, " + str("pegase_desktop.desktop" in sys.modules))
app.run_window(app.Options(demo=True))
"""


def test_the_window_takes_the_hook_away_before_the_rest_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", f"import sys\n{WINDOW}"], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "import_plainly, False"


def test_no_module_of_ours_asks_for_what_the_hook_serves() -> None:
    sources = {path.name: path.read_text("utf-8") for path in PROGRAM.rglob("*.py")}
    assert [name for name, text in sources.items() if re.search(r"(from|import) __feature__", text)] == []
