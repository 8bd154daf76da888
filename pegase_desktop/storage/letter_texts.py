"""Letters begun and not sent: their text as it was edited, until they leave or are taken back to their template."""

from __future__ import annotations

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.records import Tables, is_of, record_columns
from pegase_desktop.storage.sqlite.engine import Store


class LetterTexts:
    """The table ``letter_text``: subject and body by record and kind. They are no facts and have no journal."""

    def __init__(self, store: Store, tables: Tables) -> None:
        self._store = store
        self._table = tables.letter_text

    def of(self, record: RecordRef, kind: LetterKind) -> tuple[str, str] | None:
        """Subject and body as they were left; None when nobody changed them."""
        table = self._table
        query = table.select(table.subject, table.body).where(self._place(record, kind))
        found = query.tuples().first()
        return (found[0], found[1]) if found else None

    def keep(self, record: RecordRef, kind: LetterKind, subject: str, body: str) -> None:
        """Keep a text in the place of the one before."""
        table, text = self._table, {"subject": without_nul(subject), "body": without_nul(body)}
        columns = record_columns(record) | {"kind": kind.value} | text
        place = [table.record_kind, table.record_id, table.kind]
        with self._store.transaction():
            table.insert(columns).on_conflict(conflict_target=place, update=text).execute()

    def drop(self, record: RecordRef, kind: LetterKind) -> None:
        """The letter left, or its text is the template's again."""
        with self._store.transaction():
            self._table.delete().where(self._place(record, kind)).execute()

    def _place(self, record: RecordRef, kind: LetterKind) -> object:
        return is_of(self._table, record) & (self._table.kind == kind.value)
