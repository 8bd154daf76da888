"""Whose ``-wal`` is it? Answered without writing a byte to it or to the file beside it.

It stays behind when a window is killed. When another file is put in the register's place then, a copy brought from
another computer or a backup, SQLite would play it into that one: what comes out is damaged, or sound and not what was
put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.sqlite.marks import Chain, chain_of, chain_on

# Without the -wal: "immutable" is how SQLite is told to leave it aside.
ALONE, WITH_JOURNAL = "ro&immutable=1", "ro"
_PATIENCE = 2  # seconds, while another program has the file

# https://sqlite.org/fileformat.html#the_write_ahead_log
_MAGIC = (0x377F0682, 0x377F0683)
_HEADER_BYTES, _FRAME_BYTES = 32, 24
_PAGE_SIZES = range(512, 65536 + 1)

# Of what SQLite cannot make sense of: SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_NOTADB. Others are faults of the disk.
_SENSELESS = {1, 11, 26}


def is_stray(path: Path, journal: Path) -> bool:
    """Whether *journal*, the ``-wal`` beside the register at *path*, is of a file that stood there before.

    Nobody has the register open. In doubt it is not: a ``-wal`` that is left out wrongly costs saves.
    """
    marks = {mark for _, chain in _chains(journal) for mark in chain}
    alone = _chain_of(path) if marks else None  # None, too, when it is whole only with what was being brought in
    return alone is not None and alone[0] not in marks


def is_torn(path: Path, journal: Path) -> bool:
    """Whether *path*, which does not begin like a register, is one all the same: *journal* is its own, by its mark."""
    with path.open("rb") as file:
        marks = ((_read(file, page), mark) for page, chain in _chains(journal) for mark in chain if mark)
        return any(mark.encode() in page for page, mark in marks)


def connected(path: Path, mode: str) -> sqlite.Connection:
    """A connection that cannot write and so leaves file and journal as they are."""
    return sqlite.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE)


def _chains(journal: Path) -> Iterator[tuple[range, Chain]]:
    """The marks in a ``-wal``, each time they were written, and where in the main file their page is."""
    with journal.open("rb") as file:
        header = file.read(_HEADER_BYTES)
        size, salts = int.from_bytes(header[8:12]), header[16:24]
        if int.from_bytes(header[:4]) not in _MAGIC or size not in _PAGE_SIZES:
            return
        while (frame := file.read(_FRAME_BYTES + size))[8:16] == salts:  # what is of another -wal was left from before
            chain = chain_on(frame[_FRAME_BYTES:].ljust(size, b"\0"))
            if chain:
                end = int.from_bytes(frame[:4]) * size
                yield range(end - size, end), chain


def _chain_of(path: Path) -> Chain | None:
    with closing(connected(path, ALONE)) as connection:
        try:
            return chain_of(connection)
        except (sqlite.Error, UnicodeDecodeError) as error:  # the second of a message that quotes a damaged schema
            if getattr(error, "sqlite_errorcode", 1) & 0xFF in _SENSELESS:
                return None
            raise


def _read(file: IO[bytes], page: range) -> bytes:
    file.seek(page.start)
    return file.read(len(page))
