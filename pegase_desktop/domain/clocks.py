"""The two clocks: acknowledgement within 48 h of reception, answer within 48 h of the acknowledgement.

The terms in force at reception travel with the complaint, so that a later change of the settings never rewrites the
past. In office hours a delay runs only while the office is open; in both modes it is real elapsed time, so a change to
summer time neither gains nor loses an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from pegase_desktop.domain.moments import OFFICE_ZONE, local
from pegase_desktop.domain.words import Labelled

Slot = tuple[time, time]
IsHoliday = Callable[[date], bool]

# A delay that finds no more open hour in this many days runs on by the calendar: settings without opening slots must
# not hang the office.
_HORIZON_DAYS = 3 * 366


class DelayMode(Labelled):
    CALENDAR = "calendar", "Heures calendaires"
    OFFICE = "office", "Heures ouvrées"


class CountFrom(Labelled):
    """What starts the treatment clock: the process says the acknowledgement."""

    ACKNOWLEDGEMENT = "acknowledgement", "De l’accusé de réception"
    RECEPTION = "reception", "De la réception"


_WEEK_DAY = ((time(9), time(12)), (time(14), time(18)))
DEFAULT_SLOTS: Mapping[int, tuple[Slot, ...]] = MappingProxyType(dict.fromkeys(range(5), _WEEK_DAY))


@dataclass(frozen=True, slots=True)
class Terms:
    """The delays a complaint is held to.

    ``ack_hours`` and ``treatment_hours`` are hours, ``feedback_days`` days after the answer. ``slots`` gives the
    opening slots by week day (Monday is 0), ``closed_days`` days on which the office is closed besides public holidays.
    """

    ack_hours: int = 48
    treatment_hours: int = 48
    mode: DelayMode = DelayMode.CALENDAR
    count_from: CountFrom = CountFrom.ACKNOWLEDGEMENT
    feedback_days: int = 7
    slots: Mapping[int, tuple[Slot, ...]] = field(default_factory=lambda: DEFAULT_SLOTS)
    closed_days: frozenset[date] = frozenset()


def deadline(start: datetime, hours: float, terms: Terms, is_holiday: IsHoliday) -> datetime:
    """The instant (UTC) at which a delay of *hours* begun at *start* ends."""
    wanted = timedelta(hours=hours)
    reached = start.astimezone(UTC)
    if terms.mode is DelayMode.CALENDAR:
        return reached + wanted
    for opened, closed in _open_hours(reached, terms, is_holiday):
        if closed - opened >= wanted:
            return opened + wanted
        wanted -= closed - opened
        reached = closed
    return reached + wanted


def elapsed(start: datetime, end: datetime, terms: Terms, is_holiday: IsHoliday) -> timedelta:
    """The part of the delay used between *start* and *end*; zero when *end* is not after *start*."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if terms.mode is DelayMode.CALENDAR:
        return max(end - start, timedelta())
    used = timedelta()
    for opened, closed in _open_hours(start, terms, is_holiday):
        if opened >= end:
            break
        used += min(closed, end) - opened
    return used


def _open_hours(start: datetime, terms: Terms, is_holiday: IsHoliday) -> Iterator[tuple[datetime, datetime]]:
    """The stretches (UTC) from *start* on during which the office is open, in order and apart, however typed."""
    first = local(start).date()
    for offset in range(_HORIZON_DAYS):
        day = first + timedelta(days=offset)
        if day in terms.closed_days or is_holiday(day):
            continue
        for opens, closes in sorted(terms.slots.get(day.weekday(), ())):
            opened = max(start, datetime.combine(day, opens, OFFICE_ZONE).astimezone(UTC))
            closed = datetime.combine(day, closes, OFFICE_ZONE).astimezone(UTC)
            if opened < closed:
                yield opened, closed
                start = closed
