"""Files given to the person: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from pegase_desktop.storage import saved_file
from pegase_desktop.storage.saved_file import remove_old_copies, save_for_viewing, save_whole
from pegase_desktop.storage.sqlite.output_place import FileNotSaved


def test_a_new_file_is_whole_and_alone(tmp_path: Path) -> None:
    save_whole(tmp_path / "a.pdf", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"new")]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    save_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o640])
def test_who_could_read_the_older_file_can_read_the_newer(tmp_path: Path, mode: int) -> None:
    save_whole(tmp_path / "neuf.pdf", b"new")
    assert stat.S_IMODE((tmp_path / "neuf.pdf").stat().st_mode) == 0o600
    (tmp_path / "fiche.pdf").write_bytes(b"older")
    (tmp_path / "fiche.pdf").chmod(mode)
    save_whole(tmp_path / "fiche.pdf", b"newer")
    assert stat.S_IMODE((tmp_path / "fiche.pdf").stat().st_mode) == mode


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "Le disque est plein."),
        (errno.EACCES, "Il est ouvert dans un autre programme, ou ce dossier est protégé."),
        (errno.EROFS, "Ce disque est en lecture seule."),
        (errno.EIO, "Le disque ne répond pas comme prévu."),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")

    def fail(source: Path, target: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(saved_file, "move_into_place", fail)
    with pytest.raises(FileNotSaved, match=words):
        save_whole(tmp_path / "a.pdf", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"old")]


def test_a_folder_of_that_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(FileNotSaved, match="n’a pas été enregistré"):
        save_whole(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own rights")
def test_a_copy_for_viewing_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    copy = save_for_viewing("Fiche_R-2026-0036.pdf", b"content")
    assert copy.name == "Fiche_R-2026-0036.pdf"
    assert copy.read_bytes() == b"content"
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_copies_that_a_kill_left_go_once_nobody_can_be_reading_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, recent = (save_for_viewing("Lettre.pdf", b"content") for _ in range(2))
    other = tmp_path / "pegase-d-un-autre"
    other.mkdir()
    old.chmod(0o400)
    for folder in (old.parent, other):
        os.utime(folder, (0, 0))
    remove_old_copies()
    assert sorted(tmp_path.iterdir()) == sorted((recent.parent, other))


def test_a_link_put_among_the_copies_by_somebody_else_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mine = tmp_path / "mine" / "programme"
    mine.parent.mkdir()
    mine.touch(mode=0o700)
    for link, aim in (("pegase-copie-a", mine.parent), ("pegase-copie-b/Lettre.pdf", mine)):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(aim)
        os.utime((tmp_path / link).parent, (0, 0))
        os.utime(tmp_path / link, (0, 0), follow_symlinks=False)
    os.utime(mine.parent, (0, 0))
    remove_old_copies()
    assert stat.S_IMODE(mine.stat().st_mode) == 0o700


def test_no_temporary_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(FileNotSaved, match="ne peut pas être ouvert"):
        save_for_viewing("a.pdf", b"content")
