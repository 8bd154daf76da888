"""Processes killed while they save, copy the register, carry the copy elsewhere and take old copies away.

A command of its own, for the sake of forking: ``python -m tests.durability.copy_kills --kills 1000``.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.manifest import manifest_beside
from pegase_desktop.storage.copies.shelf import Shelf, is_whole
from tests.domain.samples import office
from tests.durability.killing import Life, Mouth, killed_after, killed_at
from tests.durability.register_workload import Office
from tests.durability.workloads import integrity_problems

_FIRST_DAY = office(1, 1)
_LONGEST_LIFE = 0.12  # seconds: some days
_STEPS = 250  # by which SQLite and the program change files while a day's copy is made: there are fewer
_LIVES_PER_REGISTER = 20
_SAVES_A_DAY = 3
_COPYING, _COPIED = "copying", "copied/"


def _shelves(folder: Path, register: str) -> tuple[Shelf, Shelf]:
    return Shelf(folder / "Sauvegardes", register), Shelf(folder / "clé", register)


def _work(folder: Path, day: int, mouth: Mouth) -> None:
    """Day by day, saves and a copy, put on both shelves; what is there for ever is said."""
    session = Office(folder / "registre.pegase")
    while True:
        for number in range(day * _SAVES_A_DAY, (day + 1) * _SAVES_A_DAY):
            mouth.send(session.save(number))
        mouth.send(_COPYING)
        for name in _copied(session, folder, day):
            mouth.send(_COPIED + name)
        day += 1


def _copied(session: Office, folder: Path, day: int) -> list[str]:
    near, far = _shelves(folder, holding_of(session.file.database).register)
    now = _now(day)
    near.tidy()
    far.tidy()
    made = near.add(session.file.path, "registre", Making(now))
    taken = far.take(made)
    near.thin(now)
    far.thin(now)
    return [str(one.path.relative_to(folder)) for one in (made, taken)]


def _now(day: int) -> datetime:
    return _FIRST_DAY + timedelta(days=day)


@dataclass
class Outcome:
    """``kills`` there were, after so many ``copied`` copies."""

    kills: int = 0
    copied: int = 0
    problems: list[str] = field(default_factory=list)


class _Place:
    """A register with its two shelves, in which children work one after the other."""

    def __init__(self, folder: Path, done: Outcome) -> None:
        folder.mkdir()
        self.folder, self._done = folder, done
        self._tokens: set[str] = set()
        self._last: dict[str, str] = {}  # of each shelf the last copy that was said to be there
        self._sound: set[str] = set()  # hashes of copies that passed the check
        self.day = 0

    def look(self, name: str, life: Life) -> None:
        self._tokens |= {one for one in life.said if one != _COPYING and not one.startswith(_COPIED)}
        copied = [Path(one.removeprefix(_COPIED)) for one in life.said if one.startswith(_COPIED)]
        self._last |= {one.parent.name: one.name for one in copied}
        self._done.kills += life.was_killed
        self._done.copied += len(copied)
        self.day += 1 + len(life.said) // (_SAVES_A_DAY + 3)
        self._done.problems += [f"{name}: {one}" for one in self._problems()]
        self.day += 1

    def _problems(self) -> list[str]:
        try:
            session = Office(self.folder / "registre.pegase")
        except UserError as refusal:
            return [str(refusal)]
        try:
            found = [*integrity_problems(session.file), *session.problems(self._tokens)]
            for shelf in _shelves(self.folder, holding_of(session.file.database).register):
                found += [f"{shelf.folder.name}: {one}" for one in self._problems_of(shelf)]
            for one in _copied(session, self.folder, self.day):  # the next one works
                self._last[Path(one).parent.name] = Path(one).name
        except UserError as refusal:
            found.append(str(refusal))
        finally:
            session.close()
        return found

    def _problems_of(self, shelf: Shelf) -> list[str]:
        copies = shelf.copies()
        names = {one.path.name for one in copies}
        found = [f"{one.path.name} is not whole" for one in copies if not is_whole(one)]
        for one in copies:
            if one.manifest.sha256 not in self._sound:
                found += [f"{one.path.name}: {fault}" for fault in check_file(one.path).faults]
                self._sound.add(one.manifest.sha256)
        if (last := self._last.get(shelf.folder.name, "")) and last not in names:
            found.append(f"the last copy {last} is lost")
        shelf.tidy()
        left = {one.name for one in shelf.folder.iterdir()} if shelf.folder.exists() else set()
        known = names | {manifest_beside(one.path).name for one in copies}
        return [*found, *(f"« {one} » is left" for one in sorted(left - known))]


def run(folder: Path, seed: int, kills: int, every: int) -> Outcome:
    """*kills* at moments of chance; one before every step of a copying, or before every second if *every* is 2."""
    chance, done = random.Random(seed), Outcome()
    lives: list[tuple[str, Callable[..., Life]]] = [
        (f"kill {number}", partial(killed_after, chance.random() * _LONGEST_LIFE, _work)) for number in range(kills)
    ]
    lives += [
        (f"step {step}", partial(killed_at, step, _work, word=_COPYING))
        for step in range(chance.randint(1, every), _STEPS, every)
    ]
    for number, (name, life) in enumerate(lives):
        if number % _LIVES_PER_REGISTER == 0:  # a fresh one now and then, so that looking takes no longer and longer
            place = _Place(folder / str(number), done)
        place.look(name, life(place.folder, place.day))
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), arguments.seed, arguments.kills, arguments.every)
    print(*done.problems, sep="\n")
    print(f"{done.kills} kills, {done.copied} copies, {len(done.problems)} problems")
    raise SystemExit(bool(done.problems))


if __name__ == "__main__":
    main()
