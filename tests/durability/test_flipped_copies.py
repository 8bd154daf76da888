"""Hundreds of flipped bits in a copy: its manifest tells each; without it, no changed fact becomes the register's."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.making import Making, copy_register
from pegase_desktop.storage.copies.manifest import manifest_beside, read_manifest
from pegase_desktop.storage.copies.restoring import figures_at, prepared
from pegase_desktop.storage.copies.shelf import altered
from tests.amounts import tried
from tests.domain.samples import CASES_NOW
from tests.durability.shown import shown
from tests.storage.office import Clock, live_in, opened

SEED = 20261127
TOLD, BATCHES, JUDGED = tried(quick=300, whole=20_000), 4, tried(quick=30, whole=1_000)
_WRITTEN = re.compile(rb"(?:(?!\0{16}).)+", re.DOTALL)  # the rest is space that nothing was written to yet


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, with its manifest beside."""
    folder = tmp_path_factory.mktemp("flips")
    copy, clock = folder / "registre 2026-11-20 18h00.pegase-copie", Clock(CASES_NOW)
    with opened(folder / "registre.pegase", clock) as register:
        live_in(register, clock)
        copy_register(register.store.path, copy, Making(clock(), whole=True))
    return copy


def _flipped(content: bytes, place: int, chance: random.Random) -> bytes:
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def test_every_flipped_bit_is_told_by_the_manifest(made: Path) -> None:
    content, chance = made.read_bytes(), random.Random(SEED)
    assert altered(made) == ""
    try:
        for _ in range(TOLD):
            place = chance.randrange(len(content))
            made.write_bytes(_flipped(content, place, chance))
            assert altered(made), f"byte {place}"
    finally:
        made.write_bytes(content)


def test_a_flipped_manifest_is_none_or_tells_whether_the_copy_is_whole(made: Path) -> None:
    beside, chance = manifest_beside(made), random.Random(SEED)
    content, known = beside.read_bytes(), read_manifest(made)
    assert known is not None
    try:
        for _ in range(TOLD):
            beside.write_bytes(_flipped(content, chance.randrange(len(content)), chance))
            found = read_manifest(made)
            assert (altered(made) == "") is (found is not None and found.sha256 == known.sha256)
    finally:
        beside.write_bytes(content)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_without_it_no_changed_fact_is_put_back(batch: int, made: Path, tmp_path: Path) -> None:
    content, chance = made.read_bytes(), random.Random(SEED + batch)
    places = [place for run in _WRITTEN.finditer(content) for place in range(*run.span())]
    copy, register = tmp_path / "copie.pegase-copie", tmp_path / "données" / "registre.pegase"
    copy.write_bytes(content)
    sound = _put_back(copy, register)
    assert isinstance(sound, list)
    refused = 0
    for _ in range(JUDGED):
        place = chance.choice(places)
        copy.write_bytes(_flipped(content, place, chance))
        found = _put_back(copy, register)
        refused += found is None
        assert found in (None, sound), f"byte {place}"
        assert (found is None) is _is_faulty(copy), f"byte {place}"
        figures_at(copy)  # whatever it is, it is read or not; and the file may change by that
    assert refused > JUDGED // 3


def _put_back(copy: Path, register: Path) -> list[object] | None:
    """What is shown of the file that would become the register; None if there is a sentence instead."""
    try:
        with prepared(copy, register) as found, opened(found.file, Clock(CASES_NOW)) as judged:
            return list(shown(judged))
    except UserError:
        return None


def _is_faulty(copy: Path) -> bool:
    try:
        return check_file(copy).faults != ()
    except UserError:
        return True
