"""Letters begun and not sent: their text as it was edited, until they leave or are taken back to their template."""

from __future__ import annotations

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.engine import RegisterFile
from pegase_desktop.storage.records import Tables


class LetterTexts:
    """The table ``letter_text``: subject and body by complaint and kind. They are no facts and have no journal."""

    def __init__(self, file: RegisterFile, tables: Tables) -> None:
        self._file = file
        self._table = tables.letter_text

    def of(self, complaint_id: int, kind: LetterKind) -> tuple[str, str] | None:
        """Subject and body as they were left; None when nobody changed them."""
        table = self._table
        query = table.select(table.subject, table.body).where(self._place(complaint_id, kind))
        found = query.tuples().first()
        return (found[0], found[1]) if found else None

    def keep(self, complaint_id: int, kind: LetterKind, subject: str, body: str) -> None:
        """Keep a text in the place of the one before."""
        columns = {"complaint_id": complaint_id, "kind": kind.value}
        columns |= {"subject": without_nul(subject), "body": without_nul(body)}
        with self._file.transaction():
            self._table.insert(columns).on_conflict_replace().execute()

    def drop(self, complaint_id: int, kind: LetterKind) -> None:
        """The letter left, or its text is the template's again."""
        with self._file.transaction():
            self._table.delete().where(self._place(complaint_id, kind)).execute()

    def _place(self, complaint_id: int, kind: LetterKind) -> object:
        return (self._table.complaint_id == complaint_id) & (self._table.kind == kind.value)
