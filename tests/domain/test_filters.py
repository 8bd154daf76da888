"""What the register is filtered by, in words and as a view."""

from __future__ import annotations

from datetime import date

import pytest

from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.filters import Filters, chosen
from pegase_desktop.domain.period import Period
from pegase_desktop.domain.views import Chip, Dated, View
from pegase_desktop.domain.words import CauseFamily, Kind, Priority
from tests.domain.samples import CASES_NOW, office

EVERY = Filters(
    Chip.CLOSED,
    kind=Kind.INCIDENT,
    service="Planning",
    category="véhicule",
    cause=CauseFamily.EQUIPMENT,
    priority=Priority.HIGH,
    owner="Claire Martin",
    period=Period.FREE,
    dated=Dated.CLOSURE,
    since=date(2026, 11, 1),
    until=date(2026, 11, 15),
)


def test_each_that_is_chosen_is_said() -> None:
    assert list(chosen(EVERY).values()) == [
        "Nature\u00a0: Aléa",
        "Service\u00a0: Planning",
        "Catégorie\u00a0: véhicule",
        "Cause\u00a0: Matériel",
        "Priorité\u00a0: Haute",
        "Responsable\u00a0: Claire Martin",
        "Clôturées\u00a0: du 01/11/2026 au 15/11/2026",
    ]
    assert chosen(Filters()) == chosen(Filters(Chip.LATE)) == {}


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(period=Period.LAST_WEEK), "Reçues\u00a0: la semaine dernière"),
        (Filters(period=Period.NEXT_WEEK, dated=Dated.DUE), "Échéance\u00a0: la semaine prochaine"),
        (Filters(period=Period.FREE, since=date(2026, 1, 2)), "Reçues\u00a0: depuis le 02/01/2026"),
        (Filters(period=Period.FREE, until=date(2026, 1, 2)), "Reçues\u00a0: jusqu’au 02/01/2026"),
    ],
)
def test_a_period_is_said(filters: Filters, words: str) -> None:
    assert chosen(filters) == {"period": words}


def test_each_can_be_taken_away_alone_and_a_period_whole() -> None:
    left = EVERY
    for name in chosen(EVERY):
        before = chosen(left)
        left = left.without(name)
        assert chosen(left) == {one: words for one, words in before.items() if one != name}
    assert left == Filters(Chip.CLOSED)


def test_every_one_reaches_the_view() -> None:
    view = EVERY.view(CASES_NOW)
    assert view == View(
        now=CASES_NOW,
        chip=Chip.CLOSED,
        kind=Kind.INCIDENT,
        service="Planning",
        category="véhicule",
        cause=CauseFamily.EQUIPMENT,
        priority=Priority.HIGH,
        owner="Claire Martin",
        since=date(2026, 11, 1),
        until=date(2026, 11, 16),
        dated=Dated.CLOSURE,
    )
    for declared in facts_of(Filters):
        if declared.name not in ("period", "since", "until"):  # which are three words for the same two days
            assert EVERY.without(declared.name).view(CASES_NOW) != view, declared.name


def test_a_week_is_one_of_the_offices() -> None:
    monday_at_midnight = office(16, 11, 0, 30)  # still Sunday by UTC
    view = Filters(period=Period.LAST_WEEK).view(monday_at_midnight)
    assert (view.since, view.until) == (date(2026, 11, 9), date(2026, 11, 16))


@pytest.mark.parametrize(
    ("since", "until", "fault"),
    [
        (None, None, "since"),
        (date(2026, 11, 2), date(2026, 11, 1), "until"),
        (date(2026, 11, 1), date(2026, 11, 1), ""),
        (None, date(2026, 11, 1), ""),
        (date(2026, 11, 1), None, ""),
    ],
)
def test_free_days_must_make_a_period(since: date | None, until: date | None, fault: str) -> None:
    assert set(Filters(period=Period.FREE, since=since, until=until).faults()) == ({fault} if fault else set())
    assert Filters(since=since, until=until).faults() == {}


def test_the_last_day_that_there_is_has_none_after_it() -> None:
    assert Filters(period=Period.FREE, until=date.max).ends(date(2026, 11, 20)) == (None, None)


def test_nothing_is_asked_that_another_choice_makes_pointless() -> None:
    asked = {one.name: one.when for one in facts_of(Filters)}
    assert [asked[name](Filters()) for name in ("dated", "since", "until")] == [False] * 3
    assert [asked[name](Filters(period=Period.LAST_WEEK)) for name in ("dated", "since")] == [True, False]
    assert [asked[name](EVERY) for name in ("dated", "since", "until")] == [True] * 3
