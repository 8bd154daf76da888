"""The periods of reception offered above the table."""

from __future__ import annotations

from datetime import date, timedelta

from pegase_desktop.domain.words import Labelled


class Period(Labelled):
    ALWAYS = "always", "Toutes les dates"
    THIS_WEEK = "this_week", "Cette semaine"
    THIS_MONTH = "this_month", "Ce mois-ci"
    LAST_MONTH = "last_month", "Le mois dernier"
    THIS_YEAR = "this_year", "Cette année"
    LAST_YEAR = "last_year", "L’année dernière"


def days(period: Period, today: date) -> tuple[date | None, date | None]:
    """The first day of the period and the one after its last, None where it has no end. Weeks begin on Monday."""
    month = today.replace(day=1)
    match period:
        case Period.ALWAYS:
            return None, None
        case Period.THIS_WEEK:
            monday = today - timedelta(days=today.weekday())
            return monday, monday + timedelta(days=7)
        case Period.THIS_MONTH:
            return month, _next_month(month)
        case Period.LAST_MONTH:
            return (month - timedelta(days=1)).replace(day=1), month
        case Period.THIS_YEAR:
            return date(today.year, 1, 1), date(today.year + 1, 1, 1)
        case Period.LAST_YEAR:
            return date(today.year - 1, 1, 1), date(today.year, 1, 1)


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
