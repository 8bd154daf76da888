"""Queries on the busiest paths, written by peewee once: writing one costs it ten times what SQLite takes to run it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from peewee import Database


class Slot(str):
    """A value that is not known yet, by its name, in the query given to :class:`Prepared`."""

    __slots__ = ()


def slots(*names: str) -> dict[str, Slot]:
    """Columns that each take the value of their own name."""
    return {name: Slot(name) for name in names}


class Prepared:
    """One query of which only the values in the slots change. It is written at its first use."""

    def __init__(self, database: Database, query: Callable[[], Any]) -> None:
        self._database = database
        self._query = query

    @cached_property
    def _written(self) -> tuple[str, list[Any]]:
        text, values = self._query().sql()
        return text, values

    def run(self, values: Mapping[str, Any]) -> Any:
        """Run it with *values* by slot; what is not asked for is left aside. Returns the driver's cursor."""
        text, wanted = self._written
        return self._database.execute_sql(text, [values[one] if type(one) is Slot else one for one in wanted])
