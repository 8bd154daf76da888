"""Records read from the register file: one, or all of a kind in turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Generic, TypeVar

from peewee import Database

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.kind import Named
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.text import clean_line
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import RowTable, StoredKind, Tables, columns_of, row_columns
from pegase_desktop.storage.unreadable import UNREADABLE

Convert = Callable[[Any], Any]
Record = TypeVar("Record", bound=Any)

_OWN = ("id", "version", "reference", "registered_at", "registered_by")


class DamagedRecord(UserError):
    """A value of a record cannot be read."""


class RecordReader(Generic[Record]):
    """Reads the records of one kind. Raises :class:`DamagedRecord` as it comes to one.

    A kind whose records have more than their facts names the columns of it, and overrides :meth:`_more`.
    """

    def __init__(self, database: Database, tables: Tables, stored: StoredKind, more: tuple[str, ...] = ()) -> None:
        self._kind = kind = stored.kind
        self._tables = tables
        mine = tables.of_kind[kind.code]
        self._table = mine.table
        self._columns = (*_OWN, *more)
        self._row_tables = mine.rows
        self._converters = tuple((one.name, _converter(one)) for one in kind.scalars)
        self._rows = {one.name: _RowReader(database, mine.rows[one.name], one) for one in kind.rows}
        self._one = Prepared(database, lambda: self._query.where(self._table.id == Slot("id")))

    def one(self, record_id: int) -> Record | None:
        """The record with that id, if there is one."""
        line = self._one.run({"id": record_id}).fetchone()
        if line is None:
            return None
        with self._damage_said(line[_OWN.index("reference")]):
            rows = {name: tuple(reader.of(record_id)) for name, reader in self._rows.items()}
            return self._record(line, rows)

    @contextmanager
    def _damage_said(self, reference: str) -> Iterator[None]:
        try:
            yield
        except UNREADABLE as damage:
            the = self._kind.the
            damaged, it = ("abîmée", "la") if self._kind.is_feminine else ("abîmé", "le")
            raise DamagedRecord(
                f"{the[:1].upper()}{the[1:]} {reference} est {damaged} dans le registre : une valeur est illisible. "
                f"Reprenez-{it} dans une copie du registre, si vous en avez gardé une."
            ) from damage

    def all(self) -> Iterator[Record]:
        """Every record, in the order of the numbers; the file is read as one goes on."""
        for number in self.ids():
            record = self.one(number)
            if record is not None:
                yield record

    def partly(self, names: tuple[str, ...], numbers: Any) -> Iterator[Record]:
        """Of the records whose ids *numbers* selects, a query, their number and these facts alone, in one reading.

        For lists of many lines; all other facts of such a record are those of an empty one.
        """
        table = self._table
        converters = tuple(pair for pair in self._converters if pair[0] in names)
        wanted = columns_of(table, ("id", "reference", *(name for name, _ in converters)))
        query = table.select(*wanted).where(table.id.in_(numbers)).order_by(table.id).tuples()
        for number, reference, *stored in query.iterator():
            with self._damage_said(reference):
                yield self._kind.record(id=number, reference=reference, **_converted(converters, stored))

    def ids(self) -> Iterator[int]:
        """The ids of all records, in the order of the numbers; the file is read as one goes on."""
        table = self._table
        query = table.select(table.id).order_by(table.year, table.number).tuples()
        return (number for (number,) in query.iterator())

    def id_of(self, reference: str) -> int | None:
        """The id of the record that has this number, in whatever case it is typed."""
        table = self._table
        found = table.select(table.id).where(table.reference == clean_line(reference).upper()).tuples().first()
        return int(found[0]) if found else None

    def holds(self, named: Named) -> bool:
        """Whether the register has the record, of whatever kind, that somewhere is named by its number."""
        table = self._tables.of_kind[named.code].table
        return bool(table.select(table.id).where(table.reference == named.reference).tuples().first())

    def references(self) -> tuple[str, ...]:
        """The numbers of all records, in the order in which they were given within each year."""
        table = self._table
        query = table.select(table.reference).order_by(table.year, table.number).tuples()
        return tuple(reference for (reference,) in query)

    def naming(self, fact: str, reference: str) -> tuple[str, ...]:
        """The numbers of the records whose rows of *fact* name a record by its number, in the order of theirs."""
        table, rows = self._table, self._row_tables[fact]
        naming = rows.table.select(rows.table.record_id).where(rows.table.reference == reference)
        query = table.select(table.reference).where(table.id.in_(naming)).order_by(table.year, table.number).tuples()
        return tuple(number for (number,) in query)

    def _more(self, columns: tuple[Any, ...]) -> Mapping[str, Any]:
        """What the record has beside its facts, of the columns that the kind names."""
        return {}

    @property
    def _query(self) -> Any:
        names = (*self._columns, *(name for name, _ in self._converters))
        return self._table.select(*columns_of(self._table, names))

    def _record(self, line: tuple[Any, ...], rows: Mapping[str, Any]) -> Record:
        number, version, reference, registered_at, registered_by = line[: len(_OWN)]
        record: Record = self._kind.record(
            id=number,
            version=version,
            reference=reference,
            registered_at=from_text(registered_at),
            registered_by=registered_by,
            **self._more(line[len(_OWN) : len(self._columns)]),
            **_converted(self._converters, line[len(self._columns) :]),
            **rows,
        )
        return record


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
