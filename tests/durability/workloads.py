"""What is being saved while something breaks, and how to tell afterwards whether all of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pegase_desktop.storage.sqlite.engine import Store, open_database
from tests.durability.register_workload import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from peewee import SqliteDatabase


class Session(Protocol):
    """An open register in which things are saved."""

    file: Store

    def save(self, number: int) -> str:
        """Save something of its own for each *number*; the token returned acknowledges it for ever."""

    def problems(self, tokens: Collection[str]) -> list[str]:
        """What is missing of the acknowledged *tokens*, or half there of anything."""

    def close(self) -> None: ...


class PlainTable:
    """Saves of two tables each, through the engine alone."""

    PARTS = 3

    def __init__(self, path: Path) -> None:
        self.file = open_database(path, (_two_tables,))

    def save(self, number: int) -> str:
        text = f"{number} " + "é" * (number * 97 % 1500)
        database = self.file.database
        with self.file.transaction():
            database.execute_sql("INSERT INTO whole (id, text) VALUES (?, ?)", (number, text))
            for part in range(self.PARTS):
                database.execute_sql("INSERT INTO part (whole_id, text) VALUES (?, ?)", (number, f"{part} {text}"))
        return str(number)

    def problems(self, tokens: Collection[str]) -> list[str]:
        rows = self.file.database.execute_sql(
            "SELECT whole.id, count(part.id), min(substr(part.text, 3) = whole.text) "
            "FROM whole LEFT JOIN part ON part.whole_id = whole.id GROUP BY whole.id"
        ).fetchall()
        found = {str(row[0]) for row in rows}
        halves = [f"save {row[0]} is not whole" for row in rows if row[1:] != (self.PARTS, 1)]
        return halves + [f"save {token} is lost" for token in sorted(set(tokens) - found)]

    def close(self) -> None:
        self.file.close()


def _two_tables(database: SqliteDatabase) -> None:
    database.execute_sql("CREATE TABLE whole (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    database.execute_sql(
        "CREATE TABLE part "
        "(id INTEGER PRIMARY KEY, whole_id INTEGER NOT NULL REFERENCES whole, text TEXT NOT NULL) STRICT"
    )
    database.execute_sql("CREATE INDEX part_by_whole ON part (whole_id, text)")


def integrity_problems(file: Store) -> list[str]:
    """What SQLite's own full check finds, at most a few lines."""
    rows = file.database.execute_sql("PRAGMA integrity_check(3)").fetchall()
    return [row[0] for row in rows if row[0] != "ok"]


class HastyTable(PlainTable):
    """A control: it acknowledges saves that are still to come, which a harness that is any good finds out."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._waiting: list[int] = []

    def save(self, number: int) -> str:
        self._waiting.append(number)
        if len(self._waiting) == 5:
            for waiting in self._waiting:
                super().save(waiting)
            self._waiting.clear()
        return str(number)

    def close(self) -> None:
        for waiting in self._waiting:
            super().save(waiting)
        super().close()


#: By name, so that a command or a child process can be told which one to use.
WORKLOADS: dict[str, Callable[[Path], Session]] = {"office": Office, "plain-table": PlainTable, "hasty": HastyTable}
