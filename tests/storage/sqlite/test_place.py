"""Where a live register may not lie."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.storage.file_errors import CloudPlaceError, LongPathError, NetworkPlaceError
from pegase_desktop.storage.sqlite import place
from tests.storage.sqlite.plain_register import open_plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Auto-école Pégase",
        "Dropbox (Pégase)",
        "Google Drive",
        "GoogleDrive-a@b.fr",
        "Mon Drive",
        "iCloudDrive",
        "Mobile Documents/com~apple~CloudDocs",
        "kDrive",
    ],
)
def test_a_synchronised_folder_is_refused(folder: str, tmp_path: Path) -> None:
    with pytest.raises(CloudPlaceError, match="des sauvegardes"):
        open_plain(tmp_path / folder / "Pégase" / "registre.pegase")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["Dropboxe", "Mes documents", "onedriver", "Drive", "registre Dropbox"])
def test_an_ordinary_folder_is_not_mistaken_for_one(folder: str, tmp_path: Path) -> None:
    open_plain(tmp_path / folder / "OneDrive.pegase").close()


def test_windows_own_setting_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "nuage"))
    with pytest.raises(CloudPlaceError):
        open_plain(tmp_path / "nuage" / "registre.pegase")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for the kind of drive")
@pytest.mark.parametrize(
    ("kind", "refused"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("nfsd", False)]
)
def test_a_network_folder_is_refused(kind: str, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    shared = tmp_path / "mon partage"
    escaped = str(shared).replace(" ", r"\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserveur:/x {escaped} {kind} rw 0 0\nserveur:/y {escaped}e nfs rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    if not refused:
        open_plain(shared / "registre.pegase").close()
        return
    with pytest.raises(NetworkPlaceError, match="sur le réseau"):
        open_plain(shared / "registre.pegase")


@pytest.mark.parametrize("name", ["r" * 240, "é" * 120, "/".join(["dossier"] * 70)])
def test_a_path_that_is_too_long_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(LongPathError, match="trop long"):
        open_plain(tmp_path / name)
