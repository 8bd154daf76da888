"""The journal in the file: append-only, each entry bound to the one before by its hash."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Database

from pegase_desktop.domain.journal import Change, Entry, Verb
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.record import REGISTER, RecordKind, RecordRef
from pegase_desktop.storage.chain import Told, digest_of, link_of
from pegase_desktop.storage.prepared import Prepared, Slot, slots
from pegase_desktop.storage.records import FileTable, columns_of, look_at

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TOLD = (*Told._fields, "payload")
_COLUMNS = (*_TOLD, "salt", "digest", "hash")
#: The first part of the path by which an entry tells what became of another one: ``journal/17``.
OF_ENTRY = "journal"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal: how many entries, and the hash (hexadecimal) of the last."""

    count: int
    digest: str

    def is_at(self, anchor: Head) -> bool:
        """Whether it is what was noted as an anchor, of which the digest may be cut short."""
        return self.count == anchor.count and self.digest.startswith(anchor.digest.lower())

    def __str__(self) -> str:
        return f"{self.count}-{self.digest[:12]}"


class Ledger:
    """The table ``journal`` of one register file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        table = self._table = FileTable("journal", _COLUMNS, _database=database)
        self._insert = Prepared(database, lambda: table.insert(slots(*_COLUMNS)))
        told = columns_of(table, _TOLD)
        mine = (table.record_kind == Slot("kind")) & (table.record_id == Slot("id"))
        self._of_one = Prepared(database, lambda: table.select(*told).where(mine).order_by(table.number))
        self._newest = Prepared(
            database, lambda: table.select(table.number, table.hash).order_by(table.number.desc()).limit(1)
        )
        self._of_act = Prepared(
            database, lambda: table.select(table.record_kind, table.record_id).where(table.act == Slot("act"))
        )

    def ensure_there(self) -> None:
        """Look whether the table has all its columns.

        Raises:
            peewee.PeeweeException: it has not.
        """
        look_at(self._database, self._table)

    def append(
        self,
        at: datetime,
        actor: str,
        verb: Verb,
        record: RecordRef,
        changes: Iterable[Change],
        reason: str = "",
        *,
        desk: str = "",
        act: str = "",
    ) -> None:
        """Write one entry; call it inside the transaction of what it tells."""
        last = self._last()
        number, previous = (last[0] + 1, last[1]) if last else (1, b"")
        payload = _ENCODER.encode({"changes": [[one.path, one.old, one.new] for one in changes], "reason": reason})
        salt = secrets.token_bytes(16)
        digest = digest_of(payload, salt)
        told = Told(number, to_text(at), actor, desk, act or None, verb.value, record.kind.value, record.id)
        values = (*told, payload, salt, digest, link_of(previous, told, digest))
        self._insert.run(dict(zip(_COLUMNS, values, strict=True)))

    def erase(self, numbers: Sequence[int], at: datetime, actor: str, reason: str) -> None:
        """Take the values out of entries for good, and tell it: who, when, why, which, and of which facts they told.

        Within a transaction.
        """
        table = self._table
        told = self._selected(table.number.in_(numbers))
        table.update(payload=None, salt=None).where(table.number.in_(numbers)).execute()
        changes = [
            Change(f"{OF_ENTRY}/{one.number}", sorted({change.fact for change in one.changes}), "erased")
            for one in told
        ]
        self.append(at, actor, Verb.ERASE, REGISTER, changes, reason)

    def record_of(self, act: str) -> RecordRef | None:
        """The record of which the entry tells that an act made; None when the journal does not hold that act."""
        found = self._of_act.run({"act": act}).fetchone() if act else None
        return RecordRef(RecordKind(found[0]), found[1]) if found else None

    def head(self) -> Head:
        """The anchor that backups and printed sheets carry."""
        last = self._last()
        return Head(last[0], last[1].hex()) if last else Head(0, "")

    def former_head(self) -> Head | None:
        """The end of the chain that the register had in the first format; None if it began in a later one."""
        changes = (change for entry in self.of(REGISTER) for change in entry.changes)
        chain = next((change.new for change in changes if change.path == "chain"), None)
        return Head(chain["count"], chain["head"]) if chain else None

    def erased(self) -> int:
        """How many entries no longer say what was changed."""
        return int(self._table.select().where(self._table.payload.is_null()).count())

    def erased_facts(self) -> dict[int, frozenset[str]]:
        """By the number of each entry that another one says was erased: the names of the facts that it told of.

        None where that is not said: the first format did not.
        """
        changes = (change for entry in self.of(REGISTER) for change in entry.changes if change.fact == OF_ENTRY)
        return {int(change.path.partition("/")[2]): frozenset(change.old or ()) for change in changes}

    def holds(self, anchor: Head) -> bool:
        """Whether the journal still passes through an anchor noted earlier, of which the digest may be cut short."""
        link = self._link(anchor.count)
        return anchor.count == 0 or (link != b"" and Head(anchor.count, link.hex()).is_at(anchor))

    def all(self) -> tuple[Entry, ...]:
        """What was done in the whole register, the oldest first."""
        return self._selected()

    def of(self, record: RecordRef) -> tuple[Entry, ...]:
        """What was done with one record, the oldest first."""
        rows = self._of_one.run({"kind": record.kind.value, "id": record.id}).fetchall()
        return tuple(map(_entry, rows))

    def since(self, moment: datetime) -> tuple[Entry, ...]:
        """What was done in the whole register at or after *moment*, the oldest first."""
        return self._selected(self._table.at >= to_text(moment))

    def _selected(self, *conditions: Any) -> tuple[Entry, ...]:
        table = self._table
        query = table.select(*columns_of(table, _TOLD)).order_by(table.number)
        if conditions:
            query = query.where(*conditions)
        return tuple(map(_entry, query.tuples().iterator()))

    def faults(self, *, last: int | None = None) -> Iterator[str]:
        """What is wrong with the chain, in sentences: an entry altered, missing, added, moved or emptied unsaid.

        Of the *last* entries alone, where so many are told: one emptied may be said further back, and is no fault then.
        """
        after = max(self.head().count - last, 0) if last is not None else 0
        previous, expected = self._link(after), after + 1
        erased: set[int] = set()
        said_erased: set[int] = set()
        entries = self._table.select().where(self._table.number > after).order_by(self._table.number)
        for *row, payload, salt, digest, link in entries.tuples().iterator():
            told = Told(*row)
            if told.number != expected:
                yield f"Le journal passe de l’entrée {expected - 1} à l’entrée {told.number}."
            if payload is None:
                erased.add(told.number)
            elif digest_of(payload, salt or b"") != digest:
                yield f"L’entrée {told.number} du journal a été modifiée."
            elif told.record_kind == RecordKind.REGISTER:
                said_erased |= _erased_by(payload)
            if link_of(previous, told, digest) != link:
                yield f"L’entrée {told.number} du journal ne suit pas la précédente."
            previous, expected = link, told.number + 1
        for number in sorted(erased - said_erased) if not after else ():
            yield f"L’entrée {number} du journal a été vidée, et aucune autre ne le dit."

    def _link(self, number: int) -> bytes:
        """The hash of the entry with that number; empty before the first."""
        found = self._table.select(self._table.hash).where(self._table.number == number).tuples().first()
        return bytes(found[0]) if found else b""

    def _last(self) -> tuple[int, bytes] | None:
        found: tuple[int, bytes] | None = self._newest.run({}).fetchone()
        return found


def _erased_by(payload: str) -> set[int]:
    """The numbers of the entries that an entry about the register says were erased."""
    paths = (path.partition("/") for path, *_ in json.loads(payload)["changes"])
    return {int(number) for of, _, number in paths if of == OF_ENTRY}


def _entry(row: tuple[Any, ...]) -> Entry:
    *columns, payload = row
    told = Told(*columns)
    values = json.loads(payload) if payload is not None else {"changes": [], "reason": ""}
    return Entry(
        number=told.number,
        at=from_text(told.at),
        actor=told.actor,
        verb=Verb(told.verb),
        record=RecordRef(RecordKind(told.record_kind), told.record_id),
        changes=tuple(Change(*one) for one in values["changes"]),
        reason=str(values["reason"]),
        desk=told.desk,
        act=told.act or "",
    )
