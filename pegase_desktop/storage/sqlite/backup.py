"""Copies of a register that can be trusted: made by the engine, reopened, checked, and only then given their name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import DamagedFileError, RegisterFileError
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.file_identity import journal_files
from pegase_desktop.storage.sqlite.marks import mark_copy
from pegase_desktop.storage.sqlite.output_place import copy_place

if TYPE_CHECKING:
    from pathlib import Path

_PAGES_AT_ONCE = 1_000  # between two of which the copying can be given up: a moment on any disk
_DIGITS = 32  # of the id of a copy, hexadecimal, like that of its register


def snapshot(connection: sqlite.Connection, register: Path, target: Path) -> None:
    """Copy the *register*, open through *connection*, to *target* as it is at this moment, its ``-wal`` included.

    What stood at *target* is replaced only by a checked copy. Its id, in the copy alone, is made from what it holds: of
    one state of the register all copies are the same file.

    Raises:
        RegisterFileError: the disk is full or fails, the folder cannot be written, or the copy is damaged, which means
            that the register is; nothing is left of the copy.
        FileNotSaved: *target* is an open register, or belongs to one.
    """
    with growing_copy(connection, target) as copy:
        copy.name_as(_digest(copy.path))
        if not is_sound(copy.path):
            raise DamagedFileError(register)


@dataclass(frozen=True, slots=True)
class GrowingCopy:
    """A copy under a temporary name beside the one that it will take."""

    path: Path

    def name_as(self, name: str) -> None:
        """Mark it as what it is: who puts it back wants it as it is, and nothing that was saved since.

        *name*, hexadecimal, is its own: no other copy of other content has it.
        """
        with closing(sqlite.connect(self.path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            mark_copy(connection, name)
            if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'identity'").fetchone():  # not in version 1
                connection.execute("UPDATE identity SET copy = ?", (name[:_DIGITS],))
            connection.commit()


@contextmanager
def growing_copy(
    connection: sqlite.Connection, target: Path, on_page: Callable[[int, int], None] | None = None
) -> Iterator[GrowingCopy]:
    """A copy of what *connection* has open; when the block ends it is synced and takes the name *target*.

    *on_page* is told how many pages are done, and of how many; what it raises ends the copy. If it or the block raises,
    nothing is left of the copy.

    Raises:
        RegisterFileError, FileNotSaved: as above.
    """
    with faults_as_sentences(target):
        target = copy_place(target)
        growing = target.with_name(f".{target.name}.part")
        try:
            make_private_file(growing)
            with faults_as_sentences(target):  # while what was written still takes its room
                _copy(connection, growing, on_page)
                yield GrowingCopy(growing)
                move_into_place(growing, target)
        except RegisterFileError as fault:
            if fault.path != growing:
                raise
            raise type(fault)(target) from fault  # nobody knows the other name
        finally:
            remove_database(growing)


def make_private_file(path: Path) -> None:
    """An empty file at *path*, whatever was there, that only its owner can read."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def remove_database(path: Path) -> None:
    """Take away the file at *path* and what SQLite keeps beside it, as far as they are there."""
    for file in (path, *journal_files(path), path.with_name(path.name + "-journal")):
        file.unlink(missing_ok=True)


def is_sound(path: Path) -> bool:
    """Whether the database at *path*, which nobody has open, passes SQLite's full check and its foreign keys hold."""
    with closing(sqlite.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        intact = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        return intact and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def move_into_place(source: Path, target: Path) -> None:
    """Give *source* the name *target* so that after a power cut either the old file or the whole new one is there."""
    _sync(source, os.O_RDWR)
    source.replace(target)
    if os.name == "posix":  # Windows has no such call for a folder: NTFS journals the renaming itself
        with suppress(OSError):  # the name is given: who is told of a failure would believe that it is not
            _sync(target.parent, os.O_RDONLY)


def _copy(source: sqlite.Connection, target: Path, on_page: Callable[[int, int], None] | None) -> None:
    def tell(_: int, remaining: int, total: int) -> None:
        if on_page:
            on_page(total - remaining, total)

    copy = sqlite.connect(target)
    try:
        copy.execute("PRAGMA synchronous = OFF")  # it is synced once, before it takes its name
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=tell)
        # One single file, with no journal of its own that could be forgotten when it is carried away.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # a full disk is told after the first row
    finally:
        copy.close()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
