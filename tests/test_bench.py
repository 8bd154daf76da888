"""How measurements are judged, and that a register is made once for each state of its sources."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import bench
import pytest


class Program:
    """Stands for the program that makes a register; counts its calls."""

    def __init__(self, returncode: int = 0) -> None:
        self.calls = 0
        self._returncode = returncode

    def __call__(self, command: list[Any], **_: Any) -> subprocess.CompletedProcess[str]:
        self.calls += 1
        if not self._returncode:
            Path(command[2]).write_bytes(b"register")
        return subprocess.CompletedProcess(command, self._returncode)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bench, "_KEPT", tmp_path / "bench")
    return tmp_path / "bench"


def test_an_aim_is_met_by_the_figure_itself_and_missed_beyond_it() -> None:
    assert bench.Measure("start", 1.3, 1.3, "×", "").is_met
    assert not bench.Measure("start", 1.31, 1.3, "×", "").is_met


def test_a_line_of_the_report_says_figure_aim_and_verdict() -> None:
    line = str(bench.Measure("a page saved", 4.25, 3, "×", "0.9 against 0.2 ms"))
    assert re.fullmatch(r"NOT MET +a page saved +4\.25 × +aim 3 × +0\.9 against 0\.2 ms", line)


def test_a_ratio_is_against_the_bare_figure() -> None:
    assert bench._ratio("start", 26, 20, 1.3, "ms").measured == pytest.approx(1.3)


def test_the_slow_figure_leaves_out_the_five_slowest_of_a_hundred() -> None:
    assert 95 <= bench._slow(list(range(1, 101))) <= 96


@pytest.mark.usefixtures("kept")
def test_a_register_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Program()
    monkeypatch.setattr(subprocess, "run", program)
    assert bench.demo_register(100) == bench.demo_register(100)
    assert program.calls == 1


def test_a_register_of_other_sources_gives_way(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.mkdir()
    (kept / "100-former.pegase").touch()
    (kept / "100000-other.pegase").touch()
    monkeypatch.setattr(subprocess, "run", Program())
    made = bench.demo_register(100)
    assert sorted(path.name for path in kept.iterdir()) == sorted([made.name, "100000-other.pegase"])


@pytest.mark.usefixtures("kept")
def test_a_register_that_cannot_be_made_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", Program(returncode=1))
    assert bench.main([]) == 1
    assert capsys.readouterr().err == "bench: The register of 100 complaints could not be made.\n"


def test_a_probe_starts_with_compiled_modules_as_a_user_does() -> None:
    told = {"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    assert bench._with_bytecode(told) == {"LANG": "C.UTF-8"}


def test_a_probe_that_does_not_end_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("probe", 1)

    monkeypatch.setattr(subprocess, "run", never)
    with pytest.raises(bench.BenchFailed, match="did not end"):
        bench.Bench(*[tmp_path] * 4).measures()
