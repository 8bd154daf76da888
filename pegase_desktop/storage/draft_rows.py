"""The rows of drafts, over one connection to the register file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

from peewee import Database, fn

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import RECORD_COLUMNS, FileTable, Tables, columns_of, is_of
from pegase_desktop.storage.unreadable import UNREADABLE

_WHOSE = (*RECORD_COLUMNS, "saved_by")
_COLUMNS = ("id", *RECORD_COLUMNS, "act", "page", "typed", "saved_at", "saved_by")


class DraftRows:
    """The tables ``draft`` and ``draft_attachment``; writes belong inside the caller's transaction."""

    def __init__(self, database: Database, tables: Tables) -> None:
        table = self._table = tables.draft
        mine = reduce(and_, (getattr(table, name) == Slot(name) for name in _WHOSE))
        self._number = Prepared(database, lambda: table.select(table.id).where(mine))
        self._waiting = tables.draft_attachment
        self._recorded = Prepared(database, self._recorded_query)
        self._contents = Contents(tables)

    def all(self) -> tuple[Draft | None, ...]:
        """Every draft that the file holds, the oldest first; None for one that cannot be read."""
        return self._selected()

    def of(self, record: RecordRef) -> tuple[Draft, ...]:
        """Those about a record, the oldest first, that can be read."""
        return tuple(one for one in self._selected(is_of(self._table, record)) if one)

    def recorded(self) -> tuple[int, ...]:
        """The ids of the drafts of new records whose act the journal holds, and to which nothing was added since.

        What is typed about a record that has its number is not recorded by the act that gave it the number.
        """
        return tuple(number for (number,) in self._recorded.run({}).fetchall())

    def put(self, draft: Draft) -> Draft:
        """Keep a draft, in the place of its former state; it comes back with its id."""
        assert draft.saved_at is not None
        columns = {
            "record_kind": draft.kind.value,
            "record_id": draft.record_id,
            "act": draft.act,
            "page": draft.page.value if draft.page else "",
            "typed": json.dumps(without_nul(draft.values), ensure_ascii=False),
            "saved_at": to_text(draft.saved_at),
            "saved_by": draft.saved_by,
        }
        known = draft.id if draft.record_id is None else self._id_of(columns)
        if known and self._table.update(**columns).where(self._table.id == known).execute():
            return replace(draft, id=known)
        return replace(draft, id=self._table.insert(columns).returning(self._table.id).tuples().execute()[0][0])

    def remove(self, draft_id: int) -> None:
        """Take it away; the bytes of what waited in it are still kept."""
        self._waiting.delete().where(self._waiting.draft_id == draft_id).execute()
        self._table.delete().where(self._table.id == draft_id).execute()

    def discard(self, draft_id: int) -> None:
        """Take it away, and what waited in it."""
        self.remove(draft_id)
        self._contents.drop_unused()

    def attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        """The documents that wait in a draft."""
        waiting = self._waiting
        columns = (waiting.id, waiting.name, waiting.size, waiting.sha256, waiting.added_at, waiting.added_by)
        query = waiting.select(*columns).where(waiting.draft_id == draft_id).order_by(waiting.id).tuples()
        return tuple(
            Attachment(id=number, name=name, size=size, sha256=sha256, added_at=from_text(at), added_by=by)
            for number, name, size, sha256, at, by in query
        )

    def attach(self, draft_id: int, name: str, content: bytes, *, at: datetime, by: str) -> None:
        """Keep a document that waits.

        Raises:
            AttachmentTooLarge: over 25 MB.
        """
        taken = self._contents.take(name, content, at=at, by=by)
        self._waiting.insert(
            draft_id=draft_id, name=taken.name, size=taken.size, sha256=taken.sha256, added_at=to_text(at), added_by=by
        ).execute()

    def detach(self, draft_id: int, attachment_id: int) -> None:
        """Take out a document that waits."""
        waiting = self._waiting
        waiting.delete().where(waiting.draft_id == draft_id, waiting.id == attachment_id).execute()
        self._contents.drop_unused()

    def _selected(self, *conditions: Any) -> tuple[Draft | None, ...]:
        table = self._table
        query = table.select(*columns_of(table, _COLUMNS)).order_by(table.id)
        if conditions:
            query = query.where(*conditions)
        return tuple(_draft(row) for row in query.tuples())

    def _id_of(self, columns: Mapping[str, Any]) -> int:
        """The draft that the person has of the record."""
        found = self._number.run(columns).fetchone()
        return int(found[0]) if found else 0

    def _recorded_query(self) -> Any:
        table, waiting, journal = self._table, self._waiting, FileTable("journal", ("act", "at"))
        later = waiting.select(waiting.id).where(waiting.draft_id == table.id, waiting.added_at > journal.at)
        query = table.select(table.id).join(journal, on=journal.act == table.act)
        return query.where(table.record_id.is_null(), table.saved_at <= journal.at, ~fn.EXISTS(later))


def _draft(row: tuple[Any, ...]) -> Draft | None:
    number, kind, record_id, act, page, typed, saved_at, saved_by = row
    try:
        return Draft(
            id=number,
            kind=RecordKind(kind),
            record_id=record_id,
            act=act,
            page=Page(page) if page else None,
            values=json.loads(typed),
            saved_at=from_text(saved_at),
            saved_by=saved_by,
        )
    except UNREADABLE:
        return None
