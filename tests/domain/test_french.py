"""Dates, delays and amounts as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain import french
from tests.domain.samples import office

NOW = office(19, 11, 14, 32)
TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "1 min"),
        (timedelta(seconds=59), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(hours=24), "24 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=71, minutes=59), "71 h"),
        (timedelta(hours=72), "3 j"),
    ],
)
def test_a_length_of_time(length: timedelta, said: str) -> None:
    assert french.span(length) == said.replace(" ", "\u00a0")


@given(st.timedeltas(timedelta(), timedelta(days=400)))
def test_a_length_of_time_is_rounded_down_and_never_nothing(length: timedelta) -> None:
    number, unit = french.span(length).split("\u00a0")
    one = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "j": timedelta(days=1)}[unit]
    assert int(number) >= 1
    assert int(number) * one <= max(length, timedelta(minutes=1)) < (int(number) + 1) * one


def test_what_is_left_counts_from_the_minute() -> None:
    due = NOW + timedelta(hours=48)
    assert french.left(due, NOW + timedelta(seconds=59)) == "48\u00a0h"
    assert french.left(due, NOW + timedelta(seconds=60)) == "47\u00a0h"
    assert french.left(due, due) == "1\u00a0min"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "aujourd’hui"),
        (date(2026, 11, 18), "hier"),
        (date(2026, 11, 20), "demain"),
        (date(2026, 11, 21), "sam. 21/11"),
        (date(2026, 11, 26), "jeu. 26/11"),
        (date(2026, 11, 27), "27/11"),
        (date(2026, 11, 17), "17/11"),
        (date(2027, 1, 2), "02/01/2027"),
        (date(2025, 11, 17), "17/11/2025"),
    ],
)
def test_a_day_near_today(day: date, said: str) -> None:
    assert french.near_day(day, TODAY) == said


def test_the_turn_of_the_year() -> None:
    assert french.near_day(date(2027, 1, 1), date(2026, 12, 31)) == "demain"
    assert french.near_day(date(2027, 1, 2), date(2026, 12, 31)) == "sam. 02/01"
    assert french.near_day(date(2026, 12, 31), date(2027, 1, 1)) == "hier"


def test_days_and_hours_in_full() -> None:
    assert french.day(date(2026, 2, 1)) == "01/02/2026"
    assert french.moment(office(21, 11, 14, 5)) == "21/11/2026 à 14:05"
    assert french.near_moment(office(20, 11, 0, 5), office(19, 11, 23, 55)) == "demain à 00:05"
    assert french.long_day(date(2026, 11, 19)) == "jeudi 19\u00a0novembre\u00a02026"
    assert french.long_day(date(2026, 5, 1)) == "vendredi 1er\u00a0mai\u00a02026"


@pytest.mark.parametrize(
    ("cents", "said"),
    [(0, "0 €"), (5, "0,05 €"), (2750, "27,50 €"), (5500, "55 €"), (123_456_789, "1 234 567,89 €"), (-990, "-9,90 €")],
)
def test_amounts(cents: int, said: str) -> None:
    assert french.euros(cents) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 réclamation"), (1, "1 réclamation"), (2, "2 réclamations"), (1200, "1 200 réclamations")],
)
def test_counts(number: int, said: str) -> None:
    assert french.count(number, "réclamation") == said.replace(" ", "\u00a0")


def test_an_irregular_plural() -> None:
    assert french.count(3, "aléa à traiter", "aléas à traiter") == "3\u00a0aléas à traiter"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 o"),
        (1023, "1023 o"),
        (1024, "1 Ko"),
        (1024 * 1024 - 1, "1023 Ko"),
        (1024 * 1024, "1,0 Mo"),
        (26_214_400, "25,0 Mo"),
    ],
)
def test_sizes(size: int, said: str) -> None:
    assert french.file_size(size) == said.replace(" ", "\u00a0")
