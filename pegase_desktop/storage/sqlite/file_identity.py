"""Whose file is it? Answered without writing a byte to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    EmptyFileError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    NotADatabaseError,
    OrphanJournalError,
)
from pegase_desktop.storage.sqlite.faults import faults_as_sentences

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


def journal_files(path: Path) -> tuple[Path, Path]:
    """The two files that SQLite keeps beside an open register: ``-wal`` and ``-shm``."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def has_journal(path: Path) -> bool:
    """Whether a ``-wal`` with something in it stands beside *path*."""
    wal = journal_files(path)[0]
    return wal.exists() and wal.stat().st_size > 0


def identify(path: Path, newest_version: int, *, after_crash: bool) -> FileState:
    """Make sure that *path* is a sound register which this program can read.

    The caller holds the instance lock, so that no connection of ours is open (reading a live file by other means would
    drop its locks). *after_crash*, or if the ``-wal`` holds something, the whole file is checked; otherwise only its
    beginning and schema.

    Raises:
        RegisterFileError: one of the subclasses imported here.
    """
    in_journal = has_journal(path)
    if not path.exists():
        raise OrphanJournalError(path) if in_journal else MissingFileError(path)
    with faults_as_sentences(path):
        _check_header(path)
        user_version = _read_version(path, in_journal=in_journal, fully=in_journal or after_crash)
    if user_version > newest_version:
        raise NewerFileError(path)
    return FileState(user_version, journal_files(path)[0].exists(), in_journal)


def begins_as_register(path: Path) -> bool:
    """Whether the first page of the file at *path*, which this process does not have open, is that of a register."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    return header.startswith(_MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4)


def _check_header(path: Path) -> None:
    """https://sqlite.org/fileformat.html#the_database_header"""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise EmptyFileError(path)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise NotADatabaseError(path)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise ForeignFileError(path)


def _read_version(path: Path, *, in_journal: bool, fully: bool) -> int:
    """The user version, read through a connection that cannot write and so leaves file and journal as they are."""
    # Without a journal, "immutable" also keeps SQLite from making neighbours beside a file that may be refused.
    mode = "ro" if in_journal else "ro&immutable=1"
    connection = sqlite.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=2)
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # SQLite sees here that a file was cut
        if fully and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise DamagedFileError(path)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()
