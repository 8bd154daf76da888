from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.typed_values import parse_cents, parse_date, parse_slots, parse_time, said_slots

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/2/26", date(2026, 2, 3)),
        ("03/02/2026", date(2026, 2, 3)),
        ("03.02.2026", date(2026, 2, 3)),
        ("3-2-2026", date(2026, 2, 3)),
        ("3 2 26", date(2026, 2, 3)),
        ("030226", date(2026, 2, 3)),
        ("03022026", date(2026, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
        ("3/2", date(2026, 2, 3)),
        ("0302", date(2026, 2, 3)),
        (" Hier ", date(2026, 11, 18)),
        ("avant-hier", date(2026, 11, 17)),
        ("auj", TODAY),
        ("Aujourd’hui", TODAY),
        ("demain", date(2026, 11, 20)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "32/1/2026", "29/02/2026", "1/13/26", "bientôt", "12", "3/2/026", "³/2/26", "0/0/0", "1/1/0000"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_day_written_in_french_comes_back(day: date) -> None:
    assert parse_date(f"{day.day}/{day.month}/{day.year}", TODAY) == day
    assert parse_date(f"{day.day:02}{day.month:02}{day.year % 100:02}", TODAY) == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:25", time(14, 25)),
        ("14h25", time(14, 25)),
        ("14 h 25", time(14, 25)),
        ("14.25", time(14, 25)),
        ("1425", time(14, 25)),
        ("925", time(9, 25)),
        ("9", time(9)),
        ("9h", time(9)),
        ("14H05", time(14, 5)),
        ("midi", time(12)),
        ("minuit", time(0)),
        ("00:00", time(0)),
    ],
)
def test_an_hour_is_understood_as_people_type_it(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "24", "h", "14:2:5", "tard", "²", "٣"])
def test_what_is_no_hour_is_not_guessed(typed: str) -> None:
    assert parse_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("55", 5500),
        ("27,50", 2750),
        ("27.5 €", 2750),
        ("1 234,50", 123450),
        ("1\u00a0234,05 euros", 123405),
        ("0", 0),
        ("-10", -1000),
    ],
)
def test_an_amount_is_understood_to_the_cent(typed: str, cents: int) -> None:
    assert parse_cents(typed) == cents


@pytest.mark.parametrize("typed", ["", "gratuit", "1,234", "1.2.3", "--1", "99999999999", "٣"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert parse_cents(typed) is None


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused_without_a_fault(typed: str) -> None:
    assert isinstance(parse_date(typed, TODAY), date | None)
    assert isinstance(parse_time(typed), time | None)
    assert isinstance(parse_cents(typed), int | None)


@pytest.mark.parametrize(
    ("typed", "slots"),
    [
        ("", ()),
        ("Fermé", ()),
        ("09:00-12:00, 14:00-18:00", ((time(9), time(12)), (time(14), time(18)))),
        ("9h à 12h", ((time(9), time(12)),)),
        ("9-12,14-18", ((time(9), time(12)), (time(14), time(18)))),
        ("09:00 – 12:00", ((time(9), time(12)),)),
        ("09:00-12:00, 11:00-18:00", None),
        ("09:00-09:00", None),
        ("09:00", None),
        ("09:00-25:00", None),
        (",", None),
    ],
)
def test_slots_are_read_with_some_leniency(typed: str, slots: tuple[tuple[time, time], ...] | None) -> None:
    assert parse_slots(typed) == slots
    if slots:
        assert parse_slots(said_slots(slots)) == slots
