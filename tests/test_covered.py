"""The table of modules covered whole names what there is, and what is no longer or newly whole is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import covered
import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = [module for modules in covered.WHOLE.values() for module in modules]


def told(lines: list[int], branches: list[list[int]], statements: int = 9) -> dict[str, Any]:
    return {"missing_lines": lines, "missing_branches": branches, "summary": {"num_statements": statements}}


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covered, "WHOLE", {"domain/test_text": ("domain/text",)})


def test_the_table_names_tests_and_modules_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert [one for one in covered.WHOLE if not (ROOT / "tests" / f"{one}.py").is_file()] == []
    assert [one for one in MODULES if not (ROOT / "pegase_desktop" / f"{one}.py").is_file()] == []
    assert {one.partition("/")[0] for one in (*covered.WHOLE, *MODULES)} == set(covered.ROOMS)
    assert len(MODULES) == len(set(MODULES))


def test_what_is_whole_as_the_table_says_is_not_spoken_of() -> None:
    seen = {"pegase_desktop/domain/text.py": told([], []), "pegase_desktop/domain/other.py": told([4], [])}
    assert list(covered.complaints(seen)) == []


def test_what_is_no_longer_whole_is_said_with_its_tests() -> None:
    seen = {"pegase_desktop\\domain\\text.py": told([12, 14], [[20, 22], [30, -28]])}
    assert list(covered.complaints(seen)) == [
        "domain/text was covered whole by tests/domain/test_text.py, and lacks: 12, 14, 20 to 22, 30 to the end"
    ]


def test_what_has_become_whole_is_asked_for_unless_there_is_nothing_in_it() -> None:
    whole = "pegase_desktop/domain/text.py"
    seen = {whole: told([], []), "pegase_desktop/domain/other.py": told([], [])}
    assert list(covered.complaints(seen)) == [
        "domain/other is covered whole: name it in build/covered.py, so that it stays so."
    ]
    assert list(covered.complaints({whole: told([], []), "pegase_desktop/domain/__init__.py": told([], [], 0)})) == []


def test_what_is_not_there_any_more_is_said() -> None:
    assert list(covered.complaints({})) == [
        "domain/text, which build/covered.py names, is not there or was not loaded."
    ]
