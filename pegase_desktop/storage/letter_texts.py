"""Letters begun and not sent: their text as it was edited, until they leave or are taken back to their template."""

from __future__ import annotations

from contextlib import suppress

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.records import FileTable, Tables, is_of, record_columns
from pegase_desktop.storage.sqlite.engine import Store
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE, readable


class LetterTexts:
    """The table ``letter_text``: subject and body by record and kind. They are no facts and have no journal.

    *aside* are the tables of the connection on which drafts are kept, *recording* those of the operations.
    """

    def __init__(self, store: Store, aside: Tables, recording: Tables) -> None:
        self._store = store
        self._table = aside.letter_text
        self._recording = recording.letter_text

    def of(self, record: RecordRef, kind: LetterKind) -> tuple[str, str] | None:
        """Subject and body as they were left; None when nobody changed them."""
        table = self._table
        query = table.select(table.subject, table.body).where(_is_at(table, record, kind))
        found = readable(lambda: query.tuples().first(), None)
        return (found[0], found[1]) if found else None

    def keep(self, record: RecordRef, kind: LetterKind, subject: str, body: str) -> None:
        """Keep a text in the place of the one before."""
        table, text = self._table, {"subject": without_nul(subject), "body": without_nul(body)}
        columns = record_columns(record) | {"kind": kind.value} | text
        place = [table.record_kind, table.record_id, table.kind]
        with self._store.keeping():
            table.insert(columns).on_conflict(conflict_target=place, update=text).execute()

    def drop(self, record: RecordRef, kind: LetterKind) -> None:
        """The text is the template's again."""
        with self._store.keeping():
            self._table.delete().where(_is_at(self._table, record, kind)).execute()

    def use_up(self, record: RecordRef, kind: LetterKind) -> None:
        """The letter leaves with its text, within the operation that records it."""
        with suppress(*UNREADABLE_TABLE):
            self._recording.delete().where(_is_at(self._recording, record, kind)).execute()


def _is_at(table: FileTable, record: RecordRef, kind: LetterKind) -> object:
    return is_of(table, record) & (table.kind == kind.value)
