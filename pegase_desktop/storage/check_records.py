"""Whether the records of a kind are what was recorded: every fact, what is derived of them, and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Any, Generic, TypeVar

from peewee import Database

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import with_targets
from pegase_desktop.domain.gates import missing_to_register, never_closed_without
from pegase_desktop.domain.search_words import words_of
from pegase_desktop.domain.words import Status
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.storage.case_reader import CaseReader
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.record_reader import DamagedRecord, RecordReader
from pegase_desktop.storage.records import DUTY_COLUMNS, StoredKind, Tables, columns_of, duty_columns
from pegase_desktop.storage.replay import is_told_late, record_faults
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.search import SearchIndex
from pegase_desktop.storage.stored_kinds import CASES
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE

Record = TypeVar("Record", bound=Any)
OnRecord = Callable[[int, int], None]
_FAR = datetime(9999, 12, 30, tzinfo=UTC)  # nothing lies after it: whether the clock was right is not judged


class RecordCheck(Generic[Record]):
    """Checks the records of one kind, in sentences.

    ``told_late`` counts those of which the journal tells of a moment after they were registered.
    """

    def __init__(self, database: Database, tables: Tables, stored: StoredKind, reader: RecordReader[Record]) -> None:
        self._database = database
        self._stored, self._kind, self._reader = stored, stored.kind, reader
        self._ledger = Ledger(database)
        self._index = SearchIndex(database, self._kind.code)
        self._erased: dict[int, frozenset[str]] = {}
        self.told_late = 0
        table, duty = tables.of_kind[self._kind.code].table, tables.duty
        self._columns = ("year", "number", *stored.derived_names)
        kept = columns_of(table, self._columns)
        self._kept = Prepared(database, lambda: table.select(*kept).where(table.id == Slot("id")))
        mine = (duty.record_kind == self._kind.code.value) & (duty.record_id == Slot("id"))
        self._duties = Prepared(database, lambda: duty.select(*columns_of(duty, DUTY_COLUMNS)).where(mine))

    def parts(self, on_record: OnRecord | None) -> tuple[Callable[[], Iterator[str]], ...]:
        """What can be looked at by itself, each a function that gives sentences.

        *on_record* is told how many records are done, and of how many.
        """
        return self._numbers, partial(self._records, on_record), self._journal_alone

    def _numbers(self) -> Iterator[str]:
        text = f"SELECT year, COUNT(*), MAX(number) FROM {self._kind.code.value} GROUP BY year ORDER BY year"
        for year, count, last in self._rows(text):
            if count != last:
                several = f"{count} {self._kind.several}"
                yield f"Les numéros de {year} ont un trou : {several}, et le dernier numéro est {last}."

    def _records(self, on_record: OnRecord | None) -> Iterator[str]:
        found = self._index.fingerprints()
        self._erased = self._ledger.erased_facts()
        # All at once: with a statement going on, SQLite would not let the index drop the table in which it tries words.
        held = list(self._rows(f"SELECT id, reference FROM {self._kind.code.value} ORDER BY id"))
        for done, (number, reference) in enumerate(held, 1):
            yield from self._readable(number, reference, found)
            if on_record:
                on_record(done, len(held))
        if found:
            yield f"La recherche connaît des {self._kind.several} qui ne sont pas dans le registre."

    def sample(self, size: int, chance: Random) -> Iterator[str]:
        """The same for a few records: the newest, and as many others by *chance*. The search is left out of it."""
        self._erased = self._ledger.erased_facts()
        held = list(self._rows(f"SELECT id, reference FROM {self._kind.code.value} ORDER BY id"))
        newest, others = held[-size:], held[:-size]
        for number, reference in (*newest, *chance.sample(others, min(size, len(others)))):
            yield from self._readable(number, reference, None)

    def _readable(self, number: int, reference: str, indexed: dict[int, Any] | None) -> Iterator[str]:
        """One record; where the words under which each is found are *indexed*, those too, once."""
        try:
            record = self._reader.one(number)
            if record is None:
                return
            yield from self._record(record)
            if indexed is not None and indexed.pop(number, None) != self._index.fingerprint(
                words_of(self._kind, record)
            ):
                it = "la" if self._kind.is_feminine else "le"
                yield f"{reference} : la recherche ne {it} trouve pas sous les bons mots."
        except (DamagedRecord, *UNREADABLE_TABLE):
            yield f"{reference} : une valeur est illisible."

    def _record(self, record: Record) -> Iterator[str]:
        entries = self._ledger.of(record.ref)
        yield from record_faults(self._kind, record, entries, self._erased)
        self.told_late += bool(entries) and is_told_late(record, entries[0])
        yield from self._derived(record)
        for sentence in self._lacking(record):
            yield f"{record.reference} : {sentence}"

    def _derived(self, record: Record) -> Iterator[str]:
        named = record.reference
        kept = dict(zip(self._columns, self._kept.run({"id": record.id}).fetchone(), strict=True))
        year, number = kept.pop("year"), kept.pop("number")
        day = self._kind.day(record)
        if named != self._kind.reference(year, number) or (day and day.year != year):
            yield f"{named} : le numéro n’est pas celui de son année."
        if kept != self._stored.derived(self._held(record)):
            yield f"{named} : l’état affiché dans le tableau n’est pas celui du dossier."
        owed = sorted(self._duties.run({"id": record.id}).fetchall())
        expected = sorted(tuple(duty_columns(one).values()) for one in self._kind.duties(record))
        if owed != expected or not self._is_beside(record):
            yield f"{named} : ce qui reste à faire, ou qui est visé, n’est pas ce que disent les faits."

    def _held(self, record: Record) -> Record:
        """The record with what is reckoned by the rules of today."""
        return record

    def _is_beside(self, record: Record) -> bool:
        """Whether what the kind keeps beside its table is what the facts say."""
        return True

    def _lacking(self, record: Record) -> Iterator[str]:
        """What the gates that the record has passed ask for and is not there."""
        return (str(one) for one in self._kind.faults(record, _FAR))

    def _journal_alone(self) -> Iterator[str]:
        table = self._kind.code.value
        text = (
            "SELECT DISTINCT record_id FROM journal WHERE record_kind = ? "
            f"AND record_id NOT IN (SELECT id FROM {table})"
        )
        for _ in self._rows(text, table):
            yield f"Le journal parle d’{self._kind.one} qui n’est plus dans le registre."

    def _rows(self, text: str, *values: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._database.execute_sql(text, values).fetchone, None)


class CaseCheck(RecordCheck[Complaint]):
    """Checks complaints."""

    def __init__(self, database: Database, tables: Tables) -> None:
        super().__init__(database, tables, CASES, CaseReader(database, tables, SettingsStore(database, tables)))
        concerned = tables.concerned
        mine = concerned.complaint_id == Slot("id")
        self._concerned = Prepared(database, lambda: concerned.select(concerned.name).where(mine))

    def _held(self, record: Complaint) -> Complaint:
        return with_targets(record, is_public_holiday)

    def _is_beside(self, record: Complaint) -> bool:
        names = {name for (name,) in self._concerned.run({"id": record.id}).fetchall()}
        return names == set(record.staff_concerned)

    def _lacking(self, record: Complaint) -> Iterator[str]:
        yield from (one.sentence for one in missing_to_register(record))
        if record.status is Status.CLOSED:
            yield from (one.sentence for one in never_closed_without(record))


def checks(database: Database, tables: Tables) -> Iterator[RecordCheck[Any]]:
    """One for each kind of records."""
    for mine in tables.of_kind.values():
        stored = mine.stored
        if stored is CASES:
            yield CaseCheck(database, tables)
        else:
            yield RecordCheck(database, tables, stored, RecordReader(database, tables, stored))
