"""The words under which a record is found: everything a person would look for, blind to accents and case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.facts import FactKind, facts_of, is_there
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.text import search_words
from pegase_desktop.domain.wording import said

_SEARCHED = frozenset(
    {
        FactKind.LINE,
        FactKind.TEXT,
        FactKind.PHONE,
        FactKind.EMAIL,
        FactKind.CHOICE,
        FactKind.MENU,
        FactKind.STAFF,
        FactKind.STAFF_LIST,
        FactKind.DAY,
        FactKind.ROWS,
    }
)
_MOST_WORDS = 30  # enough for anything that is typed; a letter pasted by mistake must not stall the window


def words_of(kind: Kind, record: Any) -> str:
    """The words under which a record is found."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_words_in, _texts(kind, record)))))


@lru_cache(maxsize=512)  # a save changes one text of a complaint; its other texts were split a moment ago
def _words_in(text: str) -> tuple[str, ...]:
    phones = " ".join(map(_in_one_piece, _PHONE.finditer(text)))
    return tuple(search_words(f"{text}\n{phones}"))


def is_searched(kind: Kind, name: str) -> bool:
    """Whether a record is found by the words of this fact."""
    return name == kind.dated_by or kind.fact(name).kind in _SEARCHED


def _texts(kind: Kind, record: Any) -> Iterator[str]:
    yield record.reference
    yield record.reference.replace("-", "")
    yield record.reference.rpartition("-")[2].lstrip("0")
    if day := kind.day(record):
        yield french.day(day)
    for declared in facts_of(kind.record):
        value = getattr(record, declared.name)
        if declared.kind in _SEARCHED and is_there(value):
            yield said(declared, value)


def typed_words(typed: str) -> list[str]:
    """The words that a person typed into the search; each begins a word of what they look for."""
    return search_words(_PHONE.sub(_in_one_piece, typed))[:_MOST_WORDS]


# A French telephone number or its beginning, three pairs at least, with one kind of space between them.
_PHONE = re.compile(r"(?<!\d)(?:0|(?:\+|00)33[ .-]?)[1-9]([ .-]?)\d\d(?:\1\d\d)+(?!\d)")
_COUNTRY = re.compile(r"^(\+|00)33")


def _in_one_piece(phone: re.Match[str]) -> str:
    """« +33 6 39 98 12 04 » → « 0639981204 »: as the index keeps it."""
    return "".join(_DIGIT.findall(_COUNTRY.sub("0", phone.group())))


_DIGIT = re.compile(r"\d")
