"""Two formulas for small numbers, by worked examples."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.trends import (
    Change,
    Trend,
    compared,
    compared_lately,
    compared_years,
    drift,
    drift_over_two_years,
    needed_for_more,
)

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("recent", "days", "before", "days_before", "up", "down", "change"),
    [
        (13, 365, 2, 365, 0.0037, None, Change.FAR_MORE),
        (3, 90, 12, 365, 0.5937, 0.6564, Change.NONE),
        (6, 90, 12, 365, 0.1276, None, Change.NONE),
        (8, 90, 12, 365, 0.0302, None, Change.NONE),
        (9, 90, 12, 365, 0.0134, None, Change.MORE),
        (11, 90, 12, 365, 0.0023, None, Change.FAR_MORE),
        (12, 365, 8, 365, 0.2517, None, Change.NONE),
        (16, 365, 8, 365, 0.0758, None, Change.NONE),
        (20, 365, 8, 365, 0.0178, None, Change.MORE),
        (24, 365, 8, 365, 0.0035, None, Change.FAR_MORE),
        (0, 90, 20, 365, None, 0.0122, Change.LESS),
        (2, 90, 2, 365, 0.1774, None, Change.TOO_FEW),
        (4, 90, 1, 365, 0.0064, None, Change.MORE),
        (6, 90, 3, 365, 0.0029, None, Change.FAR_MORE),
        (24, 365, 24, 366, 0.5535, 0.5610, Change.NONE),
    ],
)
def test_more_than_usual(
    recent: int, days: int, before: int, days_before: int, up: float | None, down: float | None, change: Change
) -> None:
    found = compared(recent, days, before, days_before)
    if up is not None:
        assert float(found.up) == pytest.approx(up, abs=5e-5)
    if down is not None:
        assert float(found.down) == pytest.approx(down, abs=5e-5)
    assert found.change is change


def test_of_one_category_among_many_only_what_is_clear_is_said() -> None:
    assert compared(4, 90, 1, 365, is_one_of_many=True).change is Change.NONE
    assert compared(6, 90, 3, 365, is_one_of_many=True).change is Change.FAR_MORE


def test_how_many_it_would_take() -> None:
    assert needed_for_more(90, 12, 365) == 9
    assert compared(6, 90, 12, 365).expected == Fraction(1080, 365)


@given(st.integers(0, 40), st.integers(0, 40))
def test_chance_gives_something(recent: int, before: int) -> None:
    found = compared(recent, 90, before, 365)
    assert 0 <= found.up <= 1
    assert 0 <= found.down <= 1
    assert found.up + found.down >= 1  # what was seen is in both


@pytest.mark.parametrize(
    ("days", "u", "trend"),
    [
        ("45 137 228 319 411 502 593 684", -0.002, Trend.NONE),
        ("200 380 470 540 600 640 680 710", 2.181, Trend.CLOSER),
        ("20 50 90 130 190 260 350 530", -2.181, Trend.APART),
        ("100 250 360 450 520 580 620 660 690 715", 1.943, Trend.NONE),
        ("30 210 330 420 480 530 570 600 640 670 690 705 715 725", 2.796, Trend.FAR_CLOSER),
        ("200 380 470 540 600 640 680", None, Trend.TOO_FEW),
    ],
)
def test_slow_wear(days: str, u: float | None, trend: Trend) -> None:
    found = drift([int(day) for day in days.split()])
    assert found.u == (pytest.approx(u, abs=5e-4) if u is not None else None)
    assert found.trend is trend


def test_wear_backwards_is_the_same_with_the_other_sign() -> None:
    days = [30, 210, 330, 420, 480, 530, 570, 600, 640, 670, 690, 705, 715, 725]
    found = drift([730 - day for day in days])
    assert found.trend is Trend.FAR_APART
    assert found.halves == (11, 3)


def test_both_spans_lie_within_the_life_of_the_register() -> None:
    days = [TODAY - timedelta(days=30 * n) for n in range(24)]
    assert compared_lately(days, TODAY, TODAY - timedelta(days=453)) is None
    lately = compared_lately(days, TODAY, TODAY - timedelta(days=454))
    assert lately is not None
    assert (lately.recent, lately.before) == (3, 13)
    assert compared_years(days, TODAY, TODAY - timedelta(days=728)) is None
    years = compared_years(days, TODAY, TODAY - timedelta(days=729))
    assert years is not None
    assert years.recent + years.before == 24
    assert drift_over_two_years(days, TODAY, TODAY - timedelta(days=728)) is None
    found = drift_over_two_years(days, TODAY, TODAY - timedelta(days=729))
    assert found is not None
    assert found.trend is Trend.NONE
    assert sum(found.halves) == 24
