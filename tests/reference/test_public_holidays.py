"""The public holidays of metropolitan France."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pegase_desktop.reference.public_holidays import holiday_names, is_public_holiday


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_a_day_is_a_holiday_when_the_year_names_it(year: int) -> None:
    named = {day for day, _ in holiday_names(year)}
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    assert {day for day in days if is_public_holiday(day)} == named
    assert len(named) == 11


def test_they_are_named_in_french_and_in_order() -> None:
    names = holiday_names(2026)
    assert (date(2026, 5, 14), "Ascension") in names
    assert list(names) == sorted(names)
    assert not is_public_holiday(date(2026, 12, 26))  # the day after Christmas is one in Alsace alone
