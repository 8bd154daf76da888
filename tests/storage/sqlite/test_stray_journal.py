"""A ``-wal`` is played into the file that it is of, whatever a power cut made of it, and into no other."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    EmptyFileError,
    HeldFileError,
    NewerFileError,
    NotADatabaseError,
    RegisterFileError,
)
from pegase_desktop.storage.sqlite import journal_identity
from pegase_desktop.storage.sqlite.engine import Store, open_database
from pegase_desktop.storage.sqlite.file_identity import APPLICATION_ID, journal_files
from tests.storage.sqlite.plain_register import first, folder_state, notes, open_plain, second, write

PAGE, SECTOR = 4096, 512


@dataclass(frozen=True)
class Left:
    """What a window that was killed leaves: the main file, its ``-wal`` and ``-shm``, and what was saved."""

    main: bytes
    journal: bytes
    index: bytes
    notes: list[str]

    def put(self, path: Path) -> Path:
        path.write_bytes(self.main)
        for file, content in zip(journal_files(path), (self.journal, self.index), strict=True):
            file.write_bytes(content)
        path.with_name(path.name + ".lock").write_bytes(b"live")
        return path


def left_by(file: Store) -> Left:
    """What would be left if the process were killed now. (Reading the file drops its locks; nobody else is there.)"""
    return lying_at(file.path, notes(file))


def lying_at(path: Path, saved: list[str]) -> Left:
    journal, index = (one.read_bytes() for one in journal_files(path))
    return Left(path.read_bytes(), journal, index, saved)


def killed(path: Path, *texts: str) -> Left:
    """A window that saves *texts* and is killed; the file at *path* is then as it was before."""
    before = path.read_bytes() if path.exists() else None
    with open_plain(path) as file:
        for text in texts:
            write(file, text)
        left = left_by(file)
    path.unlink()
    if before is not None:
        path.write_bytes(before)
    return left


def closed(path: Path, *texts: str) -> bytes:
    """The file at *path* once *texts* are saved and the window is closed."""
    with open_plain(path) as file:
        for text in texts:
            write(file, text)
    return path.read_bytes()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Where the registers are put together."""
    folder = tmp_path / "ici"
    folder.mkdir()
    return folder / "registre.pegase"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Where other registers, or copies of the same, live."""
    return tmp_path / "ailleurs" / "registre.pegase"


def aside(here: Path) -> list[Path]:
    return sorted(here.parent.glob("*mis de côté*"))


def expect_aside(here: Path, held: list[str], journal: bytes) -> None:
    """The file alone counts, its neighbour is kept, and that is said once."""
    with open_plain(here, create=False) as file:
        assert notes(file) == held
        told = file.told_at_opening
        assert file.ended_uncleanly
    *_, kept = aside(here)
    assert kept.read_bytes() == journal
    assert f"« {here.name}-wal »" in told
    assert f"« {kept.name} »" in told
    with open_plain(here, create=False) as file:
        assert (notes(file), file.told_at_opening) == (held, "")


def expect_played(here: Path, saved: list[str]) -> None:
    with open_plain(here, create=False) as file:
        assert notes(file) == saved
        assert file.told_at_opening == ""
    assert aside(here) == []


# Of another file


def test_the_journal_of_another_register_is_set_aside(here: Path, there: Path) -> None:
    left = killed(here, "a")
    left.put(here)
    here.write_bytes(closed(there, "x", "y"))
    expect_aside(here, ["x", "y"], left.journal)


@pytest.mark.parametrize("many", [1, 200])
def test_the_journal_of_a_later_state_of_the_register_is_set_aside(here: Path, many: int) -> None:
    older = closed(here, *(f"{number} " + "x" * 300 for number in range(many)))
    held = _notes_of(older, here)
    closed(here, "after the copy")
    left = killed(here, "and killed")
    left.put(here)
    here.write_bytes(older)
    expect_aside(here, held, left.journal)


@pytest.mark.parametrize("many", [1, 200])
def test_the_journal_of_an_earlier_state_of_the_register_is_set_aside(here: Path, there: Path, many: int) -> None:
    there.parent.mkdir()
    there.write_bytes(closed(here, *(f"{number} " + "x" * 300 for number in range(many))))
    left = killed(here, "killed on the old computer")
    newer = closed(there, "gone on with", "on the new one")
    left.put(here)
    here.write_bytes(newer)
    expect_aside(here, _notes_of(newer, there), left.journal)


def test_the_journal_is_set_aside_when_both_went_on_from_the_same_file(here: Path, there: Path) -> None:
    there.parent.mkdir()
    there.write_bytes(closed(here, "a"))
    left = killed(here, "b")
    left.put(here)
    here.write_bytes(closed(there, "c"))
    expect_aside(here, ["a", "c"], left.journal)


def test_a_backup_put_back_is_as_it_was_made(here: Path, there: Path) -> None:
    there.parent.mkdir()
    closed(here, "a")
    with open_plain(here) as file:
        write(file, "b")
        file.snapshot(there)
        write(file, "c")
        left = left_by(file)
    left.put(here)
    shutil.copy(there, here)
    expect_aside(here, ["a", "b"], left.journal)


def test_no_restoring_is_a_dead_end_and_no_journal_is_lost(here: Path, there: Path) -> None:
    backup = closed(there, "x")
    journals = []
    for text in ("a", "b"):
        if here.exists():
            here.unlink()
        left = killed(here, text)
        left.put(here)
        here.write_bytes(backup)
        expect_aside(here, ["x"], left.journal)
        journals.append(left.journal)
    assert [one.read_bytes() for one in aside(here)] == journals


def test_what_was_set_aside_is_found_again_beside_its_own_register(here: Path, there: Path) -> None:
    closed(here, "a")
    left = killed(here, "b")
    left.put(here)
    here.write_bytes(closed(there, "x"))
    open_plain(here).close()
    (kept,) = aside(here)
    own = kept.with_name(kept.name.removesuffix("-wal"))
    own.write_bytes(left.main)
    with open_plain(own) as file:
        assert notes(file) == ["a", "b"]


def test_a_journal_that_is_kept_with_its_register_already_goes_without_a_word(here: Path, there: Path) -> None:
    left = killed(here, "a")
    other = closed(there, "x")
    before = here.with_name("registre (avant la reprise).pegase")
    left.put(before)
    left.put(here).write_bytes(other)
    expect_played(here, ["x"])
    left.put(here).write_bytes(other)
    before.unlink()  # of what use is that journal without it?
    expect_aside(here, ["x"], left.journal)
    assert journal_files(before)[0].read_bytes() == left.journal


def test_a_stale_index_does_no_harm(here: Path, there: Path) -> None:
    left = killed(here, "a", "b" * 9000)
    here.write_bytes(closed(there, "x"))
    journal_files(here)[1].write_bytes(left.index)
    expect_played(here, ["x"])


def test_a_file_of_before_there_were_marks_goes_with_no_journal_that_has_them(here: Path, there: Path) -> None:
    there.parent.mkdir()
    left = killed(here, "a")
    left.put(here)
    here.write_bytes(_unmarked(there).main)
    expect_aside(here, [], left.journal)


# Of the file


def test_a_journal_is_played_into_its_own_file(here: Path) -> None:
    closed(here, "a")
    expect_played(killed(here, "b", "c").put(here), ["a", "b", "c"])


def test_a_journal_is_played_into_a_copy_of_what_it_began_with(here: Path) -> None:
    base = closed(here, "a")
    killed(here, "b").put(here)
    here.write_bytes(base)
    expect_played(here, ["a", "b"])


def test_a_journal_of_before_there_were_marks_is_played(here: Path, there: Path) -> None:
    there.parent.mkdir()
    expect_played(_unmarked(there).put(here), ["unmarked"])


def test_a_journal_that_goes_on_after_a_crash_is_played(here: Path) -> None:
    closed(here, "a")
    killed(here, "b").put(here)
    with open_plain(here) as file:
        write(file, "c")
        left = left_by(file)
    expect_played(left.put(here), ["a", "b", "c"])


def test_a_journal_that_a_reader_kept_from_being_brought_in_is_played(here: Path) -> None:
    closed(here, "a")
    with open_plain(here) as file:
        write(file, "b")
        reader = sqlite.connect(here)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM note").fetchone()
        for text in ("c", "d"):
            write(file, text)
            assert not file.checkpoint()
        write(file, "e")
        reader.close()
        left = left_by(file)
    expect_played(left.put(here), ["a", "b", "c", "d", "e"])


@pytest.mark.parametrize("seed", range(60))
def test_a_journal_that_was_being_brought_in_when_the_power_went_is_played(here: Path, seed: int) -> None:
    """Any page of the main file is as before, as after, or torn between the two."""
    chance = random.Random(seed)
    closed(here, *("x" * chance.randint(1, 3000) for _ in range(chance.randint(0, 40))))
    with open_plain(here) as file:
        for _ in range(chance.randint(1, 12)):
            write(file, "y" * chance.randint(1, 9000))
        left = left_by(file)
    before, after = left.main, here.read_bytes()
    assert len(after) >= len(before)
    share = chance.choice((0.1, 0.5, 0.9))
    mixed = bytearray(before.ljust(len(after) if chance.random() < 0.5 else len(before), b"\0"))
    for start in range(0, len(mixed), chance.choice((PAGE, SECTOR))):
        if chance.random() < share:
            mixed[start : start + PAGE] = after[start : start + PAGE]
    expect_played(Left(bytes(mixed), left.journal, left.index, left.notes).put(here), left.notes)


@pytest.mark.parametrize("torn", [16, 100, SECTOR, PAGE])
def test_a_first_page_that_was_torn_is_found_in_the_journal(here: Path, torn: int) -> None:
    closed(here, "a")
    with open_plain(here) as file, file.transaction():
        file.database.execute_sql("CREATE TABLE another (id)")  # which the first page tells of
        file.database.execute_sql("INSERT INTO note (text) VALUES ('b')")
        file.database.execute_sql("INSERT INTO another VALUES (1)")
    with open_plain(here) as file:
        with file.transaction():
            file.database.execute_sql("DROP TABLE another")
            file.database.execute_sql("INSERT INTO note (text) VALUES ('c')")
        left = left_by(file)
    main = random.Random(torn).randbytes(torn) + left.main[torn:]
    expect_played(Left(main, left.journal, left.index, left.notes).put(here), ["a", "b", "c"])


# Any two


@pytest.mark.parametrize("seed", range(12))
def test_any_file_holds_what_it_held_beside_any_journal_but_its_own(here: Path, tmp_path: Path, seed: int) -> None:
    """Copies of one register and another live on side by side, are closed, killed, backed up; then all are crossed."""
    mains, journals = _lives(tmp_path / "vies", random.Random(seed))
    assert journals
    for left in journals:
        expect_played(left.put(here), left.notes)
        for main, held in mains:
            Left(main, left.journal, left.index, left.notes).put(here)
            if main == left.main:
                expect_played(here, left.notes)
            elif held != left.notes:
                expect_aside(here, held, left.journal)
            else:  # perhaps what came of both: then there is nothing to keep
                with open_plain(here) as file:
                    assert notes(file) == held
            for kept in aside(here):
                kept.unlink()


def _lives(folder: Path, chance: random.Random) -> tuple[list[tuple[bytes, list[str]]], list[Left]]:
    """Main files, each with what it holds alone, and what killed windows left."""
    folder.mkdir()
    alive = [folder / "1.pegase", folder / "2.pegase"]
    mains, journals = [], []
    for turn in range(14):
        path = chance.choice(alive)
        with open_plain(path) as file:
            for number in range(chance.randint(1, 3)):
                write(file, f"{turn}.{number} " + "x" * chance.choice((0, 0, 5000)))
                if chance.random() < 0.2:
                    file.checkpoint()
                if chance.random() < 0.2:
                    copy = folder / f"copie {turn}.{number}.pegase"
                    file.snapshot(copy)
                    mains.append((copy.read_bytes(), notes(file)))
            left = left_by(file)
        if chance.random() < 0.4 and left.journal:
            journals.append(left)
            if chance.random() < 0.5:
                left.put(path)
                continue
        mains.append((path.read_bytes(), left.notes))
        if chance.random() < 0.4:
            alive.append(Path(shutil.copy(path, folder / f"suite {turn}.pegase")))
    return mains, journals


# What is refused stays as it is


def _newer(path: Path) -> None:
    open_database(path, (first, second)).close()


def _damaged(path: Path) -> None:
    closed(path, *("x" * 3000 for _ in range(9)))
    with path.open("r+b") as file:
        file.seek(6 * PAGE)
        file.write(bytes(PAGE))


def _text(path: Path) -> None:
    path.write_text("Nom;Prénom\n" * 2000, "utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (_newer, NewerFileError),
        (_damaged, DamagedFileError),
        (_text, NotADatabaseError),
        (_empty, EmptyFileError),
    ],
)
def test_a_file_that_is_refused_stays_beside_its_neighbour(
    here: Path, there: Path, make: object, refusal: type[RegisterFileError]
) -> None:
    left = killed(here, "a")
    there.parent.mkdir()
    make(there)  # type: ignore[operator]
    left.put(here)
    shutil.copy(there, here)
    _expect_refused(here, refusal)


def test_while_another_program_has_the_file_nothing_is_said_of_its_journal(
    here: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_identity, "_PATIENCE", 0.01)
    left = killed(here, "a")
    left.put(here)
    here.write_bytes(closed(there, "x"))
    other = sqlite.connect(here, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("SELECT * FROM sqlite_schema").fetchall()
    try:
        _expect_refused(here, HeldFileError)
    finally:
        other.close()


def _expect_refused(here: Path, refusal: type[RegisterFileError]) -> None:
    index = journal_files(here)[1].name
    before = folder_state(here.parent)
    with pytest.raises(refusal):
        open_plain(here, create=False)
    assert folder_state(here.parent) | {index: ""} == before | {index: ""}


def _notes_of(main: bytes, beside: Path) -> list[str]:
    copy = beside.with_name("lu.pegase")
    copy.write_bytes(main)
    with open_plain(copy) as file:
        held = notes(file)
    copy.unlink()
    return held


def _unmarked(path: Path) -> Left:
    """A window of a former version, killed."""
    connection = sqlite.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO note (text) VALUES ('unmarked')")
    left = lying_at(path, ["unmarked"])
    connection.close()
    return left
