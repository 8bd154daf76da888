"""What is typed about one record, and about one row on its way among the others (no Qt in here)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.facts import Fact, facts_of, is_there
from pegase_desktop.ui.forms.typed import Typed

Record = TypeVar("Record")
Judge = Callable[[Any], Mapping[str, str]]
"""Of a record: why it cannot be kept yet, a sentence for each fact that is missing or wrong."""

_INDEX = "index"


class RecordForm(Generic[Record]):
    """``recorded`` is the record as it was; over it lies what is ``typed``."""

    def __init__(self, record: Record, clock: Callable[[], datetime], judge: Judge) -> None:
        self.recorded = record
        self.clock = clock
        self.typed = Typed(type(record), clock)
        self._judge = judge

    def start(self, record: Record) -> None:
        """Turn to another record, about which nothing is typed yet."""
        self.recorded = record
        self.typed.clear()

    @property
    def record(self) -> Record:
        """The record as the person sees it: with what was typed and proposed over it."""
        recorded: Any = self.recorded
        record: Record = replace(recorded, **self.typed.facts)
        return record

    def value(self, name: str) -> Any:
        """What the form says of a fact."""
        return self.typed.facts.get(name, getattr(self.recorded, name))

    def raw(self, name: str) -> str:
        """The typed text that cannot be read, or nothing."""
        return self.typed.unread.get(name, "")

    def type(self, name: str, value: Any) -> None:
        """A value was typed or chosen."""
        self.typed.put(name, value)

    def type_text(self, name: str, text: str) -> None:
        """The text of a date, a moment or an amount was typed; it is kept even when it cannot be read."""
        self.typed.put_text(name, text)

    def fault(self, name: str) -> str:
        """What is wrong with a value that is there, in a sentence; empty when nothing is."""
        if not is_there(self.value(name)) and not self.raw(name):
            return ""
        return self.faults().get(name, "")

    def faults(self) -> dict[str, str]:
        """Why the record cannot be kept yet: a sentence for each fact that is missing or wrong."""
        unreadable = {name: self.typed.unreadable(name) for name in self.typed.unread}
        return {**self._judge(self.record), **unreadable}


class Holder(Protocol):
    """The form of the record that has the rows."""

    clock: Callable[[], datetime]

    def value(self, name: str) -> Any: ...
    def type(self, name: str, value: Any) -> None: ...


class RowForm(RecordForm[Any]):
    """The rows of a fact of *holder*, and the one being typed; ``index`` is that of the row being changed, or None.

    *proposals* gives, for the name of the fact, what a new row starts with.
    """

    def __init__(
        self, declared: Fact, holder: Holder, judge: Judge, proposals: Callable[[str], Mapping[str, Any]]
    ) -> None:
        assert declared.row is not None
        super().__init__(declared.row(), holder.clock, judge)
        self.declared = declared
        self.index: int | None = None
        self._holder = holder
        self._proposals = proposals

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they are now."""
        rows: tuple[Any, ...] = self._holder.value(self.name)
        return rows

    @property
    def is_touched(self) -> bool:
        return self.typed.is_touched

    # The row being typed

    def clear(self) -> None:
        """Empty the form: what follows is a new row."""
        self.typed.clear()
        self.index = None

    def propose(self) -> None:
        """Fill in what a new row starts with, unless one is being typed."""
        if not self.is_touched and self.index is None:
            for name, value in self._proposals(self.name).items():
                self.typed.propose(name, value)

    def change(self, index: int) -> None:
        """Take the row at *index* into the form, to be changed."""
        self.clear()
        self.index = index
        row = self.rows[index]
        for one in facts_of(type(row)):
            self.typed.propose(one.name, getattr(row, one.name))

    def place(self) -> bool:
        """Put what is typed among the rows, unless something in it is wrong."""
        if self.faults():
            return False
        rows, index = self.rows, self.index
        if index is None or index >= len(rows):
            self._holder.type(self.name, (*rows, self.record))
        else:
            self.replace(index, **self.typed.facts)
        self.clear()
        return True

    # The rows

    def remove(self, index: int) -> None:
        """Take a row out; a change of that one is pointless then, what else is typed stays."""
        self._holder.type(self.name, self.rows[:index] + self.rows[index + 1 :])
        if self.index == index:
            self.clear()
        elif self.index is not None and self.index > index:
            self.index -= 1

    def insert(self, index: int, row: Any) -> None:
        """Put back a row that was taken out."""
        self._holder.type(self.name, (*self.rows[:index], row, *self.rows[index:]))
        if self.index is not None and self.index >= index:
            self.index += 1

    def replace(self, index: int, **values: Any) -> None:
        """Change facts of a row."""
        rows = self.rows
        self._holder.type(self.name, (*rows[:index], replace(rows[index], **values), *rows[index + 1 :]))

    # What waits in a draft

    def to_plain(self) -> dict[str, Plain]:
        """The form as a draft keeps it."""
        return self.typed.to_plain() | ({_INDEX: self.index} if self.index is not None else {})

    def load(self, plain: Mapping[str, Plain]) -> None:
        """The inverse of :meth:`to_plain`."""
        self.typed.load(plain)
        self.index = plain.get(_INDEX)
