"""Which copies are kept, how they are called, and what is said of their age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.copies import (
    DAYS,
    MONTHS,
    WEEKS,
    Dated,
    Figures,
    Freshness,
    Kinship,
    aside_name,
    copy_name,
    damaged_name,
    freshness,
    kept_copies,
    moment_in,
    renumbered,
)
from pegase_desktop.domain.copy_words import age_words, compared, held, more_or_less, numbers

NOW = datetime(2026, 11, 30, 11, 30, tzinfo=UTC)
_START = datetime(2026, 1, 1, 12)  # noqa: DTZ001  the office's clock, as a name says it


def daily(days: int, *, times_a_day: int = 1) -> list[Dated]:
    made = (_START + timedelta(days=day, hours=hour) for day in range(days) for hour in range(times_a_day))
    return [Dated(f"{at:%Y-%m-%d %H}", at, number) for number, at in enumerate(made)]


def kept_of(copies: list[Dated], now: datetime | None = None) -> list[Dated]:
    last = max(one.at for one in copies)
    kept = kept_copies(copies, now or last.replace(tzinfo=UTC))
    return [one for one in copies if one.name in kept]


@pytest.mark.parametrize("times_a_day", [1, 3])
def test_a_year_of_days_leaves_seven_days_five_weeks_and_twelve_months(times_a_day: int) -> None:
    copies = daily(365, times_a_day=times_a_day)
    kept = kept_of(copies)
    assert {one.at.date() for one in kept} >= {one.at.date() for one in copies[-DAYS * times_a_day :]}
    assert len({one.at.isocalendar()[:2] for one in kept}) >= WEEKS
    assert len({one.at.month for one in kept}) == MONTHS
    assert len(kept) <= DAYS + WEEKS + MONTHS
    assert copies[-1] in kept


def test_thinned_day_by_day_the_same_are_left_as_at_once() -> None:
    left: list[Dated] = []
    for one in daily(400):
        left = kept_of([*left, one])
    assert left == kept_of(daily(400))


_moments = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001


@given(st.lists(_moments, min_size=1, max_size=60), st.data())
def test_the_last_one_is_kept_under_any_clock(moments: list[datetime], data: st.DataObject) -> None:
    copies = [Dated(str(number), at, number) for number, at in enumerate(moments)]
    now = data.draw(_moments).replace(tzinfo=UTC)
    kept = kept_copies(copies, now)
    assert copies[-1].name in kept
    newest_days = [one.at.date() for one in reversed(copies)]
    assert len(kept) >= min(len(set(newest_days)), DAYS)
    assert kept_copies([one for one in copies if one.name in kept], now) == kept


def test_a_clock_that_jumped_forward_and_back_costs_no_day() -> None:
    before = daily(10)
    jumped = [Dated(f"2099 {n}", datetime(2099, 1, 1 + n), 100 + n) for n in range(3)]  # noqa: DTZ001
    kept = kept_of([*before, *jumped], now=before[-1].at.replace(tzinfo=UTC))
    assert [one for one in kept if one.at.year == 2026] == kept_of(before)
    assert [one for one in kept if one.at.year == 2099] == jumped


def test_nor_does_one_that_was_ahead_for_long_once_it_is_right_again() -> None:
    before = daily(365)
    ahead = [Dated(f"2099 {n}", datetime(2099, 1, 1) + timedelta(days=n), 400 + n) for n in range(200)]  # noqa: DTZ001
    kept = kept_of([*before, *ahead], now=before[-1].at.replace(tzinfo=UTC))
    assert [one for one in kept if one.at.year == 2026] == kept_of(before)


def test_a_clock_that_began_anew_costs_none_of_those_of_before() -> None:
    before = daily(30)
    jumped = [Dated(f"1970 {n}", datetime(1970, 1, 1 + n), 100 + n) for n in range(3)]  # noqa: DTZ001
    kept = kept_of([*before, *jumped], now=jumped[-1].at.replace(tzinfo=UTC))
    assert set(kept) == {*kept_of(before), *jumped}


_FAR_BACK = datetime(1970, 1, 1), datetime(2025, 12, 1)  # noqa: DTZ001
_FAR_AHEAD = datetime(2027, 4, 15), datetime(2099, 1, 1)  # noqa: DTZ001


def told(moments: list[datetime]) -> timedelta:
    """How long a clock went on that told these *moments*; two weeks without a copy are a leap of a day."""
    steps = (later - earlier for earlier, later in pairwise(sorted(moments)))
    return sum((step if step < timedelta(days=14) else timedelta(days=1) for step in steps), timedelta())


@st.composite
def clocks(draw: st.DrawFn) -> list[tuple[datetime, bool]]:
    """Of the weeks after a year: what the clock said at each copy, and whether it was right.

    It was wrong for less than three weeks in all: of one that goes on for longer, nobody can know it.
    """
    days, wrong = list[tuple[datetime, bool]](), list[datetime]()
    for day in range(draw(st.integers(10, 80))):
        match draw(st.sampled_from(["right"] * 4 + ["free", "free", "on", "ahead", "back"])):
            case "right":
                days.append((_START + timedelta(days=365 + day), True))
            case "on" if wrong:
                days.append((wrong[-1] + timedelta(days=1), False))
            case "ahead":
                days.append((draw(st.datetimes(*_FAR_AHEAD)), False))
            case "back":
                days.append((draw(st.datetimes(*_FAR_BACK)), False))
            case _:
                pass
        if days and not days[-1][1]:
            wrong.append(days[-1][0])
        if told([one for one in wrong if one >= _FAR_AHEAD[0]]) >= timedelta(days=21):
            days.pop()
            break
    return days


@given(clocks())
def test_nothing_goes_because_the_clock_was_wrong_for_some_days(days: list[tuple[datetime, bool]]) -> None:
    """Day by day, all is there that would be without the copies made under a wrong clock."""
    there = without_wrong = kept_of(daily(365))
    for number, (at, is_right) in enumerate(days, start=365):
        one = Dated(f"{number}", at, number)
        there = kept_of([*there, one], at.replace(tzinfo=UTC))
        if is_right:
            without_wrong = kept_of([*without_wrong, one], at.replace(tzinfo=UTC))
        assert {*without_wrong} <= {*there}, f"on {at}"
        for now in (at, _START, _START + timedelta(days=450)):  # it may be right again before the next one is made
            assert one.name in kept_copies(there, now.replace(tzinfo=UTC)), f"on {at}"


def test_after_a_leap_both_sides_are_kept_for_three_weeks() -> None:
    before = kept_of(daily(365))
    for worked in range(40):
        after = [
            Dated(f"after {day}", before[-1].at + timedelta(days=20 + day), 400 + day) for day in range(worked + 1)
        ]
        kept = kept_of([*before, *after])
        assert ({*before} <= {*kept}) is (worked < 21), worked
        assert len(kept) <= 2 * (DAYS + WEEKS + MONTHS)


def test_who_works_now_and_then_has_no_copies_without_end() -> None:
    copies = [Dated(f"{day}", _START + timedelta(days=20 * day), day) for day in range(100)]
    assert len(kept_of(copies)) <= 20 + DAYS + WEEKS + MONTHS


def test_nothing_is_kept_of_nothing() -> None:
    assert kept_copies([], NOW) == frozenset()


@pytest.mark.parametrize("stem", ["registre", "mon registre (2)", "a 2026-01-01 10h00"])
def test_the_date_is_in_the_name(stem: str) -> None:
    name = copy_name(stem, NOW)
    assert name == f"{stem} 2026-11-30 12h30.pegase-copie"
    assert moment_in(name) == moment_in(renumbered(name, 3)) == datetime(2026, 11, 30, 12, 30)  # noqa: DTZ001
    assert renumbered(renumbered(name, 2), 3) == f"{stem} 2026-11-30 12h30 (3).pegase-copie"


@pytest.mark.parametrize("letter", ["a", "é", "😀", "\udce9"])
def test_where_a_name_fits_those_made_of_it_fit(letter: str) -> None:
    stem = letter * (228 // len(letter.encode(errors="surrogateescape")))
    for name in (
        f".{renumbered(copy_name(stem, NOW), 99)}.json.part",
        f".{aside_name(f'{stem}.pegase', NOW, 99)}-wal.part",
    ):
        assert len(name.encode(errors="surrogateescape")) <= 255
    assert moment_in(copy_name(stem, NOW)) is not None


@pytest.mark.parametrize("name", ["registre.pegase", "a 2026-13-30 12h30.pegase-copie", "2026-11-30 12h30", ""])
def test_other_names_have_none(name: str) -> None:
    assert moment_in(name) is None


def test_what_is_put_aside_says_why_and_since_when() -> None:
    assert aside_name("registre.pegase", NOW) == "registre (avant la reprise du 2026-11-30 12h30).pegase"
    assert damaged_name(copy_name("registre", NOW)) == "registre 2026-11-30 12h30 (abîmée).pegase-copie"
    assert moment_in(damaged_name(copy_name("registre", NOW))) is None
    assert aside_name("registre", NOW) == "registre (avant la reprise du 2026-11-30 12h30)"
    assert aside_name("registre.pegase", NOW, 2) == "registre (avant la reprise du 2026-11-30 12h30, 2).pegase"


@pytest.mark.parametrize(
    ("age", "said", "word"),
    [
        (timedelta(0), Freshness.FINE, "aujourd’hui 12:30"),
        (timedelta(hours=13), Freshness.FINE, "hier 23:30"),
        (timedelta(days=3), Freshness.FINE, "il y a 3\u00a0j"),
        (timedelta(days=6, hours=23), Freshness.FINE, "il y a 7\u00a0j"),
        (timedelta(days=7), Freshness.SOON, "il y a 7\u00a0j"),
        (timedelta(days=14), Freshness.LATE, "il y a 14\u00a0j"),
        (timedelta(hours=-1), Freshness.FINE, "aujourd’hui 13:30"),
        (timedelta(days=-40), Freshness.LATE, "le 09/01/2027"),
    ],
)
def test_how_old_the_last_one_is(age: timedelta, said: Freshness, word: str) -> None:
    assert freshness(NOW - age, NOW) is said
    assert age_words(NOW - age, NOW) == word


def test_there_may_never_have_been_one() -> None:
    assert freshness(None, NOW) is Freshness.NEVER
    assert age_words(None, NOW) == "jamais"


def test_what_a_file_holds_is_said_in_figures() -> None:
    here, there = Figures(214, "R-2026-0040", NOW), Figures(211, "R-2026-0037", None)
    assert held(here) == "214\u00a0réclamations, dernière saisie le 30/11/2026 à 12:30"
    assert held(there) == "211\u00a0réclamations, sans aucune saisie"
    assert more_or_less(there, here) == "3\u00a0réclamations de moins"
    assert more_or_less(here, there) == "3\u00a0réclamations de plus"
    assert more_or_less(here, here) == "autant de réclamations"


def test_many_numbers_are_not_all_said() -> None:
    assert numbers([f"R-{n}" for n in range(9)]) == "R-0, R-1, R-2, R-3, R-4, R-5 et 3\u00a0autres"


def test_of_two_files_each_may_go_further_than_what_both_have() -> None:
    found = [Kinship.of(is_ahead=one, is_behind=other) for one in (False, True) for other in (False, True)]
    assert found == [Kinship.SAME, Kinship.BEHIND, Kinship.AHEAD, Kinship.PARTED]


def test_each_kinship_says_what_is_lost_and_found() -> None:
    said = {kinship: compared(kinship, ["R-1"], ["R-2"], NOW) for kinship in Kinship}
    assert "R-1" in said[Kinship.AHEAD]
    assert "R-2" in said[Kinship.BEHIND]
    assert "R-1" in said[Kinship.PARTED]
    assert "R-2" in said[Kinship.PARTED]
    assert "30/11/2026" in said[Kinship.PARTED]
    assert len(set(said.values())) == len(Kinship)
    assert "deux réclamations différentes" in compared(Kinship.PARTED, ["R-1", "R-2"], ["R-2"], NOW)
    assert "différentes" not in said[Kinship.PARTED]
    assert "réglages" in compared(Kinship.AHEAD, [], [], None)
