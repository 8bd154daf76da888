"""Copies: complete, checked, and never in the place of an older one unless they are sound."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.storage.file_errors import DamagedFileError, FailingDiskError, FullDiskError
from pegase_desktop.storage.sqlite import backup
from tests.durability.rigged_vfs import Fault, Operation, rigged_disk, why_impossible
from tests.storage.sqlite.plain_register import folder_state, notes, open_plain, write

if TYPE_CHECKING:
    from pathlib import Path

    from pegase_desktop.storage.sqlite.engine import Store


def test_a_copy_holds_what_is_still_in_the_journal(path: Path, tmp_path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        file.snapshot(tmp_path / "copie.pegase")
        write(file, "b")
    with open_plain(tmp_path / "copie.pegase") as copy:
        assert notes(copy) == ["a"]


def test_a_copy_is_one_private_file(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copie.pegase"
    target.parent.mkdir()
    with open_plain(path) as file:
        file.snapshot(target)
        assert list(target.parent.iterdir()) == [target]
        if os.name == "posix":
            assert target.stat().st_mode & 0o777 == 0o600


def _is_made(file: Store, target: Path, kind: type[Exception]) -> bool:
    try:
        file.snapshot(target)
    except kind:
        return False
    return True


@pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))
@pytest.mark.parametrize(
    ("operation", "kind"),
    [(Operation.ROOM, FullDiskError), (Operation.WRITE, FailingDiskError), (Operation.SYNC, FailingDiskError)],
)
def test_a_disk_that_fails_at_any_moment_keeps_the_older_copy(
    operation: Operation, kind: type[Exception], path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copies" / "copie.pegase"
    target.parent.mkdir()
    with rigged_disk() as disk, open_plain(path) as file:
        write(file, "a" * 20_000)
        file.snapshot(target)
        before = folder_state(target.parent)
        write(file, "b")
        for nth in range(1, 100):
            disk.fault = fault = Fault(operation, nth, for_good=True)
            is_made = _is_made(file, target, kind)
            disk.fault = None
            assert is_made is not fault.struck, f"{operation} {nth}"
            if is_made:
                break
            assert folder_state(target.parent) == before, f"{operation} {nth}"
        assert list(target.parent.iterdir()) == [target]
    with open_plain(target) as copy:
        assert notes(copy) == ["a" * 20_000, "b"]


def test_a_copy_that_fails_its_check_is_not_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copie.pegase"
    with open_plain(path) as file:
        file.snapshot(target)
        before = target.read_bytes()
        write(file, "b")
        monkeypatch.setattr(backup, "is_sound", lambda path: False)
        with pytest.raises(DamagedFileError):
            file.snapshot(target)
    assert target.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="nothing else syncs a folder")
def test_a_folder_that_cannot_be_synced_has_the_file_all_the_same(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def synced(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), tmp_path.stat()):
            raise OSError(22, "not on this file system")

    monkeypatch.setattr(os, "fsync", synced)
    with open_plain(path) as file:
        write(file, "a")
        file.snapshot(tmp_path / "copie.pegase")
    with open_plain(tmp_path / "copie.pegase") as copy:
        assert notes(copy) == ["a"]


def test_broken_references_and_broken_pages_are_not_sound(path: Path) -> None:
    with open_plain(path) as file, file.transaction():
        for _ in range(40):
            file.database.execute_sql("INSERT INTO note (text) VALUES (?)", ("x" * 1000,))
    assert backup.is_sound(path)
    with path.open("r+b") as damaged:
        damaged.seek(path.stat().st_size - 4096)
        damaged.write(bytes(4096))
    assert not backup.is_sound(path)


def test_rows_without_their_parent_are_not_sound(path: Path) -> None:
    with open_plain(path) as file:
        file.database.execute_sql("CREATE TABLE child (note INTEGER REFERENCES note) STRICT")
        file.database.execute_sql("PRAGMA foreign_keys = OFF")
        file.database.execute_sql("INSERT INTO child VALUES (999)")
    assert not backup.is_sound(path)
