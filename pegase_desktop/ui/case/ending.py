"""Closing, reopening and cancelling a case: what is asked before the register is told."""

from __future__ import annotations

from pegase_desktop.domain.closing import closing_conditions
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import missing_to_close
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CancelReason, Status
from pegase_desktop.ui.desk.session import Session

_REOPENING_REASONS = (
    "Le client revient sur la réponse",
    "Un fait nouveau est apparu",
    "Le dossier a été clôturé trop tôt",
    "Le dossier a été annulé par erreur",
)
_ANOTHER = "Un autre dossier…"
_KEEP = "Garder le dossier"


def close_case(session: Session, complaint: Complaint) -> Page | None:
    """Close, or say what is missing; returns the page that the person wants to complete."""
    missing = missing_to_close(complaint)
    if missing:
        options = [f"{one.page.label} : {one.sentence}" for one in missing]
        sentence = "Le processus demande encore ceci. Choisissez ce que vous voulez compléter."
        title = f"{complaint.reference} ne peut pas encore être clôturé"
        chosen = session.questions.choose_one(title, sentence, options, "Y aller", safe="Laisser ouvert")
        return missing[chosen].page if chosen is not None else None
    there = " ; ".join(one.label[0].lower() + one.label[1:] for one in closing_conditions(complaint))
    sentence = f"Tout y est : {there}."
    if session.questions.confirm(
        f"Clôturer {complaint.reference}", sentence, "Clôturer le dossier", safe="Laisser ouvert"
    ):
        session.do(lambda: session.register.cases.close(complaint, by=session.actor))
    return None


def reopen_case(session: Session, complaint: Complaint) -> Complaint | None:
    """Open an ended case again, with a reason; the case as it is then, or None."""
    is_closed = complaint.status is Status.CLOSED
    ended, safe = ("clôture", "Laisser clôturé") if is_closed else ("annulation", "Laisser annulé")
    sentence = f"Le dossier redevient ouvert. La raison et la date de la première {ended} restent au journal."
    reason = session.questions.ask_reason(f"Rouvrir {complaint.reference}", sentence, _REOPENING_REASONS, safe=safe)
    if not reason:
        return None
    return session.do(lambda: session.register.cases.reopen(complaint, reason, by=session.actor))


def cancel_case(session: Session, complaint: Complaint) -> Complaint | None:
    """Cancel a case, which stays in the register with its reason; the case as it is then, or None."""
    title = f"Annuler {complaint.reference}"
    sentence = "Un dossier n’est jamais supprimé : annulé, il garde son numéro et sa raison."
    reasons = tuple(CancelReason)
    chosen = session.questions.choose_one(title, sentence, [reason.label for reason in reasons], safe=_KEEP)
    if chosen is None:
        return None
    reason = reasons[chosen]
    is_duplicate = reason is CancelReason.DUPLICATE
    asked = _duplicate_asked(session, complaint, title) if is_duplicate else _note_asked(session, title)
    if asked is None:
        return None
    note, duplicate_of = ("", asked) if is_duplicate else (asked, "")
    return session.do(lambda: session.register.cases.cancel(complaint, reason, note, duplicate_of, by=session.actor))


def _duplicate_asked(session: Session, complaint: Complaint, title: str) -> str | None:
    """The number of the case that goes on: among those that resemble this one, or any other."""
    sentence = "Quel dossier continue ?"
    alike = session.attempt(lambda: session.register.table.similar(complaint)) or ()
    if alike:
        options = [f"{one.reference} · {one.complainant}, {one.subject}" for one in alike]
        chosen = session.questions.choose_one(title, sentence, [*options, _ANOTHER], safe=_KEEP)
        if chosen is None:
            return None
        if chosen < len(alike):
            return alike[chosen].reference
    example = f"{sentence} Donnez son numéro, par exemple R-2026-0012."
    return session.questions.ask_line(title, example, "N° du dossier gardé", "Annuler le dossier", safe=_KEEP)


def _note_asked(session: Session, title: str) -> str | None:
    sentence = "Précisez en quelques mots : cette note reste au journal."
    return session.questions.ask_line(title, sentence, "Précision", "Annuler le dossier", safe=_KEEP)
