"""Days, moments, amounts and numbers typed as text for a fact: read into values, or refused with what to type."""

from __future__ import annotations

from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.typed_values import parse_cents, parse_date, parse_time

BETWEEN_DAY_AND_HOUR = " à "
_MOST_DIGITS = 12
_READ_KINDS = frozenset({FactKind.DAY, FactKind.MOMENT, FactKind.MONEY, FactKind.NUMBER})


class Unreadable(UserError):
    """What was typed is no date, hour, amount or number; the sentence gives an example."""


def is_read_from_text(declared: Fact) -> bool:
    """Whether the fact is typed as text that has to be read."""
    return declared.kind in _READ_KINDS


def read(declared: Fact, text: str, now: datetime) -> date | datetime | int | None:
    """The value of a fact typed as *text*; None when nothing is typed. Amounts are whole cents.

    A moment is typed as a day and an hour joined by « à ».

    Raises:
        Unreadable: with what to type.
    """
    if not text.replace(BETWEEN_DAY_AND_HOUR.strip(), "").strip():
        return None
    match declared.kind:
        case FactKind.DAY:
            return _day(text, now)
        case FactKind.MOMENT:
            return _moment(text, now)
        case FactKind.MONEY:
            return _amount(text)
        case FactKind.NUMBER:
            return _number(text, declared.most)
        case (
            FactKind.LINE | FactKind.TEXT | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF
            | FactKind.CHOICE | FactKind.STAFF_LIST | FactKind.FLAG | FactKind.MARK | FactKind.FACTS | FactKind.ROWS
        ):  # fmt: skip
            raise TypeError(f"{declared.name} is not read from text")


def whole_number_wanted(most: int) -> str:
    """The sentence that asks for a number, from 1 to *most* unless that is 0."""
    return f"Il faut un nombre entier, de 1 à {most}." if most else "Il faut un nombre entier."


def text_of(declared: Fact, value: date | datetime | int | None) -> str:
    """A value as a person would type it; the inverse of :func:`read`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return french.moment(value)
    if isinstance(value, date):
        return french.day(value)
    return str(value) if declared.kind is FactKind.NUMBER else f"{value // 100},{value % 100:02}"


def _day(text: str, now: datetime) -> date:
    day = parse_date(text, local(now).date())
    if day is None:
        raise Unreadable("Cette date n’existe pas ou ne se lit pas. Par exemple : 17/11/2026.")
    return day


def _moment(text: str, now: datetime) -> datetime:
    day_text, _, hour_text = text.partition(BETWEEN_DAY_AND_HOUR)
    if not day_text.strip():
        raise Unreadable("Il manque la date. Par exemple : 17/11/2026.")
    day = _day(day_text, now)
    if not hour_text.strip():
        raise Unreadable("Il manque l’heure. Par exemple : 14:25.")
    hour = parse_time(hour_text)
    if hour is None:
        raise Unreadable("Cette heure n’existe pas ou ne se lit pas. Par exemple : 14:25.")
    return from_local(day, hour)


def _amount(text: str) -> int:
    cents = parse_cents(text)
    if cents is None or cents < 0:
        raise Unreadable("Ce montant ne se lit pas. Par exemple : 27,50.")
    return cents


def _number(text: str, most: int) -> int:
    digits = text.strip()
    if digits.isdecimal() and len(digits) <= _MOST_DIGITS and (not most or 1 <= int(digits) <= most):
        return int(digits)
    raise Unreadable(whole_number_wanted(most))
