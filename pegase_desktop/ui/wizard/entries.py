"""The form of one entry (a call, an action, a redress, an exchange) on its way among the rows (no Qt in here)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.complaint import Complaint, Fact, facts_of
from pegase_desktop.domain.gates import row_faults
from pegase_desktop.ui.wizard.typed import Typed

_INDEX = "index"


class Entry:
    """The entry being typed for the row fact *declared*; ``index`` is that of the row being changed, or None."""

    def __init__(self, declared: Fact, clock: Callable[[], datetime]) -> None:
        assert declared.row is not None
        self.record: type[Any] = declared.row
        self.clock = clock
        self.typed = Typed(declared.row, clock)
        self.index: int | None = None

    @property
    def is_touched(self) -> bool:
        return self.typed.is_touched

    def clear(self) -> None:
        """Empty the form: what follows is a new entry."""
        self.typed.clear()
        self.index = None

    def change(self, index: int, row: Any) -> None:
        """Take the row at *index* into the form, to be changed."""
        self.clear()
        self.index = index
        for one in facts_of(self.record):
            self.typed.propose(one.name, getattr(row, one.name))

    def faults(self, complaint: Complaint) -> dict[str, str]:
        """Why the entry cannot be placed yet: a sentence for each fact that is missing or wrong."""
        faults = row_faults(self.record(**self.typed.facts), self.clock(), complaint.received_at)
        sentences = {one.fact: one.sentence[:1].upper() + one.sentence[1:] for one in faults}
        return sentences | {name: self.typed.unreadable(name) for name in self.typed.unread}

    def placed_in(self, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        """The rows with this entry among them."""
        if self.index is None or self.index >= len(rows):
            return (*rows, self.record(**self.typed.facts))
        changed = replace(rows[self.index], **self.typed.facts)
        return (*rows[: self.index], changed, *rows[self.index + 1 :])

    def to_plain(self) -> dict[str, Plain]:
        """The form as a draft keeps it."""
        return self.typed.to_plain() | ({_INDEX: self.index} if self.index is not None else {})

    def load(self, plain: Mapping[str, Plain]) -> None:
        """The inverse of :meth:`to_plain`."""
        self.typed.load(plain)
        self.index = plain.get(_INDEX)
