"""What one member of staff is to see to, handed over to another: many records, one operation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from pegase_desktop.domain.entrusting import Place, Task, check_successor, entrusted, places, reason_for, standing
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.recorder import Outdated, Recorder
from pegase_desktop.storage.records import RecordTables, Tables
from pegase_desktop.storage.school_records import SchoolRecords


class Entrusting:
    """Reads what stands in a name, and puts another in its place. The journal has one entry for each record."""

    def __init__(
        self,
        tables: Tables,
        operations: Operations,
        ledger: Ledger,
        school: SchoolRecords,
        dossiers: Callable[[RecordKind], Dossiers[Any]],
        recorder: Callable[[RecordKind], Recorder[Any]],
    ) -> None:
        """*dossiers* gives what reads the records of a kind, *recorder* what writes them."""
        self._tables = tables
        self._operations = operations
        self._ledger = ledger
        self._school = school
        self._dossiers = dossiers
        self._recorder = recorder

    def standing(self, name: str) -> tuple[Task, ...]:
        """Everything that *name* is still to see to, in the order in which kinds and facts declare it.

        Raises:
            DamagedRecord: a value of one of these records cannot be read.
        """
        with self._operations.reading():
            return tuple(task for tables in self._tables.of_kind.values() for task in self._standing_in(tables, name))

    def _standing_in(self, tables: RecordTables, name: str) -> list[Task]:
        kind = tables.stored.kind
        records = map(self._dossiers(kind.code).get, sorted(_that_name(tables, name)))
        declared = [place.charge for place in places(kind)]
        found = (task for record in records for task in standing(kind, record, name))
        return sorted(found, key=lambda task: declared.index(task.charge))

    def entrust(
        self,
        giver: Staff,
        tasks: Collection[Task],
        to: str,
        *,
        seen: Sequence[Task],
        leaves: bool = False,
        by: str,
        act: str = "",
    ) -> Staff:
        """Put *to* in charge of *tasks*, out of those *seen* to stand in the name of *giver*, who *leaves* or stays.

        One who leaves without entrusting anything needs no successor. Returns *giver* as recorded then.

        Raises:
            Outdated: *giver*, or what stands in that name, is no longer as it was seen.
            WrongSuccessor: *to* cannot take over.
        """
        with self._operations.begin(act) as now:
            if self._ledger.record_of(act) is None:
                self._check(giver, tasks, seen)
                if tasks:
                    check_successor(self._school.staff(), giver.name, to, list(tasks))
                    self._hand_over(tasks, to, by, reason_for(giver, to, leaves=leaves), now)
                if leaves:
                    self._school.change_staff(replace(giver, active=False), by=by)
            return next(one for one in self._school.staff() if one.id == giver.id)

    def _check(self, giver: Staff, tasks: Collection[Task], seen: Sequence[Task]) -> None:
        is_as_seen = giver in self._school.staff() and tuple(seen) == self.standing(giver.name)
        if not is_as_seen or not set(tasks) <= set(seen):
            raise Outdated(f"Le travail de {giver.name} a changé entre-temps. Revoyez la liste, puis confirmez.")

    def _hand_over(self, tasks: Collection[Task], to: str, by: str, reason: str, now: datetime) -> None:
        in_turn = sorted(tasks, key=attrgetter("record.kind", "record.id"))
        for ref, of_record in groupby(in_turn, key=attrgetter("record")):
            before = self._dossiers(ref.kind).get(ref.id)
            after = entrusted(before, of_record, to)
            self._recorder(ref.kind).change(before, after, Verb.ENTRUST, by, reason, at=now)


def _that_name(tables: RecordTables, name: str) -> set[int]:
    """The ids of the records, those that have ended left out where a column tells it, that say *name* is in charge."""
    wanted = fold(name)
    return {
        number
        for place in places(tables.stored.kind)
        for number, who in _named_at(tables, place)
        if fold(who) == wanted
    }


def _named_at(tables: RecordTables, place: Place) -> Iterator[tuple[int, str]]:
    """Who is named at a place, after the id of the record."""
    whole, ended = tables.table, tables.stored.ended
    table = tables.rows[place.fact.name].table if place.part else whole
    number = table.record_id if place.part else table.id
    query = table.select(number, getattr(table, (place.part or place.fact).name))
    if ended:  # of ten thousand cases a few hundred are open, and indexes lead to those
        open_ones = whole.select(whole.id).where(getattr(whole, ended) == 0)
        query = query.where(number.in_(open_ones))
    return iter(query.tuples())
