"""The file of a register is judged, whatever it is, and stays as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.file_errors import (
    AlreadyOpenError,
    DamagedFileError,
    EmptyFileError,
    EndlessLinkError,
    FolderGivenError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    NotADatabaseError,
    NotAFileError,
    OrphanJournalError,
    RegisterFileError,
)
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.sqlite import judged_copy, place
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock
from tests.domain.samples import registrable
from tests.storage.office import CLAIRE, Clock, live_in, opened
from tests.storage.sqlite.plain_register import folder_state

FIRST = Path(__file__).parents[1] / "data" / "registers" / "version-1.pegase"

on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows has other links, and no pipes among the files")


@pytest.fixture
def file(path: Path, clock: Clock) -> Path:
    """A register that was lived in and closed."""
    with opened(path, clock) as register:
        live_in(register, clock)
    return path


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The copies that are judged speak of clients: none stays."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def run(file: Path, *statements: str) -> None:
    with closing(sqlite.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_file_is_judged_like_the_register_and_stays_as_it_is(file: Path, clock: Clock) -> None:
    before = folder_state(file.parent)
    told: list[tuple[int, int]] = []
    found = check_file(file, on_complaint=lambda *done: told.append(done))
    assert folder_state(file.parent) == before
    with opened(file, clock) as register:
        head = register.journal.head()
        assert (found.faults, found.notices) == ((), ())
        assert (found.complaints, found.head, found.erased) == (len(register.cases.references()), head, 0)
    assert told[-1] == (found.complaints, found.complaints)
    assert check_file(file, anchors=[Head(head.count, head.digest)]).faults == ()
    assert "coupé ou refait" in check_file(file, anchors=[Head(head.count, "0" * 12)]).faults[0]


def test_what_was_altered_is_found_and_left_as_it_is(file: Path) -> None:
    run(file, "UPDATE complaint SET subject = 'Autre' WHERE id = 1")
    before = folder_state(file.parent)
    assert any("n’est pas ce que dit le journal" in one for one in check_file(file).faults)
    assert folder_state(file.parent) == before


@pytest.mark.parametrize("damaged", ["R-202\x16-0003", "R2026", ""])
def test_a_number_that_is_damaged_is_a_fault_like_any_other(damaged: str, file: Path) -> None:
    newest = check_file(file).newest
    run(file, f"UPDATE complaint SET reference = '{damaged}' WHERE id = 1")
    found = check_file(file)
    assert found.faults
    assert found.newest == newest


def test_a_register_of_the_first_version_is_judged_and_not_brought_over(tmp_path: Path) -> None:
    file = tmp_path / "registre.pegase"
    shutil.copy(FIRST, file)
    before = folder_state(tmp_path)
    with closing(sqlite.connect(f"{FIRST.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        count, last = connection.execute("SELECT count(*), max(id) FROM journal").fetchone()
        (digest,) = connection.execute("SELECT hash FROM journal WHERE id = ?", (last,)).fetchone()
        (complaints,) = connection.execute("SELECT count(*) FROM complaint").fetchone()
    found = check_file(file)
    assert found.faults == ()
    assert "plus ancienne" in found.notices[0]
    assert (found.head, found.complaints) == (Head(count, digest.hex()), complaints)  # of the file, not of the copy
    assert folder_state(tmp_path) == before


def test_a_damaged_register_of_the_first_version_is_found_out(tmp_path: Path) -> None:
    file = tmp_path / "registre.pegase"
    shutil.copy(FIRST, file)
    run(file, "UPDATE complaint SET subject = 'Autre' WHERE id = 1")
    assert check_file(file).faults


def test_saves_that_a_killed_window_left_in_the_journal_are_judged_too(file: Path, clock: Clock) -> None:
    killed = file.with_name("tué.pegase")
    with opened(file, clock) as register:
        complaints = len(register.cases.references())
        register.cases.receive(registrable(), by=CLAIRE)
        for end in ("", "-wal"):
            shutil.copy(f"{file}{end}", f"{killed}{end}")
    Path(f"{killed}.lock").write_bytes(b"live")
    before = folder_state(file.parent)
    assert check_file(killed).complaints == complaints + 1
    assert check_file(killed).notices == ()
    Path(f"{killed}-wal").unlink()
    assert "les derniers enregistrements peuvent manquer" in check_file(killed).notices[0]
    assert folder_state(file.parent) == {name: state for name, state in before.items() if name != "tué.pegase-wal"}


def _text(file: Path) -> None:
    file.write_text("Bonjour, ceci n’est pas un registre. " * 100, "utf-8")


def _anothers(file: Path) -> None:
    file.unlink()
    run(file, "CREATE TABLE moz_places (id)")


def _newer(file: Path) -> None:
    run(file, "PRAGMA user_version = 99")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _without_a_table(file: Path) -> None:
    run(file, "PRAGMA foreign_keys = OFF", "DROP TABLE terms")


def _first_page_overwritten(file: Path) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(100)
        damaged.write(b"\xa5" * 3996)


def _orphaned(file: Path) -> None:
    file.rename(f"{file}-wal")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _link_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (_text, NotADatabaseError),
        (lambda file: file.write_bytes(b""), EmptyFileError),
        (_anothers, ForeignFileError),
        (_newer, NewerFileError),
        (_cut, DamagedFileError),
        (_without_a_table, DamagedFileError),
        (_first_page_overwritten, DamagedFileError),
        (Path.unlink, MissingFileError),
        (_orphaned, OrphanJournalError),
        (_folder, FolderGivenError),
        pytest.param(_pipe, NotAFileError, marks=on_posix),
        pytest.param(_link_to_itself, EndlessLinkError, marks=on_posix),
    ],
)
def test_what_cannot_be_opened_is_refused_in_a_sentence_and_left_as_it_is(
    spoil: Callable[[Path], None], kind: type[RegisterFileError], file: Path
) -> None:
    spoil(file)
    before = folder_state(file.parent)
    with pytest.raises(kind) as refused:
        check_file(file)
    assert refused.value.path == file  # and not the copy that was judged
    assert folder_state(file.parent) == before


def test_a_register_that_a_window_has_open_is_refused(file: Path, clock: Clock) -> None:
    with opened(file, clock) as register:
        with pytest.raises(AlreadyOpenError):
            check_file(file)
        register.cases.receive(registrable(), by=CLAIRE)


def test_a_file_in_a_folder_that_nobody_may_write_is_judged_and_not_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> InstanceLock:
        raise AssertionError(f"a lock beside {path}")

    monkeypatch.setattr(place, "is_writable", lambda path: path != file.parent)
    monkeypatch.setattr(judged_copy, "InstanceLock", refuse)
    assert check_file(file).faults == ()


def test_a_file_in_a_place_for_copies_alone_is_judged(file: Path, tmp_path: Path) -> None:
    copies = tmp_path / "OneDrive"
    copies.mkdir()
    shutil.copy(file, copies)
    assert check_file(copies / file.name).faults == ()
