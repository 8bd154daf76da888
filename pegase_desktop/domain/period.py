"""The periods by which the register is filtered."""

from __future__ import annotations

from datetime import date, timedelta

from pegase_desktop.domain.words import Labelled


class Period(Labelled):
    ALWAYS = "always", "Toutes les dates"
    THIS_WEEK = "this_week", "Cette semaine"
    LAST_WEEK = "last_week", "La semaine dernière"
    NEXT_WEEK = "next_week", "La semaine prochaine"
    THIS_MONTH = "this_month", "Ce mois-ci"
    LAST_MONTH = "last_month", "Le mois dernier"
    THIS_YEAR = "this_year", "Cette année"
    LAST_YEAR = "last_year", "L’année dernière"
    FREE = "free", "D’un jour à un autre"


def days(period: Period, today: date) -> tuple[date | None, date | None]:
    """The first day of the period and the one after its last, None where it has no end. Weeks begin on Monday.

    One that is free has the ends that somebody gives it.
    """
    month, monday = today.replace(day=1), today - timedelta(days=today.weekday())
    match period:
        case Period.ALWAYS | Period.FREE:
            return None, None
        case Period.THIS_WEEK:
            return monday, monday + timedelta(days=7)
        case Period.LAST_WEEK:
            return monday - timedelta(days=7), monday
        case Period.NEXT_WEEK:
            return monday + timedelta(days=7), monday + timedelta(days=14)
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
