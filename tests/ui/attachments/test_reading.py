from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pegase_desktop.domain.attachments import MAX_BYTES
from pegase_desktop.domain.errors import UserError
from pegase_desktop.ui.attachments.reading import read_document
from tests.storage.sqlite.plain_register import open_plain


def test_a_document_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "été.pdf").write_bytes(b"%PDF" * 1000)
    assert read_document(tmp_path / "été.pdf") == b"%PDF" * 1000


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="est un dossier"):
        read_document(tmp_path)


def test_a_document_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n’est plus là"):
        read_document(tmp_path / "parti.pdf")


def test_a_scan_that_failed_is_no_proof(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").touch()
    with pytest.raises(UserError, match="est vide"):
        read_document(tmp_path / "scan.pdf")


def test_the_open_register_is_not_read_behind_its_back(tmp_path: Path) -> None:
    path = tmp_path / "registre.pegase"
    with open_plain(path), pytest.raises(UserError, match="est le registre ouvert"):
        read_document(path)
    assert read_document(path)


def test_a_document_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as film:
        film.truncate(MAX_BYTES + 1)
    with pytest.raises(UserError, match=r"film\.mp4.*25"):
        read_document(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_never_ends_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    with pytest.raises(UserError, match="n’est pas un fichier"):
        read_document(tmp_path / "tube")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (PermissionError(errno.EACCES, "locked"), "protégé ou ouvert ailleurs"),
        (OSError(errno.EIO, "bad disk"), "ne peut pas être lu"),
    ],
)
def test_a_locked_file_and_a_bad_disk_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise problem

    (tmp_path / "a.pdf").write_bytes(b"a")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=words):
        read_document(tmp_path / "a.pdf")
