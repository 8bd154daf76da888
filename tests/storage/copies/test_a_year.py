"""A year of an office day by day: a round of copies each time, with a second place that comes and goes and fills up,
a clock that goes wrong, and old copies put back.

Every day: the last copy is in each place, nothing went because of a clock, and what is there is whole.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.copies import DAYS, FOLDER, MONTHS, WEEKS, Dated, kept_copies, moment_in
from pegase_desktop.domain.moments import local
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.restoring import prepared
from pegase_desktop.storage.copies.rounds import Outcome, Round, shelf_at
from pegase_desktop.storage.copies.shelf import Copy, Shelf, is_whole
from pegase_desktop.storage.register import Register
from tests.amounts import tried
from tests.domain.samples import office, registrable
from tests.durability.restores import tell
from tests.storage.office import CLAIRE, Clock

FIRST, DAYS_OF_A_YEAR = office(1, 10, 18), 365
#: Days between two on which all copies are read and checked; on the others, the last ones are read.
READ_ALL = tried(quick=60, whole=1)
YEARS = range(tried(quick=1, whole=5))

_CHANGES_OF_THE_HOUR = {(2026, 10, 25), (2027, 3, 28)}  # Sundays, in the night of which somebody works
#: From that day on, counted from the first, and for so many days, the clock tells another year.
_WRONG = {40: (5, 2040), 95: (4, 1970), 130: (1, 2031), 131: (1, 1999), 132: (2, 2055), 242: (3, 1970), 300: (6, 2040)}
#: On these days the oldest copy is put back.
_RESTORES = {97, 200, 243}


def _moments(number: int) -> Iterator[tuple[datetime, datetime]]:
    """When somebody works on that day, by the clock and really."""
    day = FIRST + timedelta(days=number)
    date = local(day).date()
    if (date.year, date.month, date.day) in _CHANGES_OF_THE_HOUR:  # 1.30, 2.30 once or twice or never, 3.30
        for hour in range(3):
            yield (at := datetime(date.year, date.month, date.day, hour, 30, tzinfo=UTC)), at
    for first, (many, year) in _WRONG.items():
        if first <= number < first + many:
            yield datetime(year, 1, 1, 17, tzinfo=UTC) + timedelta(days=number - first), day
            return
    yield day, day


class FullDisk:
    """In *folder*, as long as it lasts, files have so many bytes of room."""

    def __init__(self, folder: Path, room: int) -> None:
        self.folder, self.room = folder, room

    def __call__(self, path: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if {"w", "x"} & {*mode} and Path(path).is_relative_to(self.folder):
            return io.BufferedWriter(_Limited(path, mode.replace("b", ""), self))
        return _OPEN(path, mode, *more, **named)


_OPEN = io.open


class _Limited(io.FileIO):
    def __init__(self, path: Any, mode: str, disk: FullDisk) -> None:
        super().__init__(path, mode)
        self._disk = disk

    def write(self, data: Any) -> int:
        self._disk.room -= len(data)
        if self._disk.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@dataclass
class Place:
    """A shelf, the copy that came to it last, and what would be left there of the copies made under a right clock."""

    shelf: Shelf
    last: Copy | None = None
    right: list[Dated] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.right}

    def came(self, copy: Copy, really: datetime, *, is_right: bool) -> None:
        """It came, and the shelf was thinned."""
        self.last = copy
        at = moment_in(copy.path.name)
        assert at is not None
        if is_right:
            self.right.append(Dated(copy.path.name, at, copy.manifest.number))
        kept = kept_copies(self.right, really)
        self.right = [one for one in self.right if one.name in kept]

    def check(self) -> tuple[Copy, ...]:
        copies = self.shelf.copies()
        assert copies[:1] == (() if self.last is None else (self.last,))
        assert self.names <= {one.path.name for one in copies}
        assert len(copies) <= 3 * (DAYS + WEEKS + MONTHS)
        names = {name for one in copies for name in (one.path.name, f"{one.path.name}.json")}
        assert {one.name for one in self.shelf.folder.glob("*")} == names
        return copies


class Office:
    """The office, its register, and both places; ``monkeypatch`` fills the second one up."""

    def __init__(self, folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self._chance, self._clock, self._path = Random(seed), Clock(FIRST), folder / "registre.pegase"
        self.register = Register.open(self._path, clock=self._clock)
        self._case: Complaint = self.register.cases.receive(registrable(received_at=FIRST), by=CLAIRE)
        name = held_by(self.register).register
        self._stick, self._monkeypatch = folder / "clé", monkeypatch
        self._stick.mkdir()
        self.near = Place(Shelf(folder / FOLDER, name))
        self.far = Place(shelf_at(self._stick, name))
        self.refused = self.away = self.skipped = 0

    def work(self, now: datetime, really: datetime) -> None:
        self._clock.now = now
        for number in range(self._chance.choice((0, 1, 1, 1, 2))):
            told = {"subject": f"Objet {now} {number}"}
            self._case = self.register.cases.record(self._case, told, by=CLAIRE, reason="essai")
        match self._chance.choice(("there", "there", "there", "gone", "away", "full")):
            case "there":
                found = self._round(now, lambda: self._stick)
            case "gone":
                found = self._round(now, lambda: self._stick / "nulle part")
            case "away":
                found = self._round(now, lambda: None)
            case _:
                with self._monkeypatch.context() as full:
                    full.setattr(io, "open", FullDisk(self._stick, self._chance.randrange(500_000)))
                    found = self._round(now, lambda: self._stick)
        self._note(found, now, really)

    def _round(self, now: datetime, find: Callable[[], Path | None]) -> Outcome:
        return Round(self._path, "registre", self.near.shelf, find, now).go()

    def _note(self, found: Outcome, now: datetime, really: datetime) -> None:
        assert not found.lost
        self.refused += found.refusal is not None
        self.away += found.away
        self.skipped += not found.new
        if found.new:
            self.near.came(found.here[0], really, is_right=now == really)
        if found.elsewhere and found.elsewhere[0] != self.far.last:
            self.far.came(found.elsewhere[0], really, is_right=found.here[0].path.name in self.near.names)

    def restore(self, now: datetime) -> None:
        """The oldest copy becomes the register."""
        self._clock.now = now
        self.register.close()
        with prepared(self.near.shelf.copies()[-1].path, self._path) as found:
            found.take_over(self._path, now, None, tell)
        self.register = Register.open(self._path, clock=self._clock)
        assert not self.register.store.told_at_opening
        self._case = self.register.cases.get(self._case.id)


@pytest.mark.parametrize("year", YEARS)
def test_the_last_copy_is_everywhere_and_no_clock_costs_one(
    year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = Office(tmp_path, year, monkeypatch)
    read = set[str]()
    for number in range(DAYS_OF_A_YEAR):
        weekday = local(FIRST + timedelta(days=number)).weekday()
        moments = [*_moments(number)]
        if weekday >= 5 and len(moments) == 1:
            continue
        if number in _RESTORES:
            school.restore(moments[0][0])
        for now, really in moments:
            school.work(now, really)
        for place in (school.near, school.far):
            copies = place.check()
            is_read_all = number % READ_ALL == 0
            for one in copies if is_read_all else copies[:1]:
                assert is_whole(one)
                if is_read_all and one.manifest.sha256 not in read:
                    read.add(one.manifest.sha256)
                    assert check_file(one.path).faults == ()
    school.register.close()
    assert min(school.refused, school.away, school.skipped) > 20
    for place in (school.near, school.far):
        assert len({one.at.date() for one in place.right}) >= DAYS
        assert len({one.at.isocalendar()[:2] for one in place.right}) >= WEEKS
        assert len({(one.at.year, one.at.month) for one in place.right}) == MONTHS
