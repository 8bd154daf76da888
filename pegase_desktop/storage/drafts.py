"""Drafts in the register file: what was typed and is not recorded yet, with the documents that wait."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

from peewee import Database

from pegase_desktop.domain.codec import entry_to_plain, to_plain, without_nul
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.entries import Attachment
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.storage.complaint_reader import UNREADABLE
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.operations import Operations, new_act
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import RECORD_COLUMNS, Tables, columns_of, is_of

_WHOSE = (*RECORD_COLUMNS, "saved_by")
_COLUMNS = ("id", *RECORD_COLUMNS, "act", "page", "typed", "saved_at", "saved_by")


class Drafts:
    """The tables ``draft`` and ``draft_attachment``. They hold no facts and have no journal.

    ``last_saved_at`` is when this opening of the register last kept a draft.
    """

    def __init__(self, database: Database, tables: Tables, contents: Contents, operations: Operations) -> None:
        table = self._table = tables.draft
        mine = reduce(and_, (getattr(table, name) == Slot(name) for name in _WHOSE))
        self._number = Prepared(database, lambda: table.select(table.id).where(mine))
        self._tables = tables
        self._waiting = tables.draft_attachment
        self._contents = contents
        self._operations = operations
        self.last_saved_at: datetime | None = None

    def save(self, draft: Draft) -> Draft:
        """Keep what was typed, now; one draft a person for a registered complaint, any number for new ones.

        It comes back with its id, its act and the time.
        """
        with self._operations.begin() as now:
            saved = self._put(replace(draft, saved_at=now, act=draft.act or new_act()))
        self.last_saved_at = saved.saved_at
        return saved

    def all(self) -> tuple[Draft, ...]:
        """Everything typed and not recorded, the oldest first; not what cannot be read any more: the check names it."""
        return tuple(one for one in stored_drafts(self._tables) if one)

    def of(self, record: RecordRef, person: str = "") -> Draft | None:
        """What *person* typed about a record; else what a colleague typed last, without its id: it stays theirs.

        None also if it cannot be read any more.
        """
        newest_first = sorted(self._all_of(record), key=lambda one: str(one.saved_at), reverse=True)
        mine = next((one for one in newest_first if one.saved_by == person), None)
        return mine or next((replace(one, id=0, act="") for one in newest_first), None)

    def _all_of(self, record: RecordRef) -> list[Draft]:
        table = self._table
        query = table.select(*columns_of(table, _COLUMNS)).where(is_of(table, record)).order_by(table.id)
        return [one for one in map(_draft, query.tuples()) if one]

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

    def settle(self, record: RecordRef, recorded: Mapping[str, Any], by: str) -> None:
        """Take out of the drafts of a record what is recorded now: of that person all that was typed of these facts, of
        others what says the same. An empty draft goes.
        """
        for draft in self._all_of(record):
            same = {name for name, value in recorded.items() if _says(draft, name, value)}
            left = draft.without(recorded if draft.saved_by == by else same)
            if left.is_empty:
                self._remove(draft.id)
            elif left != draft:
                self._put(left)

    def use_up(self, draft_id: int) -> tuple[Attachment, ...]:
        """End the draft of which a complaint is made; returns the documents that waited, for the complaint to keep."""
        taken = self.attachments(draft_id)
        self._remove(draft_id)
        return tuple(replace(one, id=0) for one in taken)

    def _put(self, draft: Draft) -> Draft:
        assert draft.saved_at is not None
        columns = {
            "record_kind": draft.kind.value,
            "record_id": draft.record_id,
            "act": draft.act,
            "page": draft.page.value,
            "typed": json.dumps(without_nul(draft.values), ensure_ascii=False),
            "saved_at": to_text(draft.saved_at),
            "saved_by": draft.saved_by,
        }
        known = draft.id if draft.record_id is None else self._id_of(columns)
        if known and self._table.update(**columns).where(self._table.id == known).execute():
            return replace(draft, id=known)
        return replace(draft, id=self._table.insert(columns).returning(self._table.id).tuples().execute()[0][0])

    def _remove(self, draft_id: int) -> None:
        self._waiting.delete().where(self._waiting.draft_id == draft_id).execute()
        self._table.delete().where(self._table.id == draft_id).execute()

    def _id_of(self, columns: Mapping[str, Any]) -> int:
        """The draft that the person has of the record."""
        found = self._number.run(columns).fetchone()
        return int(found[0]) if found else 0


def _says(draft: Draft, name: str, value: Any) -> bool:
    """Whether a draft says of a fact what is recorded, be it in an entry that is not among the others yet."""
    if draft.values.get(name) == to_plain(value):
        return True
    entry = draft.entries.get(name)
    return entry is not None and entry in map(entry_to_plain, value)


def stored_drafts(tables: Tables) -> tuple[Draft | None, ...]:
    """Every draft that the file holds, the oldest first; None for one that cannot be read."""
    table = tables.draft
    return tuple(_draft(row) for row in table.select(*columns_of(table, _COLUMNS)).order_by(table.id).tuples())


def _draft(row: tuple[Any, ...]) -> Draft | None:
    number, kind, record_id, act, page, typed, saved_at, saved_by = row
    try:
        return Draft(
            id=number,
            kind=RecordKind(kind),
            record_id=record_id,
            act=act,
            page=Page(page),
            values=json.loads(typed),
            saved_at=from_text(saved_at),
            saved_by=saved_by,
        )
    except UNREADABLE:
        return None
