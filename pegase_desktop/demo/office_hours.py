"""When an invented office works: Monday to Friday, 9 to 12 and 14 to 18."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from pegase_desktop.domain.moments import from_local, local

_OPENINGS = ((9, 12), (14, 18))


def opened_after(moment: datetime) -> datetime:
    """*moment* if the office is open then, else a while after it opens next (the odd minutes are kept)."""
    shown = local(moment)
    for _ in range(8):
        if shown.weekday() < 5:
            for opens, closes in _OPENINGS:
                if shown.hour < opens:
                    return _at(shown, opens)
                if shown.hour < closes:
                    return moment
        shown = (shown + timedelta(days=1)).replace(hour=0)
    return moment


def opened_before(moment: datetime) -> datetime:
    """*moment* if the office is open then, else a while before it closed."""
    shown = local(moment)
    for _ in range(8):
        if shown.weekday() < 5:
            for opens, closes in reversed(_OPENINGS):
                if shown.hour >= closes:
                    return _at(shown, closes - 1)
                if shown.hour >= opens:
                    return _at(shown, shown.hour)
        shown = (shown - timedelta(days=1)).replace(hour=23)
    return moment


def _at(shown: datetime, hour: int) -> datetime:
    return from_local(shown.date(), time(hour, shown.minute))
