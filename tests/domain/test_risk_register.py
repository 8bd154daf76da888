"""Risks beside the register, the list to start from, and risks in words and as a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.duty_words import Urgency
from pegase_desktop.domain.pictures import Words
from pegase_desktop.domain.risk import Probability, Risk, RiskCase, RiskReview, RiskState, Severity
from pegase_desktop.domain.risk_list import STARTING, begun, not_entered
from pegase_desktop.domain.risk_register import may_be_of, proposed, quiet, unnamed
from pegase_desktop.domain.risk_rules import by_criticality, faults
from pegase_desktop.domain.risk_words import level_words, matrix, moved_words, standing_words
from pegase_desktop.domain.words import CauseFamily
from tests.domain.samples import office, registrable
from tests.domain.test_risk import NOW, WHOLE

TODAY = date(2026, 11, 27)
CLAIRE = "Claire Martin"


def case(number: int, service: str = "Planning", category: str = "Autre", cause: CauseFamily | None = None):  # type: ignore[no-untyped-def]
    made = registrable(service=service, category=category, cause_family=cause, received_at=office(2, 11))
    return replace(made, reference=f"R-2026-{number:04}")


def test_a_case_is_proposed_by_its_category_or_by_its_service_and_cause() -> None:
    same = case(1, "Accueil", "Annulation ou report de leçon")
    alike = case(2, cause=CauseFamily.ORGANISATION)
    other = case(3, cause=CauseFamily.EXTERNAL)
    elsewhere = case(4, "Accueil", cause=CauseFamily.ORGANISATION)
    assert [may_be_of(WHOLE, one) for one in (same, alike, other, elsewhere)] == [True, True, False, False]
    known = replace(WHOLE, cases=(RiskCase(reference="R-2026-0002"),))
    [found] = proposed(known, (same, alike, other), CLAIRE, TODAY)
    assert (found.reference, found.by, found.confirmed_on) == ("R-2026-0001", CLAIRE, TODAY)
    assert not may_be_of(replace(WHOLE, service="", category="", cause_family=None), alike)


@given(st.sets(st.sampled_from(range(1, 9))), st.sets(st.sampled_from(range(1, 9))))
def test_nothing_is_proposed_twice(known: set[int], there: set[int]) -> None:
    risk = replace(WHOLE, cases=tuple(RiskCase(reference=f"R-2026-{one:04}") for one in sorted(known)))
    cases = [case(one, cause=CauseFamily.ORGANISATION) for one in sorted(there)]
    found = proposed(risk, cases, CLAIRE, TODAY)
    assert {one.reference for one in found} == {f"R-2026-{one:04}" for one in there - known}


def test_a_risk_of_which_nothing_is_seen_for_two_years_is_said() -> None:
    old = replace(WHOLE, entered_on=TODAY - timedelta(days=900))
    seen = replace(old, cases=(RiskCase(reference="R-2026-0001", confirmed_on=TODAY - timedelta(days=30)),))
    long_ago = replace(old, cases=(RiskCase(reference="R-2024-0001", confirmed_on=TODAY - timedelta(days=800)),))
    closed = replace(old, state=RiskState.CLOSED, closed_reason="Vendu")
    assert list(quiet([WHOLE, old, seen, long_ago, closed], TODAY)) == [old, long_ago]


def test_a_cause_of_several_cases_that_no_risk_names_is_said() -> None:
    cases = [case(one, cause=CauseFamily.EXTERNAL) for one in (1, 2, 3)]
    cases += [case(one, cause=CauseFamily.ORGANISATION) for one in (4, 5, 6)]
    cases.append(case(7, cause=CauseFamily.METHOD))
    cases += [case(one, cause=CauseFamily.NOT_APPLICABLE) for one in (8, 9, 10, 11)]
    assert list(unnamed([WHOLE], cases)) == [(CauseFamily.EXTERNAL, ("R-2026-0001", "R-2026-0002", "R-2026-0003"))]
    assert [family for family, _ in unnamed([], cases)] == [CauseFamily.ORGANISATION, CauseFamily.EXTERNAL]


def test_the_list_to_start_from_is_right_and_offers_what_is_not_there() -> None:
    for one in STARTING:
        assert faults(begun(one, TODAY, CLAIRE), NOW) == ()
        assert (one.entered_on, one.cases, one.reviews) == (None, (), ())
    there = replace(WHOLE, what="moniteur ABSENT sans remplacant")
    assert list(not_entered([there])) == list(STARTING[1:])


def test_a_risk_says_how_critical_it_is_and_what_moved() -> None:
    assert level_words(WHOLE.severity, WHOLE.probability) == "Élevée (6)"
    assert level_words(None, WHOLE.probability) == moved_words(replace(WHOLE, reviews=())) == ""
    assert moved_words(WHOLE) == "Élevée (9) → Élevée (6)"
    assert moved_words(replace(WHOLE, probability=Probability.LIKELY)) == ""
    assert standing_words(WHOLE, NOW).first != ""
    closed = replace(WHOLE, state=RiskState.CLOSED, closed_reason="Vendu")
    assert (standing_words(closed, NOW).first, standing_words(closed, NOW).urgency) == ("Clos", Urgency.NONE)


def test_the_gravest_come_first_and_the_closed_last() -> None:
    grave = replace(WHOLE, reference="RK-2026-02", severity=Severity.CRITICAL, probability=Probability.FREQUENT)
    closed = replace(grave, reference="RK-2026-03", state=RiskState.CLOSED)
    unknown = Risk(reference="RK-2026-04")
    found = by_criticality([closed, unknown, WHOLE, grave])
    assert found == [grave, WHOLE, unknown, closed]


def test_the_matrix_is_a_picture_and_the_same_as_a_table() -> None:
    risks = [replace(WHOLE, reference="RK-2026-03"), replace(WHOLE, reference="RK-2026-04", state=RiskState.CLOSED)]
    picture = matrix(risks, 400, 240, line=12)
    assert picture.rows[1] == ("3 : grave", "aucun", "RK-2026-03", "aucun", "aucun")
    assert [one.text for one in picture.marks if isinstance(one, Words)].count("03") == 1
    assert "3 : grave : 1 : rare aucun, 2 : possible RK-2026-03" in picture.said
    many = [replace(WHOLE, reference=f"RK-2026-{number:02}") for number in range(1, 6)]
    words = [one.text for one in matrix(many, 400, 240, line=12).marks if isinstance(one, Words)]
    assert "01, 02 + 3" in words
    assert all(0 <= one.x <= 400 and 0 <= one.y <= 240 for one in picture.marks)


def test_a_review_keeps_what_was_held_then() -> None:
    review = RiskReview(reviewed_on=TODAY, by=CLAIRE, severity=Severity.MINOR, probability=Probability.RARE)
    assert moved_words(replace(WHOLE, reviews=(*WHOLE.reviews, review))) == "Faible (1) → Élevée (6)"
    settled = replace(review, severity=WHOLE.severity, probability=WHOLE.probability)
    assert moved_words(replace(WHOLE, reviews=(*WHOLE.reviews, settled))) == "Élevée (9) → Élevée (6)"
