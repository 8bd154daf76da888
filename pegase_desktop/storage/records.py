"""Complaints as rows of the register file, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from peewee import SqliteDatabase, Table

from pegase_desktop.domain.codec import Plain, to_plain
from pegase_desktop.domain.complaint import Complaint, rows_facts
from pegase_desktop.domain.duties import Duty, DutyKind, next_duty
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.text import fold

SCALARS = tuple(one for one in facts_of(Complaint) if one.kind is not FactKind.ROWS)
ROWS = tuple(rows_facts())

# The due date of what has none: after all others.
NO_DUE = to_text(datetime(9999, 12, 31, tzinfo=UTC))

_OWN = ("version", "reference", "year", "number", "registered_at", "registered_by", "terms_id")
DERIVED_COLUMNS = (
    "ack_due_at", "response_due_at", "is_ended", "ended_at", "complainant", "title", "complainant_key", "student_key",
    "title_key", "service_key", "channel_key", "owner_key", "priority_rank", "stage_rank", "duty_kind", "duty_due_at",
    "duty_day_only",
)  # fmt: skip
SCALAR_NAMES = tuple(one.name for one in SCALARS)
DUTY_COLUMNS = ("kind", "due_at", "day_only", "who", "what")
COMPLAINT_COLUMNS = (*_OWN, *SCALAR_NAMES, *DERIVED_COLUMNS)


class FileTable(Table):
    """A table of the file for peewee's query builder; its columns are attributes."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one open register, for peewee's query builder."""

    complaint: FileTable
    rows: Mapping[str, FileTable]
    concerned: FileTable
    duty: FileTable
    content: FileTable
    draft: FileTable
    draft_attachment: FileTable
    letter_text: FileTable
    staff: FileTable
    setting: FileTable
    terms: FileTable

    @classmethod
    def of(cls, database: SqliteDatabase) -> Tables:
        def table(name: str, *columns: str) -> FileTable:
            return FileTable(name, columns, _database=database)

        return cls(
            complaint=table("complaint", "id", *COMPLAINT_COLUMNS),
            rows={one.name: table(one.name, "id", "complaint_id", *row_columns(one)) for one in ROWS},
            concerned=table("concerned", "complaint_id", "name"),
            duty=table("duty", "complaint_id", *DUTY_COLUMNS),
            content=table("content", "sha256", "bytes"),
            draft=table("draft", "id", "complaint_id", "page", "typed", "saved_at", "saved_by"),
            draft_attachment=table(
                "draft_attachment", "id", "draft_id", "name", "size", "sha256", "added_at", "added_by"
            ),
            letter_text=table("letter_text", "complaint_id", "kind", "subject", "body"),
            staff=table("staff", "id", "name", "role", "active"),
            setting=table("setting", "name", "value"),
            terms=table("terms", "id", "since", "value"),
        )


def columns_of(table: FileTable, names: Iterable[str]) -> list[Any]:
    """The columns of a table that have these names, in this order, for a query."""
    return [getattr(table, name) for name in names]


def row_columns(declared: Fact) -> tuple[str, ...]:
    """The columns of the table that holds the entries of a fact."""
    assert declared.row is not None
    return tuple(one.name for one in facts_of(declared.row))


def to_column(declared: Fact, plain: Plain) -> Any:
    """A plain value as SQLite keeps it."""
    if declared.kind is FactKind.STAFF_LIST:
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
