"""Registers that are made for one purpose, and must not stay behind when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pegase_desktop.storage.file_identity import journal_files


@contextmanager
def gone_if_it_fails(path: Path) -> Iterator[None]:
    """If the block raises, a register that it made at *path* is removed; one that was there before stays.

    The block closes the register itself.
    """
    was_there = path.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            for made in (path, *journal_files(path), path.with_name(path.name + ".lock")):
                made.unlink(missing_ok=True)
        raise
