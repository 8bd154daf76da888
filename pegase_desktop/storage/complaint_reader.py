"""Complaints read from the register file: one, or all of them in turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from peewee import Database

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.text import clean_line
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import ROWS, SCALARS, RowTable, Tables, columns_of, row_columns
from pegase_desktop.storage.settings_store import SettingsStore

_OWN = ("id", "version", "reference", "registered_at", "registered_by", "terms_id", "ack_due_at", "response_due_at")

Convert = Callable[[Any], Any]


#: What reading a value brings about that is none of its fact's: only damage can have put it there.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


class DamagedComplaint(UserError):
    """A value of a complaint cannot be read."""


class ComplaintReader:
    """Reads one open register. Raises :class:`DamagedComplaint` as it comes to one."""

    def __init__(self, database: Database, tables: Tables, store: SettingsStore) -> None:
        self._store = store
        self._table = tables.complaint
        self._links = tables.rows["links"].table
        self._endings = tables.rows["endings"].table
        self._readers = {one.name: _RowReader(database, tables.rows[one.name], one) for one in ROWS}
        self._one = Prepared(database, lambda: self._query.where(self._table.id == Slot("id")))

    def one(self, complaint_id: int) -> Complaint | None:
        """The complaint with that id, if there is one."""
        row = self._one.run({"id": complaint_id}).fetchone()
        if row is None:
            return None
        try:
            rows = {name: tuple(reader.of(complaint_id)) for name, reader in self._readers.items()}
            return self._complaint(row, rows)
        except UNREADABLE as damage:
            raise DamagedComplaint(
                f"La réclamation {row[_OWN.index('reference')]} est abîmée dans le registre : une valeur est "
                "illisible. Reprenez-la dans une sauvegarde."
            ) from damage

    def all(self) -> Iterator[Complaint]:
        """Every complaint, in the order of the numbers; the file is read as one goes on."""
        table = self._table
        for (number,) in table.select(table.id).order_by(table.year, table.number).tuples().iterator():
            complaint = self.one(number)
            if complaint is not None:
                yield complaint

    def id_of(self, reference: str) -> int | None:
        """The id of the complaint that has this number, in whatever case it is typed."""
        table = self._table
        found = table.select(table.id).where(table.reference == clean_line(reference).upper()).tuples().first()
        return int(found[0]) if found else None

    def references(self) -> tuple[str, ...]:
        """The numbers of all complaints, in the order in which they were given within each year."""
        table = self._table
        query = table.select(table.reference).order_by(table.year, table.number).tuples()
        return tuple(reference for (reference,) in query)

    def linked_from(self, complaint_id: int) -> tuple[str, ...]:
        """The numbers of the complaints that point to this one: linked to it, or its duplicates."""
        links, endings, table = self._links, self._endings, self._table
        here = table.select(table.reference).where(table.id == complaint_id)
        linked = links.select(links.record_id).where(links.reference.in_(here))
        duplicates = endings.select(endings.record_id).where(endings.duplicate_of.in_(here))
        from_there = table.id.in_(linked) | table.id.in_(duplicates)
        query = table.select(table.reference).where(from_there).order_by(table.id).tuples()
        return tuple(reference for (reference,) in query)

    @property
    def _query(self) -> Any:
        names = (*_OWN, *(one.name for one in SCALARS))
        return self._table.select(*columns_of(self._table, names))

    @cached_property
    def _converters(self) -> tuple[tuple[str, Convert | None], ...]:
        return tuple((one.name, _converter(one)) for one in SCALARS)

    def _complaint(self, row: tuple[Any, ...], rows: Mapping[str, Any]) -> Complaint:
        number, version, reference, registered_at, registered_by, terms_id, ack_due, response_due = row[: len(_OWN)]
        return Complaint(
            id=number,
            version=version,
            reference=reference,
            registered_at=from_text(registered_at),
            registered_by=registered_by,
            terms=self._store.terms(terms_id),
            ack_due_at=from_text(ack_due) if ack_due else None,
            response_due_at=from_text(response_due) if response_due else None,
            **_converted(self._converters, row[len(_OWN) :]),
            **rows,
        )


class _RowReader:
    """Reads the rows of one fact: calls, actions, exchanges …"""

    def __init__(self, database: Database, rows: RowTable, declared: Fact) -> None:
        assert declared.row is not None
        self._record = declared.row
        self._rows = rows
        self._names = row_columns(declared)
        self._converters = tuple((one.name, _converter(one)) for one in facts_of(declared.row))
        self._query = Prepared(database, self._select)

    def of(self, record_id: int) -> Iterator[Any]:
        for number, *values in self._query.run(self._rows.owned_by(record_id)).fetchall():
            yield self._record(id=number, **_converted(self._converters, values))

    def _select(self) -> Any:
        table = self._rows.table
        query = table.select(table.id, *columns_of(table, self._names))
        return query.where(self._rows.is_owned()).order_by(table.id)


def _converted(converters: tuple[tuple[str, Convert | None], ...], stored: Any) -> dict[str, Any]:
    return {
        name: value if convert is None or value is None else convert(value)
        for (name, convert), value in zip(converters, stored, strict=True)
    }


def _converter(declared: Fact) -> Convert | None:
    """How a stored value becomes the fact's; None when it is kept as it is."""
    match declared.kind:
        case FactKind.CHOICE:
            return {choice.value: choice for choice in declared.choices}.__getitem__
        case FactKind.DAY:
            return date.fromisoformat
        case FactKind.MOMENT:
            return from_text
        case FactKind.FLAG:
            return bool
        case FactKind.STAFF_LIST | FactKind.FACTS:
            return _names
        case FactKind.LINE | FactKind.TEXT | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF:
            return None
        case FactKind.MARK | FactKind.MONEY | FactKind.NUMBER | FactKind.ROWS:
            return None


def _names(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
