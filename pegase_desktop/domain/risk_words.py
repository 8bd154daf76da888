"""Risks in words, and their matrix as a picture that is also a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pegase_desktop.domain.duty_words import DutyWords, Urgency, duty_words
from pegase_desktop.domain.pictures import Align, Box, Ink, Painted, Picture, Rule, Words
from pegase_desktop.domain.risk import Probability, Risk, RiskState, Severity
from pegase_desktop.domain.risk_rules import Criticality, criticality, product, risk_duties

_MOST_IN_A_CELL = 3
_TITLE = "Risques suivis, par gravité et probabilité"


def level_words(severity: Severity | None, probability: Probability | None) -> str:
    """« Élevée (6) »; empty while one of them is not known."""
    words = criticality(severity, probability)
    if words is None or severity is None or probability is None:
        return ""
    return f"{words.label} ({product(severity, probability)})"


def moved_words(risk: Risk) -> str:
    """« Élevée (6) → Modérée (3) », from the last review that held it otherwise; empty where none did."""
    now = level_words(risk.severity, risk.probability)
    held = sorted((one for one in risk.reviews if one.reviewed_on), key=lambda one: str(one.reviewed_on), reverse=True)
    before = (level_words(one.severity, one.probability) for one in held)
    other = next((one for one in before if one and one != now), "")
    return f"{other} → {now}" if other and now else ""


def standing_words(risk: Risk, now: datetime) -> DutyWords:
    """What is due of it, or how it ended."""
    if risk.state is RiskState.CLOSED:
        return DutyWords(Urgency.NONE, "Clos", risk.closed_reason)
    return duty_words(risk_duties(risk)[0], now)


def matrix(risks: Sequence[Risk], width: float, height: float, *, line: float) -> Picture:
    """The open risks by their numbers, the gravest above, the most likely at right; what is high has a hatched mark."""
    grid = _Grid(width, height, line)
    placed = {(one, other): _placed(risks, one, other) for one in Severity for other in Probability}
    marks = [*grid.edges()]
    for (severity, probability), numbers in placed.items():
        is_high = criticality(severity, probability) in (Criticality.HIGH, Criticality.CRITICAL)
        marks += grid.cell(severity, probability, numbers, is_high=is_high)
    said = {place: ", ".join(numbers) or "aucun" for place, numbers in placed.items()}
    rows = tuple((one.label, *(said[one, other] for other in Probability)) for one in reversed(Severity))
    columns = ("Gravité", *(one.label for one in Probability))
    return Picture(_TITLE, width, height, tuple(marks), columns, rows)


def _placed(risks: Sequence[Risk], severity: Severity, probability: Probability) -> list[str]:
    here = (one for one in risks if one.is_open and (one.severity, one.probability) == (severity, probability))
    return [one.reference for one in here]


def _in_a_cell(numbers: Sequence[str]) -> str:
    """« 03, 07 + 2 » for RK-2026-03 and three others: the list beside says the years, and all of them."""
    short = [one.rpartition("-")[2] for one in numbers]
    if len(short) <= _MOST_IN_A_CELL:
        return ", ".join(short)
    kept = short[: _MOST_IN_A_CELL - 1]
    return f"{', '.join(kept)} + {len(short) - len(kept)}"


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells lie: severities from above, probabilities from left."""

    width: float
    height: float
    line: float

    @property
    def head(self) -> float:
        return self.width * 0.22

    @property
    def cell_size(self) -> tuple[float, float]:
        return (self.width - self.head) / len(Probability), (self.height - 1.8 * self.line) / len(Severity)

    def edges(self) -> Iterator[Painted]:
        """The lines between the severities, and what each row and column is."""
        wide, tall = self.cell_size
        for row, severity in enumerate(reversed(Severity)):
            yield Rule(0, row * tall, self.width)
            middle = (row + 0.5) * tall + self.line / 3
            yield Words(0, middle, severity.label, Align.LEFT, Ink.TEXT, self.head - 6)
        yield Rule(0, len(Severity) * tall, self.width)
        for column, probability in enumerate(Probability):
            middle = self.head + (column + 0.5) * wide
            word = probability.label.partition(" : ")[2]
            yield Words(middle, self.height - 0.4 * self.line, word, Align.CENTRE, Ink.SOFT, wide - 2)

    def cell(
        self, severity: Severity, probability: Probability, numbers: Sequence[str], *, is_high: bool
    ) -> Iterator[Painted]:
        """The numbers that stand there."""
        wide, tall = self.cell_size
        left = self.head + (int(probability.value) - 1) * wide
        top = (len(Severity) - int(severity.value)) * tall
        if is_high:
            yield Box(left + wide - 12, top + 4, 8, 8, Ink.HATCHED)
        middle = top + tall / 2 + self.line / 3
        yield Words(left + wide / 2, middle, _in_a_cell(numbers), Align.CENTRE, Ink.STRONG, wide - 8)
