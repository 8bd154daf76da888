"""A copy of a register's file to be judged in its place: whatever is done to the copy, the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pegase_desktop.storage.file_errors import FolderGivenError
from pegase_desktop.storage.sqlite import place
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.file_identity import check_beginning, journal_files
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock, lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1 << 20  # bytes
OnBytes = Callable[[int, int], None]


def copy_to_judge(path: Path, folder: Path, on_bytes: OnBytes = lambda *_: None) -> Path:
    """Copy the register at *path* into *folder*, with what a window that was killed left beside it.

    It may lie where no live register may: on the network, in a folder that is synchronised or read-only. *on_bytes* is
    told how many bytes are done, and of how many; what it raises ends it.

    Raises:
        RegisterFileError: there is none, the file is another program's, a window has it open, or it cannot be read.
    """
    path = place.resolved(path)
    if path.is_dir():
        raise FolderGivenError(path)
    check_beginning(path)
    with faults_as_sentences(path), _kept_from_windows(path):
        files = [one for one in (path, journal_files(path)[0], lock_file(path)) if one.is_file()]
        total, done = sum(one.stat().st_size for one in files), 0
        for one in files:
            for length in _copied(one, folder / one.name):
                done += length
                on_bytes(done, total)
    return folder / path.name


def _copied(source: Path, target: Path) -> Iterator[int]:
    """A copy that only its owner can read, made a piece at a time: the length of each."""
    with source.open("rb") as old, target.open("xb") as new:
        while piece := old.read(_PIECE):
            yield new.write(piece)


@contextmanager
def _kept_from_windows(path: Path) -> Iterator[None]:
    """No window has the register open or opens it meanwhile; where nobody can write, none can."""
    if not place.is_writable(path.parent):
        yield
        return
    lock = InstanceLock(path)
    try:
        yield
    finally:
        lock.release(closed_cleanly=not lock.was_left_live)
