"""The suite's own guards: a test that makes noise fails, whatever it asserts."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[1]
QUIET_AND_NOISY = """
import gc
import logging
import time
import warnings
from pathlib import Path

import pytest

def test_quiet():
    logging.getLogger("register").info("as usual")

@pytest.mark.logs("disk .* full")
def test_expected_log():
    logging.getLogger("register").error("disk nearly full")

@pytest.mark.logs("disk .* full")
def test_absent_log():
    pass

def test_unexpected_log():
    logging.getLogger("register").warning("odd")

def test_warning():
    warnings.warn("old")

def test_qt_message(qapp):
    from PySide6.QtCore import qWarning
    qWarning("QObject: odd")

def test_window(qtbot):
    assert not gc.isenabled()

def test_home():
    assert not Path.home().exists()

def test_zone():
    assert not hasattr(time, "tzset") or time.localtime(0).tm_hour not in (0, 1)
"""


def test_noise_fails_and_quiet_passes(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    (pytester.path / "tests").mkdir()
    for name in ("pyproject.toml", "tests/conftest.py"):
        (pytester.path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    (pytester.path / "tests" / "test_inner.py").write_text(QUIET_AND_NOISY, "utf-8")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=7, failed=2, errors=2)
    result.stdout.fnmatch_lines_random(
        [
            "FAILED *::test_warning*",
            "FAILED *::test_qt_message*",
            "ERROR *::test_unexpected_log*",
            "ERROR *::test_absent_log*",
        ]
    )
