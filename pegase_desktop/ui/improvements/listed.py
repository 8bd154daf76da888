"""How the improvements are listed: by how far they are, each with what it comes from and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.improvement_rules import improvement_duties
from pegase_desktop.domain.improvement_words import STATE_WORDS, origin_words, standing_words
from pegase_desktop.domain.kinds import IMPROVEMENTS
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import Effect
from pegase_desktop.ui.dossier.overview import ListPlan
from pegase_desktop.ui.dossier.rows import GIVEN_UP, OVER, Group, Line, Look, look_of
from pegase_desktop.ui.look.tokens import Tone, Type

_STATE_ICONS = {
    ImprovementState.DECIDED: "trending-up",
    ImprovementState.IN_PLACE: "target",
    ImprovementState.CHECKED: "circle-check",
    ImprovementState.ABANDONED: "ban",
}


def _groups(found: Sequence[Improvement]) -> Iterator[Group]:
    """Those that are open by what is due first, the others by what ended last."""
    for state in ImprovementState:
        group = [one for one in found if one.state is state]
        if group:
            is_open = group[0].is_open
            records = sorted(group, key=_due if is_open else _ended, reverse=not is_open)
            title, _, hint = STATE_WORDS[state]
            yield Group(title, hint, _STATE_ICONS[state], tuple(records))


def _due(improvement: Improvement) -> str:
    [duty] = improvement_duties(improvement)
    return duty.day.isoformat() if duty.day else ""


def _ended(improvement: Improvement) -> str:
    day = improvement.abandoned_on or improvement.checked_on or improvement.done_on
    return day.isoformat() if day else ""


def _line(one: Improvement, now: datetime, me: str) -> Line:
    kind, origin = one.kind.label if one.kind else "", origin_words(one)
    context = " · ".join(part for part in (kind, f"origine : {origin}" if origin else "") if part)
    standing, is_mine = standing_words(one, now), fold(one.owner) == fold(me)
    if one.state is ImprovementState.ABANDONED:
        look = GIVEN_UP
    elif one.state is ImprovementState.CHECKED:
        look = OVER if one.effect is Effect.EFFECTIVE else Look("target", Tone.TEXT2, Type.MEDIUM)
    else:
        look = look_of(standing)
    return Line(one, standing, typeset(context), look, one.is_open, is_mine)


LISTED = ListPlan(
    kind=IMPROVEMENTS,
    title="Améliorations",
    add="Ajouter une amélioration",
    search="Numéro ou mot de l’amélioration",
    icon="trending-up",
    nothing="Aucune amélioration en cours",
    hint="Elles naissent des enseignements d’une réclamation ou d’une réunion.",
    groups=_groups,
    line=_line,
)
