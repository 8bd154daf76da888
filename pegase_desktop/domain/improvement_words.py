"""What the screens say of an improvement in a line: how far it is and how late, what it comes from."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, Urgency, duty_words
from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.improvement_rules import improvement_duties
from pegase_desktop.domain.text import shortened

# How a group of them is headed, and what still has to be done there, said in a line.
STATE_WORDS = {
    ImprovementState.DECIDED: ("Décidées", "À mettre en place", "Ce qui a été décidé et n’est pas encore fait"),
    ImprovementState.IN_PLACE: ("En place", "À contrôler", "L’efficacité reste à contrôler"),
    ImprovementState.CHECKED: ("Vérifiées", "", "Le contrôle est fait"),
    ImprovementState.ABANDONED: ("Abandonnées", "", "Gardées, avec leur raison"),
}
_LONGEST_REASON = 60


def standing_words(improvement: Improvement, now: datetime) -> DutyWords:
    """« En retard de 2 j » over « Mise en place prévue le 17/11 », or how it ended."""
    one, state = improvement, improvement.state
    if state is ImprovementState.ABANDONED:
        assert one.abandoned_on is not None
        return DutyWords(Urgency.NONE, "Abandonnée", f"le {french.day(one.abandoned_on)}")
    if state is ImprovementState.CHECKED:
        checked = f"contrôlée le {french.day(one.checked_on)}" if one.checked_on else ""
        if one.effect:
            return DutyWords(Urgency.NONE, one.effect.label, checked)
        return DutyWords(Urgency.NONE, "Sans contrôle", shortened(one.no_check_reason, _LONGEST_REASON))
    [duty] = improvement_duties(one)
    said = duty_words(duty, now)
    if said.urgency is Urgency.LATE:
        return said
    return DutyWords(said.urgency, STATE_WORDS[state][1], said.second if duty.day else "")


def is_late(improvement: Improvement, now: datetime) -> bool:
    """Whether what is to be done about it should have been done."""
    return any(duty.is_late(now) for duty in improvement_duties(improvement))


def origin_words(improvement: Improvement) -> str:
    """« R-2026-0014 + 2 », « Enquête de satisfaction »; empty when it comes from nothing that was named."""
    origins = improvement.origins
    if not origins:
        return ""
    first = origins[0]
    named = first.reference or (first.kind.label if first.kind else first.words)
    return f"{named} + {len(origins) - 1}" if len(origins) > 1 else named
