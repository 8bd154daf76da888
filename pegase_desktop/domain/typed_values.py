"""Dates, hours, opening hours and amounts as people type them, understood."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

_DAY_WORDS = {
    "auj": 0, "aujourdhui": 0, "aujourd'hui": 0, "aujourd’hui": 0, "j": 0,
    "hier": -1, "avant-hier": -2, "avant hier": -2,
    "demain": 1, "après-demain": 2, "apres-demain": 2, "après demain": 2, "apres demain": 2,
}  # fmt: skip
_DATE = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{4}|\d{2}))?")
_PACKED_DATE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|\.|\s)\s*(\d{1,2})?\s*(?:m|min|mn)?")
_PACKED_HOUR = re.compile(r"(\d{1,2})(\d{2})")
_AMOUNT = re.compile(r"(-?)(\d+)(?:[.,](\d{1,2}))?")
_LARGEST_CENTS = 100_000_000_00


def parse_date(typed: str, today: date) -> date | None:
    """The day meant: « 3/2/26 », « 03.02.2026 », « 030226 », « 3/2 » (this year), « hier », « auj ».

    None when it is no day of the calendar. A day without year is in the year of *today*.
    """
    words = " ".join(typed.strip().lower().split())
    if words in _DAY_WORDS:
        return today + timedelta(days=_DAY_WORDS[words])
    if iso := _ISO_DATE.fullmatch(words):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DATE.fullmatch(words) or _PACKED_DATE.fullmatch(words)
    if found is None:
        return None
    year = int(found[3]) if found[3] else today.year
    century = 2000 if found[3] and len(found[3]) == 2 else 0
    return _day(century + year, int(found[2]), int(found[1]))


def parse_time(typed: str) -> time | None:
    """The hour meant: « 14:25 », « 14h25 », « 14 h », « 1425 », « 9 », « midi ». None when there is no such hour."""
    words = typed.strip().lower()
    if words in {"midi", "minuit"}:
        return time(12 if words == "midi" else 0)
    if words.isascii() and words.isdigit() and len(words) <= 2:
        return _hour(int(words), 0)
    found = _PACKED_HOUR.fullmatch(words) or _HOUR.fullmatch(words)
    if found is None:
        return None
    return _hour(int(found[1]), int(found[2] or 0))


def parse_cents(typed: str) -> int | None:
    """The amount in cents: « 1 234,50 € », « 12.5 », « 55 ». None when it is no amount."""
    words = re.sub(r"[\s\u00a0\u202f]|€|euros?", "", typed.strip().lower())
    found = _AMOUNT.fullmatch(words)
    if found is None or not words.isascii():
        return None
    cents = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
    if cents > _LARGEST_CENTS:
        return None
    return -cents if found[1] else cents


def said_slots(slots: tuple[tuple[time, time], ...]) -> str:
    """« 09:00-12:00, 14:00-18:00 »."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in slots)


def parse_slots(text: str) -> tuple[tuple[time, time], ...] | None:
    """The inverse of :func:`said_slots`, lenient; None for what is no list of slots in order."""
    if text.strip().casefold() in ("", "fermé", "ferme", "-"):
        return ()
    slots: list[tuple[time, time]] = []
    last = time()
    for part in text.split(","):
        opens, closes = (
            parse_time(one.strip()) for one in (*re.split(r"\s*[-–à]\s*", part.strip(), maxsplit=1), "")[:2]
        )
        if opens is None or closes is None or not last <= opens < closes:
            return None
        slots.append((opens, closes))
        last = closes
    return tuple(slots)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hour(hour: int, minute: int) -> time | None:
    try:
        return time(hour, minute)
    except ValueError:
        return None
