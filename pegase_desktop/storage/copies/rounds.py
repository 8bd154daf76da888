"""One round of keeping copies: a new one here if anything was saved since, carried to the second place, thinned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pegase_desktop.domain import french
from pegase_desktop.domain.copies import FOLDER_ELSEWHERE
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.copies.making import Making, OnShare, UnsoundRegister
from pegase_desktop.storage.copies.shelf import Copy, NotTheCopy, Shelf, is_altered, set_aside
from pegase_desktop.storage.sqlite.connection import reading_beside

_WHOLE_EVERY = timedelta(days=7)
_HALF_MADE = timedelta(days=1)  # elsewhere, another computer may be making one just now
_MADE, _CARRIED = 600, 1000  # thousandths
_LOST = (
    "La sauvegarde du {}, dans {}, n’est plus ce qu’elle était : elle ne compte plus. Si cela se répète, ce disque ou "
    "cette clé s’use : changez-en."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``here`` and ``elsewhere`` are the copies that are there now, the last made first; ``new`` if one was made.

    ``elsewhere`` is None where there is no second place, or where it is ``away`` now. ``refusal`` is why nothing could
    be kept in one of the two places; ``lost`` says of a copy that it was found to be no longer what it was.
    """

    here: tuple[Copy, ...] = ()
    elsewhere: tuple[Copy, ...] | None = None
    new: bool = False
    away: bool = False
    refusal: UserError | None = None
    lost: str = ""


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

        Once a week, or *whole*, every fact is compared with the journal. Of what is there already, one copy is read
        again each time that a new one is made. Where none can be kept here, it is made in the second place.

        Raises:
            UnsoundRegister: no copy was made, and none was taken away.
            UserError: the disk here does not allow it, and there is no second place now.
        """
        self.here.tidy()
        place = self.find_elsewhere() if self.find_elsewhere else None
        there = shelf_at(place, self.here.register) if place else None
        is_away = self.find_elsewhere is not None and place is None
        made: Copy | None = None
        try:
            made = self._made(self.here, anyway, self._making(whole, on_share))
            last = made or self.here.copies()[0]
            refusal = self._ensure_on(there, last, on_share) if there else None
        except UnsoundRegister:
            raise
        except UserError as trouble:
            if there is None:
                raise
            refusal = self._made_elsewhere(there, anyway, self._making(whole, on_share)) or trouble
        if made:
            self.here.thin(self.now)
        lost = self._reread(there, made) if made else ""
        return Outcome(self.here.copies(), there.copies() if there else None, bool(made), is_away, refusal, lost)

    def state(self) -> str:
        """What tells whether anything was saved since a copy was made."""
        with reading_beside(self.register, lambda: True) as database:
            return holding_of(database).state

    def _making(self, whole: bool, on_share: OnShare) -> Making:
        return Making(self.now, whole or self._is_whole_due(), lambda share: on_share(share * _MADE // 1000))

    def _made(self, shelf: Shelf, anyway: bool, making: Making) -> Copy | None:
        """A new copy on the *shelf*; none if the last one there holds all that was saved.

        Raises:
            UserError: as above.
        """
        last = next(iter(shelf.copies()), None)
        if last is not None and not anyway and self.state() == last.manifest.holding.state:
            return None
        return shelf.add(self.register, self.stem, making)

    def _made_elsewhere(self, there: Shelf, anyway: bool, making: Making) -> UserError | None:
        try:
            there.tidy(older_than=_HALF_MADE)
            if self._made(there, anyway, making):
                there.thin(self.now)
        except UnsoundRegister:
            raise
        except UserError as trouble:
            return trouble
        return None

    def _is_whole_due(self) -> bool:
        """By the copies that are there, not by a note of when it was done last: those are the proof of it."""
        whole = (self.now - one.manifest.made_at for one in self.here.copies() if one.manifest.verified_whole)
        return not any(timedelta() <= age < _WHOLE_EVERY for age in whole)

    def _ensure_on(self, there: Shelf, copy: Copy, on_share: OnShare) -> UserError | None:
        """See to it that the copy is on that shelf too; why it could not be carried there."""

        def on_bytes(done: int, total: int) -> None:
            on_share(_MADE + (_CARRIED - _MADE) * done // max(total, 1))

        try:
            there.tidy(older_than=_HALF_MADE)
            if all(one.manifest.holding.copy != copy.manifest.holding.copy for one in there.copies()):
                there.take(copy, on_bytes)
                there.thin(self.now)
        except UserError as trouble:
            if isinstance(trouble, NotTheCopy) and is_altered(copy):
                set_aside(copy)  # it is the disk here that did not keep it
            return trouble
        return None

    def _reread(self, there: Shelf | None, made: Copy) -> str:
        """One older copy of each place, and what to say if it is no longer what it was."""
        new = made.manifest.holding.copy
        lost = [found for shelf in (there, self.here) if shelf and (found := shelf.reread_one(new))]
        return _LOST.format(french.moment(lost[0].manifest.made_at), lost[0].path.parent) if lost else ""


def shelf_at(place: Path, register: str) -> Shelf:
    """The copies of a register in a place that somebody chose."""
    return Shelf(folder_at(place), register)


def folder_at(place: Path) -> Path:
    """Where copies lie in a place that somebody chose: in a folder of their own, or in that folder itself."""
    return place if place.name == FOLDER_ELSEWHERE else place / FOLDER_ELSEWHERE
