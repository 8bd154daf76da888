"""1,000 flipped bits: what is shown is what was recorded, or the damage is said.

What was typed and is not recorded yet has no journal that could vouch for it: of a draft, only that it can be read.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check import check_register
from tests.domain.samples import CASES_NOW
from tests.storage.office import Clock, live_in, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pegase_desktop.storage.register import Register

SEED = 20261117
BATCHES, FLIPS = 4, 250
_WRITTEN = re.compile(rb"(?:(?!\0{16}).)+", re.DOTALL)  # the rest is space that nothing was written to yet
_HEADER = 100


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("flips") / "registre.pegase"
    clock = Clock(CASES_NOW)
    with opened(path, clock) as register:
        live_in(register, clock)
    return path.read_bytes()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_flipped_bit_changes_what_is_shown_unnoticed(batch: int, content: bytes, tmp_path: Path) -> None:
    chance = random.Random(SEED + batch)
    places = [place for run in _WRITTEN.finditer(content) for place in range(*run.span()) if place >= _HEADER]
    sound = _look(tmp_path, content)
    assert isinstance(sound, list)
    found = 0
    for _ in range(FLIPS):
        place, bit = chance.choice(places), 1 << chance.randrange(8)
        shown = _look(tmp_path, content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
        found += shown is None
        assert shown in (None, sound), f"bit {bit} of byte {place}"
    assert found > FLIPS // 2


def _look(folder: Path, content: bytes) -> list[object] | None:
    """What the program shows of a register with that content; None if it says that the file is damaged."""
    path = folder / "registre.pegase"
    path.write_bytes(content)
    try:
        with opened(path, Clock(CASES_NOW)) as register:
            return None if check_register(register) else list(_shown(register))
    except UserError:
        return None
    finally:
        for file in folder.iterdir():
            file.unlink()


def _shown(register: Register) -> Iterator[object]:
    for complaint in register.cases.all():
        yield complaint
        yield register.journal.of(complaint.ref)
        yield [register.cases.content_of(one) for one in complaint.attachments]
    yield register.school.settings
    yield register.school.staff()
    yield len(register.drafts.all())
