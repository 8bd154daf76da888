"""From any former schema to today's: frozen steps, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peewee import SqliteDatabase

from pegase_desktop.storage.sqlite.marks import has_marks, renew_mark

#: One step from a version of the schema to the next, in plain SQL through ``database.execute_sql``: never through
#: today's models, which will change. It must not begin, commit or roll back.
Migration = Callable[[SqliteDatabase], None]


class OrphanRow(RuntimeError):
    """A step left a row without its parent."""


def migrate(database: SqliteDatabase, migrations: Sequence[Migration]) -> None:
    """Run the steps that the file has not had yet; ``user_version`` counts those it has had.

    Each step is one transaction together with its number: a process killed at any moment leaves the file before or
    after a step, never inside. Foreign keys are off meanwhile, so that a step can rebuild a table that others refer to
    (with them on, dropping the old table would delete its children), and are all checked at the end of each step. Like
    any save, it carries a mark where there are marks.

    Raises:
        RuntimeError: a step ended the transaction; the file is as before that step.
        OrphanRow: a row has lost its parent, long before as a rule; the file is as before that step.
    """
    database.execute_sql("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
    try:
        for version in range(_version(database) + 1, len(migrations) + 1):
            with database.atomic("IMMEDIATE"):
                migrations[version - 1](database)
                _check_step(database, version)
                database.execute_sql(f"PRAGMA user_version = {version}")
                if has_marks(database.connection()):
                    renew_mark(database.connection(), is_first=False)
    finally:
        database.execute_sql("PRAGMA foreign_keys = ON")


def _version(database: SqliteDatabase) -> int:
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def _check_step(database: SqliteDatabase, version: int) -> None:
    if not database.connection().in_transaction:
        raise RuntimeError(f"migration {version} ended its transaction")
    broken = database.execute_sql("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise OrphanRow(f"migration {version} left a row of {broken[0]} without its parent in {broken[2]}")
