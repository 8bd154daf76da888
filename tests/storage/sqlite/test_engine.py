"""Opening, writing and closing a sound register."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    AlreadyOpenError,
    DamagedFileError,
    DisplacedFileError,
    HeldFileError,
    OldEngineError,
    UnderwayError,
)
from pegase_desktop.storage.sqlite import connection
from pegase_desktop.storage.sqlite.engine import Store, open_database
from pegase_desktop.storage.sqlite.file_identity import has_journal
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock
from tests.storage.sqlite.plain_register import first, notes, open_plain, write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody at the files of a user, or at open ones")


def pragma(file: Store, name: str) -> object:
    return file.database.execute_sql(f"PRAGMA {name}").fetchone()[0]


def test_what_is_written_is_there_the_next_time(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "été")
    with open_plain(path, create=False) as file:
        assert notes(file) == ["été"]
        assert not file.ended_uncleanly


def test_a_connection_is_set_for_safety(path: Path) -> None:
    with open_plain(path) as file:
        expected = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "busy_timeout": 5000,
            "application_id": 0x50675263,
            "user_version": 1,
        }
        assert {name: pragma(file, name) for name in expected} == expected


@on_posix
def test_only_the_owner_can_read_it(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert {oct(each.stat().st_mode & 0o777) for each in path.parent.iterdir()} == {"0o600"}


@on_posix
def test_a_register_that_others_could_read_is_made_private(path: Path) -> None:
    open_plain(path).close()
    path.chmod(0o644)
    open_plain(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_clean_end_leaves_one_whole_file(path: Path) -> None:
    file = open_plain(path)
    write(file, "a")
    file.close()
    file.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_after_a_checkpoint_the_main_file_is_whole(path: Path, tmp_path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        assert file.checkpoint()
        # By another process: closing the file here would drop the locks of the live connection.
        copy = tmp_path / "copie.pegase"
        subprocess.run([sys.executable, "-c", f"import shutil; shutil.copy({str(path)!r}, {str(copy)!r})"], check=True)
    with open_plain(copy) as file:
        assert notes(file) == ["a"]


def test_a_checkpoint_waits_for_nobody(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        reader = sqlite.connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM note").fetchone()
        write(file, "b")
        assert not file.checkpoint()
        reader.close()
        with file.transaction():
            assert not file.checkpoint()
        assert file.checkpoint()
        assert pragma(file, "busy_timeout") == 5000


def _write_and_stumble(file: Store, text: str) -> None:
    with file.transaction():
        write(file, text)
        raise ZeroDivisionError


def test_a_transaction_that_raises_leaves_nothing_even_of_one_inside_it(path: Path) -> None:
    with open_plain(path) as file:
        with pytest.raises(ZeroDivisionError):
            _write_and_stumble(file, "a")
        write(file, "b")
        assert notes(file) == ["b"]


def test_a_reading_that_writes_is_refused(path: Path) -> None:
    with open_plain(path) as file:
        with pytest.raises(RuntimeError, match="a reading that writes"), file.reading():
            write(file, "a")
        assert notes(file) == []


# The connection aside


def keep(file: Store, text: str) -> None:
    with file.keeping():
        file.aside.execute_sql("INSERT INTO note (text) VALUES (?)", (text,))


def test_the_connection_aside_is_set_for_safety_and_less_patient(path: Path) -> None:
    with open_plain(path) as file:
        expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
        expected |= {"trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 500}
        assert {name: file.aside.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected


def test_what_is_kept_during_a_reading_outlives_its_failure(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        with pytest.raises(ZeroDivisionError):
            _read_keep_and_stumble(file, "b")
        assert notes(file) == ["a", "b"]


def _read_keep_and_stumble(file: Store, text: str) -> None:
    with file.reading():
        before = notes(file)
        keep(file, text)
        assert notes(file) == before  # one state
        raise ZeroDivisionError


def test_what_is_to_be_kept_during_a_save_is_refused_at_once_and_can_be_retried(path: Path) -> None:
    with open_plain(path) as file:
        file.aside.timeout = 600  # it would be noticed
        with file.transaction():
            write(file, "a")
            with pytest.raises(UnderwayError, match="en train d’enregistrer autre chose"):
                keep(file, "b")
        keep(file, "b")
        assert notes(file) == ["a", "b"]


def _keep_and_stumble(file: Store, text: str) -> None:
    with file.keeping():
        keep(file, text)
        raise ZeroDivisionError


def test_neither_connection_undoes_what_the_other_saved(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        with pytest.raises(ZeroDivisionError):
            _keep_and_stumble(file, "lost")
        keep(file, "b")
        with pytest.raises(ZeroDivisionError):
            _write_and_stumble(file, "lost")
        assert notes(file) == ["a", "b"]


def test_what_another_program_holds_up_is_refused_soon(path: Path) -> None:
    with open_plain(path) as file:
        other = sqlite.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HeldFileError):
            keep(file, "a")
        other.close()
        keep(file, "a")
        assert notes(file) == ["a"]


def test_what_was_kept_aside_is_brought_in_and_survives_a_crash(path: Path) -> None:
    with open_plain(path) as file:
        keep(file, "a")
        assert file.checkpoint()
        assert not has_journal(path)
        keep(file, "b")
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    program = (
        "import os, sys; from pathlib import Path; from tests.storage.sqlite.plain_register import open_plain, write\n"
        "from tests.storage.sqlite.test_engine import keep\n"
        "file = open_plain(Path(sys.argv[1])); write(file, 'c'); keep(file, 'd')\n"
        "under_way = file.transaction(); under_way.__enter__()\n"
        "file.database.execute_sql(\"INSERT INTO note (text) VALUES ('lost')\")\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, cwd=ROOT)
    with open_plain(path) as file:
        assert file.ended_uncleanly
        assert notes(file) == ["a", "b", "c", "d"]


@on_posix
def test_nothing_is_kept_in_a_register_that_is_no_longer_in_its_place(path: Path) -> None:
    with open_plain(path) as file:
        away = _move_away(path)
        with pytest.raises(DisplacedFileError):
            keep(file, "lost")
        away.replace(path)
        keep(file, "a")
        assert notes(file) == ["a"]


def test_a_register_that_is_given_up_at_its_making_leaves_nothing(path: Path) -> None:
    file = open_plain(path)
    keep(file, "a")
    file.abandon()
    assert list(path.parent.iterdir()) == []


def test_a_second_window_is_refused_and_the_first_goes_on(path: Path) -> None:
    with open_plain(path) as file:
        with pytest.raises(AlreadyOpenError, match="déjà ouvert dans une autre fenêtre"):
            open_plain(path)
        write(file, "a")
        assert notes(file) == ["a"]
    open_plain(path).close()


@pytest.mark.skipif(os.name != "posix", reason="on Windows, making a link is a privilege")
def test_a_second_process_is_refused_even_through_a_link(path: Path, tmp_path: Path) -> None:
    with open_plain(path):
        (tmp_path / "lien").symlink_to(path.parent, target_is_directory=True)
        program = (
            "import sys; from pathlib import Path; from pegase_desktop.storage.sqlite.engine import open_database\n"
            "from pegase_desktop.storage.file_errors import AlreadyOpenError\n"
            "try: open_database(Path(sys.argv[1]), ())\n"
            "except AlreadyOpenError: sys.exit(7)"
        )
        done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "lien" / path.name)], check=False)
        assert done.returncode == 7


def test_a_crash_leaves_no_lock_and_is_noticed(path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from pegase_desktop.storage.sqlite.engine import open_database\n"
        "file = open_database(Path(sys.argv[1]), (lambda db: db.execute_sql('CREATE TABLE note (id, text)'),))\n"
        "with file.transaction(): file.database.execute_sql(\"INSERT INTO note VALUES (1, 'a')\")\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    with open_plain(path) as file:
        assert notes(file) == ["a"]
        assert file.ended_uncleanly
        assert file.told_at_opening == ""
    with open_plain(path) as file:
        assert not file.ended_uncleanly


def test_a_journal_that_was_removed_after_a_crash_is_noticed(path: Path) -> None:
    open_plain(path).close()
    path.with_name(path.name + ".lock").write_bytes(b"live")
    with open_plain(path) as file:
        assert "un fichier qui accompagnait le registre a disparu" in file.told_at_opening


def test_who_is_killed_while_closing_has_lost_nothing_and_is_told_of_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_plain(path) as file:
        write(file, "a")
        monkeypatch.setattr(InstanceLock, "release", lambda lock, **_: os.close(lock._descriptor))
    monkeypatch.undo()
    assert not path.with_name("registre.pegase-wal").exists()
    with open_plain(path) as file:
        assert (notes(file), file.told_at_opening) == (["a"], "")


def test_after_a_crash_the_whole_file_is_checked_unless_that_is_done_later(path: Path) -> None:
    with open_plain(path) as file:
        (page,) = file.database.execute_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'note'").fetchone()
    with path.open("r+b") as damaged:
        damaged.seek((page - 1) * 4096)
        damaged.write(b"\xff" * 4096)
    lock = path.with_name(path.name + ".lock")
    lock.write_bytes(b"live")
    with pytest.raises(DamagedFileError):
        open_plain(path)
    lock.write_bytes(b"live")
    with open_database(path, (first,), checked_later=True) as file:
        assert file.ended_uncleanly


def test_a_program_that_holds_the_file_is_named_as_the_cause(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS_AT_OPENING", 0.01)
    open_plain(path).close()
    other = sqlite.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(HeldFileError, match="utilisé par un autre programme"):
            open_plain(path)
    finally:
        other.close()
    open_plain(path).close()


def test_a_write_held_up_by_another_program_can_be_retried(path: Path) -> None:
    with open_plain(path) as file:
        file.database.timeout = 0
        other = sqlite.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HeldFileError):
            write(file, "a")
        held = file.trouble
        assert isinstance(held, HeldFileError)
        other.close()
        with file.transaction():
            pass  # who wrote nothing cannot tell
        still_held = file.trouble
        assert still_held is held
        write(file, "a")
        assert file.trouble is None
        assert notes(file) == ["a"]


def _move_away(path: Path) -> Path:
    return path.rename(path.with_name("ailleurs.pegase"))


def _replace(path: Path) -> Path:
    away = _move_away(path)
    path.write_bytes(b"another file")
    return away


def _rename_the_folder(path: Path) -> Path:
    return path.parent.rename(path.parent.with_name("ailleurs")) / path.name


@on_posix
@pytest.mark.parametrize("displace", [_move_away, _replace, _rename_the_folder])
def test_nothing_is_saved_to_a_register_that_is_no_longer_in_its_place(
    displace: Callable[[Path], Path], path: Path
) -> None:
    with open_plain(path) as file:
        write(file, "a")
        away = displace(path)
        with pytest.raises(DisplacedFileError, match="remettez-le à sa place"):
            write(file, "lost")
        if not path.parent.exists():
            away.parent.rename(path.parent)
        else:
            away.replace(path)
        write(file, "b")
    with open_plain(path) as file:
        assert notes(file) == ["a", "b"]


@on_posix
def test_a_register_that_was_moved_while_it_was_open_keeps_what_was_saved_before(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        away = _move_away(path)
    with open_plain(away) as file:
        assert notes(file) == ["a"]


def test_a_bug_stays_a_bug(path: Path) -> None:
    with open_plain(path) as file, pytest.raises(Exception, match="no such table") as caught, file.transaction():
        file.database.execute_sql("INSERT INTO nowhere VALUES (1)")
    assert type(caught.value).__module__ == "peewee"


def test_an_sqlite_that_can_corrupt_registers_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(OldEngineError, match=r"3\.51\.3"):
        open_database(path, (first,))
    assert not path.parent.exists()
