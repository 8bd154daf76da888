"""The pages of the repository: what they link to, and what they name of it, is there."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import dev
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md"))
MADE_LATER = (".venv", "build/out")
PLACEHOLDER = re.compile(r"NAME|CODE|KIND|NN\b|X\.Y\.Z|…")
# Names of others, which a page speaks of.
FOREIGN = set("COMMIT LIKE NOCASE quick_check objreg tagger_instance signtool actions/3".split())
EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@cache
def files() -> set[str]:
    """Every file of the repository, from its top; not what is made later."""
    found = set()
    for folder, inner, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        inner[:] = [
            one for one in inner if one not in {".git", ".hypothesis"} and (here / one).as_posix() not in MADE_LATER
        ]
        found |= {(here / name).as_posix() for name in names}
    return found


@cache
def words_of_the_sources() -> frozenset[str]:
    kinds = (".py", ".nsi", ".spec", ".toml", ".json", ".txt", ".lock")
    sources = [one for one in files() - {"tests/test_pages.py"} if one.endswith(kinds)]
    return frozenset(word for one in sources for word in re.findall(r"\w+", (ROOT / one).read_text("utf-8")))


def named_in_vain(text: str) -> list[str]:
    """What *text* names between backticks, as of this repository, and is not there."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = {one for one in re.findall(r"`([^`\n]+)`", prose) if not PLACEHOLDER.search(one)} - FOREIGN
    return sorted(one for one in named if not (_is_there(one) if _is_path(one) else _is_said(one)))


def _is_path(name: str) -> bool:
    return re.fullmatch(r"[\w./-]+/[\w./-]*|[\w-]+\.(py|md|toml|lock|json)", name) is not None


def _is_there(path: str) -> bool:
    if path.startswith(MADE_LATER):
        return True
    path = path.rstrip("/")
    return any(f"/{one}".endswith(f"/{path}") or f"/{path}/" in f"/{one}" for one in files())


def _is_said(name: str) -> bool:
    words = set(re.findall(r"[A-Za-z_]{4,}\w*", name))
    return words - FOREIGN <= words_of_the_sources()


@EACH
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@EACH
def test_what_is_named_is_there(page: Path) -> None:
    assert named_in_vain(page.read_text("utf-8")) == []


@EACH
def test_what_is_to_be_typed_can_be(page: Path) -> None:
    text = page.read_text("utf-8")
    commands = set(re.findall(r"build[/\\]dev\.py ([a-z][a-z-]*)", text))
    modules = set(re.findall(r"-m (tests[\w.]+)", text))
    assert commands <= set(dev._commands())
    assert {one for one in modules if not _is_there(one.replace(".", "/") + ".py")} == set()


@pytest.mark.parametrize(
    "named", ["ui/forms/nowhere.py", "nowhere.py", "docs/nowhere/", "never_said_anywhere()", "Register.nevermore"]
)
def test_what_is_not_there_is_seen(named: str) -> None:
    assert named_in_vain(f"See `{named}`.") == [named]


@pytest.mark.parametrize("named", ["ui/forms/", "schema.py", "build/out/screens/", "Register.open", "ui/NAME/"])
def test_what_is_there_passes(named: str) -> None:
    assert named_in_vain(f"See `{named}`.") == []
