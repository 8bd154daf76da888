"""Weeks of the office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.moments import local
from pegase_desktop.domain.weeks import Week
from tests.domain.samples import office

W47 = Week(2026, 47)


def test_a_week_has_a_name_a_title_and_two_ends() -> None:
    assert (W47.name, W47.title) == ("2026-W47", "Semaine 47, du 16 au 22 novembre 2026")
    assert (W47.start, W47.end) == (office(16, 11, 0), office(23, 11, 0))
    assert Week.named("2026-W47") == W47


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (Week(2026, 49), "du 30 novembre au 6 décembre 2026"),
        (Week(2026, 53), "du 28 décembre 2026 au 3 janvier 2027"),
        (Week(2027, 5), "du 1er au 7 février 2027"),
    ],
)
def test_days_are_said_as_people_say_them(week: Week, said: str) -> None:
    assert week.days == said


@pytest.mark.parametrize(
    "name",
    [
        "2026-47",
        "2026-W54",
        "2027-W53",
        "2026-W00",
        "1899-W10",
        "2199-W01",
        "",
        "2026-W4",
        "\u0662\u0660\u0662\u0666-W47",
    ],
)
def test_other_names_are_none(name: str) -> None:
    with pytest.raises(ValueError):
        Week.named(name)


@pytest.mark.parametrize(("day", "week"), [(23, 47), (24, 48), (29, 48), (30, 48), (20, 47)])
def test_on_a_monday_one_looks_at_the_week_that_is_over(day: int, week: int) -> None:
    assert Week.to_review(date(2026, 11, day)).number == week


@given(st.dates(date(1902, 1, 1), date(2198, 1, 1)))
def test_weeks_follow_each_other_without_a_gap(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert week.shifted(1).start == week.end
    assert week.shifted(-1).shifted(1) == week
    assert local(week.start).date() == week.monday
    assert local(week.end - timedelta(seconds=1)).date() == week.sunday


def test_the_nights_of_the_time_change_are_an_hour_longer_or_shorter() -> None:
    assert Week.of(date(2026, 10, 25)).end - Week.of(date(2026, 10, 25)).start == timedelta(days=7, hours=1)
    assert Week.of(date(2026, 3, 29)).end - Week.of(date(2026, 3, 29)).start == timedelta(days=6, hours=23)
