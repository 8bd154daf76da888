"""The entries of the journal that the operation under way makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain.journal import Change, Verb
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.text import clean_line
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations


class Teller:
    """Tells the journal what an operation does, at its instant. ``last_saved_at`` is that of the last entry."""

    def __init__(self, ledger: Ledger, operations: Operations) -> None:
        self._ledger = ledger
        self._operations = operations
        self.last_saved_at: datetime | None = None

    def tell(
        self, by: str, verb: Verb, record: RecordRef, changes: Sequence[Change], reason: str = "", *, at: datetime
    ) -> None:
        """One entry of the journal."""
        self._ledger.append(at, by, verb, record, changes, clean_line(reason), act=self._operations.tell(record))
        self.last_saved_at = at
