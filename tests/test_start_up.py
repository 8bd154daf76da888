"""What must not be loaded before the window is shown: each costs the start tens of milliseconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("reportlab", "holidays", "pypdfium2", "phonenumbers", "stdnum", "PIL")
TELL = f"print(*(name for name in {HEAVY} if name in sys.modules))"
SHOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.main_window import MainWindow
from pegase_desktop.ui.preferences import Preferences
from pegase_desktop.ui.qt_questions import QtQuestions
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.theme import apply_theme
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


def test_what_is_heavy_would_be_seen() -> None:
    assert heavy_after("import reportlab") == ["reportlab"]
