"""How far a note is, what it begins with, and to whom it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.note_rules import NoteState, addressees_on, begun, function_of, state_of, team_on
from pegase_desktop.domain.school import Staff
from tests.domain.notes import CLAIRE, MARC, SOPHIE, notes

DAY = date(2026, 11, 20)
STAFF = (Staff(1, SOPHIE, "Gérante"), Staff(2, CLAIRE, "Secrétaire"), Staff(3, MARC, "Moniteur", active=False))
READ, WAITING, TO_ISSUE = notes()


def test_how_far_it_is_follows_from_its_days_and_readers() -> None:
    assert [state_of(one) for one in (READ, WAITING, TO_ISSUE)] == [
        NoteState.IN_FORCE, NoteState.TO_READ, NoteState.TO_ISSUE,
    ]  # fmt: skip
    assert state_of(replace(WAITING, ended_on=DAY, ended_reason="Remplacée")) is NoteState.ENDED
    assert state_of(replace(WAITING, addressees=(), readings=())) is NoteState.IN_FORCE


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [
        ({}, True),
        ({"active": False}, False),
        ({"since": DAY}, True),
        ({"since": date(2026, 11, 21)}, False),
        ({"active": False, "left_on": DAY}, True),
        ({"active": False, "left_on": date(2026, 11, 19)}, False),
    ],
)
def test_the_team_of_a_day_is_who_had_come_and_not_left(facts: dict[str, object], is_there: bool) -> None:
    assert team_on([replace(STAFF[0], **facts)], DAY) == ((SOPHIE,) if is_there else ())  # type: ignore[arg-type]


def test_a_new_one_is_of_today_and_goes_to_the_team() -> None:
    one = begun(CLAIRE, STAFF, DAY)
    assert (one.written_on, one.author, one.function, one.owner) == (DAY, CLAIRE, "Secrétaire", CLAIRE)
    assert one.addressees == (SOPHIE, CLAIRE)


def test_in_a_school_of_one_it_goes_to_nobody() -> None:
    assert addressees_on(STAFF[:1], DAY, "sophie renaud") == ()
    assert addressees_on(STAFF[:1], DAY, CLAIRE) == (SOPHIE,)


def test_the_function_is_that_of_the_team_whatever_the_case() -> None:
    assert function_of(STAFF, "claire martin") == "Secrétaire"
    assert function_of(STAFF, "Nadia Petit") == ""
