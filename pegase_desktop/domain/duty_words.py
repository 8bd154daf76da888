"""What the screens and papers say of a duty: its deadline in words, and how pressing it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from pegase_desktop.domain import french
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.moments import local


class Urgency(Enum):
    """How a deadline is shown."""

    LATE = "late"
    SOON = "soon"  # less than 24 h, at a fixed hour
    TODAY = "today"  # today, without an hour
    LATER = "later"
    NONE = "none"  # no date


@dataclass(frozen=True, slots=True)
class DutyWords:
    """A duty in words: « En retard de 2 j » over « Action prévue le 17/11 »."""

    urgency: Urgency
    first: str
    second: str


_PLANNED = {
    DutyKind.ACKNOWLEDGE: "AR prévu",
    DutyKind.CALL: "Rappel prévu",
    DutyKind.RESPOND: "Réponse prévue",
    DutyKind.ACT: "Action prévue",
    DutyKind.INFORM: "Information prévue",
    DutyKind.ASK_FEEDBACK: "Avis prévu",
    DutyKind.IMPROVE: "Mise en place prévue",
    DutyKind.CHECK_EFFECT: "Contrôle prévu",
    DutyKind.HOLD_MEETING: "Réunion prévue",
    DutyKind.READ_NOTE: "Lecture prévue",
    DutyKind.REDUCE_RISK: "Réduction prévue",
    DutyKind.REVIEW_RISK: "Revue prévue",
}
_FEMININE = (
    DutyKind.RESPOND,
    DutyKind.ACT,
    DutyKind.INFORM,
    DutyKind.IMPROVE,
    DutyKind.HOLD_MEETING,
    DutyKind.READ_NOTE,
    DutyKind.REDUCE_RISK,
    DutyKind.REVIEW_RISK,
)


def is_commitment(duty: Duty) -> bool:
    """Whether the day is one that was announced to the client for the answer."""
    return duty.kind is DutyKind.RESPOND and duty.day_only


def duty_words(duty: Duty, now: datetime) -> DutyWords:
    """What the register says of a duty at *now*; one fixed for a day without an hour is late by whole days."""
    label, due, due_day = duty.kind.label, duty.due_at, duty.day
    if due is None or due_day is None:
        return DutyWords(Urgency.NONE, label, "tout est là" if duty.kind is DutyKind.CLOSE else "pour clôturer")
    today = local(now).date()
    said_day = french.near_day(due_day, today)
    if duty.is_late(now):
        late = french.late_by(due, now, day_only=duty.day_only)
        return DutyWords(Urgency.LATE, f"En retard de {late}", _planned(duty, said_day))
    if duty.day_only:
        engaged = f"engagement{french.NBSP}: " if is_commitment(duty) else ""
        return DutyWords(Urgency.TODAY if due_day == today else Urgency.LATER, label, f"{engaged}{said_day}")
    if due - now < timedelta(hours=24):
        before = "à" if duty.kind is DutyKind.CALL else "avant"
        soon = f"{label} dans {french.left(due, now)}"
        return DutyWords(Urgency.SOON, soon, f"{said_day} {before} {french.hour(due)}")
    return DutyWords(Urgency.LATER, label, f"{said_day} à {french.hour(due)}")


def _planned(duty: Duty, said_day: str) -> str:
    if is_commitment(duty):
        return f"Engagement{french.NBSP}: {said_day}"
    return f"{_PLANNED[duty.kind]} {french.on(said_day)}"


def due_words(duty: Duty, now: datetime) -> DutyWords:
    """« Dans 5 h » over « avant 19:32 »: the deadline alone, since its group says what it is."""
    said = duty_words(duty, now)
    if duty.due_at is None or duty.day is None:
        return DutyWords(said.urgency, "Sans échéance", said.second)
    near = french.near_day(duty.day, local(now).date())
    match said.urgency:
        case Urgency.LATE:
            return DutyWords(said.urgency, said.first, _was_planned(duty, duty.due_at, near))
        case Urgency.SOON:
            first = f"Dans {french.left(duty.due_at, now)}"
            return DutyWords(said.urgency, first, _until(duty, duty.due_at, near))
        case Urgency.TODAY | Urgency.LATER | Urgency.NONE:
            first = near[0].upper() + near[1:]
            return DutyWords(said.urgency, first, _by_when(duty, duty.due_at))


def _was_planned(duty: Duty, due: datetime, near: str) -> str:
    if is_commitment(duty):
        return f"engagement du {near}" if near[0].isdigit() else f"engagement d’{near}"
    planned = "prévue" if duty.kind in _FEMININE else "prévu"
    at = f" à {french.hour(due)}" if near == "hier" and not duty.day_only else ""
    return f"{planned} {french.on(near)}{at}"


def _until(duty: Duty, due: datetime, near: str) -> str:
    if near != "aujourd’hui":
        return f"{near} à {french.hour(due)}"
    return f"{'à' if duty.kind is DutyKind.CALL else 'avant'} {french.hour(due)}"


def _by_when(duty: Duty, due: datetime) -> str:
    if is_commitment(duty):
        return "date annoncée au client"
    return "avant la fermeture" if duty.day_only else f"avant {french.hour(due)}"
