"""One round of keeping copies: a new one here if anything was saved since, carried to the second place, thinned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pegase_desktop.domain.copies import FOLDER_ELSEWHERE
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.copies.making import Making, OnShare
from pegase_desktop.storage.copies.shelf import Copy, Shelf
from pegase_desktop.storage.sqlite.connection import reading_beside

_WHOLE_EVERY = timedelta(days=7)
_HALF_MADE = timedelta(days=1)  # elsewhere, another computer may be making one just now
_MADE, _CARRIED = 600, 1000  # thousandths


@dataclass(frozen=True, slots=True)
class Outcome:
    """``here`` and ``elsewhere`` are the newest copies that are known to be good now; ``new`` if one was made.

    ``away`` if the second place is not there now; ``refusal`` is why nothing could be carried there, though it is.
    """

    here: Copy | None
    elsewhere: Copy | None = None
    new: bool = False
    away: bool = False
    refusal: UserError | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """*register* is open in this process; *stem* begins the names of its copies on the shelf *here*.

    *find_elsewhere* says where the second place is now: None if it is away. Without it, there is none.
    """

    register: Path
    stem: str
    here: Shelf
    find_elsewhere: Callable[[], Path | None] | None
    now: datetime

    def go(self, *, anyway: bool = False, whole: bool = False, on_share: OnShare = lambda _: None) -> Outcome:
        """Do it, for any thread; *anyway* also where nothing was saved since the last copy.

        Once a week, or *whole*, every fact is compared with the journal.

        Raises:
            UnsoundRegister: no copy was made, and none was taken away.
            UserError: the disk here does not allow it.
        """
        self.here.tidy()
        newest = next(iter(self.here.copies()), None)
        is_due = anyway or newest is None or self.state() != newest.manifest.holding.state
        if newest is not None and not is_due:
            return self._carried(newest, False, on_share)
        is_whole_due = whole or self._is_whole_due()
        making = Making(self.now, is_whole_due, lambda share: on_share(share * _MADE // 1000))
        made = self.here.add(self.register, self.stem, making)
        outcome = self._carried(made, True, on_share)
        self.here.thin(self.now)
        return outcome

    def state(self) -> str:
        """What tells whether anything was saved since a copy was made."""
        with reading_beside(self.register, lambda: True) as database:
            return holding_of(database).state

    def _is_whole_due(self) -> bool:
        """By the copies that are there, not by a note of when it was done last: those are the proof of it."""
        whole = (self.now - one.manifest.made_at for one in self.here.copies() if one.manifest.verified_whole)
        return not any(timedelta() <= age < _WHOLE_EVERY for age in whole)

    def _carried(self, copy: Copy, new: bool, on_share: OnShare) -> Outcome:
        if self.find_elsewhere is None:
            return Outcome(copy, new=new)
        place = self.find_elsewhere()
        if place is None:
            return Outcome(copy, new=new, away=True)
        shelf = shelf_at(place, self.here.register)
        try:
            return Outcome(copy, self._on_shelf(shelf, copy, on_share), new)
        except UserError as refusal:
            return Outcome(copy, next(iter(shelf.copies()), None), new, refusal=refusal)

    def _on_shelf(self, shelf: Shelf, copy: Copy, on_share: OnShare) -> Copy:
        """The copy on another shelf: there already and still what it was, or carried there now."""

        def on_bytes(done: int, total: int) -> None:
            on_share(_MADE + (_CARRIED - _MADE) * done // max(total, 1))

        shelf.tidy(older_than=_HALF_MADE)
        there = next((one for one in shelf.copies() if one.manifest.holding.copy == copy.manifest.holding.copy), None)
        if there is None:
            there = shelf.take(copy, on_bytes)
            shelf.thin(self.now)
        return there


def shelf_at(place: Path, register: str) -> Shelf:
    """The copies of a register in a place that somebody chose."""
    return Shelf(folder_at(place), register)


def folder_at(place: Path) -> Path:
    """Where copies lie in a place that somebody chose: in a folder of their own, or in that folder itself."""
    return place if place.name == FOLDER_ELSEWHERE else place / FOLDER_ELSEWHERE
