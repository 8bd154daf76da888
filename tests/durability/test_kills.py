"""Processes killed at random while they save, in a process without windows that does the killing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.amounts import tried

SEED = 20261117
ROOT = Path(__file__).parents[2]
# Where children must be started anew instead of forked, each costs half a second.
KILLS = tried(quick=60, whole=200) if hasattr(os, "fork") else 40


def _kill(workload: str, kills: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.durability.kills", "--workload", workload]
    command += ["--kills", str(kills), "--seed", str(SEED)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=150)


def test_no_acknowledged_save_is_lost() -> None:
    done = _kill("office", KILLS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills, 0 acknowledged" not in done.stdout, "no child lived long enough to save"


def test_saves_acknowledged_too_early_are_seen_to_be_lost() -> None:
    done = _kill("hasty", 40)
    assert "is lost" in done.stdout, done.stdout + done.stderr
