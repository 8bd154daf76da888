"""Full-text search over everything a person would look for, blind to accents and case, as one types."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import SqliteDatabase

from pegase_desktop.domain.complaint import Complaint, FactKind, fact_named, facts_of
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
_SEARCHED_FACTS = tuple(one for one in facts_of(Complaint) if one.kind in _SEARCHED)


def words_of(complaint: Complaint) -> str:
    """The words under which the complaint is found."""
    return " ".join(dict.fromkeys(search_words("\n".join(_texts(complaint)))))


def is_searched(name: str) -> bool:
    """Whether the complaint is found by the words of this fact."""
    return fact_named(Complaint, name).kind in _SEARCHED


def _texts(complaint: Complaint) -> Iterator[str]:
    yield complaint.reference
    yield complaint.reference.rpartition("-")[2].lstrip("0")
    yield "".join(character for character in complaint.phone if character.isdigit())
    for declared in _SEARCHED_FACTS:
        yield said(declared, getattr(complaint, declared.name))


def match_expression(typed: str) -> str:
    """What FTS5 is asked: every word typed begins a word of the complaint. Empty when nothing can be searched."""
    return " ".join(f'"{word}"*' for word in search_words(typed))


class SearchIndex:
    """The table ``search`` of one register file; its row ids are the complaints'."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database

    def put(self, complaint: Complaint) -> None:
        """Make the complaint found by its present words."""
        self._database.execute_sql("DELETE FROM search WHERE rowid = ?", (complaint.id,))
        self._database.execute_sql(
            "INSERT INTO search (rowid, words) VALUES (?, ?)", (complaint.id, words_of(complaint))
        )
