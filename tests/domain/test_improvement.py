"""Improvements: their states, what is asked of them, what is to be done, what a complaint gives one to begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.improvement import CHECK_AFTER_DAYS, Improvement, ImprovementState, Origin
from pegase_desktop.domain.improvement_rules import (
    begun,
    decided_on,
    faults,
    improvement_duties,
    improvement_from,
)
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.moments import end_of_day
from pegase_desktop.domain.words import CauseFamily, Effect, ImprovementKind, Kind, OriginKind
from tests.domain.samples import CASES_NOW as NOW
from tests.domain.samples import registrable, with_facts

DECIDED = date(2026, 10, 5)
WHOLE = Improvement(
    what="Appeler l’élève la veille de chaque leçon",
    kind=ImprovementKind.CORRECTIVE,
    decided_on=DECIDED,
    owner="Sophie Renaud",
    due=date(2026, 10, 20),
    criterion="Aucune leçon annulée sans appel en un mois",
)
DONE = replace(WHOLE, done_on=date(2026, 10, 12), proof="Planning du 12/10")
CHECKED = replace(
    DONE, checked_on=date(2026, 11, 12), effect=Effect.EFFECTIVE, effect_text="Deux annulations, appelées"
)


def sentences(improvement: Improvement) -> dict[str, str]:
    return {one.fact: str(one) for one in faults(improvement, NOW)}


@pytest.mark.parametrize("one", [WHOLE, DONE, CHECKED])
def test_a_whole_improvement_has_no_fault(one: Improvement) -> None:
    assert sentences(one) == {}


def test_an_empty_one_says_all_that_its_number_asks_for() -> None:
    assert set(sentences(Improvement())) == {"what", "kind", "decided_on", "owner", "due", "criterion"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"due": date(2026, 10, 4)}, "due"),
        ({"done_on": date(2026, 10, 4)}, "done_on"),
        ({"done_on": date(2027, 10, 4)}, "done_on"),
        ({"decided_on": date(26, 10, 4)}, "decided_on"),
        ({"checked_on": date(2026, 11, 1), "effect": Effect.EFFECTIVE, "effect_text": "Vu"}, "done_on"),
        ({"done_on": DECIDED, "effect": Effect.EFFECTIVE, "effect_text": "Vu"}, "checked_on"),
        ({"done_on": DECIDED, "checked_on": date(2026, 11, 1)}, "effect"),
        ({"done_on": DECIDED, "checked_on": date(2026, 11, 1), "effect": Effect.EFFECTIVE}, "effect_text"),
        ({"no_check_reason": "Sans objet"}, "no_check_reason"),
        ({"abandoned_on": date(2026, 11, 1)}, "abandoned_reason"),
        ({"abandoned_reason": "Devenue inutile"}, "abandoned_on"),
        ({"origins": (Origin(),)}, "origins"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_fact(changes: dict[str, object], wrong: str) -> None:
    assert set(sentences(with_facts(WHOLE, changes))) == {wrong}


@pytest.mark.parametrize("effect", [Effect.PARTIAL, Effect.INEFFECTIVE])
def test_what_disappoints_asks_for_a_new_action_or_why_not(effect: Effect) -> None:
    disappointing = replace(CHECKED, effect=effect)
    assert set(sentences(disappointing)) == {"follow_up"}
    assert sentences(replace(disappointing, follow_up="A-2026-02")) == {}


@pytest.mark.parametrize(
    ("one", "state", "kind", "day"),
    [
        (WHOLE, ImprovementState.DECIDED, DutyKind.IMPROVE, date(2026, 10, 20)),
        (DONE, ImprovementState.IN_PLACE, DutyKind.CHECK_EFFECT, date(2026, 11, 11)),
        (
            replace(DONE, check_on=date(2026, 12, 1)),
            ImprovementState.IN_PLACE, DutyKind.CHECK_EFFECT, date(2026, 12, 1),
        ),
        (CHECKED, ImprovementState.CHECKED, None, None),
        (replace(DONE, no_check_reason="Mesure ponctuelle"), ImprovementState.CHECKED, None, None),
        (
            replace(WHOLE, abandoned_on=date(2026, 11, 1), abandoned_reason="Remplacée"),
            ImprovementState.ABANDONED, None, None,
        ),
    ],
)  # fmt: skip
def test_each_state_has_its_duty_and_none_ends_without_its_check(
    one: Improvement, state: ImprovementState, kind: DutyKind | None, day: date | None
) -> None:
    assert one.state is state
    assert [(duty.kind, duty.due_at) for duty in improvement_duties(one)] == (
        [(kind, end_of_day(day))] if kind and day else []
    )
    assert one.is_open == bool(kind)


def test_the_check_falls_to_whoever_checks_else_to_the_owner() -> None:
    assert [one.who for one in improvement_duties(DONE)] == ["Sophie Renaud"]
    assert [one.who for one in improvement_duties(replace(DONE, checker="Marc Giraud"))] == ["Marc Giraud"]


@given(days=st.integers(0, 400))
def test_without_a_day_chosen_the_effect_is_looked_at_some_weeks_later(days: int) -> None:
    done = replace(WHOLE, done_on=DECIDED + timedelta(days=days))
    assert done.check_day == DECIDED + timedelta(days=days + CHECK_AFTER_DAYS)
    assert replace(done, done_on=None).check_day is None


@pytest.mark.parametrize(
    ("kind", "origin"),
    [
        (Kind.COMPLAINT, OriginKind.COMPLAINT),
        (Kind.DIFFICULTY, OriginKind.DIFFICULTY),
        (Kind.INCIDENT, OriginKind.INCIDENT),
    ],
)
def test_a_complaint_gives_its_causes_and_no_word_of_the_client(kind: Kind, origin: OriginKind) -> None:
    case = registrable(
        kind=kind, reference="R-2026-0014", verbatim="Un scandale", complainant_name="Élodie Garnier",
        cause_family=CauseFamily.ORGANISATION, cause_text="Planning à jour trop tard",
        corrective_action="Appeler la veille\nEt noter l’appel",
    )  # fmt: skip
    made = improvement_from(case, NOW)
    assert (made.what, made.cause_family, made.cause_text) == (
        "Appeler la veille", CauseFamily.ORGANISATION, "Planning à jour trop tard",
    )  # fmt: skip
    assert [(one.kind, one.reference) for one in made.origins] == [(origin, "R-2026-0014")]
    said = " ".join(str(getattr(made, one.name)) for one in facts_of(Improvement))
    assert "scandale" not in said
    assert "Garnier" not in said


def test_one_begun_by_itself_was_decided_today() -> None:
    assert begun(NOW) == Improvement(decided_on=date(2026, 11, 20))


def test_what_a_meeting_decides_begins_with_its_point_and_where_it_comes_from() -> None:
    point = Point(
        subject="Planning", cases="R-2026-0014, A-2026-01", cause_family=CauseFamily.ORGANISATION,
        why_1="Pas d’appel", why_3="Personne n’est chargé",
    )  # fmt: skip
    meeting = Meeting(reference="RQ-2026-02", held_on=DECIDED, points=(point,))
    found = decided_on(begun(NOW), meeting, point)
    assert (found.decided_on, found.finding, found.cause_family) == (DECIDED, "Planning", CauseFamily.ORGANISATION)
    assert found.cause_text == "Pas d’appel ← Personne n’est chargé"
    assert [(one.kind, one.reference) for one in found.origins] == [
        (OriginKind.MEETING, "RQ-2026-02"),
        (OriginKind.COMPLAINT, "R-2026-0014"),
    ]
    assert decided_on(begun(NOW), replace(meeting, held_on=None), point).decided_on == begun(NOW).decided_on
