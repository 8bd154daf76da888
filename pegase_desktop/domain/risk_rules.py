"""The rules of risks: how critical one is, what cannot be right, when it is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.risk import Probability, Risk, RiskState, Severity
from pegase_desktop.domain.words import Labelled
from pegase_desktop.domain.wrong_facts import WrongFact, too_early, wrong_anywhere

#: Days after which a risk is looked at again, at the latest.
REVIEW_AFTER_DAYS = 365


class Criticality(Labelled):
    """Severity times probability, in words."""

    LOW = "low", "Faible"
    MODERATE = "moderate", "Modérée"
    HIGH = "high", "Élevée"
    CRITICAL = "critical", "Critique"


#: From which product on each holds; ``CRITICALITY_RULE`` says the same in words.
_FROM = ((12, Criticality.CRITICAL), (6, Criticality.HIGH), (3, Criticality.MODERATE), (1, Criticality.LOW))


def product(severity: Severity, probability: Probability) -> int:
    """Severity times probability, from 1 to 16."""
    return int(severity.value) * int(probability.value)


def criticality(severity: Severity | None, probability: Probability | None) -> Criticality | None:
    """In words; None while one of them is not known."""
    if severity is None or probability is None:
        return None
    found = product(severity, probability)
    return next(words for least, words in _FROM if found >= least)


def by_criticality(risks: Iterable[Risk]) -> list[Risk]:
    """The open ones first, the most critical first."""

    def place(risk: Risk) -> tuple[bool, int, str]:
        known = risk.severity is not None and risk.probability is not None
        weight = product(risk.severity, risk.probability) if known and risk.severity and risk.probability else 0
        return not risk.is_open, -weight, risk.reference

    return sorted(risks, key=place)


def faults(risk: Risk, now: datetime) -> tuple[WrongFact, ...]:
    """What is missing for a number, and what cannot be right."""
    return (*wrong_anywhere(risk, now), *_wrong(risk))


def _wrong(risk: Risk) -> Iterator[WrongFact]:
    if risk.due and risk.entered_on and risk.due < risk.entered_on:
        yield WrongFact("due", too_early("l’inscription", risk.entered_on))
    if risk.state is RiskState.CLOSED and not risk.closed_reason:
        yield WrongFact("closed_reason", "Dites pourquoi ce risque est clos. Une phrase suffit.")
    for row, one in enumerate(risk.reviews):
        if one.reviewed_on and risk.entered_on and one.reviewed_on < risk.entered_on:
            yield WrongFact("reviews", too_early("l’inscription", risk.entered_on), row)


def reviewed_on(risk: Risk) -> date | None:
    """The last day on which it was looked at; that of its entry is the first."""
    days = [one.reviewed_on for one in risk.reviews if one.reviewed_on]
    return max([*days, risk.entered_on]) if risk.entered_on else max(days, default=None)


def next_review(risk: Risk) -> date | None:
    """The day by which it is to be looked at again."""
    last = reviewed_on(risk)
    return last + timedelta(days=REVIEW_AFTER_DAYS) if last else None


def risk_duties(risk: Risk) -> tuple[Duty, ...]:
    """What is still to be done: reduce it by its day, look at it again each year."""
    if not risk.is_open:
        return ()
    review = duty_by_day(DutyKind.REVIEW_RISK, next_review(risk), risk.owner)
    if risk.due is None or risk.state is RiskState.REDUCED:
        return (review,)
    reduce = duty_by_day(DutyKind.REDUCE_RISK, risk.due, risk.owner)
    return tuple(sorted((reduce, review), key=lambda one: str(one.due_at)))
