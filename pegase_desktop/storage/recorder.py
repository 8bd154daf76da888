"""How an operation writes: facts, what is derived from them, and the journal, together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.clocks import IsHoliday
from pegase_desktop.domain.codec import row_to_plain, to_plain
from pegase_desktop.domain.complaint import Complaint, facts_of
from pegase_desktop.domain.duties import duties, with_targets
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Change, Verb
from pegase_desktop.domain.moments import local, to_text
from pegase_desktop.domain.text import clean_line
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.records import (
    ROWS,
    SCALARS,
    Tables,
    derived_columns,
    duty_columns,
    scalar_columns,
    to_column,
)
from pegase_desktop.storage.search_index import SearchIndex
from pegase_desktop.storage.settings_store import SettingsStore


class Outdated(UserError):
    """The complaint was changed elsewhere since it was read."""


class Recorder:
    """Writes inside the caller's transaction. ``last_saved_at`` is the instant of the last entry of the journal."""

    def __init__(
        self,
        tables: Tables,
        ledger: Ledger,
        index: SearchIndex,
        store: SettingsStore,
        clock: Callable[[], datetime],
        is_holiday: IsHoliday,
    ) -> None:
        self._tables = tables
        self._ledger = ledger
        self._index = index
        self._store = store
        self._clock = clock
        self._is_holiday = is_holiday
        self.last_saved_at: datetime | None = None

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        if complaint.received_at is None:
            return complaint
        terms = self._store.all_terms()[self._store.terms_at(complaint.received_at)]
        return with_targets(replace(complaint, terms=terms), self._is_holiday)

    def register(self, facts: Complaint, verb: Verb, by: str) -> int:
        """Insert a complaint under the next number of its year of reception; returns its id."""
        assert facts.received_at is not None
        now = self._clock()
        table = self._tables.complaint
        year = local(facts.received_at).year
        last = table.select(table.number).where(table.year == year).order_by(table.number.desc()).limit(1).scalar()
        number = (last or 0) + 1
        complaint = replace(
            self.preview(facts),
            reference=f"R-{year}-{number:04}",
            registered_at=now,
            registered_by=by,
        )
        own = {
            "version": 1,
            "reference": complaint.reference,
            "year": year,
            "number": number,
            "registered_at": to_text(now),
            "registered_by": by,
            "terms_id": self._store.terms_at(facts.received_at),
        }
        new_id: int = table.insert(own | scalar_columns(complaint) | derived_columns(complaint)).execute()
        complaint = replace(complaint, id=new_id)
        changes = [Change("reference", None, complaint.reference), *_scalar_changes(Complaint(), complaint)]
        changes += self._store_rows(Complaint(), complaint)
        self._put_aside(complaint)
        self.tell(by, verb, new_id, changes)
        return new_id

    def change(self, before: Complaint, after: Complaint, verb: Verb, by: str, reason: str = "") -> None:
        """Write what differs between two states of a complaint, and tell it in the journal."""
        after = with_targets(after, self._is_holiday)
        scalars = _scalar_changes(before, after)
        changes = [*scalars, *self._store_rows(before, after)]
        if not changes:
            return
        table = self._tables.complaint
        stored = {one.name: one for one in SCALARS}
        columns = {one.path: to_column(stored[one.path], one.new) for one in scalars}
        updated = (
            table.update(version=before.version + 1, **columns, **derived_columns(after))
            .where((table.id == before.id) & (table.version == before.version))
            .execute()
        )
        if updated != 1:
            raise Outdated("Ce dossier a changé entre-temps. Ce que vous avez tapé est gardé : rouvrez la page.")
        self._put_aside(after)
        self.tell(by, verb, before.id, changes, reason)

    def _store_rows(self, before: Complaint, after: Complaint) -> list[Change]:
        changes = []
        for declared in ROWS:
            table = self._tables.rows[declared.name]
            old = {row.id: row for row in getattr(before, declared.name)}
            for row in getattr(after, declared.name):
                was = old.pop(row.id, None) if row.id and before.id else None
                if row == was:
                    continue
                columns = {one.name: to_plain(getattr(row, one.name)) for one in facts_of(type(row))}
                if was is None:
                    number = table.insert(columns | {"complaint_id": after.id}).execute()
                else:
                    number = was.id
                    table.update(**columns).where(table.id == number).execute()
                told = row_to_plain(replace(row, id=0))
                changes.append(Change(f"{declared.name}/{number}", _row_plain(was), told))
            for gone in old.values():
                table.delete().where(table.id == gone.id).execute()
                changes.append(Change(f"{declared.name}/{gone.id}", _row_plain(gone), None))
        return changes

    def _put_aside(self, complaint: Complaint) -> None:
        """What is derived from the facts into tables of its own: the search index, the duties,
        the staff concerned.
        """
        concerned = self._tables.concerned
        concerned.delete().where(concerned.complaint_id == complaint.id).execute()
        for name in dict.fromkeys(complaint.staff_concerned):
            concerned.insert(complaint_id=complaint.id, name=name).execute()
        duty = self._tables.duty
        duty.delete().where(duty.complaint_id == complaint.id).execute()
        for one in duties(complaint):
            duty.insert(duty_columns(one) | {"complaint_id": complaint.id}).execute()
        self._index.put(complaint)

    def tell(self, by: str, verb: Verb, complaint_id: int | None, changes: Sequence[Change], reason: str = "") -> None:
        now = self._clock()
        self._ledger.append(now, by, verb, complaint_id, changes, clean_line(reason))
        self.last_saved_at = now


def _scalar_changes(before: Complaint, after: Complaint) -> list[Change]:
    pairs = ((one.name, getattr(before, one.name), getattr(after, one.name)) for one in SCALARS)
    return [Change(name, to_plain(old), to_plain(new)) for name, old, new in pairs if old != new]


def _row_plain(row: Any) -> Any:
    return None if row is None else row_to_plain(replace(row, id=0))
