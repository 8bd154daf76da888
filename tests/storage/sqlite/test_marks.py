"""Marks are renewed with the first save of each ``-wal``, and read off a page as SQLite wrote it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.sqlite.engine import Store
from pegase_desktop.storage.sqlite.file_identity import journal_size
from pegase_desktop.storage.sqlite.marks import Chain, begin_marks, chain_of, chain_on, mark_copy, renew_mark
from tests.storage.sqlite.plain_register import open_plain, write


def chain(file: Store) -> Chain:
    found = chain_of(file.database.connection())
    assert found
    return found


def page_of_marks(path: Path) -> bytes:
    with closing(sqlite.connect(path)) as connection:
        (number,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'mark'").fetchone()
    return path.read_bytes()[(number - 1) * 4096 : number * 4096]


def test_the_first_save_renews_the_mark_and_the_others_leave_it(path: Path) -> None:
    with open_plain(path) as file:
        born = chain(file)
        write(file, "a")
        first = chain(file)
        write(file, "b")
        assert chain(file) == first
        assert first[1:] == born[:1]
        assert file.checkpoint()
        assert file.checkpoint()
        write(file, "c")
        assert chain(file)[1:] == first[:1]


def test_what_is_kept_aside_carries_the_mark_like_any_save(path: Path) -> None:
    with open_plain(path) as file:
        born = chain(file)
        with file.keeping():
            file.aside.execute_sql("INSERT INTO note (text) VALUES ('a')")
        first = chain(file)
        assert first[0] != born[0]
        assert first[1:] == born[:1]
        write(file, "b")
        assert chain(file) == first


def test_an_opening_that_saves_nothing_changes_nothing(path: Path) -> None:
    open_plain(path).close()
    before = path.read_bytes()
    with open_plain(path) as file, file.transaction():
        file.database.execute_sql("SELECT * FROM note").fetchall()
    assert path.read_bytes() == before


def test_a_save_that_fails_leaves_the_mark_to_the_next(path: Path) -> None:
    with open_plain(path) as file:
        born = chain(file)
        with pytest.raises(Exception, match="NOT NULL"):
            write(file, None)  # type: ignore[arg-type]
        assert chain(file) == born
        write(file, "a")
        assert chain(file)[1:] == born[:1]


def test_a_long_journal_is_brought_in_by_itself(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a" * 100_000)
        assert journal_size(path) > 100_000
        write(file, "a" * 4_000_000)
        assert journal_size(path) == 0


def test_what_a_reader_keeps_back_is_not_marked_over_and_over(path: Path) -> None:
    with open_plain(path) as file:
        write(file, "a")
        with closing(sqlite.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM note").fetchone()
            for _ in range(50):
                write(file, "b")
                assert not file.checkpoint()
        assert len(chain(file)) < 5


@pytest.mark.parametrize("times", [0, 1, 2, 7, 99, 300])
def test_a_chain_is_read_off_its_page(path: Path, times: int) -> None:
    path.parent.mkdir()
    with closing(sqlite.connect(path)) as connection:
        begin_marks(connection)
        for _ in range(times):
            renew_mark(connection, is_first=False)
        connection.commit()
        expected = chain_of(connection)
    assert expected
    assert len(expected) == min(times + 2, 100)
    page = page_of_marks(path)
    assert chain_on(page) == expected
    assert chain_on(page.replace(expected[0].encode(), expected[0][::-1].encode())) is None
    for cut in (0, 100, 4000, 4095):
        assert chain_on(page[:cut].ljust(4096, b"\0")) is None


def test_of_the_marks_that_a_page_once_held_none_is_read(path: Path) -> None:
    """SQLite leaves on a page what was deleted from it."""
    path.parent.mkdir()
    with closing(sqlite.connect(path)) as connection:
        begin_marks(connection)
        for _ in range(20):
            renew_mark(connection, is_first=True)
            connection.commit()
        mark_copy(connection, "c" * 64)
        connection.commit()
    assert chain_on(page_of_marks(path)) == ("c" * 32,)
