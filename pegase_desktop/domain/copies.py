"""Copies of a register: how they are called, which of them are kept, and how old the last one may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from pegase_desktop.domain.moments import local

#: What a copy's name ends with: not that of a register, so that nobody works in one by mistake.
ENDING = ".pegase-copie"
#: And that of the one file by which a register changes computers.
MOVING_ENDING = ".pegase-demenagement"
#: Beside the register, and where copies lie in a second place.
FOLDER, FOLDER_ELSEWHERE = "Sauvegardes", "Sauvegardes Pegase"

#: In the name of what stood where a copy was put back.
ASIDE = "avant la reprise du"

DAYS, WEEKS, MONTHS = 7, 5, 12
_SOON, _TOO_LATE = timedelta(days=7), timedelta(days=14)
_SLACK = timedelta(days=1)  # a clock that is put right by some hours makes no copy one of the future
# Two weeks from one copy to the next may be the clock's alone; after three weeks of work they are believed. Who always
# works so seldom has no more than so many copies for that.
_LEAP, _BELIEVED, _LEAPS = timedelta(days=14), timedelta(days=21), 20

# « registre 2026-11-30 12h30.pegase-copie », « registre 2026-11-30 12h30 (2).pegase-copie »
_NAME = re.compile(r".+ (?P<at>\d{4}-\d{2}-\d{2} \d{2}h\d{2})(?: \(\d+\))?", re.DOTALL)
_NUMBER = re.compile(r" \(\d+\)\Z")
_MOMENT = "%Y-%m-%d %Hh%M"
_LONGEST_STEM = 150  # bytes, of the 255 that a name may have

_Order = tuple[int, datetime, str] | tuple[datetime, int, str]


class Dated(NamedTuple):
    """A copy, as far as thinning cares. ``at`` is the office's clock as its name says it, without a zone.

    ``number`` tells the order in which copies came to their shelf, whatever the clock said.
    """

    name: str
    at: datetime
    number: int


class Freshness(Enum):
    """How the last verified copy stands: there is reason to see to it SOON after a week, and LATE after two."""

    FINE = "fine"
    SOON = "soon"
    LATE = "late"
    NEVER = "never"


class Kinship(Enum):
    """How the register here stands to another file."""

    SAME = "same"
    AHEAD = "ahead"  # it has all that the other has, and more
    BEHIND = "behind"
    PARTED = "parted"  # each has what the other has not: work went on in both
    STRANGER = "stranger"  # another register

    @classmethod
    def of(cls, *, is_ahead: bool, is_behind: bool) -> Kinship:
        """By whether each of two files that began as one goes further than what both have."""
        return {
            (False, False): cls.SAME, (True, False): cls.AHEAD, (False, True): cls.BEHIND, (True, True): cls.PARTED,
        }[is_ahead, is_behind]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What a register holds, in figures: so many cases up to the number *newest*, the last entry told at *last_at*."""

    cases: int
    newest: str
    last_at: datetime | None


def copy_name(stem: str, at: datetime) -> str:
    """What the copy of the register called *stem* is called that is made *at*."""
    return f"{_short(stem)} {local(at).strftime(_MOMENT)}{ENDING}"


def renumbered(name: str, number: int) -> str:
    """The name of a copy where that one is taken: of the same minute, the *number*-th."""
    return f"{_NUMBER.sub('', name.removesuffix(ENDING))} ({number}){ENDING}"


def damaged_name(name: str) -> str:
    """What the copy called *name* is called once it is found not to be what it was: it is in no list any more."""
    return f"{name.removesuffix(ENDING)} (abîmée){ENDING}"


def aside_name(register: str, at: datetime, number: int = 1) -> str:
    """What the file *register* is called once another one took its place *at*; *number* where that name is taken."""
    stem, dot, ending = register.rpartition(".") if "." in register else (register, "", "")
    which = f", {number}" if number > 1 else ""
    return f"{_short(stem)} ({ASIDE} {local(at).strftime(_MOMENT)}{which}){dot}{ending}"


def moment_in(name: str) -> datetime | None:
    """The date and hour in the name of a copy, on the office's clock; None if it has none."""
    found = _NAME.fullmatch(name.removesuffix(ENDING))
    try:
        return datetime.strptime(found["at"], _MOMENT) if found else None  # noqa: DTZ007  a name has no zone
    except ValueError:
        return None


def kept_copies(copies: Collection[Dated], now: datetime) -> frozenset[str]:
    """The names of those to keep: the last of each of 7 days, 5 weeks and 12 months on which there are any.

    By the date in the name; the clock only says which dates cannot be right. Copies that seem to be of the future, made
    under a clock that was wrong or met by one that is, are kept by the same rule among themselves, and take no room
    from the others. After a leap of two weeks or more, those of before it lose none of theirs until three weeks have
    been worked through: perhaps only the clock leapt. The last ones made are kept whatever their names say; and of
    two of one day, week or month, it is the one made later that stands for it.
    """
    here = local(now).replace(tzinfo=None)
    groups = ([one for one in copies if one.at - here <= _SLACK], [one for one in copies if one.at - here > _SLACK])
    kept = {name for group in groups for name in _kept_by_date(group)}
    return frozenset({*kept, *_last_of_each(copies, lambda one: one.at.date(), DAYS, made_order)})


def made_order(copy: Dated) -> tuple[int, datetime, str]:
    """By this, the copy that came last to its shelf is the greatest."""
    return copy.number, copy.at, copy.name


def freshness(last: datetime | None, now: datetime) -> Freshness:
    """How a copy made at *last* stands; None when there never was one. One of the future tells nothing of its age."""
    if last is None:
        return Freshness.NEVER
    age = now - last
    if age >= _TOO_LATE or age < -_SLACK:
        return Freshness.LATE
    return Freshness.SOON if age >= _SOON else Freshness.FINE


def _short(stem: str) -> str:
    """As much of a name as leaves room for what is put behind it, wherever the name itself fits."""
    while len(stem.encode(errors="surrogateescape")) > _LONGEST_STEM:
        stem = stem[:-1]
    return stem


def _date_order(copy: Dated) -> tuple[datetime, int, str]:
    return copy.at, copy.number, copy.name


def _kept_by_date(copies: Iterable[Dated]) -> Iterator[str]:
    for those in _with_and_without_leaps(sorted(copies, key=_date_order, reverse=True)):
        yield from _last_of_each(those, lambda one: one.at.date(), DAYS, _date_order)
        yield from _last_of_each(those, lambda one: one.at.isocalendar()[:2], WEEKS, _date_order)
        yield from _last_of_each(those, lambda one: (one.at.year, one.at.month), MONTHS, _date_order)


def _with_and_without_leaps(newest_first: Sequence[Dated]) -> Iterator[Sequence[Dated]]:
    """All; and for each of the last leaps that is not to be believed yet, those of before it."""
    yield newest_first
    worked, leaps = timedelta(), 0
    for number, (later, earlier) in enumerate(pairwise(newest_first), start=1):
        length = later.at - earlier.at
        if length < _LEAP:
            worked += length
        elif worked < _BELIEVED and leaps < _LEAPS:
            yield newest_first[number:]
            worked, leaps = timedelta(), leaps + 1


def _last_of_each(
    copies: Iterable[Dated],
    period: Callable[[Dated], Hashable],
    most: int,
    order: Callable[[Dated], _Order],
) -> Iterator[str]:
    """Of each period the one that was made last, of as many periods as are wanted, the last in that order."""
    last = {period(one): one for one in sorted(copies, key=made_order)}
    return (one.name for one in nlargest(most, last.values(), key=order))
