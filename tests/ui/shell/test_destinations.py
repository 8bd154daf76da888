"""Whoever adds a place to go to is asked for it where every screen is walked through, and where all are pictured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import screens

from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.destinations import DESTINATIONS
from pegase_desktop.ui.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("file", ["tests/ui/every_screen.py", "build/screens.py"])
def test_every_destination_is_gone_to(file: str) -> None:
    gone_to = set(re.findall(r"\.turn_to\(Place\.(\w+)\)", (ROOT / file).read_text("utf-8")))
    assert {one.place.name for one in DESTINATIONS} - gone_to == set()


def test_every_place_is_a_destination() -> None:
    assert {one.place for one in DESTINATIONS} == set(Place)


def test_every_section_of_the_settings_is_pictured(window: MainWindow) -> None:
    window.turn_to(Place.SETTINGS)
    settings = window.shell.screens.screen_of(Place.SETTINGS)
    assert isinstance(settings, SettingsScreen)
    assert set(screens._SETTINGS) == set(settings._builders)
