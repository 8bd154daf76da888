"""A register as values, on the way from one place to another: read from a file or a register, taken in by the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.school import Staff

#: Called after each record with how many are done and how many there are.
Progress = Callable[[int, int], None]


class WrongCase(UserError):
    """A record that cannot be taken in; ``number`` counts those of its kind from 1, ``field`` is its place in what was
    read.
    """

    def __init__(self, number: int, field: str, reason: str, kind: Kind = COMPLAINTS) -> None:
        named = "Cas" if kind is COMPLAINTS else kind.name.capitalize()
        super().__init__(f"{named} n° {number}, champ « {field} » : {reason}")
        self.number = number
        self.field = field


@dataclass(frozen=True, slots=True)
class Case:
    """A record, and the content of its documents by their ``sha256``. Its reference may be empty."""

    record: Any
    contents: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def complaint(self) -> Complaint:
        """The record, where it is one."""
        complaint: Complaint = self.record
        return complaint


@dataclass(frozen=True, slots=True)
class Others:
    """The records of a kind other than complaints. ``cases`` reads them anew, one by one as one goes on."""

    kind: Kind
    count: int
    cases: Callable[[], Iterator[Case]]


@dataclass(frozen=True, slots=True)
class PortableRegister:
    """The cases of a register, its other records, and what stands around them. ``cases`` reads them anew, one by one
    as one goes on.

    ``settings`` are those that are told, by their names in :class:`pegase_desktop.domain.school.Settings`; ``terms``
    the delays of all times, the oldest first, each with the instant from which it holds.
    """

    count: int
    cases: Callable[[], Iterator[Case]]
    staff: tuple[Staff, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    terms: tuple[tuple[datetime, Terms], ...] = ()
    others: tuple[Others, ...] = ()

    @property
    def total(self) -> int:
        """How many records of all kinds."""
        return self.count + sum(one.count for one in self.others)
