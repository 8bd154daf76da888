"""From the first schema to the next: whole or not at all, with a checked copy of what was before."""

from __future__ import annotations

import contextlib
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.file_errors import DamagedFileError
from pegase_desktop.storage.sqlite.engine import Store, open_database
from tests.durability.power_cuts import Disk
from tests.durability.rigged_vfs import Fault, Operation, rigged_disk, why_impossible
from tests.storage.sqlite.plain_register import first, notes, open_plain, second, write

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase

rigged = pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))


@pytest.fixture
def old_register(path: Path) -> Path:
    with open_plain(path) as file:
        for number in range(5):
            write(file, f"note {number}")
    return path


def schema(file: Store) -> set[str]:
    return {row[0] for row in file.database.execute_sql("SELECT sql FROM sqlite_schema").fetchall()}


def version(file: Store) -> int:
    return int(file.database.execute_sql("PRAGMA user_version").fetchone()[0])


def test_a_migrated_register_is_like_a_fresh_one(old_register: Path, tmp_path: Path) -> None:
    with (
        open_database(old_register, (first, second)) as migrated,
        open_database(tmp_path / "neuf.pegase", (first, second)) as fresh,
    ):
        assert notes(migrated) == [f"note {number}" for number in range(5)]
        assert schema(migrated) == schema(fresh)
        assert version(migrated) == version(fresh) == 2
        assert migrated.database.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_checked_copy_of_the_old_register_stays_beside_it(old_register: Path) -> None:
    open_database(old_register, (first, second)).close()
    copies = [file for file in old_register.parent.iterdir() if file != old_register]
    assert [copy.name for copy in copies] == ["registre (avant mise à jour, version 1).pegase"]
    with open_plain(copies[0]) as copy:
        assert len(notes(copy)) == 5


def test_a_copy_never_takes_the_place_of_one_that_was_worked_in_since(old_register: Path, tmp_path: Path) -> None:
    kept = shutil.copy(old_register, tmp_path / "gardé.pegase")
    open_database(old_register, (first, second)).close()
    copy = old_register.with_name("registre (avant mise à jour, version 1).pegase")
    with open_database(copy, (first, second)) as worked_in, worked_in.transaction():
        worked_in.database.execute_sql("INSERT INTO note VALUES (99, 'saisie depuis', '')")
    shutil.copy(kept, old_register)
    open_database(old_register, (first, second)).close()
    with open_database(copy, (first, second)) as worked_in:
        assert notes(worked_in)[-1] == "saisie depuis"
    assert old_register.with_name("registre (avant mise à jour, version 1, copie 2).pegase").exists()


def test_a_migration_tried_again_leaves_one_copy(old_register: Path) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            open_database(old_register, (first, fails_at_its_end))
    assert len(list(old_register.parent.glob("*(avant mise à jour*"))) == 1


def test_a_new_register_needs_no_copy(path: Path) -> None:
    open_database(path, (first, second)).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def fails_at_its_end(database: SqliteDatabase) -> None:
    second(database)
    raise ZeroDivisionError("stumbled")


def ends_its_transaction(database: SqliteDatabase) -> None:
    database.execute_sql("DROP TABLE note")
    database.execute_sql("ROLLBACK")


def breaks_a_reference(database: SqliteDatabase) -> None:
    database.execute_sql("CREATE TABLE child (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note) STRICT")
    database.execute_sql("INSERT INTO child (note) VALUES (999)")


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        (fails_at_its_end, "stumbled"),
        (ends_its_transaction, "ended its transaction"),
        (breaks_a_reference, "endommagé"),
    ],
)
def test_a_step_that_fails_leaves_the_register_as_it_was(step: object, complaint: str, old_register: Path) -> None:
    with pytest.raises((ZeroDivisionError, RuntimeError, DamagedFileError), match=complaint):
        open_database(old_register, (first, step))  # type: ignore[arg-type]
    with open_plain(old_register) as file:
        assert len(notes(file)) == 5


def test_rebuilding_a_parent_keeps_its_children(path: Path) -> None:
    def with_children(database: SqliteDatabase) -> None:
        first(database)
        database.execute_sql(
            "CREATE TABLE child (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note ON DELETE CASCADE) STRICT"
        )
        database.execute_sql("INSERT INTO note VALUES (1, 'parent')")
        database.execute_sql("INSERT INTO child VALUES (1, 1)")

    open_database(path, (with_children,)).close()
    with open_database(path, (with_children, second)) as file:
        assert file.database.execute_sql("SELECT count(*) FROM child").fetchone() == (1,)


@rigged
@pytest.mark.parametrize("operation", [Operation.WRITE, Operation.SYNC, Operation.ROOM])
def test_a_disk_that_fails_at_any_moment_leaves_old_or_new(operation: Operation, path: Path) -> None:
    for nth in range(1, 500):
        own = path.with_name(f"{nth}.pegase")
        with open_plain(own) as file:
            write(file, "note")
        with rigged_disk() as disk:
            disk.fault = fault = Fault(operation, nth, for_good=True)
            with contextlib.suppress(UserError):
                open_database(own, (first, second)).close()
            disk.fault = None
        with open_database(own, (first, second)) as file:
            assert notes(file) == ["note"]
            assert version(file) == 2
        if not fault.struck:
            return
    pytest.fail("the migration never succeeded")


@rigged
def test_a_power_cut_at_any_moment_leaves_old_or_new(old_register: Path, tmp_path: Path) -> None:
    before = old_register.read_bytes()
    with rigged_disk() as rigged_one:
        open_database(old_register, (first, second)).close()
    disk = Disk({old_register.name: bytearray(before)})
    chance = random.Random(20261117)
    for number, event in enumerate(rigged_one.events):
        disk.follow(event)
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, content in disk.after_a_cut(chance).items():
            (folder / name).write_bytes(content)
        with open_database(folder / old_register.name, (first, second)) as file:
            assert len(notes(file)) == 5, f"cut after event {number}"
            assert version(file) == 2
