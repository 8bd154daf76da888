"""Processes killed while they save: nothing acknowledged may be missing afterwards, and nothing may stay locked.

A command of its own, because children must be forked from a process without threads or windows:
``python -m tests.durability.kills --kills 2000``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pegase_desktop.domain.errors import UserError
from tests.durability.workloads import WORKLOADS, integrity_problems

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Forking takes milliseconds; elsewhere each child starts Python anew. A life is counted in seconds, from just before
# the register is opened.
if sys.platform == "win32":
    _CONTEXT, _LONGEST_LIFE = multiprocessing.get_context("spawn"), 0.5
else:
    _CONTEXT, _LONGEST_LIFE = multiprocessing.get_context("fork"), 0.08
_READY = ""
# A fresh register now and then, so that children are also killed while they make one.
_KILLS_PER_REGISTER = 20


@dataclass(frozen=True)
class Outcome:
    acknowledged: int
    problems: list[str]


def _child(workload: str, path: Path, first: int, mouth: Connection) -> None:
    mouth.send(_READY)  # also the opening of the register is to be killed
    session = WORKLOADS[workload](path)
    number = first
    while True:
        mouth.send(session.save(number))
        number += 1
        if number % 7 == 0:
            session.file.checkpoint()
        if number % 11 == 0:
            session.close()
            session = WORKLOADS[workload](path)


def _saved_until_killed(workload: str, path: Path, first: int, seconds: float) -> list[str]:
    """Start a child that saves, kill it *seconds* after it began, and give what it had acknowledged by then."""
    ear, mouth = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_child, args=(workload, path, first, mouth), daemon=True)
    child.start()
    mouth.close()
    ear.recv()
    time.sleep(seconds)
    child.kill()
    tokens: list[str] = []
    try:
        while True:
            tokens.append(ear.recv())
    except EOFError:  # the end of what the child could say
        pass
    child.join()
    if child.exitcode is None or child.exitcode >= 0:
        raise RuntimeError(f"the child ended by itself: {child.exitcode}")
    return tokens


def run(workload: str, folder: Path, seed: int, kills: int) -> Outcome:
    """Kill *kills* processes that work in registers one after the other, looking at the whole register after each."""
    chance = random.Random(seed)
    acknowledged = 0
    problems: list[str] = []
    for first in range(0, kills, _KILLS_PER_REGISTER):
        tokens: set[str] = set()
        path = folder / f"registre {first}.pegase"
        for kill in range(first, min(kills, first + _KILLS_PER_REGISTER)):
            seconds = chance.random() ** 2 * _LONGEST_LIFE
            tokens.update(_saved_until_killed(workload, path, 1 + kill * 100_000, seconds))
            problems += [f"seed {seed}, kill {kill}: {problem}" for problem in _look(workload, path, tokens)]
        acknowledged += len(tokens)
    return Outcome(acknowledged, problems)


def _look(workload: str, path: Path, tokens: set[str]) -> list[str]:
    try:
        session = WORKLOADS[workload](path)
    except UserError as error:
        return [str(error)]
    try:
        return integrity_problems(session.file) + session.problems(tokens)
    finally:
        session.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workload", choices=WORKLOADS, default="office")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(arguments.workload, Path(folder), arguments.seed, arguments.kills)
    print(*outcome.problems, sep="\n")
    print(f"{arguments.kills} kills, {outcome.acknowledged} acknowledged saves, {len(outcome.problems)} problems")
    raise SystemExit(bool(outcome.problems))


if __name__ == "__main__":
    main()
