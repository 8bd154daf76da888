"""What keeps the copies of a register, with the second place in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pegase_desktop.ui.copies import choosing
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.second_place import Judgement
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.json", actor="Claire Martin", actor_day="2026-11-20")


@pytest.fixture
def keeper(session: Session, preferences: Preferences) -> Iterator[CopyKeeper]:
    made = CopyKeeper(session, preferences)
    yield made
    made.end()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for one of another disk."""
    monkeypatch.setattr(choosing, "judged", lambda *_: Judgement())
    monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    folder = tmp_path / "clé"
    folder.mkdir()
    return folder
