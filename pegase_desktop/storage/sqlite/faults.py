"""Environment faults told apart from bugs by their result code: the first become sentences, the others stay errors."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from shutil import disk_usage
from typing import TYPE_CHECKING

from peewee import PeeweeException
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    FailingDiskError,
    FullDiskError,
    HeldFileError,
    LongPathError,
    ReadOnlyFileError,
    RegisterFileError,
    UnopenableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Primary result codes, https://sqlite.org/rescode.html. A code that is not here means that we made a mistake.
_BY_RESULT_CODE: dict[int, type[RegisterFileError]] = {
    3: ReadOnlyFileError,  # SQLITE_PERM
    5: HeldFileError,  # SQLITE_BUSY
    6: HeldFileError,  # SQLITE_LOCKED
    8: ReadOnlyFileError,  # SQLITE_READONLY
    10: FailingDiskError,  # SQLITE_IOERR
    11: DamagedFileError,  # SQLITE_CORRUPT
    13: FullDiskError,  # SQLITE_FULL
    14: UnopenableFileError,  # SQLITE_CANTOPEN
    15: HeldFileError,  # SQLITE_PROTOCOL
    26: DamagedFileError,  # SQLITE_NOTADB
}

# The driver's backup() gives no code, only SQLite's fixed text for it.
_RESULT_CODE_BY_TEXT = {
    "access permission denied": 3,
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}

# What the driver says, with no code, of a text with flipped bits.
_NO_TEXT, _CORRUPT = "Could not decode to UTF-8", 11

_BY_ERRNO: dict[int, type[RegisterFileError]] = {
    errno.ENOSPC: FullDiskError,
    errno.EDQUOT: FullDiskError,
    errno.EACCES: UnopenableFileError,
    errno.EPERM: UnopenableFileError,
    errno.EROFS: ReadOnlyFileError,
    errno.ENAMETOOLONG: LongPathError,
    errno.EIO: FailingDiskError,
}

_INDEX_BYTES = 65_536  # twice what SQLite asks for at once, beside the register, to find its way in a -wal

_WINDOWS_SHARING_VIOLATIONS = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


@contextmanager
def faults_as_sentences(path: Path) -> Iterator[None]:
    """Inside, a known fault of the disk, of the file or of its rights is raised as a sentence about *path*.

    Raises:
        RegisterFileError: the fault is one of the environment; any other error passes through unchanged.
    """
    try:
        yield
    except (PeeweeException, sqlite.Error, OSError, UnicodeDecodeError) as error:
        known = _sentence_class(error)
        if known is None:
            raise
        if known is FailingDiskError and _is_full(path):
            known = FullDiskError  # SQLite calls it a fault of the disk when it finds no room for its index
        raise known(path) from error


def _sentence_class(error: Exception) -> type[RegisterFileError] | None:
    if isinstance(error, UnicodeDecodeError):  # the driver, on SQLite's message that quotes a damaged schema
        return DamagedFileError
    if isinstance(error, OSError):
        if getattr(error, "winerror", None) in _WINDOWS_SHARING_VIOLATIONS:
            return HeldFileError
        return _BY_ERRNO.get(error.errno or 0)
    return _BY_RESULT_CODE.get(_result_code(error) & 0xFF)


def _result_code(error: Exception) -> int:
    driver_error = error.orig if isinstance(error, PeeweeException) and hasattr(error, "orig") else error
    code = getattr(driver_error, "sqlite_errorcode", None)
    if code is not None:
        return int(code)
    said = str(driver_error)
    return _CORRUPT if said.startswith(_NO_TEXT) else _RESULT_CODE_BY_TEXT.get(said, 0)


def _is_full(path: Path) -> bool:
    try:
        return disk_usage(path.parent).free < _INDEX_BYTES
    except OSError:
        return False
