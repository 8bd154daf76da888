"""A schema of one table, for tests of the engine alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pegase_desktop.storage.sqlite.engine import Store, open_database

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase


def first(database: SqliteDatabase) -> None:
    database.execute_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")


def second(database: SqliteDatabase) -> None:
    """Rebuilds the table, as a real migration must to change a constraint."""
    database.execute_sql("CREATE TABLE new (id INTEGER PRIMARY KEY, text TEXT NOT NULL, author TEXT NOT NULL) STRICT")
    database.execute_sql("INSERT INTO new SELECT id, text, '' FROM note")
    database.execute_sql("DROP TABLE note")
    database.execute_sql("ALTER TABLE new RENAME TO note")


def open_plain(path: Path, *, create: bool = True) -> Store:
    return open_database(path, (first,), create=create)


def write(file: Store, text: str) -> None:
    with file.transaction():
        file.database.execute_sql("INSERT INTO note (text) VALUES (?)", (text,))


def notes(file: Store) -> list[str]:
    return [row[0] for row in file.database.execute_sql("SELECT text FROM note ORDER BY id").fetchall()]


def folder_state(folder: Path) -> dict[str, str]:
    """Every file of *folder* with the hash of its bytes, to see that nothing was touched."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}
