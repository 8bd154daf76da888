"""What a command says, on consoles of every kind; and what it says when something goes wrong in the middle."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pegase_desktop import cli
from pegase_desktop.cli import running
from pegase_desktop.cli.arguments import parse
from pegase_desktop.cli.console import Progress, table
from pegase_desktop.demo import making
from pegase_desktop.storage.register import Register

CASES = Path(__file__).parents[1] / "data" / "cases.json"
RUN = "import sys; from pegase_desktop import app; sys.exit(app.main(sys.argv[1:]))"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "registre.pegase"
    assert cli.run(["import", str(path), str(CASES)]) == 0
    return path


def process(*words: object, **told: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-W", "error", "-c", RUN, *map(str, words)]
    return subprocess.run(command, capture_output=told.get("stdout") is None, timeout=60, check=False, **told)


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii", "latin-1"])
def test_every_console_gets_utf8(encoding: str, register: Path) -> None:
    done = process("list", register, env=os.environ | {"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert "Échéance" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_name_that_no_text_can_hold_is_still_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", "\udcff.pegase"]) == 1
    assert "introuvable" in capsys.readouterr().err


def test_a_program_without_console_says_nothing(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.run(["list", str(register)]) == 0
    assert cli.run(["list", "nulle-part.pegase"]) == 1
    assert cli.run(["nope"]) == 2
    assert cli.run(["--help"]) == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
def test_a_reader_that_goes_away_is_no_fault(register: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = process("list", register, stdout=gone, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_an_answer_that_cannot_be_written_is_told(register: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("list", register, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "n’a pas pu être écrite" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def raises(problem: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise problem

    return fail


def test_a_fault_of_the_program_is_one_sentence_and_a_report_without_names(
    register: Path, empty_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "read_open_file", raises(ZeroDivisionError("Élodie Garnier")))
    assert cli.run(["import", str(register), "Garnier.json"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "problemes.log" in said
    report = "".join(one.read_text("utf-8") for one in empty_home.rglob("problemes.log"))
    assert "ZeroDivisionError" in report
    assert "Garnier" not in report + said


def test_an_interrupted_import_leaves_the_register_as_it_was(
    register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Progress, "__call__", raises(KeyboardInterrupt()))
    other = register.with_name("autre.pegase")
    assert cli.run(["import", str(register), str(CASES)]) == 1
    assert cli.run(["import", str(other), str(CASES)]) == 1
    assert "Interrompu" in capsys.readouterr().err
    assert not list(register.parent.glob("autre*"))
    with Register.open(register, create=False) as opened:
        assert len(opened.cases.references()) == 24


def test_an_interrupted_demonstration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making._Maker, "_live", raises(KeyboardInterrupt()))
    assert cli.run(["demo", str(tmp_path / "d.pegase")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_register_open_in_a_window_is_refused(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.open(register):
        for command in (["list"], ["check"], ["export"]):
            rest = [str(register.with_name("x.json"))] if command == ["export"] else []
            assert cli.run([*command, str(register), *rest]) == 1
            assert "déjà ouvert" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Importation") as progress:
        for done in range(1, 1001):
            progress(done, 1000)
    said = terminal.getvalue()
    assert "Importation\u00a0: 1000 / 1000" in said
    assert said.count("\r") < 100
    assert said.rpartition("\r")[2] == ""
    assert not said.split("\r")[-2].strip()


def test_progress_is_silent_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Importation") as progress:
        progress(1, 1)
    assert capsys.readouterr().err == ""


def test_a_table_is_aligned_whatever_the_letters() -> None:
    lines = list(
        table(("Nom", "Objet"), [("Zoé", "a"), ("e\u0301te\u0301", "b"), ("山田", "c"), ("x" * 50, "d\ne")], (8, 9))
    )
    assert lines == [
        "Nom       Objet",
        "Zoé       a",
        "e\u0301te\u0301       b",
        "山田      c",
        "xxxxxxx…  d e",
    ]


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ("214-9f3a61c2", (214, "9f3a61c2")),
        ("12345-9f3a61c2d4e5", (12345, "9f3a61c2d4e5")),
        ("214 9f3a61c2", (214, "9f3a61c2")),
        ("214 123abc45", (214, "123abc45")),
        ("Journal\u00a0: 214 entrées, 9f3a61c2", (214, "9f3a61c2")),
        ("Journal : 1\u00a0214 entrées, 1f3a61c2.", (1214, "1f3a61c2")),
        ("1 entrée, abcdef01", (1, "abcdef01")),
    ],
)
def test_an_anchor_is_understood_as_sheets_and_check_say_it(typed: str, anchor: tuple[int, str]) -> None:
    assert parse(["check", "r.pegase", "--anchor", typed]).anchor == [anchor]
