"""Changes of a registered complaint: which correct something recorded, and so need a reason, and which are refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import is_unannounced_extension
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, fact_named, facts_of, is_there
from pegase_desktop.domain.gates import GateClosed, Missing, missing_to_close, missing_to_register
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.settling import is_settled
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.words import Status
from pegase_desktop.domain.wrong_facts import WrongFact, newly_wrong


class ReasonNeeded(UserError):
    """Something recorded would be altered without a reason."""


def changed(before: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *values* that differ from what is recorded."""
    return {name: value for name, value in values.items() if getattr(before, name) != value}


def corrections(before: object, values: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts of which *values* alter or remove what was recorded and has left.

    Completing an empty one corrects nothing, nor does going on with what is still drafted (see :mod:`.settling`).
    """
    declared = (fact_named(type(before), name) for name in changed(before, values))
    settled = (one for one in declared if is_settled(before, one))
    return tuple(one for one in settled if _corrects(one, getattr(before, one.name), values[one.name]))


def check_reason(before: object, values: Mapping[str, Any], reason: str) -> None:
    """Ask for a reason where *values* correct something.

    Raises:
        ReasonNeeded: *reason* is empty.
    """
    corrected = corrections(before, values)
    if corrected and not clean_line(reason):
        labels = ", ".join(one.label_in_sentence for one in corrected)
        raise ReasonNeeded(f"Ces informations sont déjà enregistrées : {labels}. Donnez la raison du changement.")


def needed_reason(reason: str) -> str:
    """The reason, in one clean line, of what is never done without one.

    Raises:
        ReasonNeeded: *reason* is empty.
    """
    cleaned = clean_line(reason)
    if not cleaned:
        raise ReasonNeeded("Il manque la raison. Écrivez-la en quelques mots : elle reste au journal.")
    return cleaned


def _corrects(declared: Fact, old: Any, new: Any) -> bool:
    if declared.living or not is_there(old):
        return False
    if declared.kind is FactKind.ROWS:
        kept = {row.id: row for row in new}
        return any(_row_corrects(row, kept.get(row.id)) for row in old)
    return True


def _row_corrects(old: Any, new: Any) -> bool:
    if new is None:
        return True
    pairs = ((getattr(old, one.name), getattr(new, one.name)) for one in facts_of(type(old)) if not one.living)
    return any(is_there(before) and before != after for before, after in pairs)


def check_change(before: Complaint, after: Complaint, now: datetime) -> None:
    """Refuse what no reason can justify.

    Raises:
        WrongFact: a value cannot be right, or contradicts what the register promised with it.
        GateClosed: what its number or its closure asked for would be missing.
    """
    for wrong in newly_wrong(before, after, now):
        raise wrong
    if missing := missing_to_register(after):
        raise GateClosed("Un dossier enregistré garde ces informations.", missing)
    if after.status is Status.CLOSED and (missing := _newly_missing(before, after)):
        raise GateClosed("Ce dossier est clôturé. Rouvrez-le d’abord.", missing)
    _check_year(before, after)
    if is_unannounced_extension(before, after, now):
        raise WrongFact(
            "commitment_told_at", "La date butoir est dépassée. Notez quand le client a appris la nouvelle date."
        )


def _newly_missing(before: Complaint, after: Complaint) -> tuple[Missing, ...]:
    """What *after* would lack of what closing asks for; a case closed under other rules may go on without it."""
    lacked = missing_to_close(before)
    return tuple(one for one in missing_to_close(after) if one not in lacked)


def _check_year(before: Complaint, after: Complaint) -> None:
    if before.received_at is None or after.received_at is None:
        return
    if local(before.received_at).year != local(after.received_at).year:
        raise WrongFact(
            "received_at",
            f"Le numéro {before.reference} est celui d’une réclamation reçue en {local(before.received_at).year}. "
            "Annulez ce dossier (saisie par erreur), puis enregistrez-le à nouveau.",
        )
