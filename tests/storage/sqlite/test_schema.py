"""The tables hold every declared fact, and the register's table is read through its indexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.views import Chip, SortKey, View
from pegase_desktop.storage.stored_kinds import STORED_KINDS
from pegase_desktop.storage.table_view import _SORT_COLUMNS
from tests.domain.samples import office
from tests.storage.behind import engine_of, execute

if TYPE_CHECKING:
    from pegase_desktop.storage.records import StoredKind
    from pegase_desktop.storage.register import Register

TYPES = {
    FactKind.FLAG: "INTEGER",
    FactKind.MARK: "INTEGER",
    FactKind.MONEY: "INTEGER",
    FactKind.NUMBER: "INTEGER",
}


def columns(register: Register, table: str) -> dict[str, str]:
    listed = execute(register, f"PRAGMA table_info({table})").fetchall()
    return {name: kind for _, name, kind, *_ in listed}


@pytest.mark.parametrize("stored", STORED_KINDS, ids=lambda one: one.kind.code)
def test_every_fact_has_its_column(stored: StoredKind, register: Register) -> None:
    kind = stored.kind
    held = columns(register, kind.code.value)
    assert set(held) == {"id", *stored.columns}
    assert {one.name: held[one.name] for one in kind.scalars} == {
        one.name: TYPES.get(one.kind, "TEXT") for one in kind.scalars
    }
    for declared in kind.rows:
        assert declared.row
        expected = {one.name: TYPES.get(one.kind, "TEXT") for one in facts_of(declared.row)}
        owner = {"record_kind": "TEXT", "record_id": "INTEGER"}
        if declared.row is not Attachment:
            declared, owner = replace(declared, name=f"{kind.code}_{declared.name}"), {"record_id": "INTEGER"}
        assert columns(register, declared.name) == {"id": "INTEGER"} | owner | expected


def test_every_table_is_strict(register: Register) -> None:
    listed = execute(register, "PRAGMA table_list").fetchall()
    loose = {name for _, name, kind, _, _, strict in listed if kind == "table" and not strict}
    assert loose <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}


def test_texts_are_compared_by_code_point(register: Register) -> None:
    """What people read in order is ordered by keys that the domain folded: no engine's idea of French, nor a locale."""
    made = execute(register, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    assert [sql for (sql,) in made if "COLLATE" in sql.upper()] == []
    stored = columns(register, "complaint")
    texts = {name for names in _SORT_COLUMNS.values() for name in names if stored[name] == "TEXT"}
    assert {name for name in texts if not name.endswith("_key")} == {"received_at", "duty_due_at"}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SortKey)
def test_no_order_of_the_table_is_sorted_in_memory(register: Register, sort: SortKey, descending: bool) -> None:
    database = engine_of(register)
    asked: list[str] = []
    database.connection().set_trace_callback(asked.append)
    register.table.spine(View(now=office(20, 11), sort=sort, descending=descending, chip=Chip.ALL))
    database.connection().set_trace_callback(None)
    queries = [one for one in asked if one.startswith("SELECT")]
    assert len(queries) == 2  # the open ones, then those that have ended
    for query in queries:
        plan = [line[3] for line in database.execute_sql(f"EXPLAIN QUERY PLAN {query}").fetchall()]
        assert all("COVERING INDEX" in step for step in plan), plan
