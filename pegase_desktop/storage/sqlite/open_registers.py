"""Which registers this process has open, told by the file itself and not by one of its names.

On POSIX, a process that opens such a file by other means, and closes it, drops SQLite's locks on it: whoever is about
to open a file that somebody named asks here first.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase

_guard = Lock()  # copies are judged in threads of their own
_open: WeakKeyDictionary[SqliteDatabase, os.stat_result] = WeakKeyDictionary()


def note_open(database: SqliteDatabase, path: Path) -> None:
    """From now on, and until it is closed, *database* is open on the file at *path*."""
    found = path.stat()
    with _guard:
        _open[database] = found


def is_open_here(found: os.stat_result) -> bool:
    """Whether the file that ``stat`` *found* is a register which this process has open, whatever name led to it."""
    with _guard:
        return any(os.path.samestat(found, one) for database, one in _open.items() if not database.is_closed())
