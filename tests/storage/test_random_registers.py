"""Some registers lived in at random: whatever happened, `check` accuses none; RELEASING says how to try many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.amounts import tried
from tests.storage.random_registers import accusations


@pytest.mark.parametrize("seed", range(1, tried(quick=5, whole=60) + 1))
def test_a_register_lived_in_is_not_accused(tmp_path: Path, seed: int) -> None:
    assert accusations(tmp_path / "registre.pegase", seed) == []
