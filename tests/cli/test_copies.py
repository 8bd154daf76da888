"""Copies without a window: made, judged, put back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pegase_desktop import cli
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW, registrable
from tests.storage.sqlite.plain_register import folder_state


class Runner:
    """Runs a command, and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str | Path) -> int:
        code = cli.run([str(word) for word in words])
        out, err = self._capsys.readouterr()
        self.out, self.err = out.replace("\u00a0", " "), err.replace("\u00a0", " ")
        assert "Traceback" not in out + err
        return code


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "registre.pegase"
    with Register.open(path, clock=lambda: CASES_NOW) as register:
        register.cases.receive(registrable(), by="Claire Martin")
    return path


@pytest.fixture
def copy(run: Runner, path: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "clé" / "copie.pegase-copie"
    copy.parent.mkdir()
    assert run("backup", path, copy) == 0
    return copy


def test_a_copy_is_made_and_told(run: Runner, path: Path, copy: Path) -> None:
    assert run.out.startswith("Sauvegarde faite, relue et vérifiée dans « copie.pegase-copie » : 1 réclamation, ")
    assert run("check", copy) == 0
    assert "Tout est en ordre : 1 réclamation" in run.out
    assert run("backup", path, copy) == 0  # an older one gives way
    assert sorted(one.name for one in copy.parent.iterdir()) == [copy.name, f"{copy.name}.json"]


@pytest.mark.parametrize(
    "target", ["registre.pegase", "autre.pegase", "notes.txt", "rien/copie", ".", "neuf.pegase", "sans.json"]
)
def test_nothing_else_gives_way_to_a_copy(target: str, run: Runner, path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "autre.pegase")
    (tmp_path / "notes.txt").write_text("à moi", "utf-8")
    (tmp_path / "sans.json.json").write_text("{}", "utf-8")
    before = folder_state(tmp_path)
    assert run("backup", path, tmp_path / target) == 1
    assert run.err
    assert folder_state(tmp_path) == before


def test_a_flipped_bit_is_told_by_check(run: Runner, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    assert run("check", copy) == 1
    assert "n’est plus la sauvegarde qui a été vérifiée" in run.out


def test_a_copy_is_put_back_and_what_was_there_kept(run: Runner, path: Path, copy: Path) -> None:
    with Register.open(path, clock=lambda: CASES_NOW) as register:
        register.cases.receive(registrable(), by="Claire Martin")
    assert run("restore", copy, path) == 0
    assert "Sauvegarde reprise dans « registre.pegase » : 1 réclamation, " in run.out
    assert "Ce qui s’y trouvait (2 réclamations, " in run.out
    assert run("check", path) == 0
    (kept,) = path.parent.glob("registre (avant la reprise du *).pegase")
    assert run("check", kept) == 0
    assert "2 réclamations" in run.out


def test_a_copy_becomes_a_register_where_there_is_none(run: Runner, copy: Path, tmp_path: Path) -> None:
    there = tmp_path / "autre PC" / "registre.pegase"
    assert run("restore", copy, there) == 0
    assert "gardé à côté" not in run.out
    assert run("check", there) == 0


def test_a_register_in_a_window_is_neither_copied_nor_replaced(run: Runner, path: Path, copy: Path) -> None:
    with Register.open(path, clock=lambda: CASES_NOW):
        assert run("backup", path, copy) == 1
        assert "déjà ouvert" in run.err
        assert run("restore", copy, path) == 1
        assert "déjà ouvert" in run.err


def test_a_register_that_moved_is_not_replaced(run: Runner, path: Path, copy: Path) -> None:
    with Register.open(path, clock=lambda: CASES_NOW) as register:
        register.hand_over("registre.pegase-demenagement", by="Claire Martin")
    before = folder_state(path.parent)
    assert run("restore", copy, path) == 1
    assert "a déménagé" in run.err
    assert folder_state(path.parent) == before


def test_what_is_no_copy_is_not_put_back(run: Runner, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"\xff\xd8\xff" * 99)
    before = folder_state(tmp_path)
    for wrong in (other, tmp_path / "absent.pegase-copie", tmp_path):
        assert run("restore", wrong, path) == 1
        assert run.err
    assert folder_state(tmp_path) == before
