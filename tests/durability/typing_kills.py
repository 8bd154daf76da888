"""Processes killed while somebody types everywhere without a pause: what is kept is two seconds old at most.

The suite does it once (`tests/ui/desk/test_kept_soon.py`); this is for the many before a release:
``python -m tests.durability.typing_kills --kills 2000 --at-once 4``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from pegase_desktop.domain.errors import UserError
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from tests.durability.workloads import integrity_problems
from tests.ui.conftest import CASES, NOW
from tests.ui.typing_places import A_LETTER, PLACES

ROOT = Path(__file__).parents[2]
OLDEST = 2.0  # seconds
_SHORTEST, _LONGEST = 0.5, 5.0  # of the typing, in seconds


@dataclass(frozen=True)
class Kill:
    """One process that typed into its own copy of a register until it was killed.

    ``at`` are the instants at which each letter was there, in seconds.
    """

    number: int
    register: Path
    at: tuple[float, ...]

    @property
    def least(self) -> int:
        """How many letters have to be in the file."""
        return sum(one < self.at[-1] - OLDEST for one in self.at)


def kill(original: Path, folder: Path, number: int, seconds: float) -> Kill:
    """Have somebody type for so many *seconds* from the first letter, and kill that process."""
    register = folder / f"{number}.pegase"
    shutil.copy(original, register)
    command = [sys.executable, "-m", "tests.ui.typing_places", str(register)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as typing:
        assert typing.stdout is not None
        try:
            at = tuple(_typed(typing.stdout, seconds))
        finally:
            typing.kill()
    return Kill(number, register, at)


def _typed(said: IO[str], seconds: float) -> Iterator[float]:
    ends = None
    for line in said:
        assert line == f"{A_LETTER}\n"
        now = time.monotonic()
        yield now
        ends = ends or now + seconds
        if now >= ends:
            return
    raise RuntimeError("the process ended by itself")


def problems(killed: Kill) -> Iterator[str]:
    """What is missing from the register that the kill left, or wrong with it; the register goes."""
    try:
        with Register.open(killed.register, clock=lambda: NOW) as register:
            for name, place in PLACES.items():
                kept = place.kept(register).count(A_LETTER)
                if kept < killed.least:
                    yield f"kill {killed.number}, {name}: {kept} letters kept, {killed.least} typed two seconds before"
            yield from (f"kill {killed.number}: {one}" for one in integrity_problems(register.store))
    except UserError as refusal:
        yield f"kill {killed.number}: {refusal}"
    for left in killed.register.parent.glob(f"{killed.register.name}*"):
        left.unlink()


def run(folder: Path, seed: int, kills: int, at_once: int) -> tuple[list[str], int]:
    """Kill *kills* processes, *at_once* of them at a time: the problems, and how many letters had to be kept."""
    chance = random.Random(seed)
    original = folder / "registre.pegase"
    with Register.open(original, clock=lambda: NOW) as register:
        register.take_in(read_open_file(CASES, NOW), by="Claire Martin")
    lives = [chance.uniform(_SHORTEST, _LONGEST) for _ in range(kills)]
    with ThreadPoolExecutor(at_once) as pool:
        done = list(pool.map(lambda one: kill(original, folder, *one), enumerate(lives)))
    return list(chain.from_iterable(map(problems, done))), sum(one.least for one in done)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found, letters = run(Path(folder), arguments.seed, arguments.kills, arguments.at_once)
    print(*found, sep="\n")
    print(f"{arguments.kills} kills in {len(PLACES)} places, {letters} letters to be kept, {len(found)} problems")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
