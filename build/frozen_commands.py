"""The commands of the installed program compared with those of the source tree: same words, same data, same papers."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import wine
from environment import PROGRAM
from wine_desktop import TrialError

if TYPE_CHECKING:
    from collections.abc import Callable

_REFERENCE = "R-2026-0001"
_PAPERS = {"review": (), "minutes": ("RQ-2026-01",), "note": ("NI-2026-01",), "risks": ()}
_COMMANDS = (
    "check", "list", "search", "export", "import", "fiche", "blank fiche", *_PAPERS, "missing register", "mistyped",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a command said and wrote, the ends of lines made alike."""

    code: int
    said: str
    complained: str
    written: str = ""


class Installed:
    """The installed program's commands."""

    def __init__(self, executable: Path) -> None:
        self._executable = executable

    def __call__(self, *arguments: str | Path) -> Answer:
        shown = [wine.windows_path(one) if isinstance(one, Path) else one for one in arguments]
        folders = {one.parent for one in arguments if isinstance(one, Path)}
        answer = _ran(["wine", str(self._executable), *shown], wine.surroundings())
        for folder in folders:  # said as the source tree says it
            answer = replace(answer, complained=answer.complained.replace(wine.windows_path(folder), str(folder)))
        return answer


def source(*arguments: str | Path) -> Answer:
    """Run a command of the source tree."""
    return _ran([str(PROGRAM), *map(str, arguments)], None)


def compare(executable: Path, folder: Path) -> list[str]:
    """Run every command both ways in *folder*, which is made anew; returns what was compared.

    Raises:
        TrialError: an answer differs.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    installed = Installed(executable)
    register = folder / "Registre d’été.pegase"
    made = source("demo", register, "--complaints", "24", "--seed", "7")
    if made.code:
        raise TrialError(f"the source tree makes no demonstration: {made.complained}")
    for name in _COMMANDS:
        _compare(name, installed, register)
    return list(_COMMANDS)


def _compare(name: str, installed: Installed, register: Path) -> None:
    # The clock runs on between two answers that speak of delays: either of the source's, before and after, will do.
    before = _answer(name, source, register)
    frozen = _answer(name, installed, register)
    if frozen == before or frozen == _answer(name, source, register):
        return
    raise TrialError(f"« {name} » differs; the installed program: {frozen}; the source tree: {before}")


def _answer(name: str, program: Callable[..., Answer], register: Path) -> Answer:
    output = register.with_name("sortie")
    output.unlink(missing_ok=True)
    match name:
        case "check":
            return program("check", register)
        case "list":
            return program("list", register)
        case "search":
            return program("list", register, "--search", "délai")
        case "export":
            return _written(program("export", register, output), output, _sorted_json)
        case "import":
            return _imported(program, register)
        case "fiche":
            return _written(program("fiche", register, _REFERENCE, "-o", output), output, pdf_text)
        case "blank fiche":
            return _written(program("fiche", "--blank", "-o", output), output, pdf_text)
        case paper if paper in _PAPERS:
            return _written(program(paper, register, *_PAPERS[paper], "-o", output), output, pdf_text)
        case "missing register":
            return program("list", register.with_name("absent.pegase"))
        case _:
            return program("fiche", "--blank")


def _imported(program: Callable[..., Answer], register: Path) -> Answer:
    """Take what was exported into a new register, and answer with what the new one then exports."""
    cases, copy, again = (register.with_name(name) for name in ("cas.json", "copie.pegase", "encore.json"))
    for path in (cases, copy, again):
        path.unlink(missing_ok=True)
    source("export", register, cases)
    answer = program("import", copy, cases)
    source("export", copy, again)
    return Answer(answer.code, answer.said, answer.complained, _sorted_json(again))


def _written(answer: Answer, output: Path, read: Callable[[Path], str]) -> Answer:
    text = read(output) if output.exists() else ""
    return Answer(answer.code, answer.said, answer.complained, text)


def _sorted_json(path: Path) -> str:
    return json.dumps(json.loads(path.read_text("utf-8")), sort_keys=True, ensure_ascii=False)


def pdf_text(path: Path) -> str:
    """What can be read on a paper, page after page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _ran(command: list[str], surroundings: dict[str, str] | None) -> Answer:
    done = subprocess.run(command, input=b"", capture_output=True, env=surroundings, timeout=120, check=False)
    said, complained = (stream.decode("utf-8").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
    return Answer(done.returncode, said, complained)
