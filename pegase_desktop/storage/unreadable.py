"""What reading brings about where the file is damaged, and reading that goes on without what is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from peewee import PeeweeException

Read = TypeVar("Read")
Nothing = TypeVar("Nothing")

#: What reading a value brings about that is none of its fact's: only damage can have put it there.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
#: The same of a whole table: it may not be there, or without a column, or without any row.
UNREADABLE_TABLE = (*UNREADABLE, LookupError, PeeweeException)


def readable(read: Callable[[], Read], nothing: Nothing) -> Read | Nothing:
    """What *read* gives; *nothing* where that is damaged.

    For what is typed and not recorded: it keeps nobody from the cases, and the check names it.
    """
    try:
        return read()
    except UNREADABLE_TABLE:
        return nothing
