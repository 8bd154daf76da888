"""Whether the file is what SQLite and the program made it: pages, tables, what belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from peewee import Database, SqliteDatabase

from pegase_desktop.storage.sqlite.marks import begin_marks
from pegase_desktop.storage.sqlite.migrations import Migration, migrate
from pegase_desktop.storage.sqlite.seals import make_table


def structure_faults(database: Database, migrations: Sequence[Migration]) -> Iterator[str]:
    """What is wrong with the structure of an open register, which *migrations* made, in sentences."""
    for (found,) in database.execute_sql("PRAGMA integrity_check(20)").fetchall():
        if found != "ok":
            yield f"Le fichier est abîmé (SQLite : {' '.join(found.split())})."
    held, made = _schema(database), _schema_of_the_program(tuple(migrations))
    for name in sorted({name for name, _ in held ^ made}):
        yield f"La structure « {name} » du fichier n’est pas celle que le logiciel a faite."
    for table, *_ in database.execute_sql("PRAGMA foreign_key_check").fetchall():
        yield f"Une ligne de la table « {table} » a perdu ce à quoi elle se rattache."


def _schema(database: Database) -> frozenset[tuple[str, str]]:
    """The tables, indexes and triggers, each with the statement that made it; what SQLite adds by itself left out."""
    text = (
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' "
        "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
    )
    return frozenset(database.execute_sql(text).fetchall())


@cache
def _schema_of_the_program(migrations: tuple[Migration, ...]) -> frozenset[tuple[str, str]]:
    database = SqliteDatabase(":memory:")
    try:
        migrate(database, migrations)
        begin_marks(database.connection())
        make_table(database)
        return _schema(database)
    finally:
        database.close()
