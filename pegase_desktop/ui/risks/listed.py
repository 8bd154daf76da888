"""How the risks are listed: the open ones by how critical they are, then those that are closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.kinds import RISKS
from pegase_desktop.domain.risk import Risk
from pegase_desktop.domain.risk_rules import Criticality, by_criticality, criticality
from pegase_desktop.domain.risk_words import level_words, moved_words, standing_words
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.dossier.overview import ListPlan
from pegase_desktop.ui.dossier.rows import GIVEN_UP, Group, Line, look_of

_HEADS = {
    Criticality.CRITICAL: ("Critiques", "À réduire d’abord"),
    Criticality.HIGH: ("Élevés", "À réduire"),
    Criticality.MODERATE: ("Modérés", "À suivre"),
    Criticality.LOW: ("Faibles", "À revoir chaque année"),
}


def _groups(found: Sequence[Risk]) -> Iterator[Group]:
    risks = by_criticality(found)
    for level, (title, hint) in _HEADS.items():
        group = [one for one in risks if one.is_open and criticality(one.severity, one.probability) is level]
        if group:
            yield Group(title, hint, "triangle-alert", tuple(group))
    if closed := [one for one in risks if not one.is_open]:
        yield Group("Clos", "Gardés, avec leur raison", "ban", tuple(closed))


def _line(one: Risk, now: datetime, me: str) -> Line:
    level, moved = level_words(one.severity, one.probability), moved_words(one)
    cases = french.count(len(one.cases), "dossier") if one.cases else ""
    state = one.state.label if one.state else ""
    context = " · ".join(filter(None, (level, moved, state, cases, one.in_force and f"en place : {one.in_force}")))
    standing = standing_words(one, now)
    look = look_of(standing) if one.is_open else GIVEN_UP
    return Line(one, standing, typeset(context), look, one.is_open, fold(one.owner) == fold(me))


LISTED = ListPlan(
    kind=RISKS,
    title="Risques",
    add="Ajouter un risque",
    search="Numéro ou mot du risque",
    icon="triangle-alert",
    nothing="Aucun risque inscrit",
    hint="Ce qui peut nuire à la qualité des formations, et ce qui est fait pour l’éviter.",
    groups=_groups,
    line=_line,
)
