"""The priority, by the rule that is shown."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.priority import RULE, priority
from pegase_desktop.domain.words import Level, Priority


def rule_as_written() -> dict[int, str]:
    """The priority that the sentence shown to people gives to each product."""
    told = {}
    for first, until, last, label in re.findall(r"(\d+) (?:(ou|à) (\d+)), (\w+)", RULE):
        for number in range(int(first), int(last) + 1) if until == "à" else (int(first), int(last)):
            told[number] = label
    return told


@pytest.mark.parametrize(("severity", "complexity", "impact"), list(product(Level, repeat=3)))
def test_the_rule_shown_is_the_rule_applied(severity: Level, complexity: Level, impact: Level) -> None:
    given = priority(Complaint(severity=severity, complexity=complexity, impact=impact))
    assert given is not None
    points = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
    assert given.label.lower() == rule_as_written()[points[severity] * points[complexity] * points[impact]]


@pytest.mark.parametrize("missing", ["severity", "complexity", "impact"])
def test_without_one_criterion_there_is_no_priority(missing: str) -> None:
    levels: dict[str, Any] = dict.fromkeys(("severity", "complexity", "impact"), Level.HIGH)
    levels[missing] = None
    assert priority(Complaint(**levels)) is None


def test_priorities_rank_from_low_to_urgent() -> None:
    assert [one.rank for one in (Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT)] == [1, 2, 3, 4]
