"""Dates, delays and amounts as people say them, before typography is applied."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import MONTHS

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
NBSP = "\u00a0"


def day(value: date) -> str:
    """« 21/11/2026 »."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def hour(moment: datetime) -> str:
    """« 14:32 », on the office's clock."""
    return f"{local(moment):%H:%M}"


def moment(value: datetime) -> str:
    """« 21/11/2026 à 14:32 », on the office's clock."""
    return f"{day(local(value).date())} à {hour(value)}"


def long_day(value: date) -> str:
    """« jeudi 19 novembre 2026 »."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{_DAYS[value.weekday()]} {number}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def near_day(value: date, today: date) -> str:
    """« aujourd’hui », « hier », « demain », « sam. 21/11 » within a week, « 17/11 » or « 17/11/2025 » further off."""
    close = {0: "aujourd’hui", -1: "hier", 1: "demain"}.get((value - today).days)
    if close:
        return close
    short = f"{value.day:02}/{value.month:02}"
    if 0 < (value - today).days < 8:
        return f"{_DAYS[value.weekday()][:3]}. {short}"
    return short if value.year == today.year else f"{short}/{value.year}"


def on(near: str) -> str:
    """A near day within a sentence: « le 17/11 », « hier », « sam. 21/11 »."""
    return f"le {near}" if near[0].isdigit() else near


def near_moment(value: datetime, now: datetime) -> str:
    """« aujourd’hui à 17:00 », « sam. 21/11 à 11:15 »."""
    return f"{near_day(local(value).date(), local(now).date())} à {hour(value)}"


def left(due: datetime, now: datetime) -> str:
    """How long there is until *due*, from the minute on the clock: nobody says « 47 h » as 48 h have just begun."""
    return span(due - now.replace(second=0, microsecond=0))


def span(length: timedelta) -> str:
    """« 25 min » under an hour, « 47 h » under 72, then « 3 j »; rounded down, at least one minute.

    The process counts in hours: of 48, a day rounded down would hide almost half.
    """
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)}{NBSP}min"
    if minutes < 72 * 60:
        return f"{minutes // 60}{NBSP}h"
    return f"{minutes // (24 * 60)}{NBSP}j"


def late_by(due: datetime, now: datetime, *, day_only: bool) -> str:
    """How long ago *due* passed; whole days of the calendar when only the day was fixed: « 2 j », « 3 h »."""
    if not day_only:
        return span(now - due)
    return f"{(local(now).date() - local(due).date()).days}{NBSP}j"


def euros(cents: int) -> str:
    """« 27,50 € », « 55 € »."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    grouped = f"{whole:,}".replace(",", NBSP)
    return f"{sign}{grouped}{f',{rest:02}' if rest else ''}{NBSP}€"


def number(value: int) -> str:
    """« 38 », « 1 552 »."""
    return f"{value:,}".replace(",", NBSP)


def count(value: int, singular: str, plural: str = "") -> str:
    """« 1 réclamation », « 38 réclamations », « 0 réclamation »."""
    word = singular if abs(value) < 2 else plural or f"{singular}s"
    return f"{number(value)}{NBSP}{word}"


def file_size(size: int) -> str:
    """« 340 o », « 12 Ko », « 3,4 Mo » (1 Ko = 1 024 octets)."""
    if size < 1024:
        return f"{size}{NBSP}o"
    if size < 1024 * 1024:
        return f"{size // 1024}{NBSP}Ko"
    return f"{size / 1024 / 1024:.1f}".replace(".", ",") + f"{NBSP}Mo"
