"""How much is tried of what could be tried without end: little with every change, all of it before a release.

`pytest --hypothesis-profile=release` tries the whole; RELEASING.md has the command.
"""

from __future__ import annotations

from hypothesis import settings


def tried(quick: int, whole: int) -> int:
    """Return *quick* in the suite and *whole* before a release; for the constants and decorators of a test module."""
    return whole if settings.get_current_profile_name() == "release" else quick
