"""The two delays, in calendar hours and in opening hours, whatever the season."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pegase_desktop.domain.clocks import DelayMode, Terms, deadline, elapsed
from pegase_desktop.domain.moments import local
from pegase_desktop.reference.public_holidays import is_public_holiday as is_holiday
from tests.amounts import tried
from tests.domain.samples import office

CALENDAR = Terms()
OFFICE = Terms(mode=DelayMode.OFFICE)

moments = st.integers(int(office(1, 1, year=2024).timestamp()), int(office(31, 12, year=2028).timestamp())).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)
hours = st.integers(0, 120)
slot_lists = st.lists(
    st.tuples(st.sampled_from([time(0), time(6, 15), time(8, 30)]), st.sampled_from([time(9, 30), time(12), time(21)])),
    max_size=2,
).map(tuple)
weeks = st.dictionaries(st.integers(0, 6), slot_lists, max_size=7)


@given(moments, hours)
def test_calendar_hours_are_real_hours_also_over_both_nights_of_the_time_change(start: datetime, length: int) -> None:
    due = deadline(start, length, CALENDAR, is_holiday)
    assert due.timestamp() - start.timestamp() == length * 3600
    assert elapsed(start, due, CALENDAR, is_holiday) == timedelta(hours=length)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (office(17, 11, 18, 40), office(19, 11, 18, 40)),
        (office(28, 3, 10), office(30, 3, 11)),  # summer time begins: the office's clock shows an hour more
        (office(24, 10, 10), office(26, 10, 9)),  # and ends
        (office(27, 2, 9, year=2028), office(29, 2, 9, year=2028)),
        (office(28, 2, 9), office(2, 3, 9)),
        (office(31, 12, 20), office(2, 1, 20, year=2027)),
    ],
)
def test_forty_eight_hours_by_the_calendar(received: datetime, due: datetime) -> None:
    assert deadline(received, 48, CALENDAR, is_holiday) == due


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        (office(16, 11, 9), 7, office(16, 11, 18)),  # a whole Monday: the lunch break does not count
        (office(16, 11, 11), 2, office(16, 11, 15)),
        (office(16, 11, 17), 2, office(17, 11, 10)),  # the night does not count
        (office(20, 11, 17), 2, office(23, 11, 10)),  # nor the week-end
        (office(21, 11, 10), 1, office(23, 11, 10)),  # received on a Saturday: the delay begins on Monday at 9:00
        (office(10, 11, 17), 2, office(12, 11, 10)),  # 11 November
        (office(3, 4, 17), 2, office(7, 4, 10)),  # Good Friday, then Easter Monday
        (office(13, 5, 17), 2, office(15, 5, 10)),  # Ascension
        (office(31, 12, 17), 2, office(4, 1, 10, year=2027)),  # New Year's Day, then a week-end
        (office(27, 3, 17), 2, office(30, 3, 10)),  # over the night that loses an hour
        (office(23, 10, 17), 2, office(26, 10, 10)),  # over the night that gains one
    ],
)
def test_opening_hours_leave_out_what_is_closed(start: datetime, length: int, due: datetime) -> None:
    assert deadline(start, length, OFFICE, is_holiday) == due


def test_the_offices_own_closed_days_do_not_count() -> None:
    terms = Terms(mode=DelayMode.OFFICE, closed_days=frozenset({date(2026, 11, 17)}))
    assert deadline(office(16, 11, 17), 2, terms, is_holiday) == office(18, 11, 10)


def test_slots_run_in_order_and_once_however_they_are_typed() -> None:
    tidy = Terms(mode=DelayMode.OFFICE, slots={0: ((time(9), time(12)), (time(14), time(18)))})
    untidy = Terms(
        mode=DelayMode.OFFICE,
        slots={0: ((time(14), time(18)), (time(10), time(12)), (time(9), time(11)), (time(16), time(15)))},
    )
    for length in range(20):
        start = office(16, 11, 8)
        assert deadline(start, length, untidy, is_holiday) == deadline(start, length, tidy, is_holiday)


@settings(max_examples=tried(quick=20, whole=200))
@given(moments, st.integers(0, 96), weeks, st.sets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=5))
def test_a_delay_in_opening_hours_ends_when_exactly_so_much_was_open(
    start: datetime, length: int, week: dict[int, tuple[tuple[time, time], ...]], closed: set[date]
) -> None:
    terms = Terms(mode=DelayMode.OFFICE, slots=week, closed_days=frozenset(closed))
    due = deadline(start, length, terms, is_holiday)
    assert due >= start + timedelta(hours=length)
    if any(slots for slots in week.values()):
        assert elapsed(start, due, terms, is_holiday) == timedelta(hours=length)
        day = local(due).date()
        assert length == 0 or (day not in closed and not is_holiday(day))
    else:
        assert due == start + timedelta(hours=length)  # no slot at all: by the calendar, and at once


@given(moments, st.timedeltas(timedelta(), timedelta(days=9)), hours, st.sampled_from([CALENDAR, OFFICE]))
def test_a_later_start_never_ends_earlier(start: datetime, later: timedelta, length: int, terms: Terms) -> None:
    assert deadline(start, length, terms, is_holiday) <= deadline(start + later, length, terms, is_holiday)
    assert deadline(start, length, terms, is_holiday) <= deadline(start, length + 1, terms, is_holiday)


@given(moments, st.timedeltas(timedelta(), timedelta(days=5)), st.timedeltas(timedelta(), timedelta(days=5)))
def test_what_elapses_adds_up_and_a_clock_set_back_takes_nothing(
    start: datetime, first: timedelta, second: timedelta
) -> None:
    for terms in (CALENDAR, OFFICE):
        parts = [
            elapsed(start, start + first, terms, is_holiday),
            elapsed(start + first, start + first + second, terms, is_holiday),
        ]
        assert sum(parts, timedelta()) == elapsed(start, start + first + second, terms, is_holiday)
        assert elapsed(start, start - first, terms, is_holiday) == timedelta()


def test_moments_of_the_office_and_of_utc_give_the_same_delays() -> None:
    start, end = office(24, 10, 10), office(26, 10, 10)
    for terms in (CALENDAR, OFFICE):
        assert deadline(local(start), 48, terms, is_holiday) == deadline(start, 48, terms, is_holiday)
        assert elapsed(local(start), local(end), terms, is_holiday) == elapsed(start, end, terms, is_holiday)
    assert elapsed(local(start), local(end), CALENDAR, is_holiday) == timedelta(hours=49)
