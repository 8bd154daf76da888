"""What is typed is in the register file within two seconds, however one types: also without a pause, up to a kill."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk import kept_soon
from pegase_desktop.ui.desk.kept_soon import KeptSoon
from pegase_desktop.ui.desk.session import Session
from tests.ui.conftest import NOW
from tests.ui.hands import type_letters
from tests.ui.typing_places import A_LETTER, PLACES

ROOT = Path(__file__).parents[2]
OLDEST = 2.0  # seconds
TYPED_FOR = 3.5


@pytest.fixture(scope="module")
def killed(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A register into which somebody typed without a pause, everywhere, up to a kill; and what had to be in it."""
    path = tmp_path_factory.mktemp("killed") / "registre.pegase"
    shutil.copy(filled_file, path)
    command = [sys.executable, "-m", "tests.ui.typing_places", str(path)]
    typed_at: list[float] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typing:
        try:
            assert typing.stdout is not None
            while not typed_at or typed_at[-1] < typed_at[0] + TYPED_FOR:
                assert typing.stdout.readline() == f"{A_LETTER}\n"
                typed_at.append(time.monotonic())
        finally:
            typing.kill()
    return path, sum(at < typed_at[-1] - OLDEST for at in typed_at)


@pytest.mark.parametrize("place", PLACES)
def test_a_kill_in_the_midst_of_typing_costs_two_seconds_at_most(place: str, killed: tuple[Path, int]) -> None:
    path, least = killed
    assert least > 10, "too little was typed to tell anything"
    with Register.open(path, clock=lambda: NOW) as register:
        assert PLACES[place].kept(register).count(A_LETTER) >= least


@pytest.mark.parametrize("place", PLACES)
def test_one_need_not_pause_for_it(place: str, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_soon, "_AFTER_MS", 60)
    window, text = PLACES[place].opened(session)
    qtbot.addWidget(window)
    typing = QTimer(window, interval=5)
    typing.timeout.connect(lambda: type_letters(text, A_LETTER))
    typing.start()

    def kept() -> int:
        return PLACES[place].kept(session.register).count(A_LETTER)

    try:
        qtbot.waitUntil(lambda: kept() > 0)
        qtbot.waitUntil(lambda: kept() > 20)  # and again
    finally:
        typing.stop()
        window.deleteLater()


class Disk:
    """Refuses while it is full, and counts how often it is asked."""

    def __init__(self) -> None:
        self.is_full = False
        self.asked = 0

    def keep(self) -> bool:
        self.asked += 1
        return not self.is_full


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def keeping(qapp: QApplication, disk: Disk) -> Iterator[KeptSoon]:
    parent = QObject(qapp)
    yield KeptSoon(disk.keep, parent)
    parent.deleteLater()


def test_a_key_does_not_put_off_the_keeping_of_the_one_before(keeping: KeptSoon, disk: Disk) -> None:
    keeping.soon()
    assert keeping.timer.interval() <= 2000 * 0.95  # Qt may be late by a twentieth, and writing takes time
    keeping.timer.setInterval(400_000)
    keeping.soon()
    assert keeping.timer.interval() == 400_000
    keeping.timer.timeout.emit()
    assert disk.asked == 1
    assert not keeping.timer.isActive()


def test_what_a_full_disk_refused_is_tried_again_by_itself(keeping: KeptSoon, disk: Disk) -> None:
    disk.is_full = True
    assert not keeping.now()
    assert keeping.timer.isActive()
    disk.is_full = False
    keeping.timer.timeout.emit()
    assert disk.asked == 2
    assert not keeping.timer.isActive()


def test_and_sooner_where_the_typing_goes_on(keeping: KeptSoon, disk: Disk) -> None:
    disk.is_full = True
    keeping.now()
    later = keeping.timer.interval()
    keeping.soon()
    assert keeping.timer.interval() < later


def test_nothing_is_kept_of_what_was_given_up(keeping: KeptSoon) -> None:
    keeping.soon()
    keeping.forget()
    assert not keeping.timer.isActive()
