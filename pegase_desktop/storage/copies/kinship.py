"""How two files of registers stand to each other: one ahead of the other, parted, or strangers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from peewee import Database

from pegase_desktop.domain.copies import Figures, Kinship
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.custody import moved_in
from pegase_desktop.storage.ledger import Head, Ledger

_CHAIN = "SELECT number, hash FROM journal ORDER BY number"
_CASES_SINCE = (
    "SELECT DISTINCT reference FROM journal JOIN complaint ON complaint.id = journal.record_id "
    "WHERE journal.record_kind = ? AND journal.number > ? ORDER BY year, complaint.number"
)
_TOLD_SINCE = "SELECT 1 FROM journal WHERE number > ? AND record_kind <> ? LIMIT 1"
_LAST_SHARED = "SELECT at FROM journal WHERE number = ?"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two files: its journal, and of what its own entries tell, behind those that both share."""

    register: str
    figures: Figures
    chain: tuple[Head, ...]
    former: Head | None

    @classmethod
    def of(cls, database: Database) -> Side:
        """Read it, in one state of the file.

        Raises:
            peewee.PeeweeException, UserError: the file is damaged.
        """
        held = holding_of(database)
        chain = tuple(Head(number, link.hex()) for number, link in _rows(database, _CHAIN))
        return cls(held.register, held.figures, chain, Ledger(database).former_head())

    def shared_with(self, other: Side) -> int:
        """How many entries both have, from the first on."""
        pairs = zip(self.chain, other.chain, strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@dataclass(frozen=True, slots=True)
class Comparison:
    """``only_here`` and ``only_there`` are numbers of cases of which one side alone tells something.

    ``parted_at`` is the moment of the last entry that both have; ``is_moved`` if the one here is at home on another
    computer.
    """

    kinship: Kinship
    here: Figures
    there: Figures
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    parted_at: datetime | None = None
    is_moved: bool = False


def compared(here: Database, there: Database) -> Comparison:
    """The register *here* and another file *there*, each in one state.

    What became of a file (it was moved, tried, put back) makes none of them go further than the other.

    Raises:
        peewee.PeeweeException, UserError: one of them is damaged.
    """
    mine, other = Side.of(here), Side.of(there)
    is_moved = moved_in(Ledger(here)) is not None
    if mine.register != other.register:
        is_kin = mine.former is not None and mine.former == other.former  # both came of the same file of version 1
        kinship = Kinship.PARTED if is_kin else Kinship.STRANGER
        return Comparison(kinship, mine.figures, other.figures, is_moved=is_moved)
    shared = mine.shared_with(other)
    is_ahead, is_behind = _goes_on(here, shared), _goes_on(there, shared)
    at = here.execute_sql(_LAST_SHARED, (shared,)).fetchone()
    return Comparison(
        Kinship.of(is_ahead=is_ahead, is_behind=is_behind),
        mine.figures,
        other.figures,
        _cases_since(here, shared),
        _cases_since(there, shared),
        from_text(at[0]) if at else None,
        is_moved,
    )


def _goes_on(database: Database, shared: int) -> bool:
    return database.execute_sql(_TOLD_SINCE, (shared, RecordKind.REGISTER.value)).fetchone() is not None


def _cases_since(database: Database, shared: int) -> tuple[str, ...]:
    return tuple(name for (name,) in _rows(database, _CASES_SINCE, RecordKind.COMPLAINT.value, shared))


def _rows(database: Database, text: str, *values: object) -> Iterator[tuple[Any, ...]]:
    return iter(database.execute_sql(text, values).fetchone, None)
