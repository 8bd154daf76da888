"""The hash chain of format 1 is frozen: registers and printed sheets hold these hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from pegase_desktop.storage.chain import Told, digest_of, link_of

TOLD = Told(7, "2026-11-20T17:00:00Z", "Élodie", "", "0" * 32, "receive", "complaint", 3)
DIGEST = digest_of('{"changes": [], "reason": "é"}', b"salt")


def test_an_entry_has_the_hash_that_it_always_had() -> None:
    assert DIGEST.hex() == hashlib.sha256('salt{"changes": [], "reason": "é"}'.encode()).hexdigest()
    members = {
        "format": 1, "previous": "00ff", "number": 7, "at": "2026-11-20T17:00:00Z", "actor": "Élodie", "desk": "",
        "act": "0" * 32, "verb": "receive", "record_kind": "complaint", "record_id": 3, "digest": DIGEST.hex(),
    }  # fmt: skip
    told = json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert link_of(b"\x00\xff", TOLD, DIGEST) == hashlib.sha256(told.encode()).digest()
    assert (
        link_of(b"\x00\xff", TOLD, DIGEST).hex() == "a95f5c4f7fbb589febb40f572319dd30979fb5626c5992af665d8509653b4360"
    )


@pytest.mark.parametrize("name", Told._fields)
def test_every_member_of_an_entry_is_in_its_hash(name: str) -> None:
    others: dict[str, Any] = {"number": 8, "record_id": 4, "act": None}
    other = TOLD._replace(**{name: others.get(name, "autre")})
    assert link_of(b"", other, DIGEST) != link_of(b"", TOLD, DIGEST)


def test_the_entry_before_and_the_values_are_in_it_too() -> None:
    assert link_of(b"", TOLD, DIGEST) != link_of(b"x", TOLD, DIGEST)
    assert link_of(b"", TOLD, DIGEST) != link_of(b"", TOLD, digest_of("{}", b"salt"))
