"""Weeks of the office, from Monday to Sunday, under their ISO number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from pegase_desktop.domain.moments import from_local
from pegase_desktop.domain.typography import MONTHS

_NAME = re.compile("([0-9]{4})-W([0-9]{2})")
_FIRST, _LAST = 1901, 2198  # years of which every week lies among the days that a register can speak of


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """The *number*-th week of the ISO *year*; its first days may lie in the year before, its last in the next."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The week of that day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def to_review(cls, today: date) -> Self:
        """The week that one looks at together: on a Monday the one that is over, else the running one."""
        return cls.of(today - timedelta(days=1) if today.weekday() == 0 else today)

    @classmethod
    def named(cls, name: str) -> Self:
        """The week called « 2026-W47 ».

        Raises:
            ValueError: there is none of that name.
        """
        found = _NAME.fullmatch(name)
        if found is None or not _FIRST <= int(found[1]) <= _LAST:
            raise ValueError(f"no week: {name}")
        date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return cls(int(found[1]), int(found[2]))

    @property
    def name(self) -> str:
        """« 2026-W47 »."""
        return f"{self.year}-W{self.number:02}"

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def start(self) -> datetime:
        """Its first instant (UTC)."""
        return from_local(self.monday, time())

    @property
    def end(self) -> datetime:
        """The first instant (UTC) after it."""
        return from_local(self.sunday + timedelta(days=1), time())

    def shifted(self, weeks: int) -> Week:
        """The week so many weeks later, or earlier."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    @property
    def title(self) -> str:
        """« Semaine 47, du 16 au 22 novembre 2026 »."""
        return f"Semaine {self.number}, {self.days}"

    @property
    def days(self) -> str:
        """« du 16 au 22 novembre 2026 », « du 28 décembre 2026 au 3 janvier 2027 »."""
        first, last = self.monday, self.sunday
        start = _day(first)
        if first.month != last.month:
            start = f"{start} {MONTHS[first.month - 1]}"
        if first.year != last.year:
            start = f"{start} {first.year}"
        return f"du {start} au {_day(last)} {MONTHS[last.month - 1]} {last.year}"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
