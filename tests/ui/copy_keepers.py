"""What keeps the copies of a session's register, for a screen without the window around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session


def keeper_for(session: Session, preferences: Preferences | None = None) -> Callable[[], CopyKeeper]:
    """Made when it is first wanted, as in the window."""
    return partial(CopyKeeper, session, preferences or Preferences())
