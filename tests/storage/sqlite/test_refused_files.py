"""Files that are not a register, or not one to be opened now: a sentence each, and not a byte changed."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    EmptyFileError,
    EndlessLinkError,
    FolderCreationError,
    FolderGivenError,
    ForeignFileError,
    ForeignLockError,
    MissingFileError,
    NewerFileError,
    NotADatabaseError,
    NotAFileError,
    OrphanJournalError,
    ReadOnlyFileError,
    ReadOnlyFolderError,
    RegisterFileError,
    SeveralNamesError,
)
from pegase_desktop.storage.sqlite.engine import open_database
from tests.storage.sqlite.plain_register import first, folder_state, notes, open_plain, second, write

if TYPE_CHECKING:
    from collections.abc import Callable

on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows has other links, and no pipes among the files")


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("Nom;Prénom\nMartin;Zoé\n" * 50, "utf-8")


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + random.Random(1).randbytes(5000))


def _only_the_magic(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def _anothers(path: Path) -> None:
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE moz_places (id)")
    connection.close()


def _newer(path: Path) -> None:
    open_database(path, (first, second)).close()


def _cut_short(path: Path) -> None:
    _long_register(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _schema_overwritten(path: Path) -> None:
    open_plain(path).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(random.Random(2).randbytes(3996))


def _damaged_beside_a_journal(path: Path) -> None:
    """As after a crash: the whole file is checked, and damage deep inside is seen."""
    source = path.with_name("source.pegase")
    _long_register(source)
    file = open_plain(source)
    write(file, "dans le journal")
    for end in ("", "-wal"):
        shutil.copy(f"{source}{end}", f"{path}{end}")  # this process has nothing to lose by the dropped lock
    file.close()
    source.unlink()
    with path.open("r+b") as damaged:
        damaged.seek(4 * 4096)
        damaged.write(bytes(4096))


def _long_register(path: Path) -> None:
    with open_plain(path) as file, file.transaction():
        for _ in range(40):
            file.database.execute_sql("INSERT INTO note (text) VALUES (?)", ("x" * 1000,))


WRONG: dict[Callable[[Path], None], tuple[type[RegisterFileError], str]] = {
    _empty: (EmptyFileError, "est vide"),
    _text: (NotADatabaseError, "n’est pas un registre"),
    _pdf: (NotADatabaseError, "n’est pas un registre"),
    _only_the_magic: (NotADatabaseError, "n’est pas un registre"),
    _anothers: (ForeignFileError, "autre logiciel"),
    _newer: (NewerFileError, "version plus récente"),
    _cut_short: (DamagedFileError, "Reprenez une sauvegarde"),
    _schema_overwritten: (DamagedFileError, "Reprenez une sauvegarde"),
    _damaged_beside_a_journal: (DamagedFileError, "Reprenez une sauvegarde"),
}


@pytest.mark.parametrize("make", WRONG, ids=lambda make: make.__name__.strip("_"))
def test_a_wrong_file_is_refused_untouched(make: Callable[[Path], None], tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    path = folder / "registre.pegase"
    make(path)
    kind, words = WRONG[make]
    before = folder_state(folder)
    with pytest.raises(kind, match=words) as caught:
        open_plain(path)
    after = folder_state(folder)
    after.pop(f"{path.name}-shm", None)  # an index that SQLite makes anew from the journal whenever it likes
    assert after == before
    assert path.name in str(caught.value)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FolderGivenError, match="est un dossier"):
        open_plain(tmp_path)


def test_a_missing_file_is_made_only_on_demand(path: Path) -> None:
    with pytest.raises(MissingFileError, match="introuvable"):
        open_plain(path, create=False)
    assert not path.parent.exists()


def test_a_journal_without_its_file_is_kept(path: Path) -> None:
    path.parent.mkdir()
    journal = path.with_name(path.name + "-wal")
    journal.write_bytes(b"saves")
    for create in (True, False):
        with pytest.raises(OrphanJournalError, match="peut-être des saisies"):
            open_plain(path, create=create)
    assert journal.read_bytes() == b"saves"


def test_a_register_that_vanished_after_a_crash_is_not_replaced_in_silence(path: Path) -> None:
    open_plain(path).close()
    path.unlink()
    path.with_name(path.name + ".lock").write_bytes(b"live")
    with pytest.raises(MissingFileError):
        open_plain(path)
    open_plain(path).close()  # said once; starting afresh is then the user's wish


@on_posix
def test_a_file_that_has_two_names_is_refused(path: Path) -> None:
    open_plain(path).close()
    path.with_name("autre.pegase").hardlink_to(path)
    with pytest.raises(SeveralNamesError, match="Faites-en une copie"):
        open_plain(path)
    path.with_name("autre.pegase").unlink()
    open_plain(path).close()


@pytest.mark.parametrize("version", [0, -1])
def test_a_register_without_a_version_is_damaged(path: Path, version: int) -> None:
    open_plain(path).close()
    other = sqlite.connect(path)
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    with pytest.raises(DamagedFileError):
        open_plain(path)


@on_posix
def test_a_pipe_is_refused_at_once(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(NotAFileError, match="un canal du système"):
        open_plain(path)


@on_posix
def test_a_link_that_leads_back_to_itself_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.name)
    with pytest.raises(EndlessLinkError, match="ne mène à aucun fichier"):
        open_plain(path)


@pytest.mark.parametrize("name", ["a\0b.pegase", "\ud800.pegase"])
def test_a_name_that_no_file_can_have_is_refused(path: Path, name: str) -> None:
    with pytest.raises(EndlessLinkError, match="n’est pas permis"):
        open_plain(path.with_name(name))


def _a_link(lock: Path, somebodys: Path) -> None:
    lock.symlink_to(somebodys)


def _another_name(lock: Path, somebodys: Path) -> None:
    lock.hardlink_to(somebodys)


def _a_folder(lock: Path, _: Path) -> None:
    lock.mkdir()


def _a_pipe(lock: Path, _: Path) -> None:
    os.mkfifo(lock)


def _notes(lock: Path, _: Path) -> None:
    lock.write_text("mes notes", "utf-8")


@on_posix
@pytest.mark.parametrize("take", [_a_link, _another_name, _a_folder, _a_pipe, _notes])
def test_what_bears_the_name_of_the_lock_is_not_written_over(take: Callable[[Path, Path], None], path: Path) -> None:
    open_plain(path).close()
    somebodys = path.with_name("lettre.txt")
    somebodys.write_text("abc", "utf-8")
    take(path.with_name(path.name + ".lock"), somebodys)
    before = folder_state(path.parent) if take is not _a_pipe else {}
    with pytest.raises(ForeignLockError, match="est pris par autre chose"):
        open_plain(path)
    assert somebodys.read_text("utf-8") == "abc"
    assert take is _a_pipe or folder_state(path.parent) == before


@on_posix
def test_a_lock_that_cannot_be_removed_is_given_free_and_tells_of_no_crash(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_plain(path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", _refuse)
        file.close()
    with open_plain(path) as file:
        assert not file.ended_uncleanly
        assert file.told_at_opening == ""


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_read_only_file_is_refused(path: Path) -> None:
    open_plain(path).close()
    path.chmod(0o400)
    before = folder_state(path.parent)
    with pytest.raises(ReadOnlyFileError, match="lecture seule"):
        open_plain(path)
    assert folder_state(path.parent) == before
    path.chmod(0o600)
    open_plain(path).close()


@pytest.mark.skipif(os.name != "posix", reason="the mark of a Windows folder does not keep files out")
def test_a_read_only_folder_is_refused(path: Path) -> None:
    open_plain(path).close()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(ReadOnlyFolderError, match="protégé en écriture"):
            open_plain(path)
    finally:
        path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    with pytest.raises(FolderCreationError, match="ne peut pas être créé"):
        open_plain(tmp_path / "fichier" / "dossier" / "registre.pegase")


def test_a_backup_copied_over_the_file_beside_its_journal_never_goes_unnoticed(path: Path, tmp_path: Path) -> None:
    """Refused as damaged, or opened with the warning upon which the register's own journal is verified."""
    old, new = tmp_path / "old.pegase", tmp_path / "new.pegase"
    with open_plain(path) as file:
        write(file, "a" * 5000)
        file.snapshot(old)
        for number in range(50):
            write(file, f"{number} " + "b" * 2000)
        shutil.copy(f"{path}-wal", f"{new}-wal")
    shutil.copy(old, new)
    try:
        with open_plain(new) as file:
            assert file.ended_uncleanly
            assert notes(file)[0] == "a" * 5000
    except DamagedFileError:
        pass
