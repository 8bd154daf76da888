"""The journal in the file: append-only, each entry bound to the one before by its hash.

An entry's values are hashed with a salt of their own, and only that digest enters the chain: values and salt can be
erased for good, when a person asks for it, and the chain still proves that nothing else was altered.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import SqliteDatabase

from pegase_desktop.domain.journal import Change, Entry, Verb
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.storage.prepared import Prepared, Slot, slots
from pegase_desktop.storage.records import FileTable, columns_of

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TIGHT_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TOLD = ("id", "at", "actor", "verb", "complaint_id", "payload")
_COLUMNS = (*_TOLD, "salt", "digest", "hash")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal: how many entries, and the hash (hexadecimal) of the last."""

    count: int
    digest: str

    def __str__(self) -> str:
        return f"{self.count}-{self.digest[:12]}"


class Ledger:
    """The table ``journal`` of one register file."""

    def __init__(self, database: SqliteDatabase) -> None:
        table = self._table = FileTable("journal", _COLUMNS, _database=database)
        self._insert = Prepared(database, lambda: table.insert(slots(*_COLUMNS)))
        told = columns_of(table, _TOLD)
        mine = table.complaint_id == Slot("complaint_id")
        self._of_one = Prepared(database, lambda: table.select(*told).where(mine).order_by(table.id))
        self._newest = Prepared(database, lambda: table.select(table.id, table.hash).order_by(table.id.desc()).limit(1))

    def append(
        self,
        at: datetime,
        actor: str,
        verb: Verb,
        complaint_id: int | None,
        changes: Iterable[Change],
        reason: str,
    ) -> None:
        """Write one entry; call it inside the transaction of what it tells."""
        last = self._last()
        number, previous = (last[0] + 1, last[1]) if last else (1, b"")
        payload = _ENCODER.encode({"changes": [[one.path, one.old, one.new] for one in changes], "reason": reason})
        salt = secrets.token_bytes(16)
        digest = hashlib.sha256(salt + payload.encode()).digest()
        row = (number, to_text(at), actor, verb.value, complaint_id)
        values = (*row, payload, salt, digest, _link(previous, row, digest))
        self._insert.run(dict(zip(_COLUMNS, values, strict=True)))

    def head(self) -> Head:
        """The anchor that backups and printed sheets carry."""
        last = self._last()
        return Head(last[0], last[1].hex()) if last else Head(0, "")

    def erased(self) -> int:
        """How many entries no longer say what was changed."""
        return int(self._table.select().where(self._table.payload.is_null()).count())

    def holds(self, anchor: Head) -> bool:
        """Whether the journal still passes through an anchor noted earlier, of which the digest may be cut short."""
        found = self._table.select(self._table.hash).where(self._table.id == anchor.count).tuples().first()
        return anchor.count == 0 or (found is not None and found[0].hex().startswith(anchor.digest.lower()))

    def entries(self, complaint_id: int | None = None) -> Iterator[Entry]:
        """All entries, or those of one complaint, the oldest first."""
        if complaint_id is not None:
            return map(_entry, self._of_one.run({"complaint_id": complaint_id}).fetchall())
        return self._selected()

    def entries_of_the_register(self) -> Iterator[Entry]:
        """Those that speak of no complaint: settings, staff."""
        return self._selected(self._table.complaint_id.is_null())

    def since(self, moment: datetime) -> Iterator[Entry]:
        """The entries written at or after *moment*, the oldest first."""
        return self._selected(self._table.at >= to_text(moment))

    def _selected(self, *conditions: Any) -> Iterator[Entry]:
        table = self._table
        query = table.select(*columns_of(table, _TOLD)).order_by(table.id)
        if conditions:
            query = query.where(*conditions)
        return map(_entry, query.tuples().iterator())

    def faults(self) -> Iterator[str]:
        """What is wrong with the chain, in sentences: an entry altered, missing, added or moved."""
        previous, expected = b"", 1
        for *row, payload, salt, digest, link in self._table.select().order_by(self._table.id).tuples().iterator():
            if row[0] != expected:
                yield f"Le journal passe de l’entrée {expected - 1} à l’entrée {row[0]}."
            if payload is not None and hashlib.sha256((salt or b"") + payload.encode()).digest() != digest:
                yield f"L’entrée {row[0]} du journal a été modifiée."
            if _link(previous, tuple(row), digest) != link:
                yield f"L’entrée {row[0]} du journal ne suit pas la précédente."
            previous, expected = link, row[0] + 1

    def _last(self) -> tuple[int, bytes] | None:
        found: tuple[int, bytes] | None = self._newest.run({}).fetchone()
        return found


def _link(previous: bytes, row: tuple[Any, ...], digest: bytes) -> bytes:
    told = _TIGHT_ENCODER.encode(row).encode()
    return hashlib.sha256(previous + told + digest).digest()


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, actor, verb, complaint_id, payload = row
    told = json.loads(payload) if payload is not None else {"changes": [], "reason": ""}
    changes = tuple(Change(*one) for one in told["changes"])
    return Entry(number, from_text(at), actor, Verb(verb), complaint_id, changes, str(told["reason"]))
