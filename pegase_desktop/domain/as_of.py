"""A case as it stood at a moment: what was done since is left out, by the moments and days of the facts themselves.

Nothing is replayed: what was corrected meanwhile is seen as it is known today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from pegase_desktop.domain.clocks import IsHoliday
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import has_commitment, with_targets
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.rows import Action, Announcement, Redress

Row = TypeVar("Row", Action, Redress)

#: What goes with a moment: nothing of it was there before.
_WITH: dict[str, dict[str, Any]] = {
    "ack_sent_at": {"ack_medium": None, "ack_by": "", "ack_text": ""},
    "response_sent_at": {"response_medium": None, "response_by": ""},
    "feedback_asked_at": {},
    "feedback_received_at": {"feedback_q1": None, "feedback_q2": None, "feedback_q3": None, "feedback_text": ""},
}
_DAYS = ("immediate_action_on", "meeting_on", "team_informed_on", "mediation_on")


def as_of(complaint: Complaint, moment: datetime, is_holiday: IsHoliday) -> Complaint:
    """What *complaint*, received by then, was at *moment*, that second included; its targets are those of then.

    A fact that is only a day was there from that day on, in the office's zone. What has neither, a decision, a reason,
    a date that an action is due, is taken as it is known today.
    """
    day = local(moment).date()
    was = replace(
        complaint,
        calls=_until(complaint.calls, "at", moment),
        exchanges=_until(complaint.exchanges, "at", moment),
        letters=_until(complaint.letters, "sent_at", moment),
        endings=_until(complaint.endings, "at", moment),
        actions=_not_done_after(complaint.actions, day),
        redress=_not_done_after(complaint.redress, day),
        **_not_yet(complaint, moment, day),
    )
    return with_targets(_with_date_announced_by(was, complaint, moment), is_holiday)


def first_announcement(complaint: Complaint) -> date | None:
    """The first date that was announced to the client, whatever was announced after it."""
    told = [(one.told_at, one.day) for one in complaint.announced if one.told_at and one.day]
    if has_commitment(complaint):
        told.append((complaint.commitment_told_at, complaint.commitment_date))  # type: ignore[arg-type]
    return min(told)[1] if told else None


def _not_yet(complaint: Complaint, moment: datetime, day: date) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, others in _WITH.items():
        at = getattr(complaint, name)
        if at is not None and at > moment:
            values |= {name: None, **others}
    for name in _DAYS:
        on = getattr(complaint, name)
        if on is not None and on > day:
            values[name] = None
    return values


def _until(rows: tuple[Any, ...], at: str, moment: datetime) -> tuple[Any, ...]:
    return tuple(one for one in rows if getattr(one, at) is None or getattr(one, at) <= moment)


def _not_done_after(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    return tuple(replace(one, done_on=None) if one.done_on and one.done_on > day else one for one in rows)


def _with_date_announced_by(was: Complaint, complaint: Complaint, moment: datetime) -> Complaint:
    """The date in force then: the last that the client was told of by then."""
    told: list[Announcement] = sorted(
        (one for one in complaint.announced if one.told_at and one.told_at <= moment), key=lambda one: str(one.told_at)
    )
    if complaint.commitment_told_at is None or complaint.commitment_told_at <= moment:
        return replace(was, announced=tuple(told))
    if not told:
        return replace(was, announced=(), commitment_date=None, commitment_reason="", commitment_told_at=None)
    *former, last = told
    return replace(
        was,
        announced=tuple(former),
        commitment_date=last.day,
        commitment_reason=last.reason,
        commitment_told_at=last.told_at,
    )
