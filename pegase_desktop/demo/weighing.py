"""The risks that the invented school follows: a few of the starting list, with the dossiers that made them real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pegase_desktop.demo.vocabulary import Vocabulary
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.risk import Probability, Risk, RiskCase, RiskReview
from pegase_desktop.domain.risk_list import STARTING, begun

_MOST, _MOST_CASES = 5, 2
_ENTERED, _REVIEWED = timedelta(days=300), timedelta(days=25)


def risks(complaints: Sequence[Complaint], words: Vocabulary, today: date) -> Iterator[Risk]:
    """Entered some months ago and looked at lately; the first was held to be more likely then."""
    for index, one in enumerate(STARTING[:_MOST]):
        found = [case for case in complaints if case.cause_family is one.cause_family][:_MOST_CASES]
        confirmed = today - _REVIEWED
        review = RiskReview(
            reviewed_on=confirmed,
            by=words.director,
            severity=one.severity,
            probability=one.probability if index else Probability.FREQUENT,
        )
        cases = (RiskCase(reference=case.reference, confirmed_on=confirmed, by=words.director) for case in found)
        yield replace(begun(one, today - _ENTERED, words.director), reviews=(review,), cases=tuple(cases))
