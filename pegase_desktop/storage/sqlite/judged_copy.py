"""A copy of a register's file to be judged in its place: whatever is done to the copy, the file stays as it is."""

from __future__ import annotations

import shutil
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


def copy_to_judge(path: Path, folder: Path) -> Path:
    """Copy the register at *path* into *folder*, with what a window that was killed left beside it.

    It may lie where no live register may: on the network, in a folder that is synchronised or read-only.

    Raises:
        RegisterFileError: there is none, the file is another program's, a window has it open, or it cannot be read.
    """
    path = place.resolved(path)
    if path.is_dir():
        raise FolderGivenError(path)
    check_beginning(path)
    with faults_as_sentences(path), _kept_from_windows(path):
        for file in (path, journal_files(path)[0], lock_file(path)):
            if file.is_file():
                shutil.copyfile(file, folder / file.name)
    return folder / path.name


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
