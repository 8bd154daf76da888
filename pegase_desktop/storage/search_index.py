"""Full-text search over everything a person would look for, blind to accents and case, as one types."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache, reduce
from itertools import chain
from operator import xor

from peewee import SqliteDatabase

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, fact_named, facts_of, is_there
from pegase_desktop.domain.moments import local
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
# As in the schema; fts5vocab reads what the tokenizer made of the words.
_OPTIONS = "words, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'"
_LONGEST_TOKEN = 30_000  # FTS5 cuts words of more than 32 768 bytes
_MOST_WORDS = 30  # enough for anything that is typed; a letter pasted by mistake must not stall the window
_SEARCHED_FACTS = tuple(one for one in facts_of(Complaint) if one.kind in _SEARCHED)


def words_of(complaint: Complaint) -> str:
    """The words under which the complaint is found."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_words_in, _texts(complaint)))))


@lru_cache(maxsize=512)  # a save changes one text of a complaint; its other texts were split a moment ago
def _words_in(text: str) -> tuple[str, ...]:
    phones = " ".join(map(_in_one_piece, _PHONE.finditer(text)))
    return tuple(search_words(f"{text}\n{phones}"))


def is_searched(name: str) -> bool:
    """Whether the complaint is found by the words of this fact."""
    return name == "received_at" or fact_named(Complaint, name).kind in _SEARCHED


def _texts(complaint: Complaint) -> Iterator[str]:
    yield complaint.reference
    yield complaint.reference.replace("-", "")
    yield complaint.reference.rpartition("-")[2].lstrip("0")
    if complaint.received_at:
        yield french.day(local(complaint.received_at).date())
    for declared in _SEARCHED_FACTS:
        value = getattr(complaint, declared.name)
        if is_there(value):
            yield said(declared, value)


def match_expression(typed: str) -> str:
    """What FTS5 is asked: every word typed begins a word of the complaint. Empty when nothing can be searched."""
    return " ".join(f'"{word}"*' for word in search_words(_PHONE.sub(_in_one_piece, typed))[:_MOST_WORDS])


# A French telephone number or its beginning, three pairs at least, with one kind of space between them.
_PHONE = re.compile(r"(?<!\d)(?:0|(?:\+|00)33[ .-]?)[1-9]([ .-]?)\d\d(?:\1\d\d)+(?!\d)")
_COUNTRY = re.compile(r"^(\+|00)33")


def _in_one_piece(phone: re.Match[str]) -> str:
    """« +33 6 39 98 12 04 » → « 0639981204 »: as the index keeps it."""
    return "".join(_DIGIT.findall(_COUNTRY.sub("0", phone.group())))


_DIGIT = re.compile(r"\d")


class SearchIndex:
    """The table ``complaint_search`` of one register file; its row ids are the complaints'."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database

    def put(self, complaint: Complaint) -> None:
        """Make the complaint found by its present words, and by no others."""
        text = "REPLACE INTO complaint_search (rowid, words) VALUES (?, ?)"
        self._database.execute_sql(text, (complaint.id, words_of(complaint)))

    def fingerprints(self) -> dict[int, int]:
        """For each complaint found by the index, one number made of all the words under which it is found."""
        return self._fingerprints("complaint_search", "main")

    def fingerprint(self, words: str) -> int:
        """The same of a complaint that is found under *words*; of use within this process alone."""
        if words.isascii() and len(words) < _LONGEST_TOKEN:
            return reduce(xor, map(hash, set(words.split())), 0)
        # The index has ideas of its own about letters that came to Unicode late: let it split the words.
        self._database.execute_sql(f"CREATE VIRTUAL TABLE temp.probe USING fts5 ({_OPTIONS})")
        try:
            self._database.execute_sql("INSERT INTO temp.probe (rowid, words) VALUES (1, ?)", (words,))
            return self._fingerprints("probe", "temp").get(1, 0)
        finally:
            self._database.execute_sql("DROP TABLE temp.probe")

    def _fingerprints(self, table: str, schema: str) -> dict[int, int]:
        self._database.execute_sql(
            f"CREATE VIRTUAL TABLE temp.word USING fts5vocab ('{schema}', '{table}', 'instance')"
        )
        try:
            found: dict[int, int] = defaultdict(int)
            words = self._database.execute_sql("SELECT term, doc FROM temp.word")
            for term, number in iter(words.fetchone, None):
                found[number] ^= hash(term)
            return found
        finally:
            self._database.execute_sql("DROP TABLE temp.word")
