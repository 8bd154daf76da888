"""The priority of a complaint, from its severity, complexity and impact."""

from __future__ import annotations

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.words import Priority

# The highest product that still gives each priority; products run from 1 to 27.
_UPPER_BOUNDS = ((2, Priority.LOW), (4, Priority.NORMAL), (12, Priority.HIGH), (27, Priority.URGENT))

RULE = (
    "Gravité × complexité × répercussions, de 1 (faible) à 3 (forte)\u00a0: "
    "1 ou 2, basse · 3 ou 4, normale · 6 à 12, haute · 18 ou 27, urgente."
)


def priority(complaint: Complaint) -> Priority | None:
    """The priority, or None while one of the three criteria is missing. The rule in words is :data:`RULE`."""
    if complaint.severity is None or complaint.complexity is None or complaint.impact is None:
        return None
    product = complaint.severity.points * complaint.complexity.points * complaint.impact.points
    return next(level for bound, level in _UPPER_BOUNDS if product <= bound)
