"""Processes killed while they copy a register, or put a copy in its place, by a process without windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.amounts import tried

SEED = 20261127
ROOT = Path(__file__).parents[2]
# Where children must be started anew instead of forked, each costs half a second.
FORKS = hasattr(os, "fork")
KILLS = tried(quick=16, whole=400) if FORKS else 10
EVERY_STEP_OF_A_DAY = tried(quick=13, whole=1) if FORKS else 49
EVERY_STEP_OF_A_RESTORE = tried(quick=13, whole=1) if FORKS else 49


def _kill(module: str, every: int, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"tests.durability.{module}", "--kills", str(KILLS), "--every", str(every)]
    command += ["--seed", str(SEED), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)


def test_whatever_a_kill_leaves_of_copying_all_copies_are_whole_and_the_next_one_works() -> None:
    done = _kill("copy_kills", EVERY_STEP_OF_A_DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 copies" not in done.stdout, "no child lived long enough to make one"


@pytest.mark.parametrize("way", ["unseen", "seen"][: tried(quick=1, whole=2)])
def test_whatever_a_kill_leaves_of_a_restore_the_old_register_is_there_or_the_new_one(way: str) -> None:
    done = _kill("restore_kills", EVERY_STEP_OF_A_RESTORE, "--way", way)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 of them after the swap" not in done.stdout, "nothing was tested around the swap"


def test_a_restore_that_renames_twice_is_seen_to_leave_nothing() -> None:
    done = _kill("restore_kills", 49, "--way", "naive", "--kills", "0")
    assert "nothing is at the path" in done.stdout, done.stdout + done.stderr
