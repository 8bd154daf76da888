"""The rules of improvements: what cannot be right, what is to be done, when the effect is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.improvement import Improvement, ImprovementState, Origin
from pegase_desktop.domain.meeting import WHYS, Meeting, Point, numbers_in
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Effect, ImprovementKind, Kind, OriginKind
from pegase_desktop.domain.wrong_facts import WrongFact, too_early, wrong_anywhere

# What cannot come before what, and how the earlier one is named in the sentence.
_ORDER = (
    ("due", "decided_on", "la décision"),
    ("done_on", "decided_on", "la décision"),
    ("check_on", "decided_on", "la décision"),
    ("checked_on", "done_on", "la mise en place"),
    ("abandoned_on", "decided_on", "la décision"),
)


def faults(improvement: Improvement, now: datetime) -> tuple[WrongFact, ...]:
    """What is missing for a number, and what cannot be right."""
    return (*wrong_anywhere(improvement, now), *_out_of_order(improvement), *_half_said(improvement))


def _out_of_order(improvement: Improvement) -> Iterator[WrongFact]:
    for later, earlier, named in _ORDER:
        end, start = getattr(improvement, later), getattr(improvement, earlier)
        if end is not None and start is not None and end < start:
            yield WrongFact(later, too_early(named, start))


def _half_said(improvement: Improvement) -> Iterator[WrongFact]:
    """What one fact asks of another."""
    one = improvement
    if (one.checked_on or one.effect) and one.done_on is None:
        yield WrongFact("done_on", "Dites d’abord quand l’amélioration a été mise en place.")
    if one.effect and one.checked_on is None:
        yield WrongFact("checked_on", "Il manque le jour du contrôle. Par exemple : 15/01/2027.")
    if one.checked_on and one.effect is None:
        yield WrongFact("effect", "Dites ce que le contrôle a montré : efficace, partielle ou inefficace.")
    if one.effect and not one.effect_text:
        yield WrongFact("effect_text", "Il manque ce que le contrôle a montré. Une phrase suffit.")
    if one.effect in (Effect.PARTIAL, Effect.INEFFECTIVE) and not one.follow_up:
        yield WrongFact("follow_up", "Dites quelle nouvelle action suit, ou pourquoi il n’y en a pas.")
    if one.no_check_reason and one.done_on is None:
        yield WrongFact("no_check_reason", "Dites d’abord quand l’amélioration a été mise en place.")
    if bool(one.abandoned_on) != bool(one.abandoned_reason):
        lacking = "abandoned_reason" if one.abandoned_on else "abandoned_on"
        label = fact_named(Improvement, lacking).label_in_sentence
        yield WrongFact(lacking, f"Il manque\u00a0: {label}.")


def improvement_duties(improvement: Improvement) -> tuple[Duty, ...]:
    """What is still to be done: put it in place, then look at its effect."""
    match improvement.state:
        case ImprovementState.DECIDED:
            return (duty_by_day(DutyKind.IMPROVE, improvement.due, improvement.owner, improvement.criterion),)
        case ImprovementState.IN_PLACE:
            who = improvement.checker or improvement.owner
            return (duty_by_day(DutyKind.CHECK_EFFECT, improvement.check_day, who, improvement.criterion),)
        case ImprovementState.CHECKED | ImprovementState.ABANDONED:
            return ()


#: What a complaint is called as an origin, by its own kind.
ORIGINS = {
    Kind.COMPLAINT: OriginKind.COMPLAINT,
    Kind.DIFFICULTY: OriginKind.DIFFICULTY,
    Kind.INCIDENT: OriginKind.INCIDENT,
}


def improvement_from(complaint: Complaint, now: datetime) -> Improvement:
    """What an improvement begins with that a complaint brings about: its causes, and none of the client's words."""
    origin = Origin(id=0, kind=ORIGINS[complaint.kind or Kind.COMPLAINT], reference=complaint.reference)
    return replace(
        begun(now),
        kind=ImprovementKind.CORRECTIVE,
        what=complaint.corrective_action.partition("\n")[0],
        cause_family=complaint.cause_family,
        cause_text=complaint.cause_text,
        origins=(origin,),
    )


def decided_on(begun: Improvement, meeting: Meeting, point: Point) -> Improvement:
    """What an improvement begins with that a meeting decides on: its causes, and where it comes from."""
    named = [Origin(kind=OriginKind.MEETING, reference=meeting.reference, words=point.subject)]
    named += [Origin(kind=OriginKind.COMPLAINT, reference=one) for one in numbers_in(point.cases) if one[0:2] == "R-"]
    whys = [why for name in WHYS if (why := getattr(point, name))]
    return replace(
        begun,
        kind=ImprovementKind.CORRECTIVE,
        decided_on=meeting.held_on or begun.decided_on,
        finding=point.subject,
        cause_family=point.cause_family,
        cause_text=" ← ".join(whys),
        origins=tuple(named),
    )


def begun(now: datetime) -> Improvement:
    """What every improvement begins with: decided today."""
    return Improvement(decided_on=local(now).date())
