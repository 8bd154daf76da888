from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.shell.faults import FaultReporter
from pegase_desktop.ui.widgets.dialogs import Dialog
from tests.ui.hands import there


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "données" / "problemes.log"


@pytest.fixture
def reporter(log: Path) -> FaultReporter:
    return FaultReporter(log)


@pytest.fixture
def answers() -> Iterator[list[str]]:
    """Close each dialog that opens; gives their titles."""
    shown: list[str] = []
    timer = QTimer(interval=0)

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            shown.append(dialog.windowTitle())
            dialog.reject()

    timer.timeout.connect(close)
    timer.start()
    yield shown
    timer.stop()


def fail(words: str) -> None:
    raise ValueError(words)


def report(reporter: FaultReporter, words: str = "Élodie Garnier") -> None:
    try:
        fail(words)
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        reporter.report(kind, error, trace)


def test_the_work_is_saved_the_report_kept_and_shown_once(
    reporter: FaultReporter, log: Path, answers: list[str]
) -> None:
    saved: list[int] = []
    reporter.save_work = lambda: saved.append(len(answers))
    report(reporter)
    report(reporter)
    assert saved == [0, 1]  # each time, and before anything is shown
    assert len(answers) == 1
    assert log.read_text("utf-8").count("ValueError") == 2


def test_the_report_says_where_and_names_nobody(reporter: FaultReporter, log: Path, answers: list[str]) -> None:
    report(reporter, words="Élodie Garnier")
    text = log.read_text("utf-8")
    assert "test_faults.py" in text
    assert " fail" in text
    assert "Garnier" not in text


def test_saving_that_fails_too_hides_nothing(reporter: FaultReporter, log: Path, answers: list[str]) -> None:
    def cannot() -> None:
        raise OSError("disk full")

    reporter.save_work = cannot
    report(reporter)
    assert len(answers) == 1


def test_the_report_can_be_copied(reporter: FaultReporter, qtbot: QtBot) -> None:
    def copy() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, copy)
    report(reporter)
    assert "ValueError" in QGuiApplication.clipboard().text()


def test_installed_it_hears_python_and_qt(reporter: FaultReporter, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    before = qInstallMessageHandler(None)
    try:
        reporter.install()
        assert sys.excepthook == reporter.report
        heard = there(qInstallMessageHandler(None))
        heard(QtMsgType.QtWarningMsg, QMessageLogContext(), "QObject: odd")
        heard(QtMsgType.QtDebugMsg, QMessageLogContext(), "as usual")
    finally:
        qInstallMessageHandler(before)
    assert log.read_text("utf-8").endswith("Qt: QObject: odd\n")
