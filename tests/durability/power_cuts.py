"""Power cuts, simulated: what was synced is on the disk; of what was not, anything may be, in any order, torn or not.

Also a command, for the many cuts before a release: ``python -m tests.durability.power_cuts --cuts 20000``.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pegase_desktop.domain.errors import UserError
from tests.durability.rigged_vfs import Acknowledged, Delete, Event, RiggedDisk, Sync, Truncate, Write, rigged_disk
from tests.durability.workloads import WORKLOADS, Session, integrity_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECTOR = 512
_AT_FIRST_PAGES = 0.25  # of the cuts: while the first page of the register is on its way to the disk
_REGISTER = "registre.pegase"


@dataclass
class Disk:
    """The content of each file as it is for certain, and the changes to it that are still on their way."""

    certain: dict[str, bytearray | None]
    pending: defaultdict[str, list[Write | Truncate | Delete]] = field(default_factory=lambda: defaultdict(list))

    def follow(self, event: Event) -> None:
        match event:
            case Sync(name):
                self.certain[name] = _changed(self.certain.get(name), self.pending.pop(name, []))
            case Write() | Truncate() | Delete():
                self.pending[event.file].append(event)
            case Acknowledged():
                pass

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """One of the states in which the disk may be found."""
        names = self.certain.keys() | self.pending.keys()
        found = {name: _changed(self.certain.get(name), _arrived(self.pending[name], chance)) for name in names}
        whole = {name: bytes(content) for name, content in found.items() if content is not None}
        is_writing_first = any(map(_has_first_page, self.pending[_REGISTER]))
        return _with_first_page_torn(whole, chance) if is_writing_first and chance.random() < 0.5 else whole


def _changed(content: bytearray | None, changes: list[Write | Truncate | Delete]) -> bytearray | None:
    content = None if content is None else bytearray(content)
    for change in changes:
        if isinstance(change, Delete):
            content = None
            continue
        content = bytearray() if content is None else content
        end = change.size if isinstance(change, Truncate) else change.offset + len(change.data)
        content.extend(bytes(max(0, end - len(content))))
        if isinstance(change, Truncate):
            del content[end:]
        else:
            content[change.offset : end] = change.data
    return content


def _has_first_page(event: Event) -> bool:
    return isinstance(event, Write) and event.file == _REGISTER and event.offset == 0


def _with_first_page_torn(content: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Some of its sectors were being written: nobody knows what is in them."""
    page = bytearray(content.get(_REGISTER, b"")[:4096])
    for start in range(0, len(page), SECTOR):
        if chance.random() < 0.5:
            page[start : start + SECTOR] = chance.choice((bytes(SECTOR), chance.randbytes(SECTOR)))
    return content | {_REGISTER: bytes(page) + content.get(_REGISTER, b"")[4096:]}


def _arrived(changes: list[Write | Truncate | Delete], chance: random.Random) -> list[Write | Truncate | Delete]:
    """Some of the unsynced changes: all up to a moment, or any of them in any order, the writes perhaps torn."""
    if chance.random() < 0.3:
        return changes[: chance.randint(0, len(changes))]
    share = chance.choice((0.1, 0.5, 0.9))
    arrived = [part for change in changes if chance.random() < share for part in _perhaps_torn(change, chance)]
    chance.shuffle(arrived)
    return arrived


def _perhaps_torn(change: Write | Truncate | Delete, chance: random.Random) -> Iterator[Write | Truncate | Delete]:
    if not isinstance(change, Write) or chance.random() < 0.5:
        yield change
        return
    for start in range(0, len(change.data), SECTOR):
        if chance.random() < 0.5:
            yield Write(change.file, change.offset + start, change.data[start : start + SECTOR])


@dataclass(frozen=True)
class Recording:
    """A stretch of work: the files before it, and everything that happened to them."""

    before: dict[str, bytes]
    events: list[Event]


def record(open_session: Callable[[Path], Session], folder: Path, seed: int, synchronous: str = "FULL") -> Recording:
    """Work for a while in a register in *folder* (empty), with rests and with closing and opening it again."""
    chance = random.Random(seed)
    path = folder / _REGISTER
    open_session(path).close()
    before = {_REGISTER: path.read_bytes()}
    with rigged_disk() as disk:
        number = 0
        for _ in range(chance.randint(1, 3)):
            session = open_session(path)
            for connection in (session.file.database, session.file.aside):
                connection.execute_sql(f"PRAGMA synchronous = {synchronous}")
            number = _work(session, disk, chance, number)
            session.close()
    return Recording(before, disk.events)


def _work(session: Session, disk: RiggedDisk, chance: random.Random, number: int) -> int:
    for _ in range(chance.randint(3, 12)):
        number += 1
        disk.events.append(Acknowledged(session.save(number)))
        if chance.random() < 0.15:
            session.file.checkpoint()
    return number


def cut(
    open_session: Callable[[Path], Session], recording: Recording, folder: Path, seed: int, cuts: int
) -> Iterator[list[str]]:
    """Cut the power at *cuts* random moments of *recording*; for each, what was wrong when it was reopened."""
    chance = random.Random(seed)
    first_pages = [number for number, event in enumerate(recording.events, 1) if _has_first_page(event)]
    moments = sorted(
        chance.choice(first_pages)
        if first_pages and chance.random() < _AT_FIRST_PAGES
        else chance.randint(0, len(recording.events))
        for _ in range(cuts)
    )
    disk = Disk({name: bytearray(content) for name, content in recording.before.items()})
    acknowledged: list[str] = []
    position = 0
    for moment in moments:
        for event in recording.events[position:moment]:
            disk.follow(event)
            if isinstance(event, Acknowledged):
                acknowledged.append(event.token)
        position = moment
        yield _reopen(open_session, disk.after_a_cut(chance), folder, acknowledged)


def _reopen(
    open_session: Callable[[Path], Session], files: dict[str, bytes], folder: Path, acknowledged: list[str]
) -> list[str]:
    for leftover in folder.iterdir():
        leftover.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / f"{_REGISTER}.lock").write_bytes(b"live")
    try:
        session = open_session(folder / _REGISTER)
    except UserError as error:
        return [str(error)]
    try:
        return integrity_problems(session.file) + session.problems(acknowledged)
    finally:
        session.close()


def run(
    open_session: Callable[[Path], Session], folder: Path, seed: int, cuts: int, synchronous: str = "FULL"
) -> list[str]:
    """*cuts* power cuts over several recordings; one line for each that lost or damaged something."""
    failures = []
    per_recording = 50
    for first in range(0, cuts, per_recording):
        work, disk = folder / f"work {first}", folder / f"disk {first}"
        work.mkdir()
        disk.mkdir()
        own_seed = seed + first
        recording = record(open_session, work, own_seed, synchronous)
        found = cut(open_session, recording, disk, own_seed, min(per_recording, cuts - first))
        failures += [f"seed {own_seed}, cut {n}: {problems}" for n, problems in enumerate(found) if problems]
    return failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synchronous", default="FULL")
    parser.add_argument("--workload", choices=WORKLOADS, default="office")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        failures = run(
            WORKLOADS[arguments.workload], Path(folder), arguments.seed, arguments.cuts, arguments.synchronous
        )
    print(*failures, sep="\n")
    print(f"{len(failures)} of {arguments.cuts} cuts lost or damaged something")
    raise SystemExit(bool(failures))


if __name__ == "__main__":
    main()
