from __future__ import annotations

from datetime import date

import pytest

from pegase_desktop.domain.period import Period, days


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        (Period.ALWAYS, date(2026, 11, 20), (None, None)),
        (Period.THIS_WEEK, date(2026, 11, 20), (date(2026, 11, 16), date(2026, 11, 23))),
        (Period.THIS_WEEK, date(2026, 11, 16), (date(2026, 11, 16), date(2026, 11, 23))),
        (Period.LAST_WEEK, date(2026, 11, 22), (date(2026, 11, 9), date(2026, 11, 16))),
        (Period.LAST_WEEK, date(2027, 1, 4), (date(2026, 12, 28), date(2027, 1, 4))),
        (Period.NEXT_WEEK, date(2026, 11, 22), (date(2026, 11, 23), date(2026, 11, 30))),
        (Period.NEXT_WEEK, date(2026, 12, 28), (date(2027, 1, 4), date(2027, 1, 11))),
        (Period.FREE, date(2026, 11, 20), (None, None)),
        (Period.THIS_MONTH, date(2026, 12, 31), (date(2026, 12, 1), date(2027, 1, 1))),
        (Period.LAST_MONTH, date(2026, 3, 31), (date(2026, 2, 1), date(2026, 3, 1))),
        (Period.LAST_MONTH, date(2027, 1, 1), (date(2026, 12, 1), date(2027, 1, 1))),
        (Period.THIS_YEAR, date(2026, 1, 1), (date(2026, 1, 1), date(2027, 1, 1))),
        (Period.LAST_YEAR, date(2026, 12, 31), (date(2025, 1, 1), date(2026, 1, 1))),
    ],
)
def test_periods_are_half_open(period: Period, today: date, expected: tuple[date | None, date | None]) -> None:
    assert days(period, today) == expected
