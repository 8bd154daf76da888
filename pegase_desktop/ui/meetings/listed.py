"""How the quality meetings are listed: those to be held, then those whose minutes are signed off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, Urgency, duty_words
from pegase_desktop.domain.kinds import MEETINGS
from pegase_desktop.domain.meeting import Meeting, MeetingState, numbers_in
from pegase_desktop.domain.meeting_rules import is_treated, meeting_duties
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.dossier.overview import ListPlan
from pegase_desktop.ui.dossier.rows import OVER, Group, Line, look_of

_HEADS = {
    MeetingState.PREPARED: ("En préparation", "Le compte rendu reste à arrêter", "users"),
    MeetingState.SIGNED_OFF: ("Tenues", "Le compte rendu est arrêté", "circle-check"),
}


def _groups(found: Sequence[Meeting]) -> Iterator[Group]:
    """Those to be held by their day, the others the last first."""
    for state, (title, hint, icon) in _HEADS.items():
        group = [one for one in found if one.state is state]
        if group:
            is_over = state is MeetingState.SIGNED_OFF
            yield Group(title, hint, icon, tuple(sorted(group, key=lambda one: str(one.held_on), reverse=is_over)))


def _line(one: Meeting, now: datetime, me: str) -> Line:
    looked_at = sum(map(is_treated, one.points))
    decisions = sum(len(numbers_in(point.decisions)) for point in one.points)
    subjects = f"{french.count(looked_at, 'sujet examiné', 'sujets examinés')} sur {len(one.points)}"
    decided = french.count(decisions, "décision") if decisions else ""
    context = " · ".join(filter(None, (subjects if one.points else "Aucun sujet", decided)))
    is_mine = fold(one.owner) == fold(me)
    if one.signed_off_on:
        standing = DutyWords(Urgency.NONE, "Compte rendu arrêté", f"le {french.day(one.signed_off_on)}")
        return Line(one, standing, typeset(context), OVER, False, is_mine)
    [duty] = meeting_duties(one)
    standing = duty_words(duty, now)
    return Line(one, standing, typeset(context), look_of(standing), True, is_mine)


LISTED = ListPlan(
    kind=MEETINGS,
    title="Réunions qualité",
    add="Préparer une réunion",
    search="Numéro ou mot de la réunion",
    icon="users",
    nothing="Aucune réunion qualité",
    hint="Le registre propose l’ordre du jour, avec la raison de chaque sujet.",
    groups=_groups,
    line=_line,
)
