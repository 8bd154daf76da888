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
from pegase_desktop.domain.school import Staff

#: The facts whose rows are documents: each travels with its content.
DOCUMENTS = ("attachments", "letters")
#: Called after each case with how many are done and how many there are.
Progress = Callable[[int, int], None]


class WrongCase(UserError):
    """A case that cannot be taken in; ``number`` counts from 1, ``field`` is its place in what was read."""

    def __init__(self, number: int, field: str, reason: str) -> None:
        super().__init__(f"Cas n° {number}, champ « {field} » : {reason}")
        self.number = number
        self.field = field


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint, and the content of its documents by their ``sha256``. Its reference may be empty."""

    complaint: Complaint
    contents: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PortableRegister:
    """The cases of a register, and what stands around them. ``cases`` reads them anew, one by one as one goes on.

    ``settings`` are those that are told, by their names in :class:`pegase_desktop.domain.school.Settings`; ``terms``
    the delays of all times, the oldest first, each with the instant from which it holds.
    """

    count: int
    cases: Callable[[], Iterator[Case]]
    staff: tuple[Staff, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    terms: tuple[tuple[datetime, Terms], ...] = ()
