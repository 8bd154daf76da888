"""Facts as plain values (JSON) and back: the one form in which the file, the journal and the drafts keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import TEXT_KINDS, Fact, FactKind, fact_named, facts_of
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.text import clean, clean_line

Record = TypeVar("Record", bound=Any)
Plain = Any
"""None, text, whole number, truth value, or a list or mapping of these."""


def to_plain(value: object) -> Plain:
    """A fact's value as plain data: codes of words, ISO dates, moments in UTC."""
    if value is None or type(value) is str:  # most facts
        return value
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return to_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [row_to_plain(one) if hasattr(one, "__dataclass_fields__") else to_plain(one) for one in value]
        case _:
            return value


def from_plain(declared: Fact, plain: Plain) -> Any:
    """The value of a fact of which *plain* is the plain form.

    Raises:
        ValueError: it is none.
    """
    return _NOTHING.get(declared.kind) if plain is None else _value(declared, plain)


def _value(declared: Fact, plain: Plain) -> Any:
    match declared.kind:
        case FactKind.CHOICE:
            return _choice(declared, plain)
        case FactKind.DAY:
            return date.fromisoformat(_text(plain))
        case FactKind.MOMENT:
            return from_text(_text(plain))
        case FactKind.FLAG:
            return _truth(plain)
        case FactKind.MARK | FactKind.MONEY | FactKind.NUMBER:
            return _whole_number(declared, plain)
        case FactKind.STAFF_LIST | FactKind.FACTS:
            return tuple(clean_line(_text(one)) for one in _list(plain))
        case FactKind.ROWS:
            assert declared.row is not None
            return tuple(row_from_plain(declared.row, one) for one in _list(plain))
        case FactKind.TEXT:
            return clean(_text(plain))
        case FactKind.LINE | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF:
            return clean_line(_text(plain))


# What holds no value, where that is not None.
_NOTHING: Mapping[FactKind, Any] = dict.fromkeys(TEXT_KINDS, "") | dict.fromkeys(
    (FactKind.ROWS, FactKind.STAFF_LIST, FactKind.FACTS), ()
)


def row_to_plain(row: object) -> dict[str, Plain]:
    """One row (call, action, exchange …) as a mapping, without what is empty; with its id when it has one."""
    number = getattr(row, "id", 0)
    return {"id": number, **facts_to_plain(row)} if number else facts_to_plain(row)


def facts_to_plain(row: object) -> dict[str, Plain]:
    """The facts of a row alone, without its id."""
    plain = {one.name: to_plain(getattr(row, one.name)) for one in facts_of(type(row))}
    return {name: value for name, value in plain.items() if value is not None and value != ""}


def row_from_plain(record: type[Any], plain: Mapping[str, Plain]) -> Any:
    """The inverse of :func:`row_to_plain`.

    Raises:
        ValueError: a value does not fit its fact.
    """
    if not isinstance(plain, Mapping):
        raise ValueError("attendu : un objet")
    values = {one.name: from_plain(one, plain[one.name]) for one in facts_of(record) if plain.get(one.name) is not None}
    return record(id=_count(plain.get("id", 0)), **values)


def record_from_plain(record: type[Any], plain: Mapping[str, Plain]) -> Any:
    """A record of which only facts are known, such as a draft; what is missing stays empty.

    Raises:
        ValueError: a value does not fit its fact.
    """
    known = {one.name: one for one in facts_of(record)}
    values = {name: from_plain(known[name], value) for name, value in plain.items() if name in known}
    return record(**{name: value for name, value in values.items() if value is not None})


def cleaned(record: Record) -> Record:
    """The record with all its texts cleaned (see :mod:`pegase_desktop.domain.text`)."""
    facts: Any = {one.name: getattr(record, one.name) for one in facts_of(type(record))}
    return replace(record, **cleaned_values(facts, type(record)))


def cleaned_values(values: Mapping[str, Any], record: type = Complaint) -> dict[str, Any]:
    """The same for some facts of a class of records, by name."""
    return {name: from_plain(fact_named(record, name), to_plain(value)) for name, value in values.items()}


def without_nul(plain: Plain) -> Plain:
    """The same with no NUL in its texts, which not every engine keeps: for what is kept word for word, uncleaned."""
    match plain:
        case str():
            return plain.replace("\0", "")
        case Mapping():
            return {name: without_nul(value) for name, value in plain.items()}
        case list() | tuple():
            return [without_nul(value) for value in plain]
        case _:
            return plain


def empty_value(record: type[Any], name: str) -> Any:
    """What the fact holds before anything is recorded."""
    return fact_named(record, name).default


def _choice(declared: Fact, plain: Plain) -> Any:
    for choice in declared.choices:
        if choice.value == plain:
            return choice
    raise ValueError(f"valeurs possibles : {', '.join(choice.value for choice in declared.choices)}")


def _truth(plain: Plain) -> bool:
    if isinstance(plain, bool):
        return plain
    raise ValueError("attendu : true ou false")


def _whole_number(declared: Fact, plain: Plain) -> int:
    number = _count(plain)
    if declared.kind is FactKind.MARK and not 1 <= number <= 5:
        raise ValueError("attendu : une note de 1 à 5")
    return number


def _count(plain: Plain) -> int:
    if isinstance(plain, bool) or not isinstance(plain, int):
        raise ValueError("attendu : un nombre entier")
    return plain


def _list(plain: Plain) -> Sequence[Plain]:
    if not isinstance(plain, list | tuple):
        raise ValueError("attendu : une liste")
    return plain


def _text(plain: Plain) -> str:
    if not isinstance(plain, str):
        raise ValueError("attendu : un texte")
    return plain
