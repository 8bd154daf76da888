"""Instants: stored in UTC, read on the office's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.moments import end_of_day, from_local, from_text, is_plausible, local, to_text
from tests.domain.samples import office

moments = st.datetimes(timezones=st.just(UTC)).map(lambda one: one.replace(microsecond=0))


@given(moments, moments)
def test_moments_are_read_back_and_their_texts_sort_as_they_do(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == one
    assert (to_text(one) < to_text(other)) == (one < other)


def test_the_zone_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_text(office(20, 11).replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        from_text("2026-11-20T18:00:00")
    assert from_text("2026-11-20T18:00:00.9+01:00") == datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_hours_of_the_night_of_the_time_change() -> None:
    assert from_local(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of two
    assert local(from_local(date(2026, 3, 29), time(2, 30))).time() == time(3, 30)  # does not exist


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31)])
def test_a_day_ends_with_its_last_second(day: date) -> None:
    assert local(end_of_day(day)).date() == day
    assert local(end_of_day(day) + timedelta(seconds=1)) == local(from_local(day + timedelta(days=1), time()))


def test_years_that_a_slip_of_the_keyboard_makes_are_not_plausible() -> None:
    assert not any(map(is_plausible, (date(26, 11, 20), date(1899, 12, 31), date(2200, 1, 1))))
    assert is_plausible(date(2026, 11, 20))
    assert is_plausible(office(20, 11))
