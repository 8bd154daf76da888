"""French public holidays, offline. The library is loaded at the first day asked for."""

from __future__ import annotations

from datetime import date
from functools import cache


def is_public_holiday(day: date) -> bool:
    """Whether *day* is a public holiday in metropolitan France."""
    return day in _days_of(day.year)


def holiday_names(year: int) -> tuple[tuple[date, str], ...]:
    """The public holidays of a year with their French names, in order."""
    from holidays.countries.france import France

    return tuple(sorted(France(years=year, language="fr").items()))


@cache
def _days_of(year: int) -> frozenset[date]:
    from holidays.countries.france import France

    return frozenset(France(years=year))
