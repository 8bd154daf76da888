"""The form of one entry (a call, an action, a redress, an exchange) on its way among the rows (no Qt in here)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.codec import Plain, empty_value
from pegase_desktop.domain.facts import Fact, facts_of, is_there
from pegase_desktop.domain.wrong_facts import row_faults
from pegase_desktop.ui.wizard.typed import Typed

_INDEX = "index"


class Entry:
    """The entry being typed for the row fact *declared*; ``index`` is that of the row being changed, or None.

    *received* gives the moment of the reception, before which no entry can lie.
    """

    def __init__(self, declared: Fact, clock: Callable[[], datetime], received: Callable[[], datetime | None]) -> None:
        assert declared.row is not None
        self.record: type[Any] = declared.row
        self.clock = clock
        self.received = received
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

    def row_left(self, index: int) -> None:
        """The row at *index* is gone: a change of that one is pointless, what else is typed stays."""
        if self.index == index:
            self.clear()
        elif self.index is not None and self.index > index:
            self.index -= 1

    def row_came(self, index: int) -> None:
        """A row came in at *index*."""
        if self.index is not None and self.index >= index:
            self.index += 1

    def value(self, name: str) -> Any:
        """What the form says of a fact."""
        return self.typed.facts.get(name, empty_value(self.record, name))

    def raw(self, name: str) -> str:
        """The typed text that cannot be read, or nothing."""
        return self.typed.unread.get(name, "")

    def type(self, name: str, value: Any) -> None:
        """A value was typed or chosen."""
        self.typed.put(name, value)

    def type_text(self, name: str, text: str) -> None:
        """The text of a date, a moment or an amount was typed."""
        self.typed.put_text(name, text)

    def fault(self, name: str) -> str:
        """What is wrong with a value that is there, in a sentence; empty when nothing is."""
        if not is_there(self.value(name)) and not self.raw(name):
            return ""
        return self.faults().get(name, "")

    def faults(self) -> dict[str, str]:
        """Why the entry cannot be placed yet: a sentence for each fact that is missing or wrong."""
        faults = row_faults(self.record(**self.typed.facts), self.clock(), self.received())
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
