"""Processes killed while they put a copy in the place of a register: the old one is there then, or the new one.

A command of its own, for the sake of forking: ``python -m tests.durability.restore_kills --kills 1000``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from unittest import mock

from pegase_desktop.storage.copies import restoring
from pegase_desktop.storage.copies.restoring import figures_at, prepared
from pegase_desktop.storage.sqlite.replacing import replace_register
from tests.durability.killing import Life, Mouth, killed_after, killed_at
from tests.durability.restores import NOW, REGISTER, Found, Scene, copy_in, scenes, tell

_READY, _READY_TO_SWAP = "ready", "ready to swap"
# Since then, as many seconds as the rest takes where nothing else is going on, and some more.
_MOMENTS = ((_READY, 0.04), (_READY_TO_SWAP, 0.004))


Replace = Callable[[Path, Path, Callable[[int], str]], Path | None]


def _restore(folder: Path, mouth: Mouth, replace: Replace = replace_register) -> None:
    def announced(register: Path, file: Path, aside: Callable[[int], str]) -> Path | None:
        mouth.send(_READY_TO_SWAP)
        return replace(register, file, aside)

    with prepared(copy_in(folder), folder / REGISTER) as found:
        with mock.patch.object(restoring, "replace_register", announced):
            found.take_over(folder / REGISTER, NOW, None, tell)
        mouth.send("restored")


def _restore_seen(folder: Path, mouth: Mouth) -> None:
    """As a window does: it has looked at the register before, which brings its ``-wal`` in."""
    figures_at(folder / REGISTER)
    _restore(folder, mouth)


def _renamed_twice(register: Path, file: Path, aside: Callable[[int], str]) -> Path:
    kept = register.replace(register.with_name(aside(1)))
    file.replace(register)
    return kept


def _restore_naively(folder: Path, mouth: Mouth) -> None:
    """A control: one is renamed, and then the other, which a harness that is any good finds out."""
    _restore(folder, mouth, _renamed_twice)


#: By name, so that a command can be told which one to kill.
WAYS = {"unseen": _restore, "seen": _restore_seen, "naive": _restore_naively}


@dataclass
class Outcome:
    """So many ``kills``, after ``restored`` of which the new one was there."""

    kills: int = 0
    restored: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, scene: Scene, name: str, lived: Callable[[Path], Life]) -> bool:
        """One more life, with what it left; whether it ended by a kill."""
        here = scene.folder.with_name("here")
        scene.set_up(here)
        life = lived(here)
        found = Found.of(scene, here)
        self.kills += life.was_killed
        self.restored += life.was_killed and found.is_new
        self.problems += [f"{scene.name}, {name}, {life.said}: {one}" for one in found.problems]
        shutil.rmtree(here)
        return life.was_killed


def run(folder: Path, way: str, seed: int, kills: int, every: int) -> Outcome:
    """In each scene half of the *kills*, at moments of chance, many of them around the swap; one before every step, or
    before every second if *every* is 2, and so on; and one before every step of the swap."""
    chance, done = random.Random(seed), Outcome()
    for scene in scenes(folder):
        for number in range(kills // 2):
            word, longest = chance.choice(_MOMENTS)
            kill = partial(killed_after, chance.random() * longest, WAYS[way], word=word)
            done.add(scene, f"kill {number}", kill)
        for word, steps in ((_READY, count(chance.randint(1, every), every)), (_READY_TO_SWAP, count(1))):
            for step in steps:
                if not done.add(scene, f"{word}, step {step}", partial(killed_at, step, WAYS[way], word=word)):
                    break
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, default="unseen")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), arguments.way, arguments.seed, arguments.kills, arguments.every)
    print(*done.problems, sep="\n")
    print(f"{done.kills} kills, {done.restored} of them after the swap, {len(done.problems)} problems")
    raise SystemExit(bool(done.problems))


if __name__ == "__main__":
    main()
