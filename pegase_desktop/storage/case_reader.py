"""Complaints read from the register file, with their terms and targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import Database

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.record_reader import RecordReader
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.stored_kinds import CASES


class CaseReader(RecordReader[Complaint]):
    """Reads one open register."""

    def __init__(self, database: Database, tables: Tables, settings: SettingsStore) -> None:
        super().__init__(database, tables, CASES, ("terms_id", "ack_due_at", "response_due_at"))
        self._settings = settings
        rows = tables.of_kind[RecordKind.COMPLAINT].rows
        self._links, self._endings = rows["links"].table, rows["endings"].table

    def linked_from(self, complaint_id: int) -> tuple[str, ...]:
        """The numbers of the complaints that point to this one: linked to it, or its duplicates."""
        links, endings, table = self._links, self._endings, self._table
        here = table.select(table.reference).where(table.id == complaint_id)
        linked = links.select(links.record_id).where(links.reference.in_(here))
        duplicates = endings.select(endings.record_id).where(endings.duplicate_of.in_(here))
        from_there = table.id.in_(linked) | table.id.in_(duplicates)
        query = table.select(table.reference).where(from_there).order_by(table.id).tuples()
        return tuple(reference for (reference,) in query)

    def _more(self, columns: tuple[Any, ...]) -> Mapping[str, Any]:
        terms_id, ack_due, response_due = columns
        return {
            "terms": self._settings.terms(terms_id),
            "ack_due_at": from_text(ack_due) if ack_due else None,
            "response_due_at": from_text(response_due) if response_due else None,
        }
