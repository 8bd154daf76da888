"""The set-up of `.venv` and of the system's packages, with every command it would start replaced."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
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
        self.whole = "one pip"
        self.gone = ""  # a program that is no longer there

    def run(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        if command[-1] == environment._WHOLE:
            return subprocess.CompletedProcess(list(command), 0, stdout=self.whole, stderr="")
        if command[0] == self.gone:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.gone)
        self.commands.append(list(command))
        if "--clear" in command:
            environment.VENV.mkdir(exist_ok=True)
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
    monkeypatch.setattr(subprocess, "run", made.run)
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


class TestBrokenVirtualEnvironment:
    def test_of_which_a_package_is_no_longer_whole_is_made_anew(self, machine: Machine) -> None:
        environment.prepare()
        machine.whole = "pip"
        environment.prepare()
        assert len(machine.commands) == 8

    def test_with_a_package_more_is_left_alone(self, machine: Machine) -> None:
        environment.prepare()
        machine.whole = "ipython one pip"
        environment.prepare()
        assert len(machine.commands) == 4

    @pytest.mark.parametrize("stamp", [b"", b"\xff\xfe", b"4f2a"], ids=["empty", "damaged", "former"])
    def test_whose_stamp_says_nothing_is_made_anew(self, stamp: bytes, machine: Machine) -> None:
        environment._STAMP.write_bytes(stamp)
        environment.prepare()
        assert len(machine.commands) == 4

    def test_whose_folder_is_gone_is_made_anew(self, machine: Machine) -> None:
        environment.prepare()
        shutil.rmtree(environment.VENV)
        environment.prepare()
        assert len(machine.commands) == 8

    def test_in_whose_place_a_file_lies_is_a_sentence(self, machine: Machine) -> None:
        environment.VENV.rmdir()
        environment.VENV.write_text("somebody's", "utf-8")
        with pytest.raises(SetUpError, match=r"\.venv is no folder"):
            environment.prepare()
        assert (machine.commands, environment.VENV.read_text("utf-8")) == ([], "somebody's")

    def test_that_cannot_be_made_again_without_network_is_a_sentence(self, machine: Machine) -> None:
        environment.prepare()
        machine.whole = ""
        machine.failing = {"--require-hashes"}
        with pytest.raises(SetUpError, match="is the network there"):
            environment.prepare()

    def test_that_this_python_can_no_longer_make_is_a_sentence(self, machine: Machine) -> None:
        machine.gone = environment._base_python()
        with pytest.raises(SetUpError, match=f"{re.escape(machine.gone)}, which cannot be used: No such file"):
            environment.prepare()


class TestWholePackages:
    """What `.venv` says of itself, asked of a real one."""

    @pytest.fixture
    def place(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        """Make a `.venv` with the package `one`, and return where its packages are."""
        venv = tmp_path / "venv"
        subprocess.run([environment._base_python(), "-m", "venv", "--without-pip", str(venv)], check=True)
        scripts = "Scripts" if os.name == "nt" else "bin"
        monkeypatch.setattr(environment, "PYTHON", venv / scripts / environment.PYTHON.name)
        question = "import sysconfig; print(sysconfig.get_path('purelib'))"
        place = Path(subprocess.check_output([environment.PYTHON, "-c", question], text=True).strip())
        (place / "one-1.0.dist-info").mkdir(parents=True)
        (place / "one").mkdir()
        (place / "one" / "it.py").touch()
        names = ("one/it.py,sha256=a,0", "one/__pycache__/it.pyc,,", "one-1.0.dist-info/RECORD,,")
        (place / "one-1.0.dist-info" / "RECORD").write_text("\n".join(names), "utf-8")
        return place

    def test_are_those_that_lack_no_file(self, place: Path) -> None:
        assert environment._whole_packages() == {"one"}
        (place / "one" / "it.py").unlink()
        assert environment._whole_packages() == set()

    def test_are_none_when_the_python_is_gone(self, place: Path) -> None:
        environment.PYTHON.unlink()
        assert environment._whole_packages() == set()

    @pytest.mark.skipif(os.name == "nt", reason="a venv of Windows holds no link")
    def test_are_none_when_what_the_python_links_to_is_gone(self, place: Path, tmp_path: Path) -> None:
        environment.PYTHON.unlink()
        environment.PYTHON.symlink_to(tmp_path / "removed")
        assert environment._whole_packages() == set()

    @pytest.mark.skipif(os.name == "nt", reason="a script cannot stand for a program")
    def test_are_none_when_the_python_does_not_start(self, place: Path) -> None:
        environment.PYTHON.unlink()
        environment.PYTHON.write_text("#!/bin/sh\nexit 127\n", "utf-8")
        environment.PYTHON.chmod(0o755)
        assert environment._whole_packages() == set()


@linux_only
class TestSystemPackages:
    @pytest.fixture(autouse=True)
    def lacking(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "_can_be_loaded", lambda library: library != "libEGL.so.1")
        monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")

    def test_are_installed_by_root(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        environment.prepare()
        assert machine.commands[0] == ["apt-get", "update"]
        assert machine.commands[1][-1] == "libegl1"

    def test_are_installed_with_sudo_that_asks_nothing(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        environment.prepare()
        assert machine.commands[2][:3] == ["sudo", "--non-interactive", "apt-get"]

    def test_are_named_to_a_user_who_may_not(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        machine.failing = {"sudo"}
        with pytest.raises(SetUpError, match=r"sudo apt-get install .* libegl1$"):
            environment.prepare()

    def test_that_cannot_be_had_are_told_with_the_last_words(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        machine.failing = {"install"}
        with pytest.raises(SetUpError, match="E: no such package"):
            environment.prepare()

    def test_are_named_as_libraries_on_another_distribution(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda program: None)
        with pytest.raises(SetUpError, match=r"libEGL\.so\.1"):
            environment.prepare()
        assert machine.commands == []

    def test_include_the_module_that_debian_takes_out_of_python(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        environment.prepare()
        assert machine.commands[1][-1] == f"python3.{sys.version_info.minor}-venv"

    def test_of_programs_and_libraries_that_a_command_needs(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(shutil, "which", lambda program: None if program == "wine" else "/usr/bin/it")
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
