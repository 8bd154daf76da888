"""How an operation writes: facts, what is derived from them, and the journal, together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from peewee import Database

from pegase_desktop.domain.clocks import IsHoliday
from pegase_desktop.domain.codec import facts_to_plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, with_targets
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, fact_named, facts_of
from pegase_desktop.domain.journal import Change, Verb
from pegase_desktop.domain.moments import local, to_text
from pegase_desktop.domain.record import RecordKind, RecordRef, complaint_ref
from pegase_desktop.domain.search_words import is_searched, words_of
from pegase_desktop.domain.text import clean_line
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.prepared import Prepared, Slot, slots
from pegase_desktop.storage.records import (
    COMPLAINT_COLUMNS,
    DERIVED_COLUMNS,
    DUTY_COLUMNS,
    RECORD_COLUMNS,
    ROWS,
    SCALAR_NAMES,
    FileTable,
    RowTable,
    Tables,
    columns_of,
    derived_columns,
    duty_columns,
    record_columns,
    row_columns,
    scalar_columns,
    scalar_values,
    to_column,
)
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.search import SearchIndex

_EMPTY = Complaint()


class Outdated(UserError):
    """The complaint was changed elsewhere since it was read."""


class WrongNumber(UserError):
    """A complaint that brings its number along cannot keep it without a gap or a twin."""


class Recorder:
    """Writes inside the caller's operation, at its instant. ``last_saved_at`` is that of the last journal entry."""

    def __init__(
        self,
        database: Database,
        tables: Tables,
        ledger: Ledger,
        store: SettingsStore,
        operations: Operations,
        *,
        is_holiday: IsHoliday,
    ) -> None:
        self._ledger = ledger
        self._operations = operations
        self._index = SearchIndex(database, RecordKind.COMPLAINT)
        self._store = store
        self._is_holiday = is_holiday
        self._complaints = _ComplaintWriter(database, tables.complaint)
        writers = {one.name: _RowWriter(database, tables.rows[one.name], one) for one in _named_first(ROWS)}
        self._rows = writers
        self._aside = _AsideWriter(database, tables)
        self.last_saved_at: datetime | None = None

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        if complaint.received_at is None:
            return complaint
        return with_targets(replace(complaint, terms=self._store.terms_at(complaint.received_at)[1]), self._is_holiday)

    def register(self, facts: Complaint, verb: Verb, by: str, *, at: datetime) -> Complaint:
        """Insert a complaint under the next number of its year of reception; returns it, its id and version included.

        One that comes from another register keeps its number, and when and by whom it was registered there.

        Raises:
            WrongNumber: the number that it brings is not the next of its year.
        """
        year, number, reference = self._next_number(facts)
        facts_kept = self.preview(facts)
        assert facts_kept.received_at is not None
        complaint = replace(
            facts_kept,
            version=1,
            reference=reference,
            registered_at=facts.registered_at or at,
            registered_by=facts.registered_by or by,
        )
        terms_id = self._store.terms_at(facts_kept.received_at)[0]
        new_id = self._complaints.insert(complaint, year, number, terms_id)
        stored, rows = self._store_rows(new_id, _EMPTY, complaint)
        complaint = replace(complaint, id=new_id, **stored)
        self._aside.put(_EMPTY, complaint)
        self._index.put(complaint.id, words_of(complaint))
        told = [*_told_of_registration(facts, complaint), *_scalar_changes(_EMPTY, complaint), *rows]
        self.tell(by, verb, complaint_ref(new_id), told, at=at)
        return complaint

    def _next_number(self, facts: Complaint) -> tuple[int, int, str]:
        assert facts.received_at is not None
        year = int(facts.reference[2:6]) if facts.reference else local(facts.received_at).year
        number = self._complaints.last_number(year) + 1
        reference = f"R-{year}-{number:04}"
        if facts.reference not in ("", reference):
            raise WrongNumber(
                f"le prochain numéro de {year} dans ce registre est {reference}. "
                "Importez dans un nouveau registre, ou retirez ce champ : un numéro sera donné."
            )
        return year, number, reference

    def change(
        self, before: Complaint, after: Complaint, verb: Verb, by: str, reason: str = "", *, at: datetime
    ) -> Complaint:
        """Write what differs between two states of a complaint, and tell it in the journal; returns the new state.

        Raises:
            Outdated: *before* is no longer what the register holds.
        """
        after = self._held_to_its_terms(before, after)
        scalars = _scalar_changes(before, after)
        stored, rows = self._store_rows(before.id, before, after)
        changes = [*scalars, *rows]
        if not changes:
            return before
        moved = after.received_at if after.received_at != before.received_at else None
        after = replace(after, version=before.version + 1, **stored)
        if not self._complaints.update(before, after, scalars, self._store.terms_at(moved)[0] if moved else None):
            raise Outdated("Ce dossier a changé entre-temps. Ce que vous avez tapé est gardé : rouvrez la page.")
        self._aside.put(before, after)
        if any(is_searched(one.fact) for one in changes):
            self._index.put(after.id, words_of(after))
        self.tell(by, verb, before.ref, changes, reason, at=at)
        return after

    def _held_to_its_terms(self, before: Complaint, after: Complaint) -> Complaint:
        """A reception that is corrected falls under the terms in force at the right moment.

        What a complaint's targets are reckoned from is its reception and its acknowledgement alone.
        """
        if after.received_at != before.received_at:
            return self.preview(after)
        if after.ack_sent_at != before.ack_sent_at:
            return with_targets(after, self._is_holiday)
        return after

    def _store_rows(self, owner: int, before: Complaint, after: Complaint) -> tuple[dict[str, Any], list[Change]]:
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

    def derive(self, complaint: Complaint) -> None:
        """Make anew what is derived from the facts of a complaint, as the rules of today have it; nothing is told."""
        held = with_targets(complaint, self._is_holiday)
        self._complaints.derive(held)
        self._aside.put(_EMPTY, held)
        self._index.put(held.id, words_of(held))

    def tell(
        self,
        by: str,
        verb: Verb,
        record: RecordRef,
        changes: Sequence[Change],
        reason: str = "",
        *,
        at: datetime,
    ) -> None:
        """One entry of the journal."""
        self._ledger.append(at, by, verb, record, changes, clean_line(reason), act=self._operations.tell(record))
        self.last_saved_at = at


class _ComplaintWriter:
    """The row of a complaint: its number, its facts that have one value, what is derived."""

    def __init__(self, database: Database, table: FileTable) -> None:
        self._database = database
        self._table = table
        self._insert = Prepared(database, lambda: table.insert(slots(*COMPLAINT_COLUMNS)).returning(table.id))
        self._updates: dict[tuple[str, ...], Prepared] = {}  # by the columns that they write
        self._last = Prepared(database, self._last_query)
        self._derived = Prepared(database, self._derived_query)

    def last_number(self, year: int) -> int:
        """The last number given in that year; 0 when none was."""
        last = self._last.run({"year": year}).fetchone()
        return int(last[0]) if last else 0

    def insert(self, complaint: Complaint, year: int, number: int, terms_id: int) -> int:
        assert complaint.registered_at is not None
        own = {
            "version": complaint.version,
            "reference": complaint.reference,
            "year": year,
            "number": number,
            "registered_at": to_text(complaint.registered_at),
            "registered_by": complaint.registered_by,
            "terms_id": terms_id,
        }
        return int(self._insert.run(own | scalar_columns(complaint) | derived_columns(complaint)).fetchone()[0])

    def update(self, before: Complaint, after: Complaint, changes: Iterable[Change], terms_id: int | None) -> bool:
        """Whether the row was still of the version of *before*, and so is now of that of *after*.

        Only the columns that differ from what the row has are written: SQLite would move it in every index of
        a column that is named.
        Without *terms_id* the complaint stays under the terms it has.
        """
        values = {one.path: to_column(fact_named(Complaint, one.path), one.new) for one in changes}
        values |= derived_columns(after).items() - self._derived_kept(after.id)
        values["version"] = after.version
        if terms_id is not None:
            values["terms_id"] = terms_id
        where = {"of_id": after.id, "of_version": before.version}
        return bool(self._update(tuple(sorted(values))).run(values | where).rowcount == 1)

    def derive(self, complaint: Complaint) -> None:
        """Write the derived columns alone."""
        values = dict(derived_columns(complaint).items() - self._derived_kept(complaint.id))
        if values:
            where = {"of_id": complaint.id, "of_version": complaint.version}
            self._update(tuple(sorted(values))).run(values | where)

    def _derived_kept(self, number: int) -> set[tuple[str, Any]]:
        """What is derived, by column, as the row has it."""
        kept = self._derived.run({"id": number}).fetchone()
        return set(zip(DERIVED_COLUMNS, kept, strict=True)) if kept else set()

    def _update(self, names: tuple[str, ...]) -> Prepared:
        if names not in self._updates:
            table = self._table
            mine = (table.id == Slot("of_id")) & (table.version == Slot("of_version"))
            self._updates[names] = Prepared(self._database, lambda: table.update(**slots(*names)).where(mine))
        return self._updates[names]

    def _derived_query(self) -> Any:
        table = self._table
        return table.select(*columns_of(table, DERIVED_COLUMNS)).where(table.id == Slot("id"))

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


class _AsideWriter:
    """What is derived from the facts into tables of its own: the duties, and the staff a complaint is about."""

    def __init__(self, database: Database, tables: Tables) -> None:
        concerned, duty = tables.concerned, tables.duty
        mine = Slot("complaint_id")
        self._forget_concerned = Prepared(database, lambda: concerned.delete().where(concerned.complaint_id == mine))
        self._concern = Prepared(database, lambda: concerned.insert(slots("complaint_id", "name")))
        of_record = (duty.record_kind == Slot("record_kind")) & (duty.record_id == Slot("record_id"))
        self._forget_duties = Prepared(database, lambda: duty.delete().where(of_record))
        self._owe = Prepared(database, lambda: duty.insert(slots(*RECORD_COLUMNS, *DUTY_COLUMNS)))

    def put(self, before: Complaint, after: Complaint) -> None:
        """Bring it up to date with what a complaint has become; *before* is the empty complaint for a new one."""
        mine = {"complaint_id": after.id}
        if after.staff_concerned != before.staff_concerned:
            self._forget_concerned.run(mine)
            for name in dict.fromkeys(after.staff_concerned):
                self._concern.run(mine | {"name": name})
        owed = duties(after)
        if not before.id or owed != duties(before):
            record = record_columns(complaint_ref(after.id))
            self._forget_duties.run(record)
            for duty in owed:
                self._owe.run(record | duty_columns(duty))


def _named_first(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in an order in which what the rows of one name is stored before them."""
    named = {one.refers_to for declared in facts if declared.row for one in facts_of(declared.row)}
    return sorted(facts, key=lambda one: one.name not in named)


def _told_of_registration(facts: Complaint, registered: Complaint) -> Iterator[Change]:
    """The number; the rest only where it comes from another register: otherwise the entry itself tells it."""
    yield Change("reference", None, registered.reference)
    for name in ("registered_at", "registered_by"):
        if getattr(facts, name):
            yield Change(name, None, to_plain(getattr(facts, name)))


def _scalar_changes(before: Complaint, after: Complaint) -> list[Change]:
    compared = zip(SCALAR_NAMES, scalar_values(before), scalar_values(after), strict=True)
    return [Change(name, to_plain(old), to_plain(new)) for name, old, new in compared if old != new]


def _told(row: Any) -> Any:
    return None if row is None else facts_to_plain(row)
