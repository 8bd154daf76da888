"""Which faults of the machine become sentences, and that a mistake of ours stays an error."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    FailingDiskError,
    FullDiskError,
    HeldFileError,
    ReadOnlyFileError,
    RegisterFileError,
    UnopenableFileError,
)
from pegase_desktop.storage.sqlite import faults
from pegase_desktop.storage.sqlite.faults import faults_as_sentences


def windows_error(code: int) -> OSError:
    """As Windows reports it: the system's own code beside the C library's, which is « permission denied » for most."""
    error = OSError(errno.EACCES, "The process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined, unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (windows_error(32), HeldFileError),
        (windows_error(33), HeldFileError),
        (windows_error(5), UnopenableFileError),
        (OSError(errno.ENOSPC, "No space left on device"), FullDiskError),
        (sqlite.OperationalError("attempt to write a readonly database"), ReadOnlyFileError),
        (sqlite.DatabaseError("file is not a database"), DamagedFileError),
        (sqlite.OperationalError("Could not decode to UTF-8 column 'label'"), DamagedFileError),
        (UnicodeDecodeError("utf-8", b"\xa0", 0, 1, "invalid start byte"), DamagedFileError),  # in SQLite's own message
    ],
)
def test_a_fault_of_the_machine_is_said(error: Exception, said: type[RegisterFileError], path: Path) -> None:
    with pytest.raises(said), faults_as_sentences(path):
        raise error


@pytest.mark.parametrize("error", [sqlite.OperationalError("no such column: nmae"), OSError(errno.EBADF, "Bad file")])
def test_a_mistake_of_ours_stays_an_error(error: Exception, path: Path) -> None:
    with pytest.raises(type(error)) as raised, faults_as_sentences(path):
        raise error
    assert raised.value is error


@pytest.mark.parametrize(("free", "said"), [(40_000, FullDiskError), (90_000_000, FailingDiskError)])
def test_a_disk_that_fails_for_want_of_room_is_full(
    free: int, said: type[RegisterFileError], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "disk_usage", lambda folder: SimpleNamespace(free=free))
    with pytest.raises(said), faults_as_sentences(path):
        raise sqlite.OperationalError("disk I/O error")


def test_a_disk_that_does_not_even_tell_its_room_fails(path: Path) -> None:
    with pytest.raises(FailingDiskError), faults_as_sentences(path):
        raise sqlite.OperationalError("disk I/O error")
