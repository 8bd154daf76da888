"""Risks: how critical one is in words, what cannot be right, when it is to be looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.risk import CRITICALITY_RULE, Probability, Risk, RiskReview, RiskState, Severity
from pegase_desktop.domain.risk_rules import (
    REVIEW_AFTER_DAYS,
    Criticality,
    criticality,
    faults,
    next_review,
    product,
    risk_duties,
)
from pegase_desktop.domain.words import CauseFamily
from tests.domain.samples import office

NOW = office(27, 11, 18)
WHOLE = Risk(
    what="Moniteur absent sans remplaçant",
    entered_on=date(2026, 11, 2),
    cause_family=CauseFamily.ORGANISATION,
    cause_text="Personne n’est prévu en second.",
    service="Planning",
    category="Annulation ou report de leçon",
    consequence="Leçons annulées le jour même, pour les élèves proches de l’examen.",
    severity=Severity.MAJOR,
    probability=Probability.POSSIBLE,
    in_force="Appel de la veille",
    owner="Sophie Renaud",
    due=date(2027, 1, 31),
    reviews=(
        RiskReview(
            reviewed_on=date(2026, 11, 20), by="Sophie Renaud", severity=Severity.MAJOR, probability=Probability.LIKELY
        ),
    ),
)


def wrong(**facts: object) -> dict[str, str]:
    return {one.fact: str(one) for one in faults(replace(WHOLE, **facts), NOW)}  # type: ignore[arg-type]


def test_a_whole_one_is_right_and_an_empty_one_says_what_its_number_asks_for() -> None:
    assert wrong() == {}
    assert {one.fact for one in faults(Risk(), NOW)} == {"what", "entered_on", "severity", "probability", "owner"}


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"due": date(2026, 11, 1)}, "due"),
        ({"state": RiskState.CLOSED}, "closed_reason"),
        ({"reviews": (replace(WHOLE.reviews[0], reviewed_on=date(2026, 11, 1)),)}, "reviews"),
        ({"reviews": (RiskReview(),)}, "reviews"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_place(facts: dict[str, object], fact: str) -> None:
    assert list(wrong(**facts))[:1] == [fact]


def test_criticality_is_the_product_in_the_words_of_the_rule() -> None:
    told = {
        (product(bad, likely), criticality(bad, likely)) for bad in Severity for likely in Probability
    }  # every product that there is, with its word
    expected = {1: "Faible", 2: "Faible", 3: "Modérée", 4: "Modérée", 6: "Élevée", 8: "Élevée", 9: "Élevée"}
    expected |= {12: "Critique", 16: "Critique"}
    assert {number: words.label for number, words in told if words} == expected
    assert all(word.label.lower() in CRITICALITY_RULE for word in Criticality)
    assert criticality(None, Probability.RARE) is criticality(Severity.MINOR, None) is None


def test_it_is_to_be_looked_at_again_a_year_after_the_last_time() -> None:
    assert next_review(WHOLE) == date(2026, 11, 20) + timedelta(days=REVIEW_AFTER_DAYS)
    assert next_review(replace(WHOLE, reviews=())) == WHOLE.entered_on + timedelta(days=REVIEW_AFTER_DAYS)  # type: ignore[operator]
    assert next_review(Risk()) is None


def test_what_is_due_of_it() -> None:
    assert [one.kind for one in risk_duties(WHOLE)] == [DutyKind.REDUCE_RISK, DutyKind.REVIEW_RISK]
    late = replace(WHOLE, due=date(2028, 1, 1))
    assert [one.kind for one in risk_duties(late)] == [DutyKind.REVIEW_RISK, DutyKind.REDUCE_RISK]
    for less in ({"due": None}, {"state": RiskState.REDUCED}):
        assert [one.kind for one in risk_duties(replace(WHOLE, **less))] == [DutyKind.REVIEW_RISK]
    assert risk_duties(replace(WHOLE, state=RiskState.CLOSED)) == ()
