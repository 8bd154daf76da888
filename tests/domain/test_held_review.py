"""A weekly review that was held: what its number asks for, and what cannot be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.held_review import HeldReview, Remark, faults, week_of
from pegase_desktop.domain.weeks import Week
from tests.domain.samples import office

NOW = office(27, 11, 18)
WHOLE = HeldReview(
    week="2026-W47",
    held_on=date(2026, 11, 20),
    owner="Sophie Renaud",
    attended=("Claire Martin", "Sophie Renaud"),
    guests="Mme Roux",
    surveys_read=12,
    complaints_found=1,
    remarks=(Remark(words="À rappeler lundi"), Remark(words="Semaine calme")),
    note="Deux élèves à rappeler ; les appels sont notés.",
)


def wrong(**facts: object) -> list[str]:
    return [one.fact for one in faults(replace(WHOLE, **facts), NOW)]  # type: ignore[arg-type]


def test_all_of_it_is_right() -> None:
    assert wrong() == []
    assert week_of(WHOLE) == Week(2026, 47)
    assert WHOLE.title == "Semaine 47, du 16 au 22 novembre 2026"


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"week": ""}, "week"),
        ({"week": "47"}, "week"),
        ({"week": "2026-W60"}, "week"),
        ({"held_on": None}, "held_on"),
        ({"held_on": date(2026, 11, 15)}, "held_on"),
        ({"held_on": date(2026, 12, 15)}, "held_on"),
        ({"owner": ""}, "owner"),
        ({"surveys_read": None}, "surveys_read"),
        ({"surveys_read": -3}, "surveys_read"),
        ({"surveys_read": 10**30}, "surveys_read"),
        ({"complaints_found": 10**30}, "complaints_found"),
        ({"remarks": (Remark(reference="R-2026-0016"),)}, "remarks"),
    ],
)
def test_what_cannot_be_right_is_named(facts: dict[str, object], fact: str) -> None:
    assert [one.partition("[")[0] for one in wrong(**facts)] == [fact]


def test_a_quiet_week_needs_no_more_than_its_day_and_who_looked() -> None:
    quiet = HeldReview(week="2026-W30", held_on=date(2026, 7, 27), owner="Claire Martin", nothing_to_report=True)
    assert faults(quiet, NOW) == ()
    assert replace(quiet, week="autre").title == "autre"
