"""A place for registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a register may be made; the folder does not exist yet."""
    return tmp_path / "données" / "registre.pegase"
