from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pegase_desktop.resources import resource


@pytest.mark.parametrize("name", ["fonts/Inter-Regular.ttf", "icons/mail.svg", "icon.ico", "licences/Inter-OFL.txt"])
def test_what_is_shipped_is_found_in_a_checkout(name: str) -> None:
    assert resource(name).is_file()


def test_a_bundle_carries_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icon.png") == tmp_path / "resources" / "icon.png"
