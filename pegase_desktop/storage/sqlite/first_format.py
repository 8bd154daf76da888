"""Registers of the first format (version 1), brought over. Frozen: it knows both formats by itself.

The first format told of complaints alone: its journal hashed a bare list with the complaint's id, a case kept only its
last ends, and a letter and the exchange that it is were two things that said the same. The journal is told again in a
new chain, entry by entry, under the same instants and names; its first entry holds the head of the old chain.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pegase_desktop.storage.chain import Told, digest_of, link_of

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    Change = tuple[str, Any, Any]  # path, old, new

_ASIDE = "first_"  # before the names of the tables of version 1, until all they held is brought over
_KEPT = frozenset({"content"})  # the same in both, and large
_OF_COMPLAINT = ("calls", "links", "actions", "redress", "exchanges", "letters")
_SAME = ("terms", "complaint", "concerned", "draft_attachment", "staff", "setting")
_ENDS = {
    "closed": {"at": "closed_at", "by": "closed_by"},
    "cancelled": {
        "at": "cancelled_at",
        "reason": "cancel_reason",
        "note": "cancel_note",
        "duplicate_of": "duplicate_of",
    },
    "reopened": {"at": "reopened_at", "note": "reopen_reason"},
}
_END_FACTS = {name for places in _ENDS.values() for name in places.values()}
_SETTLED = {
    "acknowledgement": "ack_sent_at",
    "waiting": "commitment_told_at",
    "favourable": "response_sent_at",
    "partial": "response_sent_at",
    "unfavourable": "response_sent_at",
    "closing": "feedback_asked_at",
}


class _Entry(NamedTuple):
    number: int
    at: str
    actor: str
    verb: str
    complaint_id: int | None
    payload: str | None
    salt: bytes | None
    digest: bytes
    hash: bytes


class FirstFormat:
    """The tables of version 1 in a file; every call belongs inside the migration's transaction."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self._letter_of: dict[int, int] = {}  # by exchange
        self._settling: set[int] = set()  # letters

    @classmethod
    def in_file(cls, database: SqliteDatabase) -> Self | None:
        """None when the file is new."""
        found = database.execute_sql("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").fetchone()
        return cls(database) if found else None

    def keeps(self, statement: str) -> bool:
        """Whether what a statement of the new schema makes is there already."""
        return any(statement.split()[:3] == ["CREATE", "TABLE", name] for name in _KEPT)

    def set_aside(self) -> None:
        """Take the names of the old schema out of the way of the new one."""
        self._run("DROP TABLE search")
        for kind, name in self._rows(
            "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"
        ):
            if kind in ("index", "trigger"):
                self._run(f"DROP {kind} {name}")
            elif name not in _KEPT:
                self._run(f"ALTER TABLE {name} RENAME TO {_ASIDE}{name}")

    def bring_over(self) -> None:
        """Fill the new tables from the old ones, and drop those."""
        self._run("INSERT INTO identity VALUES (1, ?, '', 0)", secrets.token_hex(16))
        for name in _SAME:
            self._copy(name, name)
        for name in _OF_COMPLAINT:
            self._copy(name, f"complaint_{name}", record_id="complaint_id")
        self._copy("attachments", "attachments", record_kind="'complaint'", record_id="complaint_id")
        self._copy("letter_text", "letter_text", record_kind="'complaint'", record_id="complaint_id")
        act = "lower(hex(randomblob(16)))"
        self._copy("draft", "draft", record_kind="'complaint'", record_id="complaint_id", act=act)
        self._tell_again()
        for exchange, letter in self._letter_of.items():
            self._run("UPDATE complaint_exchanges SET letter = ? WHERE id = ?", letter, exchange)
        for letter in self._settling:
            self._run("UPDATE complaint_letters SET settles = 1 WHERE id = ?", letter)
        self._add_ends_untold()
        for (name,) in self._rows(f"SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '{_ASIDE}*'"):
            self._run(f"DROP TABLE {name}")

    def _copy(self, old: str, new: str, **renamed: str) -> None:
        """All rows with the columns that both have, and *renamed*: by new column, an expression of the old ones."""
        there = self._columns(_ASIDE + old)
        values = {name: renamed.get(name, name) for name in self._columns(new) if name in renamed or name in there}
        columns, told = ", ".join(values), ", ".join(values.values())
        self._run(f"INSERT INTO {new} ({columns}) SELECT {told} FROM {_ASIDE}{old}")
        # An id that was given is not given again, also where its row is gone: the journal tells of it.
        self._run(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?, seq FROM sqlite_sequence WHERE name = ?"
            " AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
            new,
            _ASIDE + old,
            new,
        )
        self._run(
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence WHERE name IN (?, ?))"
            " WHERE name = ?",
            new,
            _ASIDE + old,
            new,
        )

    def _tell_again(self) -> None:
        entries = self._entries()
        head = entries[-1].hash.hex() if entries else ""
        told = {"format": 0, "count": len(entries), "head": head, "faults": list(_faults(entries))}
        erased = [(f"journal/{entry.number + 1}", None, "erased") for entry in entries if entry.payload is None]
        now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
        previous = self._append(
            b"", Told(1, now, "", "", None, "migrate", "register", 1), [("chain", None, told), *erased]
        )
        for entry in entries:
            kind, number = ("complaint", entry.complaint_id) if entry.complaint_id is not None else ("school", 1)
            again = Told(entry.number + 1, entry.at, entry.actor, "", None, entry.verb, kind, number)
            if entry.payload is None:
                previous = self._write(previous, again, None, None, entry.digest)
            else:
                values = json.loads(entry.payload)
                changes = list(self._changes(entry, values["changes"]))
                previous = self._append(previous, again, changes, values["reason"])

    def _entries(self) -> list[_Entry]:
        columns = "id, at, actor, verb, complaint_id, payload, salt, digest, hash"
        return [_Entry(*row) for row in self._rows(f"SELECT {columns} FROM {_ASIDE}journal ORDER BY id")]

    def _append(self, previous: bytes, told: Told, changes: list[Change], reason: str = "") -> bytes:
        payload = json.dumps({"changes": changes, "reason": reason}, ensure_ascii=False)
        salt = secrets.token_bytes(16)
        return self._write(previous, told, payload, salt, digest_of(payload, salt))

    def _write(self, previous: bytes, told: Told, payload: str | None, salt: bytes | None, digest: bytes) -> bytes:
        link = link_of(previous, told, digest)
        values = (*told, payload, salt, digest, link)
        self._run(f"INSERT INTO journal VALUES ({', '.join('?' * len(values))})", *values)
        return link

    def _changes(self, entry: _Entry, changes: list[Change]) -> Iterator[Change]:
        """What an entry tells, in today's words."""
        facts = {path: new for path, _, new in changes}
        self._tie_letters(facts)
        for path, old, new in changes:
            if path not in _END_FACTS:
                yield path, self._named(path, old), self._named(path, new)
        for end in _ends(facts, entry.actor if entry.verb in ("close", "cancel", "reopen") else ""):
            yield f"endings/{self._add_end(entry.complaint_id, end)}", None, end

    def _tie_letters(self, facts: dict[str, Any]) -> None:
        """Note which of the exchanges that were told together with letters are these letters."""
        told = {path: new for path, new in facts.items() if new is not None and "/" in path}
        letters = {_said_by_letter(row): _number(path) for path, row in told.items() if path.startswith("letters/")}
        for path, row in told.items():
            if path.startswith("exchanges/") and _said_by_exchange(row) in letters:
                self._letter_of[_number(path)] = letters[_said_by_exchange(row)]
            if path.startswith("letters/") and facts.get(_SETTLED.get(row.get("kind"), "")) == row.get("sent_at"):
                self._settling.add(_number(path))

    def _named(self, path: str, row: Any) -> Any:
        """The entry of a list as it is told today: an exchange with its letter, a letter with what it settles."""
        fact, _, number = path.partition("/")
        if row is not None and fact == "exchanges" and int(number) in self._letter_of:
            return row | {"letter": self._letter_of[int(number)]}
        if row is not None and fact == "letters" and int(number) in self._settling:
            return row | {"settles": True}
        return row

    def _add_end(self, complaint_id: int | None, end: dict[str, Any]) -> int:
        values = {"record_id": complaint_id} | end
        marks = ", ".join("?" * len(values))
        text = f"INSERT INTO complaint_endings ({', '.join(values)}) VALUES ({marks}) RETURNING id"
        return int(self._database.execute_sql(text, tuple(values.values())).fetchone()[0])

    def _add_ends_untold(self) -> None:
        """Ends that a case has and no entry tells any more: the entry that did was erased."""
        names = sorted(_END_FACTS)
        for number, *values in self._rows(f"SELECT id, {', '.join(names)} FROM {_ASIDE}complaint"):
            for end in _ends(dict(zip(names, values, strict=True)), ""):
                known = "SELECT 1 FROM complaint_endings WHERE record_id = ? AND kind = ? AND at = ?"
                if not self._database.execute_sql(known, (number, end["kind"], end["at"])).fetchone():
                    self._add_end(number, end)

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._rows(f"PRAGMA table_info({table})")]

    def _rows(self, text: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._database.execute_sql(text).fetchall()
        return rows

    def _run(self, text: str, *values: Any) -> None:
        self._database.execute_sql(text, values)


def _ends(facts: dict[str, Any], actor: str) -> Iterator[dict[str, Any]]:
    """The ends that facts tell of, in the order of time; of two at one instant a reopening comes last."""
    told = []
    for kind, places in _ENDS.items():
        end = {name: facts[place] for name, place in places.items() if facts.get(place)}
        if "at" in end:
            told.append({"kind": kind} | ({"by": actor} if actor else {}) | end)
    yield from sorted(told, key=lambda end: end["at"])


def _said_by_letter(row: dict[str, Any]) -> tuple[Any, ...]:
    return row.get("sent_at"), row.get("medium"), row.get("by"), row.get("subject")


def _said_by_exchange(row: dict[str, Any]) -> tuple[Any, ...]:
    return row.get("at"), row.get("medium"), row.get("by"), row.get("text")


def _number(path: str) -> int:
    return int(path.partition("/")[2])


def _faults(entries: list[_Entry]) -> Iterator[str]:
    """What was wrong with the chain of version 1."""
    previous = b""
    for place, entry in enumerate(entries, start=1):
        if entry.number != place:
            yield f"Le journal passe de l’entrée {place - 1} à l’entrée {entry.number}."
            return
        if entry.payload is not None and hashlib.sha256((entry.salt or b"") + entry.payload.encode()).digest() != (
            entry.digest
        ):
            yield f"L’entrée {place} du journal a été modifiée."
        told = json.dumps(entry[:5], ensure_ascii=False, separators=(",", ":"))
        if hashlib.sha256(previous + told.encode() + entry.digest).digest() != entry.hash:
            yield f"L’entrée {place} du journal ne suit pas la précédente."
        previous = entry.hash
