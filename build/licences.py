"""The licences of what the Windows program ships, gathered from the installed packages themselves."""

from __future__ import annotations

import re
import sysconfig
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from environment import ROOT
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

_LICENCE_FILE = re.compile(r"(.*[/\\])?((licen[cs]e|copying|notice)[^/\\]*|(build_)?licenses[/\\].*)", re.IGNORECASE)
_SAID_ELSEWHERE = re.compile(r"LicenseRef-Qt-Commercial.*")  # Qt is used under the LGPL, see resources/licences
_BUILD_TOOL = "pyinstaller"  # its starter is part of each executable


def write_licences(folder: Path) -> list[Path]:
    """Write one text a component into *folder*: Python, the project's dependencies and theirs.

    Raises:
        PackageNotFoundError: a dependency is not installed in this Python.
        ValueError: a component came without its licence.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"Python": _python_licence()}
    texts |= {one.name: _licence(one) for one in _shipped()}
    written = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        written.append(path)
    return written


def _shipped() -> Iterator[Distribution]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [*project["dependencies"], _BUILD_TOOL]
    known: set[str] = set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = requirement.name.lower()
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if name in known or not applies:
            continue
        known.add(name)
        found = distribution(name)
        yield found
        if name != _BUILD_TOOL:
            waiting += found.requires or []


def _licence(component: Distribution) -> str:
    files = [file for file in component.files or [] if ".dist-info" in file.parts[0]]
    texts = [_text(file.read_binary()) for file in files if _is_licence("/".join(file.parts[1:]))]
    keys = (key for key in ("License-Expression", "License") if key in component.metadata)
    expression = next((component.metadata[key] for key in keys), "")
    if not texts and not expression:
        raise ValueError(f"{component.name} came without its licence")
    return "\n\n".join([f"{component.name} {component.version}\n{expression}", *map(str.strip, texts)]) + "\n"


def _is_licence(place: str) -> bool:
    return _LICENCE_FILE.fullmatch(place) is not None and _SAID_ELSEWHERE.fullmatch(Path(place).name) is None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")  # a sign like © in an old file


def _python_licence() -> str:
    library = Path(sysconfig.get_path("stdlib"))
    beside = [folder / "LICENSE.txt" for folder in (library, library.parent)]
    return next(path for path in beside if path.is_file()).read_text("utf-8")
