"""Seals: whether that of which no journal tells, and the end of the journal itself, is as this program left it.

Every saving renews them; who changes the file by other means does not. One that did not hold when the register was
opened stays broken: the next saving would hide it. They are no secret: against who knows them there are anchors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from peewee import Database, OperationalError, SqliteDatabase

from pegase_desktop.storage.file_errors import DamagedFileError
from pegase_desktop.storage.sqlite.migrations import Migration

#: What is sealed, by name: a query for all of it, in an order of its own.
Sealed = Mapping[str, str]

_TABLE = """
    CREATE TABLE IF NOT EXISTS seal (
        name TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        broken INTEGER NOT NULL CHECK (broken IN (0, 1))
    ) STRICT
"""
_TO_BEGIN = "to begin"  # in the place of a name: written with the schema, gone once there are seals
_DAMAGED = "damaged"


def make_table(database: Database) -> None:
    """Make room for seals, if there is none."""
    database.execute_sql(_TABLE)


def with_seals(migrations: Sequence[Migration], sealed: Sealed) -> Sequence[Migration]:
    """The same steps, after the last of which seals begin: also if the process is killed before it makes them."""
    if not sealed:
        return migrations
    *before, last = migrations

    def last_and_seals(database: SqliteDatabase) -> None:
        last(database)
        make_table(database)
        database.execute_sql("REPLACE INTO seal VALUES (?, '', 0)", (_TO_BEGIN,))

    return *before, last_and_seals


def begin_seals(database: Database, sealed: Sealed) -> Sealed:
    """Look at the seals of a register that is being opened, or make the first ones; gives what can be read.

    Of one that was made or brought over and not opened since, all is as it should be.
    """
    found = {name: _digest(database, query) for name, query in sealed.items()}  # before SQLite writes: see _digest
    with database.atomic("IMMEDIATE"):
        make_table(database)
        kept = _kept(database)
        is_first = _TO_BEGIN in kept
        for name, digest in found.items():
            if digest == _DAMAGED or (not is_first and kept.get(name) != digest):
                database.execute_sql("REPLACE INTO seal VALUES (?, '', 1)", (name,))
            _seal(database, name, digest)
        database.execute_sql("DELETE FROM seal WHERE name = ?", (_TO_BEGIN,))
    return {name: query for name, query in sealed.items() if found[name] != _DAMAGED}


def renew_seals(database: Database, sealed: Sealed) -> None:
    """Seal what is there now. Within the transaction that brought it about."""
    for name, query in sealed.items():
        _seal(database, name, _digest(database, query))


def broken_seals(database: Database, sealed: Sealed) -> Iterator[str]:
    """The names of what is not as it was left, or was not when the register was last opened."""
    kept = _kept(database)
    marked = {name for (name,) in database.execute_sql("SELECT name FROM seal WHERE broken").fetchall()}
    for name, query in sealed.items():
        if name in marked or kept.get(name) != _digest(database, query):
            yield name


def seals_held(database: Database) -> str:
    """All seals as the last saving left them: what tells one state of the file from another."""
    return repr(sorted(_kept(database).items()))


def _seal(database: Database, name: str, digest: str) -> None:
    text = (
        "INSERT INTO seal VALUES (?, ?, 0) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest "
        "WHERE digest <> excluded.digest"
    )
    database.execute_sql(text, (name, digest))


def _kept(database: Database) -> dict[str, str]:
    return dict(database.execute_sql("SELECT name, digest FROM seal").fetchall())


def _digest(database: Database, query: str) -> str:
    """What is damaged keeps nobody from saving the rest: once SQLite met it, a transaction takes no more writing."""
    found = hashlib.sha256()
    try:
        for row in iter(database.execute_sql(query).fetchone, None):
            found.update(repr(row).encode("utf-8", "backslashreplace"))
    except (DamagedFileError, OperationalError):  # the second: a table or column is not there
        return _DAMAGED
    return found.hexdigest()
