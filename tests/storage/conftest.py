"""A place for registers, and an office that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.domain.samples import office
from tests.storage.office import Clock, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pegase_desktop.storage.register import Register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a register may be made; the folder does not exist yet."""
    return tmp_path / "données" / "registre.pegase"


@pytest.fixture
def clock() -> Clock:
    """Friday 20 November 2026, 18:00 in the office, until it is moved."""
    return Clock(office(20, 11, 18))


@pytest.fixture
def register(path: Path, clock: Clock) -> Iterator[Register]:
    """A new register, closed afterwards."""
    with opened(path, clock) as register:
        yield register
