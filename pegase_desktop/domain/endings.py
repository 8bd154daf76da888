"""How a case ends, and goes on again: each of these gives the case as it is then, or refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import needed_reason
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed, missing_to_close
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.words import CancelReason, EndingKind, Status


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
    return _with(complaint, Ending(kind=EndingKind.CLOSED, at=now, by=by))


def cancelled(
    complaint: Complaint, now: datetime, by: str, reason: CancelReason, note: str = "", duplicate_of: str = ""
) -> Complaint:
    """The case once it is cancelled; *duplicate_of* is the number of another, if this one was entered twice.

    Raises:
        UserError: it is not open, or would be the duplicate of itself.
    """
    _check_open(complaint)
    if duplicate_of == complaint.reference:
        raise UserError("Un dossier ne peut pas être le doublon de lui-même. Vérifiez le numéro.")
    note = clean_line(note)
    ending = Ending(kind=EndingKind.CANCELLED, at=now, by=by, reason=reason, note=note, duplicate_of=duplicate_of)
    return _with(complaint, ending)


def reopened(complaint: Complaint, now: datetime, by: str, reason: str) -> Complaint:
    """The case once it goes on.

    Raises:
        UserError: it is open.
        ReasonNeeded: *reason* is empty.
    """
    if complaint.is_open:
        raise UserError("Ce dossier est déjà ouvert.")
    return _with(complaint, Ending(kind=EndingKind.REOPENED, at=now, by=by, note=needed_reason(reason)))


def _check_open(complaint: Complaint) -> None:
    if not complaint.is_open:
        ended = "clôturé" if complaint.status is Status.CLOSED else "annulé"
        raise UserError(f"Ce dossier est déjà {ended}. Rouvrez-le d’abord.")


def _with(complaint: Complaint, ending: Ending) -> Complaint:
    """One ending more, not before the last one: the computer's clock may have been set back meanwhile."""
    assert ending.at is not None
    at = max([ending.at, *(one.at for one in complaint.endings if one.at)])
    return replace(complaint, endings=(*complaint.endings, replace(ending, at=at)))
