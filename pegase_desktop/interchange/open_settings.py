"""The settings, the delays and the staff in the open form of a register."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import from_text, is_plausible, local
from pegase_desktop.domain.school import Mediator, School, Settings, Staff
from pegase_desktop.domain.school_codec import settings_to_plain, staff_to_plain, terms_from_plain, terms_to_plain
from pegase_desktop.domain.text import clean, clean_line, fold
from pegase_desktop.domain.typed_school import MOST_DAYS
from pegase_desktop.domain.words import LetterKind

_MOST_HOURS = 10_000
_PNG = b"\x89PNG\r\n\x1a\n"


class WrongHeading(UserError):
    """Something besides the cases cannot be taken in; ``field`` is its place in the open form."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"Champ « {clean_line(field)[:80]} » : {reason}.")
        self.field = field


def settings_to_open(told: Mapping[str, Any]) -> dict[str, Plain]:
    """The settings that are told, by their names in :class:`Settings`; the delays have a history of their own."""
    plain = settings_to_plain(replace(Settings(), **told))
    return {name: value for name, value in plain.items() if name in told}


def settings_from_open(plain: Plain) -> dict[str, Any]:
    """The settings that are told, by their names in :class:`Settings`.

    Raises:
        WrongHeading: a field is unknown or cannot be right.
    """
    readers: dict[str, Callable[[Plain, str], Any]] = {
        "school": lambda value, path: School(**_texts(value, path, School)),
        "mediator": lambda value, path: Mediator(**_texts(value, path, Mediator)),
        "services": _menu,
        "categories": _menu,
        "trainings": _menu,
        "causes": _menu,
        "templates": _templates,
        "logo": _logo,
        "silent_days": _days,
    }
    told = _object(plain, "settings")
    _refuse_unknown(told, readers, "settings")
    return {name: readers[name](value, f"settings.{name}") for name, value in told.items()}


def terms_to_open(history: tuple[tuple[datetime, Terms], ...]) -> list[Plain]:
    """The delays of all times, each with the instant from which it holds."""
    return [{"since": local(since).isoformat()} | terms_to_plain(terms) for since, terms in history]


def terms_from_open(plain: Plain) -> tuple[tuple[datetime, Terms], ...]:
    """The delays of all times, the oldest first.

    Raises:
        WrongHeading: one of them cannot be right.
    """
    items = enumerate(_list(plain, "terms"), start=1)
    history = tuple(_terms(_object(one, f"terms[{index}]"), f"terms[{index}]") for index, one in items)
    instants = [since for since, _ in history]
    if not instants or instants != sorted(set(instants)):
        raise WrongHeading("terms", "attendu : au moins des délais, dans l’ordre du temps")
    return history


def staff_to_open(staff: tuple[Staff, ...]) -> list[Plain]:
    """The members of staff; only who left carries ``active``, and days stand where they are known."""
    return [_without_presence(staff_to_plain(one)) for one in staff]


def _without_presence(plain: dict[str, Plain]) -> dict[str, Plain]:
    return {name: value for name, value in plain.items() if value is not True}


def staff_from_open(plain: Plain) -> tuple[Staff, ...]:
    """The members of staff, without ids.

    Raises:
        WrongHeading: one has no name, or that of another.
    """
    staff = tuple(_member(one, f"staff[{index}]") for index, one in enumerate(_list(plain, "staff"), start=1))
    seen: set[str] = set()
    for index, one in enumerate(staff, start=1):
        if fold(one.name) in seen:
            raise WrongHeading(f"staff[{index}].name", f"« {one.name} » y est deux fois")
        seen.add(fold(one.name))
    return staff


def _member(plain: Plain, path: str) -> Staff:
    told = _object(plain, path)
    _refuse_unknown(told, ("name", "role", "active", "since", "left_on"), path)
    name = clean_line(_text(told.get("name"), f"{path}.name"))
    if not name:
        raise WrongHeading(f"{path}.name", "il manque le nom")
    active = told.get("active", True)
    if not isinstance(active, bool):
        raise WrongHeading(f"{path}.active", "attendu : true ou false")
    role = clean_line(_text(told.get("role", ""), f"{path}.role"))
    return Staff(0, name, role, active, *(_day(told.get(one), f"{path}.{one}") for one in ("since", "left_on")))


def _day(plain: Plain, path: str) -> date | None:
    if plain is None:
        return None
    try:
        day = date.fromisoformat(_text(plain, path))
    except ValueError as problem:
        raise WrongHeading(path, "attendu : un jour, par exemple 2026-01-08") from problem
    if not is_plausible(day):
        raise WrongHeading(path, f"l’année {day.year:04} n’est pas possible")
    return day


def _terms(told: Mapping[str, Plain], path: str) -> tuple[datetime, Terms]:
    _refuse_unknown(told, ("since", *terms_to_plain(Terms())), path)
    try:
        since, terms = from_text(told["since"]), terms_from_plain(told)
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as problem:
        raise WrongHeading(path, "ces délais sont illisibles") from problem
    if not is_plausible(since) or not all(_are_right(terms)):
        raise WrongHeading(path, "ces délais ne sont pas possibles")
    return since, terms


def _are_right(terms: Terms) -> Iterator[bool]:
    for number in (terms.ack_hours, terms.treatment_hours, terms.feedback_days):
        yield type(number) is int and 0 < number <= _MOST_HOURS
    for day, slots in terms.slots.items():
        yield 0 <= day <= 6
        yield from (opens < closes for opens, closes in slots)
    yield from (is_plausible(day) for day in terms.closed_days)


def _texts(plain: Plain, path: str, record: type[Any]) -> dict[str, str]:
    told = _object(plain, path)
    _refuse_unknown(told, [one.name for one in fields(record)], path)
    return {name: clean(_text(value, f"{path}.{name}")) for name, value in told.items()}


def _menu(plain: Plain, path: str) -> tuple[str, ...]:
    words = enumerate(_list(plain, path), start=1)
    return tuple(clean_line(_text(one, f"{path}[{index}]")) for index, one in words)


def _templates(plain: Plain, path: str) -> dict[LetterKind, str]:
    told = _object(plain, path)
    _refuse_unknown(told, [kind.value for kind in LetterKind], path)
    return {LetterKind(name): clean(_text(value, f"{path}.{name}")) for name, value in told.items()}


def _logo(plain: Plain, path: str) -> str:
    text = _text(plain, path)
    try:
        is_picture = base64.b64decode(text, validate=True).startswith(_PNG)
    except ValueError:
        is_picture = False
    if text and not is_picture:
        raise WrongHeading(path, "attendu : une image PNG, en base64")
    return text


def _days(plain: Plain, path: str) -> int:
    if type(plain) is not int or not 0 < plain <= MOST_DAYS:
        raise WrongHeading(path, f"attendu : un nombre de jours, de 1 à {MOST_DAYS}")
    return plain


def _refuse_unknown(told: Mapping[str, Plain], known: Any, path: str) -> None:
    unknown = next((name for name in told if name not in known), None)
    if unknown is not None:
        raise WrongHeading(f"{path}.{unknown}", "ce champ n’existe pas")


def _object(plain: Plain, path: str) -> Mapping[str, Plain]:
    if not isinstance(plain, Mapping):
        raise WrongHeading(path, "attendu : un objet")
    return plain


def _list(plain: Plain, path: str) -> list[Plain]:
    if not isinstance(plain, list):
        raise WrongHeading(path, "attendu : une liste")
    return plain


def _text(plain: Plain, path: str) -> str:
    if not isinstance(plain, str):
        raise WrongHeading(path, "attendu : un texte")
    return plain
