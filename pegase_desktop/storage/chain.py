"""The hash chain of the journal, format 1. Frozen: what is hashed here stands in registers and on printed sheets.

An entry's values, its *payload*, are hashed with a salt of their own, and only that digest enters the chain: values and
salt can be erased for good, when a person asks for it, and the chain still proves that nothing else was altered.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

FORMAT = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Told(NamedTuple):
    """What an entry tells besides its values: members of what is hashed, by these names."""

    number: int
    at: str
    actor: str
    desk: str
    act: str | None
    verb: str
    record_kind: str
    record_id: int


def digest_of(payload: str, salt: bytes) -> bytes:
    """The digest by which the chain knows the values of an entry."""
    return hashlib.sha256(salt + payload.encode()).digest()


def link_of(previous: bytes, told: Told, digest: bytes) -> bytes:
    """The hash of an entry that follows the one with the hash *previous*, which is empty before the first."""
    members = {"format": FORMAT, "previous": previous.hex(), **told._asdict(), "digest": digest.hex()}
    return hashlib.sha256(_ENCODER.encode(members).encode()).digest()
