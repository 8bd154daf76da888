"""The one way by which tests reach behind the register, to the engine: to damage what is there, or to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import Database

    from pegase_desktop.storage.register import Register


def engine_of(register: Register) -> Database:
    """The engine's own, of an open register."""
    return register.store.database


def execute(register: Register, sql: str, values: Sequence[Any] = ()) -> Any:
    """Do what no operation of the register does; returns the driver's cursor."""
    return engine_of(register).execute_sql(sql, values)


def rows_of(register: Register, table: str) -> int:
    """How many rows a table has."""
    return int(execute(register, f"SELECT count(*) FROM {table}").fetchone()[0])


def flip(path: Path) -> None:
    """Change one bit in the middle of a file, as a disk may."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
