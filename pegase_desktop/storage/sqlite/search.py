"""Full-text search, as one types: FTS5, one index a kind of records, whose row ids are those of the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import xor
from typing import Any

from peewee import SQL, Database, Table

from pegase_desktop.domain.record import RecordKind

# As in the schema; fts5vocab reads what the tokenizer made of the words.
_OPTIONS = "words, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'"
_LONGEST_TOKEN = 30_000  # FTS5 cuts words of more than 32 768 bytes


def _match(words: Iterable[str]) -> str:
    """What FTS5 is asked: every word begins a word of the record."""
    return " ".join(f'"{word}"*' for word in words)


class SearchIndex:
    """The words of the records of one kind."""

    def __init__(self, database: Database, kind: RecordKind) -> None:
        self._database = database
        self._name = f"{kind.value}_search"

    def ensure_there(self) -> None:
        """Look whether there is one.

        Raises:
            peewee.PeeweeException: there is none.
        """
        self._database.execute_sql(f"SELECT words FROM {self._name} LIMIT 0")

    def put(self, record_id: int, words: str) -> None:
        """Make the record found by these words, and by no others."""
        self._database.execute_sql(f"REPLACE INTO {self._name} (rowid, words) VALUES (?, ?)", (record_id, words))

    def newest(self, words: Iterable[str], table: Any, conditions: Sequence[Any], limit: int) -> Any:
        """A query for the ids of the newest records that have words beginning with *words*, as many as *limit*.

        *conditions* are on *table*, that of the records.
        """
        hit = Table(self._name).alias("hit")
        match = SQL(f"hit.{self._name} MATCH ?", (_match(words),))
        if conditions:
            query = table.select(table.id).join(hit, on=SQL("hit.rowid") == table.id)
        else:  # without the records, of which nothing is asked, half the time
            query = hit.select(SQL("hit.rowid"))
        return query.where(match, *conditions).order_by(SQL("hit.rowid DESC")).limit(limit)

    def fingerprints(self) -> dict[int, int]:
        """For each record found by the index, one number made of all the words under which it is found."""
        return self._fingerprints(self._name, "main")

    def fingerprint(self, words: str) -> int:
        """The same of a record that is found under *words*; of use within this process alone."""
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
