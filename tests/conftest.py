"""Every test runs off screen, in a foreign time zone and in an empty home, and fails on noise.

Warnings and Qt's messages fail by pyproject.toml; log records by the guard below.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(time, "tzset"):
    # Far from Paris and on the other side of the equator: code that asks the machine for the local time is found out.
    # Spelt out, because a machine may lack the table of named zones.
    os.environ.setdefault("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3")
    time.tzset()

# Without deadline: how long an example takes says more about the machine than the code. tests/amounts.py reads which of
# both is in force: the second is asked for with --hypothesis-profile=release.
settings.register_profile("suite", deadline=None, max_examples=50)
settings.register_profile("release", deadline=None, max_examples=1000)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the texts that papers are compared with")


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def only_expected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a record of level WARNING or above that no `@pytest.mark.logs("pattern")` expects, or on its absence."""
    recorder = _Recorder()
    logging.getLogger().addHandler(recorder)
    yield
    logging.getLogger().removeHandler(recorder)
    patterns = [marker.args[0] for marker in request.node.iter_markers("logs")]
    unexpected = [text for text in recorder.messages if not any(re.search(pattern, text) for pattern in patterns)]
    absent = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in recorder.messages)]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)
    if absent:
        pytest.fail(f"expected log records that did not come: {absent}", pytrace=False)


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, not yet made, so that none reads or writes the user's."""
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(scope="session")
def imports_set_aside() -> None:
    """Spare the collections between tests all that was imported: walking through it doubles their time."""
    import pegase_desktop.ui.shell.main_window
    import pegase_desktop.ui.wizard.window  # noqa: F401

    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_after_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect garbage between tests of windows, never during one: it can crash Qt while an event is dispatched."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    request.getfixturevalue("imports_set_aside")
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.enable()
    gc.collect()
