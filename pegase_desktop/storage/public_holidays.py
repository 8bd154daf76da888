"""French public holidays, offline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date


def french_holidays() -> Callable[[date], bool]:
    """A test for public holidays in metropolitan France. The library is loaded at the first day asked for."""
    known: dict[int, frozenset[date]] = {}

    def is_holiday(day: date) -> bool:
        if day.year not in known:
            from holidays.countries.france import France

            known[day.year] = frozenset(France(years=day.year))
        return day in known[day.year]

    return is_holiday


def holiday_names(year: int) -> tuple[tuple[date, str], ...]:
    """The public holidays of a year with their French names, in order."""
    from holidays.countries.france import France

    return tuple(sorted(France(years=year, language="fr").items()))
