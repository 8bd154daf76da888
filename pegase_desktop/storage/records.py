"""The tables of the register file, and what they have in common: rows of records, shared tables, duties."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from peewee import Database, Table

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.storage.prepared import Slot

# The due date of what has none: after all others.
NO_DUE = to_text(datetime(9999, 12, 31, tzinfo=UTC))

RECORD_COLUMNS = ("record_kind", "record_id")
DUTY_COLUMNS = ("kind", "due_at", "day_only", "who", "what")


class FileTable(Table):
    """A table of the file for peewee's query builder; its columns are attributes."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @property
    def names(self) -> tuple[str, ...]:
        """Those of its columns."""
        return tuple(self._columns)


@dataclass(frozen=True, slots=True)
class RowTable:
    """The table of the rows of one fact of a kind of records, and the columns that say whose a row is.

    Attachments of all kinds of records share one table; other rows have one for their kind.
    """

    name: str
    table: FileTable
    owner: tuple[str, ...]
    _kind: RecordKind

    @classmethod
    def of(cls, database: Database, kind: RecordKind, declared: Fact) -> RowTable:
        is_shared = declared.row is Attachment
        owner = RECORD_COLUMNS if is_shared else ("record_id",)
        name = declared.name if is_shared else f"{kind.value}_{declared.name}"
        return cls(name, FileTable(name, ("id", *owner, *row_columns(declared)), _database=database), owner, kind)

    @property
    def holds_documents(self) -> bool:
        return hasattr(self.table, "sha256")

    def owned_by(self, record_id: int) -> dict[str, Any]:
        """The values of the columns of :attr:`owner` for one record."""
        values = {"record_kind": self._kind.value, "record_id": record_id}
        return {name: values[name] for name in self.owner}

    def is_owned(self) -> Any:
        """The condition of a query, with slots for :meth:`owned_by`."""
        return reduce(and_, (getattr(self.table, name) == Slot(name) for name in self.owner))


#: The columns of every record that are no facts.
OWN_COLUMNS = ("version", "reference", "year", "number", "registered_at", "registered_by")


def _title(record: Any) -> dict[str, Any]:
    return {"title": record.title}


@dataclass(frozen=True, slots=True)
class StoredKind:
    """A kind of records, as the file keeps it.

    Attributes:
        own: columns of its table that are neither facts nor derived, beside :data:`OWN_COLUMNS`.
        derived: what is computed from the facts for sorting and filtering, by column.
        derived_names: these columns.
        ended: the one of them that is 1 of a record that is over, 0 of one that is open, if there is one.
    """

    kind: Kind
    own: tuple[str, ...] = ()
    derived: Callable[[Any], dict[str, Any]] = _title
    derived_names: tuple[str, ...] = ("title",)
    ended: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns but the id."""
        return (*OWN_COLUMNS, *self.own, *(one.name for one in self.kind.scalars), *self.derived_names)


@dataclass(frozen=True, slots=True)
class RecordTables:
    """The table of a kind of records, and those of their rows, by fact."""

    stored: StoredKind
    table: FileTable
    rows: Mapping[str, RowTable]

    @classmethod
    def of(cls, database: Database, stored: StoredKind) -> RecordTables:
        kind = stored.kind
        return cls(
            stored,
            FileTable(kind.code.value, ("id", *stored.columns), _database=database),
            {one.name: RowTable.of(database, kind.code, one) for one in kind.rows},
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one open register, for peewee's query builder; ``of_kind`` has those of each kind of records."""

    of_kind: Mapping[RecordKind, RecordTables]
    concerned: FileTable
    duty: FileTable
    content: FileTable
    draft: FileTable
    draft_attachment: FileTable
    letter_text: FileTable
    staff: FileTable
    setting: FileTable
    terms: FileTable
    identity: FileTable
    typed_setting: FileTable

    @property
    def complaint(self) -> FileTable:
        return self.of_kind[RecordKind.COMPLAINT].table

    @property
    def documents(self) -> tuple[FileTable, ...]:
        """The tables whose rows are documents, by the hash of their content."""
        rows = [one for tables in self.of_kind.values() for one in tables.rows.values()]
        return (*{one.name: one.table for one in rows if one.holds_documents}.values(), self.draft_attachment)

    @property
    def recorded(self) -> Iterator[FileTable]:
        """All but those of what is typed and not recorded."""
        for one in self.of_kind.values():
            yield one.table
            yield from (rows.table for rows in one.rows.values())
        yield from (self.concerned, self.duty, self.content, self.staff, self.setting, self.terms, self.identity)

    @classmethod
    def of(cls, database: Database, kinds: Iterable[StoredKind]) -> Tables:
        def table(name: str, *columns: str) -> FileTable:
            return FileTable(name, columns, _database=database)

        return cls(
            of_kind={one.kind.code: RecordTables.of(database, one) for one in kinds},
            concerned=table("concerned", "complaint_id", "name"),
            duty=table("duty", *RECORD_COLUMNS, *DUTY_COLUMNS),
            content=table("content", "sha256", "bytes"),
            draft=table("draft", "id", *RECORD_COLUMNS, "act", "page", "typed", "saved_at", "saved_by"),
            draft_attachment=table(
                "draft_attachment", "id", "draft_id", "name", "size", "sha256", "added_at", "added_by"
            ),
            letter_text=table("letter_text", *RECORD_COLUMNS, "kind", "subject", "body"),
            staff=table("staff", "id", "name", "role", "active", "since", "left_on"),
            setting=table("setting", "name", "value"),
            terms=table("terms", "id", "since", "value"),
            identity=table("identity", "one", "register", "copy", "rules"),
            typed_setting=table("typed_setting", "place", "texts"),
        )


def record_columns(record: RecordRef) -> dict[str, Any]:
    """The columns by which a row of a shared table belongs to a record."""
    return {"record_kind": record.kind.value, "record_id": record.id}


def is_of(table: FileTable, record: RecordRef) -> Any:
    """The condition of a query for the rows of a shared table that belong to a record."""
    return (table.record_kind == record.kind.value) & (table.record_id == record.id)


def look_at(database: Database, table: FileTable) -> None:
    """Ask for all columns of a table, and for no row.

    Raises:
        peewee.PeeweeException: one of them is not there, or the table.
    """
    columns = ", ".join(f"t.{one}" for one in table.names)  # peewee would take ten times as long to write it
    database.execute_sql(f"SELECT {columns} FROM {table.__name__} AS t LIMIT 0")


def columns_of(table: FileTable, names: Iterable[str]) -> list[Any]:
    """The columns of a table that have these names, in this order, for a query."""
    return [getattr(table, name) for name in names]


def row_columns(declared: Fact) -> tuple[str, ...]:
    """The columns of the table that holds the rows of a fact."""
    assert declared.row is not None
    return tuple(one.name for one in facts_of(declared.row))


def to_column(declared: Fact, plain: Plain) -> Any:
    """A plain value as SQLite keeps it."""
    if declared.kind in (FactKind.STAFF_LIST, FactKind.FACTS):
        return json.dumps(plain, ensure_ascii=False)
    if declared.kind is FactKind.FLAG and plain is not None:
        return int(plain)
    return plain


def duty_columns(duty: Duty) -> dict[str, Any]:
    """A duty as it is kept, to be found without reading every open complaint."""
    return {
        "kind": duty.kind.value,
        "due_at": to_text(duty.due_at) if duty.due_at else NO_DUE,
        "day_only": int(duty.day_only),
        "who": duty.who,
        "what": duty.what,
    }


def duty_of(kind: str | None, due_at: str, day_only: int) -> Duty | None:
    """The most urgent duty, from the derived columns."""
    if kind is None:
        return None
    return Duty(DutyKind(kind), None if due_at == NO_DUE else from_text(due_at), bool(day_only))
