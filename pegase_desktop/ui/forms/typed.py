"""What a person has typed in one form: values, and texts that cannot be read as a value yet (no Qt in here)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pegase_desktop.domain.codec import Plain, empty_value, from_plain, to_plain
from pegase_desktop.domain.draft import PROPOSED
from pegase_desktop.domain.facts import fact_named, facts_of
from pegase_desktop.domain.typed_facts import Unreadable, read

_UNREAD = "unread"


@dataclass(slots=True)
class Typed:
    """What was typed about one record, or about one of its rows.

    ``values`` were typed or chosen by the person, ``proposed`` filled in for them; ``unread`` keeps word for word what
    cannot be read as a date, an hour or an amount.
    """

    record: type[Any]
    clock: Callable[[], datetime]
    values: dict[str, Any] = field(default_factory=dict)
    proposed: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def is_touched(self) -> bool:
        """Whether the person typed or chose anything; what was proposed to them does not count."""
        return bool(self.values or self.unread)

    @property
    def facts(self) -> dict[str, Any]:
        """What the form says: the typed values over the proposed ones."""
        return self.proposed | self.values

    def put(self, name: str, value: Any) -> None:
        """The person typed or chose *value*; texts are kept as the register keeps them, cleaned."""
        if type(value) is str:
            value = from_plain(fact_named(self.record, name), value)
        self.unread.pop(name, None)
        self.proposed.pop(name, None)
        self.values[name] = value

    def put_text(self, name: str, text: str) -> None:
        """The person typed *text* for a fact that is read from text."""
        try:
            value = read(fact_named(self.record, name), text, self.clock())
        except Unreadable:
            self.forget(name)
            self.unread[name] = text
        else:
            self.put(name, value)

    def propose(self, name: str, value: Any) -> None:
        """Fill in *value* unless the person typed something there."""
        if name not in self.values and name not in self.unread:
            self.proposed[name] = value

    def forget(self, name: str) -> None:
        """Drop what was typed or proposed for a fact."""
        for kept in (self.values, self.proposed, self.unread):
            kept.pop(name, None)

    def clear(self) -> None:
        """Empty the form."""
        for kept in (self.values, self.proposed, self.unread):
            kept.clear()

    def unreadable(self, name: str) -> str:
        """Why the typed text of a fact is no value, in a sentence; empty when it is one."""
        if name not in self.unread:
            return ""
        try:
            read(fact_named(self.record, name), self.unread[name], self.clock())
        except Unreadable as problem:
            return str(problem)
        return ""

    def to_plain(self) -> dict[str, Plain]:
        """The form as a draft keeps it; empty for an empty form.

        Texts that are no values stand apart, so that whoever reads a draft as facts meets only facts.
        """
        plain: dict[str, Plain] = {name: to_plain(value) for name, value in self.facts.items()}
        if self.proposed:
            plain[PROPOSED] = sorted(self.proposed)
        if self.unread:
            plain[_UNREAD] = dict(self.unread)
        return plain

    def load(self, plain: Mapping[str, Plain]) -> None:
        """The inverse of :meth:`to_plain`; what no longer fits its fact is left out."""
        proposed = plain.get(PROPOSED, ())
        for declared in facts_of(self.record):
            if declared.name in plain:
                with suppress(ValueError, TypeError, KeyError):
                    value = from_plain(declared, plain[declared.name])
                    kept = self.proposed if declared.name in proposed else self.values
                    kept[declared.name] = empty_value(self.record, declared.name) if value is None else value
        self.unread.update(plain.get(_UNREAD, {}))
