"""Somebody before a letter's window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from pegase_desktop.ui.letters.dialog import LetterDialog
from tests.ui.hands import answering_in


def answering(act: Callable[[LetterDialog], None]) -> AbstractContextManager[None]:
    """Within the block, do *act* in the first letter's window that opens, and close it, whatever happens in it."""
    return answering_in(LetterDialog, act)
