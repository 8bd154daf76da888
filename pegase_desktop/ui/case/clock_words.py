"""The two clocks of a complaint in words (no Qt in here)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pegase_desktop.domain import french
from pegase_desktop.domain.clocks import IsHoliday, Terms, elapsed
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import (
    has_commitment,
    is_ack_late,
    is_response_late,
    response_target,
    treatment_start,
)
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.text import shortened
from pegase_desktop.ui.look.tokens import Tone

_LONGEST_OUTCOME = 300  # letters: some lines of the narrow panel
_SOON = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What a clock shows; ``share`` is the part of the delay used, from 0 to 1."""

    share: float
    tone: Tone
    icon: str
    state: str
    detail: str


def acknowledgement_clock(complaint: Complaint, now: datetime, is_holiday: IsHoliday) -> ClockWords:
    """From the reception to the acknowledgement."""
    sent, received, due = complaint.ack_sent_at, complaint.received_at, complaint.ack_due_at
    if sent and received:
        return _done("Envoyé", received, sent, is_late=is_ack_late(complaint, now))
    if not path_of(complaint).asks(complaint, "ack_sent_at"):
        return _stopped(_NOBODY)
    if not complaint.is_open or received is None or due is None:
        return _stopped()
    return _running(_share(received, due, now, complaint.terms, is_holiday), due, now)


def treatment_clock(complaint: Complaint, now: datetime, is_holiday: IsHoliday) -> ClockWords:
    """From the acknowledgement, or its deadline if it was late, to the answer, or to the date announced."""
    answered, due, start = complaint.response_sent_at, response_target(complaint), treatment_start(complaint)
    if answered and complaint.received_at:
        since = start if start and start <= answered else complaint.received_at
        return _done("Répondu", since, answered, is_late=is_response_late(complaint, now))
    if not path_of(complaint).asks(complaint, "response_sent_at"):
        return _stopped(_NOBODY)
    if not complaint.is_open or start is None or due is None:
        return _stopped()
    share = _share(start, due, now, complaint.terms, is_holiday)
    if has_commitment(complaint) and complaint.commitment_date:
        running = _running(share, due, now, day_only=True)
        return replace(running, detail=f"engagement {complaint.commitment_date:%d/%m}")
    return _running(share, due, now)


def commitment_words(complaint: Complaint) -> str:
    """« Engagement : 24/11/2026, annoncé le 20/11/2026. Délai initial : 20/11/2026 à 09:12. »; empty without one."""
    announced, told, first = complaint.commitment_date, complaint.commitment_told_at, complaint.response_due_at
    if announced is None or told is None:
        return ""
    said = f"Engagement : {french.day(announced)}, annoncé le {french.day(local(told).date())}."
    return f"{said} Délai initial : {french.moment(first)}." if first else said


def mediation_words(complaint: Complaint) -> str:
    """« Médiateur saisi le 20/11/2026 · Accord trouvé »; empty when the client did not go there."""
    day, outcome = complaint.mediation_on, shortened(complaint.mediation_outcome, _LONGEST_OUTCOME)
    return " · ".join(part for part in (f"Médiateur saisi le {french.day(day)}", outcome) if part) if day else ""


def _share(start: datetime, due: datetime, now: datetime, terms: Terms, is_holiday: IsHoliday) -> float:
    whole = elapsed(start, due, terms, is_holiday)
    return min(elapsed(start, now, terms, is_holiday) / whole, 1.0) if whole else 1.0


def _done(verb: str, start: datetime, end: datetime, *, is_late: bool) -> ClockWords:
    """In time or not is said by word and icon too: not everybody tells red from green."""
    detail = f"le {_short_day(end)} à {french.hour(end)}"
    state = f"{verb} en {french.span(end - start)}"
    if is_late:
        return ClockWords(1.0, Tone.DANGER, "clock-alert", f"{state}, hors délai", detail)
    return ClockWords(1.0, Tone.SUCCESS, "check", state, detail)


def _running(share: float, due: datetime, now: datetime, *, day_only: bool = False) -> ClockWords:
    if now > due:
        state = f"Dépassé de {french.late_by(due, now, day_only=day_only)}"
        return ClockWords(1.0, Tone.DANGER, "circle-alert", state, _was_due(due, now))
    tone = Tone.WARNING if due - now < _SOON else Tone.ACCENT
    return ClockWords(share, tone, "timer", f"Reste {french.left(due, now)}", _before(due, now))


def _stopped(why: str = "dossier terminé") -> ClockWords:
    return ClockWords(0.0, Tone.TEXT3, "minus", "Sans objet", why)


_NOBODY = "personne à joindre"


def _before(due: datetime, now: datetime) -> str:
    """« avant 19:32 », « avant ven. 09:12 », « avant le 17/12 »: short enough for a card half as wide as the panel."""
    today, day, hour = local(now).date(), local(due).date(), french.hour(due)
    if day == today:
        return f"avant {hour}"
    weekday = french.near_day(day, today - timedelta(days=1)).partition(" ")[0]  # tomorrow too goes by its name
    return f"avant {weekday} {hour}" if (day - today).days < 7 else f"avant le {day:%d/%m}"


def _was_due(due: datetime, now: datetime) -> str:
    """« aujourd’hui à 09:12 », « hier à 09:12 », « le 17/11 à 09:12 »."""
    said = french.near_day(local(due).date(), local(now).date())
    return f"{said if said[0].isalpha() else f'le {_short_day(due)}'} à {french.hour(due)}"


def _short_day(moment: datetime) -> str:
    return f"{local(moment):%d/%m}"
