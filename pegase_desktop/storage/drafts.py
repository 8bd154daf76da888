"""Drafts in the register file: what was typed and is not recorded yet, with the documents that wait."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from peewee import SqliteDatabase

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.entries import Attachment
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.complaint_reader import UNREADABLE
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import Tables


class Drafts:
    """The tables ``draft`` and ``draft_attachment``. They hold no facts and have no journal.

    ``last_saved_at`` is when this opening of the register last kept a draft.
    """

    def __init__(self, database: SqliteDatabase, tables: Tables, contents: Contents, operations: Operations) -> None:
        table = self._table = tables.draft
        self._number = Prepared(
            database, lambda: table.select(table.id).where(table.complaint_id == Slot("complaint_id"))
        )
        self._tables = tables
        self._waiting = tables.draft_attachment
        self._contents = contents
        self._operations = operations
        self.last_saved_at: datetime | None = None

    def save(self, draft: Draft) -> Draft:
        """Keep what was typed, now; one draft for a registered complaint, any number for new ones.

        It comes back with its id and the time.
        """
        with self._operations.begin() as now:
            saved = self._put(replace(draft, saved_at=now))
        self.last_saved_at = saved.saved_at
        return saved

    def all(self) -> tuple[Draft, ...]:
        """Everything typed and not recorded, the oldest first; not what cannot be read any more: the check names it."""
        return tuple(one for one in stored_drafts(self._tables) if one)

    def of(self, complaint_id: int) -> Draft | None:
        """The draft of a registered complaint; None also if it cannot be read any more."""
        row = self._table.select().where(self._table.complaint_id == complaint_id).tuples().first()
        return _draft(row) if row else None

    def discard(self, draft_id: int) -> None:
        """Drop a draft and the documents that were waiting in it."""
        with self._operations.begin():
            self._remove(draft_id)
            self._contents.drop_unused()

    def attach(self, draft_id: int, name: str, content: bytes, *, by: str) -> tuple[Attachment, ...]:
        """Keep a document for a complaint that has no number yet; returns all that wait in the draft.

        Raises:
            AttachmentTooLarge: over 25 MB.
        """
        with self._operations.begin() as now:
            taken = self._contents.take(name, content, at=now, by=by)
            self._waiting.insert(
                draft_id=draft_id,
                name=taken.name,
                size=taken.size,
                sha256=taken.sha256,
                added_at=to_text(now),
                added_by=by,
            ).execute()
        return self.attachments(draft_id)

    def attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        """The documents that wait in a draft."""
        waiting = self._waiting
        columns = (waiting.id, waiting.name, waiting.size, waiting.sha256, waiting.added_at, waiting.added_by)
        query = waiting.select(*columns).where(waiting.draft_id == draft_id).order_by(waiting.id).tuples()
        return tuple(
            Attachment(id=number, name=name, size=size, sha256=sha256, added_at=from_text(at), added_by=by)
            for number, name, size, sha256, at, by in query
        )

    def detach(self, draft_id: int, attachment_id: int) -> tuple[Attachment, ...]:
        """Take out a document that waits; nothing was recorded, so nothing stays. Returns those that still wait."""
        waiting = self._waiting
        with self._operations.begin():
            waiting.delete().where(waiting.draft_id == draft_id, waiting.id == attachment_id).execute()
            self._contents.drop_unused()
        return self.attachments(draft_id)

    # Within the operation that records

    def settle(self, complaint_id: int, names: Collection[str]) -> None:
        """Take out of a complaint's draft the facts that are recorded now; an empty draft goes."""
        draft = self.of(complaint_id) if self._id_of(complaint_id) else None
        if draft is None:
            return
        left = draft.without(names)
        if left.is_empty:
            self._remove(draft.id)
        else:
            self._put(left)

    def use_up(self, draft_id: int) -> tuple[Attachment, ...]:
        """End the draft of which a complaint is made; returns the documents that waited, for the complaint to keep."""
        taken = self.attachments(draft_id)
        self._remove(draft_id)
        return tuple(replace(one, id=0) for one in taken)

    def _put(self, draft: Draft) -> Draft:
        assert draft.saved_at is not None
        columns = {
            "complaint_id": draft.complaint_id,
            "page": draft.page.value,
            "typed": json.dumps(without_nul(draft.values), ensure_ascii=False),
            "saved_at": to_text(draft.saved_at),
            "saved_by": draft.saved_by,
        }
        known = draft.id or self._id_of(draft.complaint_id)
        if known and self._table.update(**columns).where(self._table.id == known).execute():
            return replace(draft, id=known)
        return replace(draft, id=self._table.insert(columns).execute())

    def _remove(self, draft_id: int) -> None:
        self._waiting.delete().where(self._waiting.draft_id == draft_id).execute()
        self._table.delete().where(self._table.id == draft_id).execute()

    def _id_of(self, complaint_id: int | None) -> int:
        if complaint_id is None:
            return 0
        found = self._number.run({"complaint_id": complaint_id}).fetchone()
        return int(found[0]) if found else 0


def stored_drafts(tables: Tables) -> tuple[Draft | None, ...]:
    """Every draft that the file holds, the oldest first; None for one that cannot be read."""
    return tuple(_draft(row) for row in tables.draft.select().order_by(tables.draft.id).tuples())


def _draft(row: tuple[Any, ...]) -> Draft | None:
    number, complaint_id, page, typed, saved_at, saved_by = row
    try:
        return Draft(
            id=number,
            complaint_id=complaint_id,
            page=Page(page),
            values=json.loads(typed),
            saved_at=from_text(saved_at),
            saved_by=saved_by,
        )
    except UNREADABLE:
        return None
