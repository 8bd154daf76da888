"""Another file in the place of a register, at once: killed at any moment, one of the two is there, whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pegase_desktop.storage.file_errors import FailingDiskError
from pegase_desktop.storage.sqlite import place
from pegase_desktop.storage.sqlite.backup import make_private_file, move_into_place
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.file_identity import has_journal, journal_files
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock

if TYPE_CHECKING:
    from pathlib import Path


def replace_register(register: Path, file: Path, aside: Callable[[int], str]) -> Path | None:
    """Give *file*, which lies on the same disk and has nothing beside it, the place of *register*, open to nobody.

    What stood there is copied beforehand, byte for byte and be it damaged, under a name that *aside* gives: the first,
    or one more where it is taken. Returns that copy; None where nothing stood there. (Renamed instead, the register
    would for a moment be nowhere.)

    Raises:
        AlreadyOpenError: a window has it open.
        RegisterFileError: the disk or the place does not allow it; the register is as it was, and alone.
    """
    register = place.resolved(register)
    place.check_place(register)
    place.check_single_name(register)
    if has_journal(file):
        raise FailingDiskError(register)  # what is beside it would stay there, and what is in it be lost
    lock = InstanceLock(register)
    is_done = False
    try:
        with faults_as_sentences(register), _kept_aside(register, aside, file) as kept:
            move_into_place(file, register)
        is_done = True
        lock.mark_ended()
        for one in journal_files(register):  # of what stood there; one that stays is told from the register's own
            with suppress(OSError):
                one.unlink(missing_ok=True)
    finally:
        lock.release(closed_cleanly=is_done or not lock.was_left_live)
    return kept


@contextmanager
def _kept_aside(register: Path, aside: Callable[[int], str], file: Path) -> Iterator[Path | None]:
    """A copy of the register and of its ``-wal``, gone again if *file* does not take the place in the block."""
    kept = _free_name(register, aside)
    made: list[Path] = []
    try:
        for source, target in ((journal_files(register)[0], journal_files(kept)[0]), (register, kept)):
            if source.exists():
                made.append(target)
                _copy(source, target)
        yield kept if made else None
    except BaseException:
        if file.exists():  # it did not: otherwise this copy is all that is left of the register
            for one in made:
                with suppress(OSError):
                    one.unlink(missing_ok=True)
        raise


def _free_name(register: Path, aside: Callable[[int], str]) -> Path:
    number = 1
    while (kept := register.with_name(aside(number))).exists() or journal_files(kept)[0].exists():
        number += 1
    return kept


def _copy(source: Path, target: Path) -> None:
    growing = target.with_name(f".{target.name}.part")
    try:
        make_private_file(growing)
        with source.open("rb") as old, growing.open("wb") as new:
            shutil.copyfileobj(old, new, 1 << 20)
        move_into_place(growing, target)
    finally:
        growing.unlink(missing_ok=True)
