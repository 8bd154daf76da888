"""A second start on an open register: the window comes back, or the start is told that nobody answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.shell import recall
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.recall import Recall, call_back

CALL = """
import sys
from pathlib import Path
from pegase_desktop.ui.shell.recall import call_back
sys.exit(0 if call_back(Path(sys.argv[1])) else 1)
"""


def test_a_second_start_brings_the_hidden_window_back(window: MainWindow, qtbot: QtBot) -> None:
    path = window._session.register.path
    window.hide()
    second = subprocess.Popen([sys.executable, "-c", CALL, str(path)])
    qtbot.waitUntil(window.isVisible, timeout=10_000)
    assert second.wait(10) == 0
    assert not list(path.parent.glob("*.show"))


def test_nobody_answers_for_a_register_that_no_window_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "_PATIENCE", 0.1)
    assert not call_back(tmp_path / "registre.pegase")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_file_is_no_fault(tmp_path: Path) -> None:
    assert not call_back(tmp_path / "absent" / "registre.pegase")


def test_what_an_interrupted_start_left_is_not_heard_later(qtbot: QtBot, tmp_path: Path) -> None:
    left = tmp_path / "registre.pegase.show"
    left.touch()
    listening = Recall(tmp_path / "registre.pegase")
    assert not left.exists()
    with qtbot.assertNotEmitted(listening.heard, wait=50):
        (tmp_path / "autre chose").touch()
