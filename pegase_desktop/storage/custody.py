"""What became of the register itself, each an entry of its journal: put back, tried, carried to another computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pegase_desktop.domain.copies import Figures
from pegase_desktop.domain.journal import Change, Entry, Verb
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.record import REGISTER
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.teller import Teller

_HANDED_OVER = {Verb.MOVE: True, Verb.ARRIVE: False, Verb.RETURN: False}


@dataclass(frozen=True, slots=True)
class Moved:
    """The register was handed over to another computer, in the file of that name."""

    at: datetime
    by: str
    file: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A copy, made at ``copy_made_at``, was put back for a trial and read whole; ``faults`` are sentences."""

    at: datetime
    by: str
    copy: str
    copy_made_at: datetime
    cases: int
    faults: tuple[str, ...]


class Custody:
    """Every operation either records what it tells, durably, or nothing."""

    def __init__(self, operations: Operations, ledger: Ledger, teller: Teller) -> None:
        self._operations = operations
        self._ledger = ledger
        self._teller = teller

    @property
    def moved(self) -> Moved | None:
        """Since when the register is at home elsewhere; None when it is here."""
        return moved_in(self._ledger)

    def rehearsals(self) -> tuple[Rehearsal, ...]:
        """All there were, the newest first."""
        told = (one for one in reversed(self._ledger.of(REGISTER)) if one.verb is Verb.REHEARSE)
        return tuple(_rehearsal(one) for one in told if not one.is_erased)

    def tell_rehearsed(self, copy: str, made_at: datetime, cases: int, faults: tuple[str, ...], *, by: str) -> None:
        """A trial of putting back the copy with that id is over."""
        told = {"copy": copy, "made_at": to_text(made_at), "complaints": cases, "faults": list(faults)}
        self._tell(by, Verb.REHEARSE, told)

    def tell_restored(self, copy: str, holds: Figures, replaced: Figures | None, *, by: str) -> None:
        """This file, which was the copy with that id, is the register; *replaced* is what stood there, if known."""
        self._tell(by, Verb.RESTORE, {"copy": copy, "complaints": holds.cases, "replaced": _plain(replaced)})

    def tell_moved(self, file: str, *, by: str) -> None:
        """The register is handed over to another computer, in *file*."""
        self._tell(by, Verb.MOVE, {"file": file})

    def tell_arrived(self, replaced: Figures | None, *, by: str) -> None:
        """This file came from another computer, and is at home here; *replaced* is what stood there, if known."""
        self._tell(by, Verb.ARRIVE, {"replaced": _plain(replaced)})

    def tell_returned(self, *, by: str) -> None:
        """The register that was handed over is at home here all the same."""
        self._tell(by, Verb.RETURN, {})

    def _tell(self, by: str, verb: Verb, told: dict[str, Any]) -> None:
        with self._operations.begin() as now:
            self._teller.tell(by, verb, REGISTER, (Change(verb.value, None, told),), at=now)


def moved_in(ledger: Ledger) -> Moved | None:
    """Since when the register with that journal is at home elsewhere; None when it is here."""
    told = [one for one in ledger.of(REGISTER) if one.verb in _HANDED_OVER]
    if not told or not _HANDED_OVER[told[-1].verb]:
        return None
    return Moved(told[-1].at, told[-1].actor, str(_told(told[-1]).get("file", "")))


def _told(entry: Entry) -> dict[str, Any]:
    found = entry.changes[0].new if entry.changes else None
    return found if isinstance(found, dict) else {}


def _plain(figures: Figures | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    last = to_text(figures.last_at) if figures.last_at else None
    return {"complaints": figures.cases, "newest": figures.newest, "last_entry_at": last}


def _rehearsal(entry: Entry) -> Rehearsal:
    told = _told(entry)
    faults = tuple(map(str, told["faults"]))
    made_at = from_text(told["made_at"])
    return Rehearsal(entry.at, entry.actor, told["copy"], made_at, told["complaints"], faults)
