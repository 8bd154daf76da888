"""The shape of the code, held on the syntax tree: how long a thing may grow, and what its form and name promise."""

from __future__ import annotations

import ast
import re
import statistics
from typing import TYPE_CHECKING

import pytest

from tests.test_architecture import PACKAGE, module_name, python_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

# Nine of ten are no longer than that, in lines, and none is longer than the second figure: those of the day when they
# were last lowered. What would go over them lacks an idea; a frozen step of the schema is only appended.
FILES, FUNCTIONS = (255, 460), (15, 41)
GROWS_WITH_EACH_VERSION = {"schema.py"}


def test_files_stay_short() -> None:
    files = [one for one in python_files(PACKAGE, "build") if one.name not in GROWS_WITH_EACH_VERSION]
    lengths = {module_name(one): len(one.read_text("utf-8").splitlines()) for one in files}
    assert too_long(lengths, FILES) == {}


def test_functions_stay_short() -> None:
    lengths = {
        f"{module_name(file)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in python_files(PACKAGE, "build")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert too_long(lengths, FUNCTIONS) == {}


def too_long(lengths: Mapping[str, int], limits: tuple[int, int]) -> dict[str, int]:
    """What is longer than any may be; of too many long ones, those longer than nine of ten may be."""
    ordinary, longest = limits
    is_many = statistics.quantiles(lengths.values(), n=10)[-1] > ordinary
    return {name: length for name, length in lengths.items() if length > (ordinary if is_many else longest)}


def test_what_grew_too_long_is_named() -> None:
    lengths = {str(number): 10 for number in range(20)}
    assert too_long(lengths | {"long": 20}, (10, 20)) == {}
    assert too_long(lengths | {"longer": 21}, (10, 20)) == {"longer": 21}
    assert set(too_long(lengths | dict.fromkeys("abc", 11), (10, 20))) == {*"abc"}


def open_matches(source: str, enumerations: AbstractSet[str]) -> list[int]:
    """The lines of *source* at which a match over one of *enumerations* takes in members that are still to come."""
    matches = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Match)]
    return [one.lineno for one in matches if _names_one(one, enumerations) and _takes_all(one.cases[-1])]


def _names_one(match: ast.Match, enumerations: AbstractSet[str]) -> bool:
    named = [node.value for case in match.cases for node in ast.walk(case.pattern) if isinstance(node, ast.MatchValue)]
    owners = [one.value for one in named if isinstance(one, ast.Attribute)]
    return any(isinstance(one, ast.Name) and one.id in enumerations for one in owners)


def _takes_all(case: ast.match_case) -> bool:
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def enumerations_of(source: str, known: AbstractSet[str]) -> set[str]:
    """The classes in *source* whose base is one of *known*."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    return {one.name for one in classes if any(isinstance(base, ast.Name) and base.id in known for base in one.bases)}


def test_a_match_over_an_enumeration_names_every_member() -> None:
    """So that mypy says where a new member is still to be thought of."""
    sources = {module_name(file): file.read_text("utf-8") for file in python_files(PACKAGE, "build")}
    known = {"Enum", "StrEnum", "IntEnum", "Labelled"}
    ours = set().union(*(enumerations_of(source, known) for source in sources.values()))
    assert ours > {"FactKind", "LetterKind", "Verb", "RecordKind", "Status"}
    assert {name: lines for name, source in sources.items() if (lines := open_matches(source, ours))} == {}


def test_a_match_that_hides_what_is_to_come_is_seen() -> None:
    last = "\n    case _:\n        pass"
    assert open_matches("match kind:\n    case Kind.A | Kind.B:\n        pass" + last, {"Kind"}) == [1]
    assert open_matches("match key:\n    case Qt.Key.Key_A:\n        pass" + last, {"Kind"}) == []
    assert open_matches("match kind:\n    case Kind.A:\n        pass\n    case Kind.B:\n        pass", {"Kind"}) == []


def acts_of(source: str) -> list[str]:
    """The functions of *source* that promise by their name to answer, and do something."""
    promising = re.compile(r"_?(is|has|may|can)_")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [one.name for one in functions if promising.match(one.name) and any(map(_is_act, ast.walk(one)))]


def _is_act(node: ast.AST) -> bool:
    """Whether it is a call for its effect alone, or changes something that others see."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    if isinstance(node, ast.Assign | ast.Delete):
        return any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets)
    return isinstance(node, ast.AugAssign | ast.AnnAssign) and isinstance(node.target, ast.Attribute | ast.Subscript)


def test_what_is_asked_changes_nothing() -> None:
    acting = [(file.name, acts_of(file.read_text("utf-8"))) for file in python_files(PACKAGE)]
    assert [one for one in acting if one[1]] == []


@pytest.mark.parametrize("act", ["self.save()", "self.known = True", "self.count += 1", "del self.names[0]"])
def test_a_question_that_acts_is_seen(act: str) -> None:
    assert acts_of(f"def may_close(self):\n    {act}\n    return True") == ["may_close"]
    assert acts_of(f"def ensure_saved(self):\n    {act}\n    return True") == []
    assert acts_of('def is_open(self):\n    """Whether."""\n    found = self.find()\n    return bool(found)') == []
