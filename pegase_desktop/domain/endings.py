"""How a case ends, and goes on again: each of these gives the case as it is then, or refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import needed_reason
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed, missing_to_close
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.words import CancelReason


def closed(complaint: Complaint, now: datetime, by: str) -> Complaint:
    """The case once it is closed.

    Raises:
        UserError: it is not open.
        GateClosed: the process asks for something that is missing.
    """
    _check_open(complaint)
    missing = missing_to_close(complaint)
    if missing:
        raise GateClosed("Le dossier ne peut pas encore être clôturé.", missing)
    return replace(complaint, closed_at=_end_of(complaint, now), closed_by=by)


def cancelled(
    complaint: Complaint, now: datetime, reason: CancelReason, note: str = "", duplicate_of: str = ""
) -> Complaint:
    """The case once it is cancelled; *duplicate_of* is the number of another, if this one was entered twice.

    Raises:
        UserError: it is not open, or would be the duplicate of itself.
    """
    _check_open(complaint)
    if duplicate_of == complaint.reference:
        raise UserError("Un dossier ne peut pas être le doublon de lui-même. Vérifiez le numéro.")
    return replace(
        complaint,
        cancelled_at=_end_of(complaint, now),
        cancel_reason=reason,
        cancel_note=clean_line(note),
        duplicate_of=duplicate_of,
    )


def reopened(complaint: Complaint, now: datetime, reason: str) -> Complaint:
    """The case once it goes on; also when the computer's clock was set back since its end.

    Raises:
        UserError: it is open.
        ReasonNeeded: *reason* is empty.
    """
    if complaint.ended_at is None:
        raise UserError("Ce dossier est déjà ouvert.")
    return replace(complaint, reopened_at=max(now, complaint.ended_at), reopen_reason=needed_reason(reason))


def _check_open(complaint: Complaint) -> None:
    if not complaint.is_open:
        raise UserError(f"Cette réclamation est déjà {complaint.status.label.lower()}. Rouvrez-la d’abord.")


def _end_of(complaint: Complaint, now: datetime) -> datetime:
    """Now; yet after the last reopening, also when the computer's clock was set back meanwhile."""
    return max(now, complaint.reopened_at + timedelta(seconds=1)) if complaint.reopened_at else now
