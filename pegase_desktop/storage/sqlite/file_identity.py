"""Whose file is it? Answered without writing a byte to it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    EmptyFileError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    NotADatabaseError,
    NotAFileError,
    OrphanJournalError,
)
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.journal_identity import ALONE, WITH_JOURNAL, connected, is_stray, is_torn

if TYPE_CHECKING:
    from pathlib import Path

#: "PgRc" in ASCII: what marks an SQLite file as a register (https://sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x50675263

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


@dataclass(frozen=True)
class FileState:
    """What was found before the file was opened for writing."""

    user_version: int
    had_journal: bool
    """A ``-wal`` stood beside the file, be it empty: only a clean end removes it."""
    had_saves_in_journal: bool
    """That ``-wal`` held something: the last window did not close, or both were copied while it was open."""
    has_stray_journal: bool
    """That ``-wal`` is of another file, which stood here before: it must not be there when SQLite opens this one."""


@lru_cache(maxsize=16)  # asked at every save
def journal_files(path: Path) -> tuple[Path, Path]:
    """The two files that SQLite keeps beside an open register: ``-wal`` and ``-shm``."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def journal_size(path: Path) -> int:
    """How many bytes the ``-wal`` beside *path* holds; 0 if there is none."""
    try:
        return journal_files(path)[0].stat().st_size
    except FileNotFoundError:
        return 0


def has_journal(path: Path) -> bool:
    """Whether a ``-wal`` with something in it stands beside *path*."""
    return journal_size(path) > 0


def identify(path: Path, newest_version: int, *, after_crash: bool, checked_later: bool) -> FileState:
    """Make sure that *path* is a sound register which this program can read.

    The caller holds the instance lock, so that no connection of ours is open (reading a live file by other means would
    drop its locks). *after_crash*, or if the ``-wal`` holds something, the whole file is checked, unless it is
    *checked_later*; otherwise only its beginning and schema. A ``-wal`` that is of another file is left out of it.

    Raises:
        RegisterFileError: one of the subclasses imported here.
    """
    check_beginning(path)
    in_journal = has_journal(path)
    with faults_as_sentences(path):
        has_stray = in_journal and is_stray(path, journal_files(path)[0])
        fully = (in_journal or after_crash) and not checked_later
        user_version = _read_version(path, in_journal=in_journal and not has_stray, fully=fully)
    if user_version > newest_version:
        raise NewerFileError(path)
    if user_version < min(1, newest_version):  # a register is given its name with its tables in it
        raise DamagedFileError(path)
    return FileState(user_version, journal_files(path)[0].exists(), in_journal, has_stray)


def check_beginning(path: Path) -> None:
    """Make sure that there is a file, which this process does not have open, and that it begins like a register.

    Raises:
        RegisterFileError: it is not, and does not.
    """
    in_journal = has_journal(path)
    if not path.exists():
        raise OrphanJournalError(path) if in_journal else MissingFileError(path)
    if not path.is_file():
        raise NotAFileError(path)  # opened, a pipe would never answer
    with faults_as_sentences(path):
        _check_header(path, in_journal=in_journal)


def begins_as_register(path: Path) -> bool:
    """Whether the first page of the file at *path*, which this process does not have open, is that of a register."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    return header.startswith(_MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4)


def _check_header(path: Path, *, in_journal: bool) -> None:
    """https://sqlite.org/fileformat.html#the_database_header

    A power cut can tear it while the ``-wal``, which holds it whole, is brought in.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise EmptyFileError(path)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        if in_journal and is_torn(path, journal_files(path)[0]):
            return
        raise NotADatabaseError(path)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise ForeignFileError(path)


def _read_version(path: Path, *, in_journal: bool, fully: bool) -> int:
    # Alone, it also keeps SQLite from making neighbours beside a file that may be refused.
    mode = WITH_JOURNAL if in_journal else ALONE
    with closing(connected(path, mode)) as connection:
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # SQLite sees here that a file was cut
        if fully and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise DamagedFileError(path)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
