"""The value of a fact in words, as screens, journal and papers write it."""

from __future__ import annotations

from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.words import Labelled


def said(declared: Fact, value: Any) -> str:
    """The value in words; an empty text when there is none. Texts of people come out as they were typed."""
    is_said = value is None or value == () or type(value) is str
    return (value or "") if is_said else _said(declared.kind, value)


def _said(kind: FactKind, value: Any) -> str:
    match kind:
        case FactKind.CHOICE:
            return value.label if isinstance(value, Labelled) else str(value)
        case FactKind.DAY:
            return french.day(value)
        case FactKind.MOMENT:
            return french.moment(value)
        case FactKind.FLAG:
            return "Oui" if value else "Non"
        case FactKind.MARK:
            return f"{value} sur 5"
        case FactKind.MONEY:
            return french.euros(value)
        case FactKind.STAFF_LIST | FactKind.FACTS:
            return ", ".join(value)
        case FactKind.ROWS:
            return "\n".join(said_row(one) for one in value)
        case (
            FactKind.NUMBER
            | FactKind.LINE
            | FactKind.TEXT
            | FactKind.PHONE
            | FactKind.EMAIL
            | FactKind.MENU
            | FactKind.STAFF
        ):
            return str(value)


def said_row(row: object) -> str:
    """One row in one line: its facts in words, in order, joined by « · »."""
    words = (said(one, getattr(row, one.name)) for one in facts_of(type(row)) if not is_technical(one))
    return " · ".join(word for word in words if word)


_TECHNICAL = frozenset({"sha256", "size", "settles"})


def is_technical(declared: Fact) -> bool:
    """Whether a fact of a row is for the program alone: it says nothing to people."""
    return declared.name in _TECHNICAL or bool(declared.refers_to)
