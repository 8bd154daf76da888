"""The set-up of `.venv` and of the system's packages, with every command it would start replaced."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import environment
import pytest
import shiboken6
from environment import SetUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has system packages to install")


class Machine:
    """A machine on which commands only succeed or fail: `failing` holds words, each of which fails its command."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.failing: set[str] = set()

    def run(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(list(command))
        code = int(bool(self.failing & set(command)))
        return subprocess.CompletedProcess(list(command), code, stdout="", stderr="E: first\nE: no such package\n")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    made = Machine()
    venv = tmp_path / ".venv"
    venv.mkdir()
    (tmp_path / "requirements.lock").write_text("one==1\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "one"\n', "utf-8")
    for name, value in {
        "ROOT": tmp_path,
        "OUT": tmp_path / "out",
        "VENV": venv,
        "_LOCK": tmp_path / "requirements.lock",
        "_STAMP": venv / "stamp",
        "_LOG": tmp_path / "out" / "set-up.log",
    }.items():
        monkeypatch.setattr(environment, name, value)
    monkeypatch.setattr(environment.subprocess, "run", made.run)
    monkeypatch.setattr(environment, "_can_be_loaded", lambda library: True)
    return made


class TestVirtualEnvironment:
    def test_is_made_from_the_lock_with_hashes_and_then_left_alone(self, machine: Machine) -> None:
        environment.prepare()
        made, packages, project, unpacking = machine.commands
        assert made[1:4] == ["-m", "venv", "--clear"]
        assert "--require-hashes" in packages
        assert "--no-deps" in project
        assert "SBK_EMBED" in unpacking[-1]
        environment.prepare()
        assert len(machine.commands) == 4

    @pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
    def test_is_made_anew_when_what_decides_it_changes(self, changed: str, machine: Machine, tmp_path: Path) -> None:
        environment.prepare()
        text = (tmp_path / changed).read_text("utf-8").replace("one", "two")
        (tmp_path / changed).write_text(text, "utf-8")
        environment.prepare()
        assert len(machine.commands) == 8

    @pytest.mark.parametrize(
        ("word", "sentence"),
        [("venv", "could not make .venv"), ("--require-hashes", "is the network there"), ("--editable", "itself")],
    )
    def test_that_fails_is_a_sentence_and_is_redone(self, word: str, sentence: str, machine: Machine) -> None:
        machine.failing = {word}
        with pytest.raises(SetUpError, match=sentence):
            environment.prepare()
        machine.failing = set()
        machine.commands.clear()
        environment.prepare()
        assert len(machine.commands) == 4


@linux_only
class TestSystemPackages:
    @pytest.fixture(autouse=True)
    def lacking(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "_can_be_loaded", lambda library: library != "libEGL.so.1")
        monkeypatch.setattr(environment.shutil, "which", lambda program: f"/usr/bin/{program}")

    def test_are_installed_by_root(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
        environment.prepare()
        assert machine.commands[0] == ["apt-get", "update"]
        assert machine.commands[1][-1] == "libegl1"

    def test_are_installed_with_sudo_that_asks_nothing(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
        environment.prepare()
        assert machine.commands[2][:3] == ["sudo", "--non-interactive", "apt-get"]

    def test_are_named_to_a_user_who_may_not(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
        machine.failing = {"sudo"}
        with pytest.raises(SetUpError, match=r"sudo apt-get install .* libegl1$"):
            environment.prepare()

    def test_that_cannot_be_had_are_told_with_the_last_words(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
        machine.failing = {"install"}
        with pytest.raises(SetUpError, match="E: no such package"):
            environment.prepare()

    def test_are_named_as_libraries_on_another_distribution(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(environment.shutil, "which", lambda program: None)
        with pytest.raises(SetUpError, match=r"libEGL\.so\.1"):
            environment.prepare()
        assert machine.commands == []

    def test_include_the_module_that_debian_takes_out_of_python(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
        monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
        environment.prepare()
        assert machine.commands[1][-1] == f"python3.{sys.version_info.minor}-venv"

    def test_of_programs_and_libraries_that_a_command_needs(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
        monkeypatch.setattr(environment.shutil, "which", lambda program: None if program == "wine" else "/usr/bin/it")
        environment.install_missing({"wine": "wine64", "libEGL.so.1": "libegl1", "true": "coreutils"}, "The trial")
        assert machine.commands[1][-2:] == ["wine64", "libegl1"]


def test_pyside_loads_its_own_files_from_beside_its_library(tmp_path: Path) -> None:
    """So that a release of PySide that no longer looks there is noticed."""
    copy = tmp_path / "shiboken6"
    shutil.copytree(Path(shiboken6.__file__).parent, copy, ignore=shutil.ignore_patterns("files.dir", "include"))
    surroundings = os.environ | {"PYTHONPATH": str(tmp_path)}
    unpacking = subprocess.run(
        environment.unpack_pyside(Path(sys.executable)), capture_output=True, text=True, check=True, env=surroundings
    )
    assert Path(unpacking.stdout.strip()) == copy / "files.dir"
    question = "import PySide6.QtCore, PySide6.support.feature as f; print(f.__file__, f.__cached__)"
    done = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True, env=surroundings
    )
    source, compiled = map(Path, done.stdout.split())
    assert source == copy / "files.dir" / "shibokensupport" / "feature.py"
    assert compiled.is_file()
