"""The command that sets up, runs and tests, with what it starts and installs replaced by a record of it."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import dev
import environment
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]


class Started:
    """What dev.py started instead of running it; a command that names one of `failing` fails."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.surroundings: list[Mapping[str, str] | None] = []
        self.failing: set[str] = set()

    def __call__(self, command: Sequence[str | Path], surroundings: Mapping[str, str] | None = None) -> int:
        self.surroundings.append(surroundings)
        words = [Path(word).name if isinstance(word, Path) else word for word in command]
        self.commands.append(words)
        return int(bool(self.failing & set(words)))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Started:
    record = Started()
    monkeypatch.setattr(dev, "_run", record)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "OUT", tmp_path / "build" / "out")
    monkeypatch.setattr(environment, "prepare", lambda: None)
    return record


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")


def program_calls(started: Started) -> list[list[str]]:
    return [words[1:] for words in started.commands if words[0] == environment.PROGRAM.name]


class TestRun:
    @pytest.mark.usefixtures("screen")
    def test_opens_the_users_register(self, started: Started) -> None:
        assert dev.main(["run"]) == 0
        assert program_calls(started) == [[]]

    @pytest.mark.usefixtures("screen")
    def test_opens_the_register_named(self, started: Started) -> None:
        assert dev.main(["run", "--register", "mine.pegase"]) == 0
        assert program_calls(started) == [["--register", "mine.pegase"]]

    @pytest.mark.usefixtures("screen")
    def test_demo_leaves_the_users_register_alone(self, started: Started) -> None:
        assert dev.main(["run", "--demo"]) == 0
        assert program_calls(started) == [["--demo"]]

    @pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a screen")
    def test_without_a_screen_does_the_tour(
        self, started: Started, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        assert dev.main(["run"]) == 0
        assert "no screen" in capsys.readouterr().out
        assert [words[1] for words in started.commands] == ["tour.py"]


class TestTest:
    def test_runs_every_step(self, started: Started, capsys: pytest.CaptureFixture[str]) -> None:
        assert dev.main(["test"]) == 0
        assert [words[2] for words in started.commands[:-1]] == ["ruff", "ruff", "mypy", "pytest"]
        assert started.commands[-1][1:] == ["covered.py"]
        assert capsys.readouterr().out.count("passed") == 5

    @pytest.mark.parametrize("step", ["check", "format", "mypy", "pytest", "covered.py"])
    def test_one_failing_step_fails_the_command_but_stops_no_other(
        self, step: str, started: Started, capsys: pytest.CaptureFixture[str]
    ) -> None:
        started.failing = {step}
        assert dev.main(["test"]) == 1
        assert len(started.commands) == 5
        assert capsys.readouterr().out.count("FAILED") == 1

    def test_hands_its_arguments_to_pytest(self, started: Started) -> None:
        assert dev.main(["test", "-k", "delay", "tests/domain"]) == 0
        assert started.commands[-1][2:] == ["pytest", "-k", "delay", "tests/domain"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder in memory")
class TestMemory:
    @pytest.fixture(autouse=True)
    def memory(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("TMPDIR", raising=False)
        monkeypatch.setattr(dev, "_MEMORY", tmp_path)
        monkeypatch.setattr(dev, "_ROOM_FOR_REGISTERS", 1)

    def test_holds_the_files_of_tests(self, started: Started, tmp_path: Path) -> None:
        dev.main(["test"])
        assert started.surroundings[-1] == {"TMPDIR": str(tmp_path)}

    def test_is_not_used_when_another_place_was_chosen(self, started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TMPDIR", "/elsewhere")
        dev.main(["test"])
        assert started.surroundings[-1] == {}

    def test_is_not_used_when_it_is_small(self, started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "_ROOM_FOR_REGISTERS", 2**70)
        dev.main(["test"])
        assert started.surroundings[-1] == {}

    def test_is_not_used_when_there_is_none(
        self, started: Started, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(dev, "_MEMORY", tmp_path / "none")
        dev.main(["test"])
        assert started.surroundings[-1] == {}


def test_a_script_beside_it_is_a_command_as_long_as_it_exists(
    started: Started, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        dev.main(["bench"])
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "bench.py").write_text('"""Measure it.\n\nAt length.\n"""\n', "utf-8")
    assert dev.main(["bench", "--quick"]) == 0
    assert started.commands == [[environment.PYTHON.name, "bench.py", "--quick"]]
    capsys.readouterr()
    with pytest.raises(SystemExit):
        dev.main(["--help"])
    assert "Measure it." in capsys.readouterr().out


def test_a_set_up_that_fails_is_one_sentence(
    started: Started, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise environment.SetUpError("No network.")

    monkeypatch.setattr(environment, "prepare", fail)
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == "dev.py: No network.\n"
    assert started.commands == []


class OldVersion(NamedTuple):
    major: int = 3
    minor: int = 9


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", OldVersion())
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        runpy.run_path(str(ROOT / "build" / "dev.py"))
