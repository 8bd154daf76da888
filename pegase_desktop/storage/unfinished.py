"""Registers that are made for one purpose, and must not stay behind when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pegase_desktop.storage.register import Register


@contextmanager
def gone_if_it_fails(register: Register) -> Iterator[None]:
    """If the block raises, *register* is closed, and removed if its opening made it; one that was there before stays.

    What stood beside it is never touched: a journal whose register is gone may hold saves.
    """
    try:
        yield
    except BaseException:
        register.store.abandon()
        raise
