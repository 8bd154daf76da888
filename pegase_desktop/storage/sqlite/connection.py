"""The connection to the register file: set for safety, and speaking in sentences when the disk fails."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from peewee import SqliteDatabase
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.sqlite.faults import faults_as_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

BUSY_SECONDS = 5
BUSY_SECONDS_AT_OPENING = 2
# What is typed is kept while somebody types, and tried again by itself: nobody waits for it with a window that stands.
BUSY_SECONDS_ASIDE = 0.5
_STEPS = 100_000  # of SQLite's virtual machine, between two questions whether one goes on

# synchronous and foreign_keys hold for a connection, not for a file. WAL with FULL is the one combination that keeps
# every acknowledged save through a power cut with a single sync. recursive_triggers makes INSERT OR REPLACE fire the
# DELETE triggers that protect the journal. The engine brings the -wal in itself: it has to know when another is begun.
_PRAGMAS: Final = {
    "journal_mode": "WAL",
    "wal_autocheckpoint": 0,
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
}

# Read through the system's memory: a copy was just written, and is still there.
_PRAGMAS_ALONE: Final = {"trusted_schema": "OFF", "cell_size_check": "ON", "mmap_size": 1 << 30}


class _Cursor(sqlite.Cursor):  # type: ignore[misc]
    """Rows are read from the disk while they are fetched, and that can fail like any reading."""

    path: Path

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite.Error:
            with faults_as_sentences(self.path):
                raise

    def fetchall(self) -> Any:
        with faults_as_sentences(self.path):
            return super().fetchall()


class _Connection(SqliteDatabase):
    """peewee's database, whose known faults are sentences wherever they strike, also outside a transaction."""

    def __init__(self, path: Path, told_of: Path, *, mode: str = "rw", pragmas: Mapping[str, Any] = _PRAGMAS) -> None:
        """*mode* never makes a file."""
        super().__init__(
            f"{path.as_uri()}?mode={mode}",
            uri=True,
            pragmas=pragmas,
            timeout=BUSY_SECONDS_AT_OPENING,
            autoconnect=False,
        )
        self._path = told_of

    def cursor(self, named_cursor: None = None) -> Any:
        if self.is_closed():
            return SqliteDatabase.cursor(self, named_cursor)  # refuses: nothing connects by itself
        cursor = SqliteDatabase.connection(self).cursor(_Cursor)
        cursor.path = self._path
        return cursor

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        with faults_as_sentences(self._path):
            return SqliteDatabase.execute_sql(self, sql, params)

    def rollback(self) -> None:
        # SQLite itself rolls back after some faults of the disk.
        if is_in_transaction(self):
            super().rollback()


def is_in_transaction(database: SqliteDatabase) -> bool:
    """What SQLite says, whatever peewee believes."""
    return bool(database.connection().in_transaction)


def connect(path: Path, told_of: Path | None = None) -> SqliteDatabase:
    """Connect to the file at *path*, which must be there. It stays connected until closed.

    Its faults are told of the file at *told_of*, where that is the one that the person knows.

    Raises:
        peewee.PeeweeException: with SQLite's own code; see :mod:`pegase_desktop.storage.sqlite.faults`.
    """
    database = _Connection(path, told_of or path)
    database.connect()
    return database


@contextmanager
def reading_alone(path: Path) -> Iterator[SqliteDatabase]:
    """A file that nobody has open, with nothing beside it, as it lies: nothing is written to it or beside it.

    Raises:
        RegisterFileError: the file cannot be read.
    """
    database = _Connection(path, path, mode="ro&immutable=1", pragmas=_PRAGMAS_ALONE)
    with faults_as_sentences(path):
        database.connect()
    try:
        yield database
    finally:
        database.close()


@contextmanager
def reading_beside(path: Path, is_wanted: Callable[[], bool]) -> Iterator[SqliteDatabase]:
    """Another connection to a register that is open in this process, for a thread of its own: it reads one state.

    It refuses what is asked of it as soon as it is not *is_wanted* any more, also in the middle of something long.

    Raises:
        RegisterFileError: the file cannot be read.
    """
    with faults_as_sentences(path):
        database = connect(path)
    connection = database.connection()
    connection.execute("BEGIN")
    connection.set_progress_handler(lambda: not is_wanted(), _STEPS)
    try:
        yield database
    finally:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:  # SQLite itself ends one in which it was interrupted
            connection.rollback()
        database.close()
