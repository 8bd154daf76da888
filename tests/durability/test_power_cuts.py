"""Hundreds of power cuts with our settings lose nothing; the same harness sees weaker settings lose saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.amounts import tried
from tests.durability.power_cuts import run
from tests.durability.register_workload import Office
from tests.durability.rigged_vfs import why_impossible

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261117
CUTS = tried(quick=60, whole=250)  # of each batch

pytestmark = pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))


@pytest.mark.parametrize("batch", range(4))
def test_no_acknowledged_save_is_lost(batch: int, tmp_path: Path) -> None:
    failures = run(Office, tmp_path, SEED + batch * 1000, cuts=CUTS)
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_weaker_settings_are_seen_to_lose_saves(synchronous: str, tmp_path: Path) -> None:
    assert len(run(Office, tmp_path, SEED, cuts=CUTS, synchronous=synchronous)) > CUTS // 10
