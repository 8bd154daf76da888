"""The README: its pictures are those that `screens --readme` stores, and its commands those that there are."""

from __future__ import annotations

import re
from pathlib import Path

import dev
import screens

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PICTURES = ROOT / "docs" / "pictures"
_HEAVIEST = 150_000  # bytes


def test_every_picture_is_shown_and_those_of_the_screens_can_be_made_anew() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", README))
    assert shown >= {path.name for path in PICTURES.iterdir()} >= set(screens.README_PICTURES.values())


def test_the_pictures_are_light() -> None:
    assert [path.name for path in PICTURES.iterdir() if path.stat().st_size > _HEAVIEST] == []


def test_every_command_named_exists() -> None:
    table = README.partition("## Commands of the house")[2].partition("##")[0]
    named = set(re.findall(r"^\| `([\w, `-]+)` \|", table, re.MULTILINE))
    assert {name for group in named for name in re.split(r"[`, ]+", group)} == set(dev._commands())
