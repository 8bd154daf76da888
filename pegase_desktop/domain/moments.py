"""Instants and days: kept in UTC to the second, shown in the office's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Europe/Paris")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def is_plausible(value: date) -> bool:
    """Whether a day or moment lies in years a register can speak of; others are slips of the keyboard, such as 0026."""
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


def local(moment: datetime) -> datetime:
    """*moment* on the office's clock."""
    return moment.astimezone(OFFICE_ZONE)


def from_local(day: date, hour: time) -> datetime:
    """The UTC instant of a day and hour read on the office's clock.

    Of an hour that exists twice (end of summer time) the first is meant; one that does not exist is read as the clock
    would show it an hour later.
    """
    return datetime.combine(day, hour.replace(second=0, microsecond=0), OFFICE_ZONE).astimezone(UTC)


def to_the_minute(moment: datetime) -> datetime:
    """*moment* as people note it: without its seconds."""
    return moment.replace(second=0, microsecond=0)


def end_of_day(day: date) -> datetime:
    """The last second of *day* in the office: until then a deadline fixed for that day is kept."""
    return datetime.combine(day, time(23, 59, 59), OFFICE_ZONE).astimezone(UTC)


def to_text(moment: datetime) -> str:
    """``2026-11-17T17:40:00Z``: sorts as it reads.

    Raises:
        ValueError: the moment has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_text(text: str) -> datetime:
    """The inverse of :func:`to_text`; any offset is accepted, fractions of a second are dropped.

    Raises:
        ValueError: not an ISO date and hour, or without offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC).replace(microsecond=0)
