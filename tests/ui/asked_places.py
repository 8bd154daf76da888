"""Where the program asks something or opens a dialog, read from its own code: a new place cannot be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import getmembers, isfunction, signature
from pathlib import Path

import pegase_desktop
from pegase_desktop.ui.desk.questions import Questions

_ROOT = Path(pegase_desktop.__file__).parent
_ATTENDED = {"attend"}  # where one only waits, the one answer is the safe one: its dialog is among the dialogs
ASKING = {
    name for name, method in getmembers(Questions, isfunction) if "safe" in signature(method).parameters
} - _ATTENDED
_SEAM = {"ui/desk/questions.py", "ui/shell/qt_questions.py"}  # where the questions themselves are made


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(_ROOT.rglob("*.py")):
        yield path.relative_to(_ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _named(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node with the class and function it stands in."""
    for node in ast.iter_child_nodes(tree):
        name = inside
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            name = f"{inside}.{node.name}".lstrip(".")
        yield name, node
        yield from _named(node, name)


def questions_asked() -> set[tuple[str, str, str]]:
    """The file, the function and the method of each question that has a safe answer."""
    return {
        (file, inside, node.attr)
        for file, tree in _sources()
        if file not in _SEAM
        for inside, node in _named(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKING and not _is_self(node.value)
    }


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def dialogs_opened() -> set[tuple[str, str]]:
    """The file and the name of each kind of dialog, and where the plain one, or one of Qt's, is made as it is."""
    kinds, found = {"QDialog", "QMessageBox", "QInputDialog", "QErrorMessage"}, set[tuple[str, str]]()
    grown = True
    while grown:
        grown = False
        for file, tree in _sources():
            for _, node in _named(tree):
                if isinstance(node, ast.ClassDef) and node.name not in kinds and kinds & set(_bases(node)):
                    kinds.add(node.name)
                    found.add((file, node.name))
                    grown = True
    plain = kinds - {name for _, name in found} | {"Dialog", "Form"}
    for file, tree in _sources():
        for inside, node in _named(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in plain:
                found.add((file, inside))
    return found


def _bases(node: ast.ClassDef) -> list[str]:
    return [base.id for base in node.bases if isinstance(base, ast.Name)]
