"""Drafts in the register file: what was typed and is not recorded yet, with the documents that wait."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.codec import facts_to_plain, to_plain
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.storage.draft_rows import DraftRows
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations, new_act
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE, readable


class Drafts:
    """They hold no facts and have no journal.

    *aside* is over a connection of their own: a draft is kept while the register is being read, and belongs to no
    operation that could fail and take it away. *recording* is over that of the operations, for the one that records.
    ``last_saved_at`` is when this opening of the register last kept a draft.
    """

    def __init__(self, aside: DraftRows, recording: DraftRows, ledger: Ledger, operations: Operations) -> None:
        self._rows = aside
        self._recording = recording
        self._ledger = ledger
        self._operations = operations
        self.last_saved_at: datetime | None = None

    def save(self, draft: Draft) -> Draft:
        """Keep what was typed, now; one draft a person for a registered complaint, any number for new ones.

        It comes back with its id, its act and the time.
        """
        with self._operations.aside() as now:
            saved = self._rows.put(replace(draft, saved_at=now, act=self._act_for(draft)))
        self.last_saved_at = saved.saved_at
        return saved

    def _act_for(self, draft: Draft) -> str:
        """Its own; another one when that gave the record its number, and what is typed since waits for a new saving."""
        is_used = draft.record_id is not None and self._ledger.record_of(draft.act) is not None
        return new_act() if is_used or not draft.act else draft.act

    def all(self) -> tuple[Draft, ...]:
        """Everything typed and not recorded, the oldest first; not what cannot be read any more: the check names it."""
        return tuple(one for one in readable(self._rows.all, ()) if one)

    def of(self, record: RecordRef, person: str = "") -> Draft | None:
        """What *person* typed about a record; else what a colleague typed last, without its id: it stays theirs.

        None also if it cannot be read any more.
        """
        typed = readable(lambda: self._rows.of(record), ())
        newest_first = sorted(typed, key=lambda one: str(one.saved_at), reverse=True)
        mine = next((one for one in newest_first if one.saved_by == person), None)
        return mine or next((replace(one, id=0, act="") for one in newest_first), None)

    def discard(self, draft_id: int) -> None:
        """Drop a draft and the documents that were waiting in it."""
        with self._operations.aside():
            self._rows.discard(draft_id)

    def attach(self, draft_id: int, name: str, content: bytes, *, by: str) -> tuple[Attachment, ...]:
        """Keep a document for a complaint that has no number yet; returns all that wait in the draft.

        Raises:
            AttachmentTooLarge: over 25 MB.
        """
        with self._operations.aside() as now:
            self._rows.attach(draft_id, name, content, at=now, by=by)
        return self.attachments(draft_id)

    def attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        """The documents that wait in a draft."""
        return readable(lambda: self._rows.attachments(draft_id), ())

    def detach(self, draft_id: int, attachment_id: int) -> tuple[Attachment, ...]:
        """Take out a document that waits; nothing was recorded, so nothing stays. Returns those that still wait."""
        with self._operations.aside():
            self._rows.detach(draft_id, attachment_id)
        return self.attachments(draft_id)

    # Within the operation that records

    def settle(self, record: RecordRef, recorded: Mapping[str, Any], by: str) -> None:
        """Take out of the drafts of a record what is recorded now: of that person all that was typed of these facts, of
        others what says the same. An empty draft goes; what is left waits for another saving.
        """
        for draft in readable(lambda: self._recording.of(record), ()):
            same = {name for name, value in recorded.items() if _says(draft, name, value)}
            left = draft.without(recorded if draft.saved_by == by else same)
            if left.is_empty:
                self._recording.remove(draft.id)
            elif left != draft:
                self._recording.put(replace(left, act=new_act()))

    def use_up(self, draft_id: int) -> tuple[Attachment, ...]:
        """End the draft of which a complaint is made; returns the documents that waited, for the complaint to keep."""
        taken = readable(lambda: self._recording.attachments(draft_id), ())
        with suppress(*UNREADABLE_TABLE):
            self._recording.remove(draft_id)
        return tuple(replace(one, id=0) for one in taken)

    def drop_recorded(self) -> None:
        """Drop those that the journal holds already, by their act: they were kept once more after the recording."""
        for draft_id in readable(self._recording.recorded, ()):
            self._recording.discard(draft_id)


def _says(draft: Draft, name: str, value: Any) -> bool:
    """Whether a draft says of a fact what is recorded, be it in a row that is not among the others yet."""
    if draft.values.get(name) == to_plain(value):
        return True
    begun = draft.entries.get(name)
    return begun is not None and begun in map(facts_to_plain, value)
