"""Drafts in the register file: what was typed and is not recorded yet, with the documents that wait."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from peewee import SqliteDatabase

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.entries import Attachment
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import Tables


class Drafts:
    """The tables ``draft`` and ``draft_attachment``; writes belong inside the caller's transaction."""

    def __init__(self, database: SqliteDatabase, tables: Tables, contents: Contents) -> None:
        table = self._table = tables.draft
        self._number = Prepared(
            database, lambda: table.select(table.id).where(table.complaint_id == Slot("complaint_id"))
        )
        self._waiting = tables.draft_attachment
        self._contents = contents

    def save(self, draft: Draft) -> Draft:
        """Insert or replace a draft; it comes back with its id."""
        assert draft.saved_at is not None
        columns = {
            "complaint_id": draft.complaint_id,
            "page": draft.page.value,
            "typed": json.dumps(dict(draft.values), ensure_ascii=False),
            "saved_at": to_text(draft.saved_at),
            "saved_by": draft.saved_by,
        }
        known = draft.id or self._id_of(draft.complaint_id)
        if known and self._table.update(**columns).where(self._table.id == known).execute():
            number = known
        else:
            number = self._table.insert(columns).execute()
        return Draft(
            id=number,
            complaint_id=draft.complaint_id,
            page=draft.page,
            values=draft.values,
            saved_at=draft.saved_at,
            saved_by=draft.saved_by,
        )

    def all(self) -> tuple[Draft, ...]:
        return tuple(_draft(row) for row in self._table.select().order_by(self._table.id).tuples())

    def of(self, complaint_id: int) -> Draft | None:
        row = self._table.select().where(self._table.complaint_id == complaint_id).tuples().first()
        return _draft(row) if row else None

    def discard(self, draft_id: int) -> None:
        self._waiting.delete().where(self._waiting.draft_id == draft_id).execute()
        self._table.delete().where(self._table.id == draft_id).execute()

    def settle(self, complaint_id: int, names: Collection[str]) -> None:
        """Take out of a complaint's draft the facts that are recorded now; an empty draft goes."""
        draft = self.of(complaint_id) if self._id_of(complaint_id) else None
        if draft is None:
            return
        left = draft.without(names)
        if left.is_empty:
            self.discard(draft.id)
        else:
            self.save(left)

    def attach(self, draft_id: int, attachment: Attachment) -> None:
        assert attachment.added_at is not None
        self._waiting.insert(
            draft_id=draft_id,
            name=attachment.name,
            size=attachment.size,
            sha256=attachment.sha256,
            added_at=to_text(attachment.added_at),
            added_by=attachment.added_by,
        ).execute()

    def attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        waiting = self._waiting
        columns = (waiting.id, waiting.name, waiting.size, waiting.sha256, waiting.added_at, waiting.added_by)
        query = waiting.select(*columns).where(waiting.draft_id == draft_id).order_by(waiting.id).tuples()
        return tuple(
            Attachment(id=number, name=name, size=size, sha256=sha256, added_at=from_text(at), added_by=by)
            for number, name, size, sha256, at, by in query
        )

    def detach(self, draft_id: int, attachment_id: int) -> None:
        waiting = self._waiting
        waiting.delete().where(waiting.draft_id == draft_id, waiting.id == attachment_id).execute()

    def take_attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        """The documents that wait, for the complaint that the draft becomes."""
        taken = self.attachments(draft_id)
        return tuple(
            Attachment(name=one.name, size=one.size, sha256=one.sha256, added_at=one.added_at, added_by=one.added_by)
            for one in taken
        )

    def _id_of(self, complaint_id: int | None) -> int:
        if complaint_id is None:
            return 0
        found = self._number.run({"complaint_id": complaint_id}).fetchone()
        return int(found[0]) if found else 0


def _draft(row: tuple[Any, ...]) -> Draft:
    number, complaint_id, page, typed, saved_at, saved_by = row
    return Draft(
        id=number,
        complaint_id=complaint_id,
        page=Page(page),
        values=json.loads(typed),
        saved_at=from_text(saved_at),
        saved_by=saved_by,
    )
