"""Whether an open register is still the file that was opened, as this program left it, with the ``-wal`` it is using.

On Windows nobody moves, deletes or replaces an open register: there is nothing to tell. Elsewhere SQLite goes on
writing to what it opened, be it deleted; and brings its ``-wal`` into the main file, be that another's content by now.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pegase_desktop.storage.file_errors import DisplacedFileError, OverwrittenFileError, RegisterFileError
from pegase_desktop.storage.sqlite.file_identity import journal_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The bytes that SQLite locks to read, and wants alone to end a -wal: https://sqlite.org/src/file/src/os.h
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


class FileWatch:
    """Watches the register at *path*, which was just opened here; its ``-wal`` is there too.

    Size and time of the last writing tell at each save that nothing happened. Where they differ, the page of the mark
    tells whose content it is: a register that was only touched, or lies on a disk that dates loosely, is none other's.
    """

    def __init__(self, path: Path, mark: range) -> None:
        """*mark* is where in the main file the mark has its page, in bytes; see :mod:`.marks`."""
        self._path, self._place = path, mark
        # It is open as long as the register: closed before, it would take SQLite's locks with it.
        self._descriptor = os.open(path, os.O_RDONLY) if os.name == "posix" else None
        self._file, self._content, self._mark = _file(path), _content(path), self._read_mark()
        self._journal = _file(journal_files(path)[0])

    def close(self) -> None:
        """Watch no more: the register is closed. Closing twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def fault(self) -> RegisterFileError | None:
        """Why nothing may be written: the file is in its place no more, or holds what this program did not write."""
        if _file(self._path) != self._file:
            return DisplacedFileError(self._path)
        content = _content(self._path)
        if content == self._content:
            return None
        if content and self._content and content[0] == self._content[0] and self._read_mark() == self._mark:
            self._content = content
            return None
        return OverwrittenFileError(self._path)

    def has_lost_journal(self) -> bool:
        """Whether another ``-wal`` or none bears the name: what is saved from now on would not be found again."""
        return _file(journal_files(self._path)[0]) != self._journal

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Inside, this program itself writes into the main file.

        Raises:
            OverwrittenFileError: another one did.
        """
        fault = self.fault()
        if isinstance(fault, OverwrittenFileError):
            raise fault
        try:
            yield
        finally:
            if fault is None:
                self._content, self._mark = _content(self._path), self._read_mark()

    def _read_mark(self) -> bytes:
        if self._descriptor is None:
            return b""
        return os.pread(self._descriptor, len(self._place), self._place.start)

    def note_journal(self) -> None:
        """The ``-wal`` was begun anew, under the name of before."""
        self._journal = _file(journal_files(self._path)[0])


@contextmanager
def left_as_it_is(path: Path) -> Iterator[None]:
    """Inside, the last connection to *path* is closed, and does not bring the ``-wal`` in: for that it has to be alone.

    The engine's own means for that, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is none of the driver's. The lock is of an open
    file and not of the process, whose own would be no obstacle: https://man7.org/linux/man-pages/man2/fcntl.2.html
    """
    if sys.platform != "linux":
        yield
        return
    import fcntl

    descriptor = os.open(path, os.O_RDONLY)
    try:
        reader = struct.pack("hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
        with suppress(OSError):  # a file system without such locks
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, reader)
        yield
    finally:
        os.close(descriptor)


def _file(path: Path) -> tuple[int, int] | None:
    """What tells the file at *path* from any other, as long as it is open; None if there is none."""
    found = _found(path)
    return found and (found.st_dev, found.st_ino)


def _content(path: Path) -> tuple[int, int] | None:
    """Size and time of the last writing."""
    found = _found(path)
    return found and (found.st_size, found.st_mtime_ns)


def _found(path: Path) -> os.stat_result | None:
    if os.name != "posix":
        return None
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
