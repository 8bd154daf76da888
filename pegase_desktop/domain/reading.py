"""Dates, hours and amounts as people type them: « 17/11 », « hier », « 14h25 », « 27,50 »."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pegase_desktop.domain.complaint import Fact, FactKind
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.text import fold

READ_KINDS = frozenset({FactKind.DAY, FactKind.MOMENT, FactKind.MONEY})
BETWEEN_DAY_AND_HOUR = " à "

_SPOKEN_DAYS = {"aujourd'hui": 0, "aujourdhui": 0, "auj": 0, "hier": -1, "avant-hier": -2, "demain": 1}
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_DAY_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:h.]\s*(\d{1,2})?)?")
_HOUR_DIGITS = re.compile(r"(\d{2})(\d{2})")
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


class Unreadable(UserError):
    """What was typed is no date, hour or amount; the sentence gives an example."""


def read(declared: Fact, text: str, now: datetime) -> date | datetime | int | None:
    """The value of a fact of one of :data:`READ_KINDS` from its typed text; None when nothing is typed.

    A moment is typed as a day and an hour joined by « à ». Amounts are whole cents.

    Raises:
        Unreadable: with what to type.
    """
    if not text.replace(BETWEEN_DAY_AND_HOUR.strip(), "").strip():
        return None
    today = local(now).date()
    match declared.kind:
        case FactKind.DAY:
            return read_day(text, today, past=declared.past)
        case FactKind.MOMENT:
            return _read_moment(text, today, past=declared.past)
        case _:
            return read_amount(text)


def _read_moment(text: str, today: date, *, past: bool) -> datetime:
    day_text, _, hour_text = text.partition(BETWEEN_DAY_AND_HOUR)
    if not day_text.strip():
        raise Unreadable("Il manque la date. Par exemple : 17/11/2026.")
    day = read_day(day_text, today, past=past)
    if not hour_text.strip():
        raise Unreadable("Il manque l’heure. Par exemple : 14:25.")
    return from_local(day, read_hour(hour_text))


def read_day(text: str, today: date, *, past: bool = False) -> date:
    """A day; without its year, the nearest one, or the last one when *past*.

    Raises:
        Unreadable: no such day.
    """
    folded = fold(text.strip())
    if folded in _SPOKEN_DAYS:
        return today + timedelta(days=_SPOKEN_DAYS[folded])
    found = _DAY.fullmatch(folded) or _DAY_DIGITS.fullmatch(folded)
    if found is None:
        raise Unreadable("Cette date ne se lit pas. Par exemple : 17/11/2026.")
    try:
        return _with_year(int(found[1]), int(found[2]), found[3] or "", today, past)
    except ValueError:
        raise Unreadable("Ce jour n’existe pas. Vérifiez le jour et le mois. Par exemple : 17/11/2026.") from None


def _with_year(day: int, month: int, year: str, today: date, past: bool) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = [date(today.year + offset, month, day) for offset in (-1, 0, 1) if _exists(today.year + offset, month, day)]
    allowed = [one for one in near if one <= today] if past else near
    if not allowed:
        raise ValueError("no such day near today")
    return min(allowed, key=lambda one: abs(one - today))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_hour(text: str) -> time:
    """An hour: « 14:25 », « 14h25 », « 1425 », « 9h ».

    Raises:
        Unreadable: no such hour.
    """
    folded = fold(text.strip())
    found = _HOUR_DIGITS.fullmatch(folded) or _HOUR.fullmatch(folded)
    if found is None:
        raise Unreadable("Cette heure ne se lit pas. Par exemple : 14:25.")
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise Unreadable("Cette heure n’existe pas. Par exemple : 14:25.") from None


def read_amount(text: str) -> int:
    """An amount of euros, in whole cents: « 27,50 », « 1 200 € ».

    Raises:
        Unreadable: no amount, or a negative one.
    """
    found = _AMOUNT.fullmatch(re.sub(r"[\s€]", "", text))
    if found is None:
        raise Unreadable("Ce montant ne se lit pas. Par exemple : 27,50.")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
