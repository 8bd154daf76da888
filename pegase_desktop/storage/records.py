"""Complaints as rows of the register file, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import and_, attrgetter
from typing import TYPE_CHECKING, Any

from peewee import Database, Table

from pegase_desktop.domain.codec import Plain, to_plain
from pegase_desktop.domain.complaint import Complaint, rows_facts
from pegase_desktop.domain.duties import Duty, DutyKind, next_duty
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.prepared import Slot

SCALARS = tuple(one for one in facts_of(Complaint) if one.kind is not FactKind.ROWS)
ROWS = tuple(rows_facts())

# The due date of what has none: after all others.
NO_DUE = to_text(datetime(9999, 12, 31, tzinfo=UTC))

RECORD_COLUMNS = ("record_kind", "record_id")
_OWN = ("version", "reference", "year", "number", "registered_at", "registered_by", "terms_id")
DERIVED_COLUMNS = (
    "ack_due_at", "response_due_at", "is_ended", "ended_at", "complainant", "title", "complainant_key", "student_key",
    "title_key", "service_key", "channel_key", "owner_key", "priority_rank", "stage_rank", "duty_kind", "duty_due_at",
    "duty_day_only",
)  # fmt: skip
SCALAR_NAMES = tuple(one.name for one in SCALARS)
#: By which rules the derived columns, the duties and the words of the search were made: one more when a rule changes.
RULES = 1
DUTY_COLUMNS = ("kind", "due_at", "day_only", "who", "what")
COMPLAINT_COLUMNS = (*_OWN, *SCALAR_NAMES, *DERIVED_COLUMNS)


class FileTable(Table):
    """A table of the file for peewee's query builder; its columns are attributes."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class RowTable:
    """The table of the rows of one fact of a kind of records, and the columns that say whose a row is.

    Attachments of all kinds of records share one table; other rows have one for their kind.
    """

    table: FileTable
    owner: tuple[str, ...]
    _kind: RecordKind

    @classmethod
    def of(cls, database: Database, kind: RecordKind, declared: Fact) -> RowTable:
        is_shared = declared.row is Attachment
        owner = RECORD_COLUMNS if is_shared else ("record_id",)
        name = declared.name if is_shared else f"{kind.value}_{declared.name}"
        return cls(FileTable(name, ("id", *owner, *row_columns(declared)), _database=database), owner, kind)

    def owned_by(self, record_id: int) -> dict[str, Any]:
        """The values of the columns of :attr:`owner` for one record."""
        values = {"record_kind": self._kind.value, "record_id": record_id}
        return {name: values[name] for name in self.owner}

    def is_owned(self) -> Any:
        """The condition of a query, with slots for :meth:`owned_by`."""
        return reduce(and_, (getattr(self.table, name) == Slot(name) for name in self.owner))


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one open register, for peewee's query builder."""

    complaint: FileTable
    rows: Mapping[str, RowTable]
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

    @classmethod
    def of(cls, database: Database) -> Tables:
        def table(name: str, *columns: str) -> FileTable:
            return FileTable(name, columns, _database=database)

        return cls(
            complaint=table("complaint", "id", *COMPLAINT_COLUMNS),
            rows={one.name: RowTable.of(database, RecordKind.COMPLAINT, one) for one in ROWS},
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


#: The facts that have one value, in the order of ``SCALARS``.
scalar_values: Callable[[Complaint], tuple[Any, ...]] = attrgetter(*SCALAR_NAMES)


def scalar_columns(complaint: Complaint) -> dict[str, Any]:
    """The facts that are columns of the complaint's own row."""
    pairs = zip(SCALARS, scalar_values(complaint), strict=True)
    return {one.name: value if type(value) is str else to_column(one, to_plain(value)) for one, value in pairs}


def duty_columns(duty: Duty) -> dict[str, Any]:
    """A duty as it is kept, to be found without reading every open complaint."""
    return {
        "kind": duty.kind.value,
        "due_at": to_text(duty.due_at) if duty.due_at else NO_DUE,
        "day_only": int(duty.day_only),
        "who": duty.who,
        "what": duty.what,
    }


def derived_columns(complaint: Complaint) -> dict[str, Any]:
    """What the table sorts and filters on, computed by the domain from the facts."""
    duty, level, ended_at = next_duty(complaint), priority(complaint), complaint.ended_at
    return {
        "ack_due_at": to_plain(complaint.ack_due_at),
        "response_due_at": to_plain(complaint.response_due_at),
        "is_ended": int(ended_at is not None),
        "ended_at": to_plain(ended_at),
        "complainant": complaint.complainant,
        "title": complaint.title,
        "complainant_key": last_name_first(complaint.complainant_name),
        "student_key": fold(complaint.student),
        "title_key": fold(complaint.title),
        "service_key": fold(complaint.service),
        "channel_key": fold(complaint.channel.label) if complaint.channel else "",
        "owner_key": fold(complaint.owner),
        "priority_rank": level.rank if level else 0,
        "stage_rank": stage(complaint).rank,
        "duty_kind": duty.kind.value if duty else None,
        "duty_due_at": to_text(duty.due_at) if duty and duty.due_at else NO_DUE,
        "duty_day_only": int(duty.day_only) if duty else 0,
    }


def last_name_first(name: str) -> str:
    """« Élodie Garnier » sorts as « garnier elodie »."""
    first, _, last = fold(name).rpartition(" ")
    return f"{last} {first}".strip()


def duty_of(kind: str | None, due_at: str, day_only: int) -> Duty | None:
    """The most urgent duty, from the derived columns."""
    if kind is None:
        return None
    return Duty(DutyKind(kind), None if due_at == NO_DUE else from_text(due_at), bool(day_only))
