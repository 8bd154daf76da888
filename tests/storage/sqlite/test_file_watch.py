"""An open register whose file, or the ``-wal`` beside it, somebody else replaces, writes to or takes away."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.storage.file_errors import HeldFileError, OverwrittenFileError
from tests.storage.sqlite.plain_register import notes, open_plain, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody at the files of a user, or at open ones")
# By another process: this one would lose its locks on them.
_COPY = """
import pathlib, shutil, sys
for one in pathlib.Path(sys.argv[1]).glob("*.pegase*"):
    shutil.copy(one, sys.argv[2])
"""


def _copies(path: Path, *texts: str) -> Path:
    """A sound register of its own that holds *texts*, elsewhere."""
    other = path.parent / "copie" / path.name
    with open_plain(other) as file:
        for text in texts:
            write(file, text)
    return other


@on_posix
@pytest.mark.parametrize("brought_in", [False, True])
def test_what_is_laid_over_an_open_register_is_noticed_and_left_as_it_is(path: Path, brought_in: bool) -> None:
    other = _copies(path, *"copy")
    with open_plain(path) as file:
        write(file, "a")
        assert not brought_in or file.checkpoint()
        path.write_bytes(other.read_bytes())  # the same file for the system, with another content
        with pytest.raises(OverwrittenFileError, match="Rien n’a été enregistré"):
            write(file, "lost")
        assert isinstance(file.trouble, OverwrittenFileError)
        with pytest.raises(OverwrittenFileError):
            file.checkpoint()
    assert path.read_bytes() == other.read_bytes()
    with open_plain(path) as file:
        assert notes(file) == [*"copy"]
        assert brought_in or "mis de côté 1" in file.told_at_opening  # what was saved before is not lost


@on_posix
def test_what_this_program_writes_itself_is_not_taken_for_another_one(path: Path) -> None:
    with open_plain(path) as file:
        for text in "abc":
            write(file, text)
            assert file.checkpoint()
        path.chmod(0o640)
        os.utime(path, (0, 0))  # a backup program may set it
        write(file, "d")
        path.touch()
        assert file.trouble is None
    with open_plain(path) as file:
        assert notes(file) == [*"abcd"]


def _delete_journal(journal: Path, _: Path) -> None:
    journal.unlink()


def _put_another_in_its_place(journal: Path, other: Path) -> None:
    journal.unlink()
    journal.write_bytes(other.read_bytes())


@on_posix
@pytest.mark.parametrize("lose", [_delete_journal, _put_another_in_its_place])
def test_a_journal_that_is_lost_while_it_is_in_use_costs_no_save(
    lose: Callable[[Path, Path], None], path: Path
) -> None:
    """Read as it would be found if the process ended there, since closing brings everything in."""
    other = _copies(path, "other")
    with open_plain(other) as stranger, open_plain(path) as file:
        write(stranger, "b")
        write(file, "a")
        lose(path.with_name(path.name + "-wal"), other.with_name(other.name + "-wal"))
        write(file, "b")
        with file.keeping():
            file.aside.execute_sql("INSERT INTO note (text) VALUES ('c')")
        assert _as_left_by_a_kill(path) == [*"abc"]
    with open_plain(path) as file:
        assert notes(file) == [*"abc"]
        assert file.told_at_opening == ""
    kept = path.with_name("registre (mis de côté 1).pegase-wal")
    assert kept.exists() is (lose is _put_another_in_its_place)


@on_posix
def test_closing_deletes_no_journal_of_another_file(path: Path) -> None:
    other = _copies(path, "other")
    with open_plain(other) as stranger, open_plain(path) as file:
        write(stranger, "b")
        write(file, "a")
        _put_another_in_its_place(path.with_name(path.name + "-wal"), other.with_name(other.name + "-wal"))
    assert path.with_name("registre (mis de côté 1).pegase-wal").exists()
    with open_plain(path) as file:
        assert notes(file) == ["a"]


@on_posix
def test_while_somebody_reads_no_journal_is_begun_anew(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        path.with_name(path.name + "-wal").unlink()
        with file.reading():
            assert notes(file) == ["a"]
            with pytest.raises(HeldFileError), file.keeping():
                pass
        write(file, "b")
        assert _as_left_by_a_kill(path) == [*"ab"]


def _as_left_by_a_kill(path: Path) -> list[str]:
    folder = path.parent / "tué"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", _COPY, str(path.parent), str(folder)], check=True)
    with open_plain(folder / path.name) as file:
        return notes(file)
