"""How an operation writes a record: facts, what is derived from them, and the journal, together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from peewee import Database

from pegase_desktop.domain.codec import facts_to_plain, to_plain
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, facts_of
from pegase_desktop.domain.journal import Change, Verb
from pegase_desktop.domain.moments import to_text
from pegase_desktop.domain.search_words import is_searched, words_of
from pegase_desktop.storage.prepared import Prepared, Slot, slots
from pegase_desktop.storage.records import (
    DUTY_COLUMNS,
    RECORD_COLUMNS,
    RecordTables,
    RowTable,
    StoredKind,
    Tables,
    columns_of,
    duty_columns,
    record_columns,
    row_columns,
    to_column,
)
from pegase_desktop.storage.sqlite.search import SearchIndex
from pegase_desktop.storage.teller import Teller

Record = TypeVar("Record", bound=Any)


class Outdated(UserError):
    """The record was changed elsewhere since it was read."""


class WrongNumber(UserError):
    """A record that brings its number along cannot keep it without a gap or a twin."""


class Recorder(Generic[Record]):
    """Writes the records of one kind, inside the caller's operation and at its instant.

    A kind whose records have more than their facts overrides :meth:`_prepared`, :meth:`_own` and :meth:`_put_aside`.
    """

    def __init__(self, database: Database, tables: Tables, stored: StoredKind, teller: Teller) -> None:
        mine = tables.of_kind[stored.kind.code]
        self._kind = kind = stored.kind
        self._teller = teller
        self._empty: Record = kind.record()
        self._values = _scalar_values(kind.scalars)
        self._lines = _RecordWriter(database, mine)
        self._rows = {one.name: _RowWriter(database, mine.rows[one.name], one) for one in _named_first(kind.rows)}
        self._duties = _DutyWriter(database, tables)
        self._index = SearchIndex(database, kind.code)

    def register(self, facts: Record, verb: Verb, by: str, *, at: datetime) -> Record:
        """Insert a record under the next number of its year; returns it, its id and version included.

        One that comes from another register keeps its number, and when and by whom it was registered there.

        Raises:
            WrongNumber: the number that it brings is not the next of its year.
        """
        year, number, reference = self._next_number(facts)
        record = replace(
            self._prepared(self._empty, facts),
            version=1,
            reference=reference,
            registered_at=facts.registered_at or at,
            registered_by=facts.registered_by or by,
        )
        new_id = self._lines.insert(record, year, number, self._own(self._empty, record))
        stored, rows = self._store_rows(new_id, self._empty, record)
        record = replace(record, id=new_id, **stored)
        self._derive_beside(self._empty, record)
        told = [*_told_of_registration(facts, record), *self._changes(self._empty, record), *rows]
        self._teller.tell(by, verb, record.ref, told, at=at)
        return record

    def _next_number(self, facts: Record) -> tuple[int, int, str]:
        day = self._kind.day(facts)
        assert day is not None
        year = self._kind.year_of(facts.reference) if facts.reference else day.year
        number = self._lines.last_number(year) + 1
        reference = self._kind.reference(year, number)
        if year != day.year:  # which `check` would hold against it for ever
            raise WrongNumber(
                f"{facts.reference} n’est pas un numéro de {day.year}, l’année du dossier. "
                "Corrigez-le, ou retirez ce champ : un numéro sera donné."
            )
        if facts.reference not in ("", reference):
            raise WrongNumber(
                f"le prochain numéro de {year} dans ce registre est {reference}. "
                "Importez dans un nouveau registre, ou retirez ce champ : un numéro sera donné."
            )
        return year, number, reference

    def change(self, before: Record, after: Record, verb: Verb, by: str, reason: str = "", *, at: datetime) -> Record:
        """Write what differs between two states of a record, and tell it in the journal; returns the new state.

        Raises:
            Outdated: *before* is no longer what the register holds.
        """
        after = self._prepared(before, after)
        scalars = self._changes(before, after)
        stored, rows = self._store_rows(before.id, before, after)
        changes = [*scalars, *rows]
        if not changes:
            return before
        after = replace(after, version=before.version + 1, **stored)
        if not self._lines.update(before, after, scalars, self._own(before, after)):
            raise Outdated("Ce dossier a changé entre-temps. Ce que vous avez tapé est gardé : rouvrez la page.")
        self._derive_beside(before, after, changes)
        self._teller.tell(by, verb, before.ref, changes, reason, at=at)
        return after

    def derive(self, record: Record) -> None:
        """Make anew what is derived from the facts of a record, as the rules of today have it; nothing is told."""
        held = self._held(record)
        self._lines.derive(held)
        self._derive_beside(self._empty, held)

    # What a kind may have beside its facts

    def _prepared(self, before: Record, after: Record) -> Record:
        """The record with what is reckoned from its facts; *before* is the empty record for a new one."""
        return after

    def _held(self, record: Record) -> Record:
        """A record that was read, with what is reckoned by the rules of today."""
        return record

    def _own(self, before: Record, after: Record) -> Mapping[str, Any]:
        """The values of the kind's own columns, where they are other ones."""
        return {}

    def _put_aside(self, before: Record, after: Record) -> None:
        """Bring tables beside the record's own up to date."""

    # In common

    def _derive_beside(self, before: Record, after: Record, changes: Sequence[Change] | None = None) -> None:
        """Duties, what the kind keeps aside, and the search; without *changes* all of it is made anew."""
        owed = self._kind.duties(after)
        if not before.id or owed != self._kind.duties(before):
            self._duties.put(record_columns(after.ref), map(duty_columns, owed))
        self._put_aside(before, after)
        if changes is None or any(is_searched(self._kind, one.fact) for one in changes):
            self._index.put(after.id, words_of(self._kind, after))

    def _changes(self, before: Record, after: Record) -> list[Change]:
        names = (one.name for one in self._kind.scalars)
        compared = zip(names, self._values(before), self._values(after), strict=True)
        return [Change(name, to_plain(old), to_plain(new)) for name, old, new in compared if old != new]

    def _store_rows(self, owner: int, before: Record, after: Record) -> tuple[dict[str, Any], list[Change]]:
        """The facts that changed, their rows now with ids; and the changes."""
        stored: dict[str, Any] = {}
        changes: list[Change] = []
        numbers: dict[tuple[str, int], int] = {}
        for name, writer in self._rows.items():
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                stored[name], told = writer.put(owner, old, new, numbers)
                changes += told
        return stored, changes


class _RecordWriter:
    """The table of a kind: numbers, facts that have one value, what is derived."""

    def __init__(self, database: Database, tables: RecordTables) -> None:
        self._database = database
        self._stored, self._table = tables.stored, tables.table
        self._scalars = self._stored.kind.scalars
        self._values = _scalar_values(self._scalars)
        table, columns = self._table, self._stored.columns
        self._insert = Prepared(database, lambda: table.insert(slots(*columns)).returning(table.id))
        self._updates: dict[tuple[str, ...], Prepared] = {}  # by the columns that they write
        self._last = Prepared(database, self._last_query)
        self._derived = Prepared(database, self._derived_query)

    def last_number(self, year: int) -> int:
        """The last number given in that year; 0 when none was."""
        last = self._last.run({"year": year}).fetchone()
        return int(last[0]) if last else 0

    def insert(self, record: Any, year: int, number: int, own: Mapping[str, Any]) -> int:
        common = {
            "version": record.version,
            "reference": record.reference,
            "year": year,
            "number": number,
            "registered_at": to_text(record.registered_at),
            "registered_by": record.registered_by,
        }
        pairs = zip(self._scalars, self._values(record), strict=True)
        facts = {one.name: value if type(value) is str else to_column(one, to_plain(value)) for one, value in pairs}
        return int(self._insert.run({**common, **own, **facts, **self._stored.derived(record)}).fetchone()[0])

    def update(self, before: Any, after: Any, changes: Iterable[Change], own: Mapping[str, Any]) -> bool:
        """Whether the line was still of the version of *before*, and so is now of that of *after*.

        Only the columns that differ from what is there are written: SQLite would move the line in every index of
        a column that is named.
        """
        values = {one.path: to_column(self._stored.kind.fact(one.path), one.new) for one in changes}
        values |= self._stored.derived(after).items() - self._derived_kept(after.id)
        values |= {"version": after.version, **own}
        where = {"of_id": after.id, "of_version": before.version}
        return bool(self._update(tuple(sorted(values))).run(values | where).rowcount == 1)

    def derive(self, record: Any) -> None:
        """Write the derived columns alone."""
        values = dict(self._stored.derived(record).items() - self._derived_kept(record.id))
        if values:
            where = {"of_id": record.id, "of_version": record.version}
            self._update(tuple(sorted(values))).run(values | where)

    def _derived_kept(self, number: int) -> set[tuple[str, Any]]:
        """What is derived, by column, as the line has it."""
        kept = self._derived.run({"id": number}).fetchone()
        return set(zip(self._stored.derived_names, kept, strict=True)) if kept else set()

    def _update(self, names: tuple[str, ...]) -> Prepared:
        if names not in self._updates:
            table = self._table
            mine = (table.id == Slot("of_id")) & (table.version == Slot("of_version"))
            self._updates[names] = Prepared(self._database, lambda: table.update(**slots(*names)).where(mine))
        return self._updates[names]

    def _derived_query(self) -> Any:
        table = self._table
        return table.select(*columns_of(table, self._stored.derived_names)).where(table.id == Slot("id"))

    def _last_query(self) -> Any:
        table = self._table
        return table.select(table.number).where(table.year == Slot("year")).order_by(table.number.desc()).limit(1)


class _RowWriter:
    """The table of the rows of one fact: calls, actions, exchanges …"""

    def __init__(self, database: Database, rows: RowTable, declared: Fact) -> None:
        self._name = declared.name
        assert declared.row is not None
        self._facts = facts_of(declared.row)
        self._rows, table = rows, rows.table
        columns = row_columns(declared)
        self._insert = Prepared(database, lambda: table.insert(slots(*rows.owner, *columns)).returning(table.id))
        self._update = Prepared(database, lambda: table.update(**slots(*columns)).where(table.id == Slot("id")))
        self._delete = Prepared(database, lambda: table.delete().where(table.id == Slot("id")))

    def put(
        self, record_id: int, old: Iterable[Any], new: Iterable[Any], numbers: dict[tuple[str, int], int]
    ) -> tuple[tuple[Any, ...], list[Change]]:
        """Make *new* of what was *old*; returns the rows with their ids, and the changes for the journal.

        *numbers* takes the ids of rows that were named before they had one, by fact and that name.
        """
        gone = {row.id: row for row in old}
        stored, changes = [], []
        for row in new:
            was = gone.pop(row.id, None)
            kept = row if row == was else self._store(record_id, was, self._with_numbers(row, numbers))
            if row.id < 0:
                numbers[self._name, row.id] = kept.id
            stored.append(kept)
            if kept != was:
                changes.append(Change(f"{self._name}/{kept.id}", _told(was), _told(kept)))
        for row in gone.values():
            self._delete.run({"id": row.id})
            changes.append(Change(f"{self._name}/{row.id}", _told(row), None))
        return tuple(sorted(stored, key=lambda row: row.id)), changes

    def _with_numbers(self, row: Any, numbers: dict[tuple[str, int], int]) -> Any:
        """The row with the ids of the rows that it names."""
        named = ((one.name, (one.refers_to, getattr(row, one.name))) for one in self._facts if one.refers_to)
        known = {name: numbers[target] for name, target in named if target in numbers}
        return replace(row, **known) if known else row

    def _store(self, record_id: int, was: Any, row: Any) -> Any:
        columns = {one.name: to_plain(getattr(row, one.name)) for one in self._facts}
        if was is None:
            return replace(row, id=int(self._insert.run(columns | self._rows.owned_by(record_id)).fetchone()[0]))
        self._update.run(columns | {"id": was.id})
        return row


class _DutyWriter:
    """What is still to be done for a record."""

    def __init__(self, database: Database, tables: Tables) -> None:
        duty = tables.duty
        of_record = (duty.record_kind == Slot("record_kind")) & (duty.record_id == Slot("record_id"))
        self._forget = Prepared(database, lambda: duty.delete().where(of_record))
        self._owe = Prepared(database, lambda: duty.insert(slots(*RECORD_COLUMNS, *DUTY_COLUMNS)))

    def put(self, record: Mapping[str, Any], owed: Iterable[Mapping[str, Any]]) -> None:
        """These and no others."""
        self._forget.run(record)
        for duty in owed:
            self._owe.run({**record, **duty})


def _scalar_values(scalars: Sequence[Fact]) -> Callable[[Any], tuple[Any, ...]]:
    """The values of the facts of a record, in their order."""
    if len(scalars) > 1:
        return attrgetter(*(one.name for one in scalars))
    return lambda record: tuple(getattr(record, one.name) for one in scalars)


def _named_first(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in an order in which what the rows of one name is stored before them."""
    named = {one.refers_to for declared in facts if declared.row for one in facts_of(declared.row)}
    return sorted(facts, key=lambda one: one.name not in named)


def _told_of_registration(facts: Any, registered: Any) -> Iterator[Change]:
    """The number; the rest only where it comes from another register: otherwise the entry itself tells it."""
    yield Change("reference", None, registered.reference)
    for name in ("registered_at", "registered_by"):
        if getattr(facts, name):
            yield Change(name, None, to_plain(getattr(facts, name)))


def _told(row: Any) -> Any:
    return None if row is None else facts_to_plain(row)
