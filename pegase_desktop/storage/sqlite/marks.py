"""Marks, which tell whether a ``-wal`` goes with the file beside it: SQLite itself plays any ``-wal`` into any file.

The first save of each ``-wal`` writes a new mark into the register, behind those that the main file can have meanwhile:
the mark from which this ``-wal`` started, and each that is in it. So a ``-wal`` goes with a file whose mark is in a
chain of its own. It is brought into the main file page by page, and that may be cut off at any moment: a chain that was
torn has a seal that does not fit.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pysqlite3 import dbapi2 as sqlite

_TABLE = """
    CREATE TABLE IF NOT EXISTS mark (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        chain TEXT NOT NULL,
        seal TEXT NOT NULL
    ) STRICT
"""
_NONE = ""  # the mark of a file that was never given one
_DIGITS = 32
_LONGEST_CHAIN = 100  # fits on one page; so many only when something keeps the -wal from being brought in for days

_TABLE_LEAF = 13  # the first byte of such a page: https://sqlite.org/fileformat.html#b_tree_pages
_TEXT = 13  # and twice its length is the type of a text: https://sqlite.org/fileformat.html#record_format

#: The mark that a file has, and before it those that it had since its ``-wal`` was begun.
Chain = tuple[str, ...]


def has_marks(connection: sqlite.Connection) -> bool:
    """Whether the database keeps marks: one made by a former version does not."""
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'mark'").fetchone() is not None


def begin_marks(connection: sqlite.Connection) -> None:
    """Give the database a first mark, if it has none."""
    connection.execute(_TABLE)
    if connection.execute("SELECT 1 FROM mark").fetchone() is None:
        _write(connection, (_new(), _NONE))


def place_of_mark(connection: sqlite.Connection) -> range:
    """Where in the main file the page of the mark is, in bytes."""
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'mark'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return range((page - 1) * size, page * size)


def renew_mark(connection: sqlite.Connection, *, is_first: bool) -> None:
    """Write a new mark, together with what is being saved; *is_first* if the ``-wal`` was empty before."""
    chain = chain_of(connection) or ()
    if is_first or len(chain) < _LONGEST_CHAIN:
        _write(connection, (_new(), *(chain[:1] if is_first else chain)))


def mark_copy(connection: sqlite.Connection, content: str) -> None:
    """Give a copy, of which *content* is a hash, the mark of that content: no ``-wal`` of the original goes with it."""
    if has_marks(connection):
        _write(connection, (content[:_DIGITS],))


def chain_of(connection: sqlite.Connection) -> Chain | None:
    """The marks of a database, the newest first; None when they are torn."""
    found = connection.execute("SELECT chain, seal FROM mark").fetchone() if has_marks(connection) else None
    return _checked(*map(str, found)) if found else (_NONE,)


def chain_on(page: bytes) -> Chain | None:
    """The marks on a page of the table ``mark``; None when it is of another table, or torn."""
    if page[0] != _TABLE_LEAF or page[3:5] != b"\0\1":  # one row
        return None
    try:
        at = int.from_bytes(page[8:10])
        _size, at = _varint(page, at)
        _row, start = _varint(page, at)
        length, at = _varint(page, start)
        _one, at = _varint(page, at)
        chain_type, at = _varint(page, at)
        seal_type, at = _varint(page, at)
    except IndexError:
        return None
    middle = start + length + (chain_type - _TEXT) // 2
    end = middle + (seal_type - _TEXT) // 2
    return _checked(page[start + length : middle].decode("latin-1"), page[middle:end].decode("latin-1"))


def _new() -> str:
    return secrets.token_hex(_DIGITS // 2)


def _write(connection: sqlite.Connection, chain: Chain) -> None:
    text = " ".join(chain)
    connection.execute("REPLACE INTO mark VALUES (1, ?, ?)", (text, _seal(text)))


def _checked(chain: str, seal: str) -> Chain | None:
    return tuple(chain.split(" ")) if seal == _seal(chain) else None


def _seal(chain: str) -> str:
    return hashlib.sha256(chain.encode()).hexdigest()


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """An integer as SQLite writes it, seven bits a byte; and where it ends."""
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < 0x80:
            return value, at
