"""Closing, reopening and cancelling a case: what is asked before the register is told."""

from __future__ import annotations

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import missing_to_close
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CancelReason
from pegase_desktop.ui.session import Session

_REOPENING_REASONS = (
    "Le client revient sur la réponse",
    "Un fait nouveau est apparu",
    "Le dossier a été clôturé trop tôt",
)


def close_case(session: Session, complaint: Complaint) -> Page | None:
    """Close, or say what is missing; returns the page that the person wants to complete."""
    missing = missing_to_close(complaint)
    if missing:
        options = [f"{one.page.label} : {one.sentence}" for one in missing]
        sentence = "Le processus demande encore ceci. Choisissez ce que vous voulez compléter."
        chosen = session.questions.choose_one(
            f"{complaint.reference} ne peut pas encore être clôturée", sentence, options
        )
        return missing[chosen].page if chosen is not None else None
    sentence = "Tout y est : accusé, réponse motivée, cause, actions, information du client et demande d’avis."
    if session.questions.confirm(f"Clôturer {complaint.reference}", sentence, "Clôturer le dossier"):
        session.do(lambda: session.register.close_case(complaint.id, by=session.actor))
    return None


def reopen_case(session: Session, complaint: Complaint) -> None:
    """Open a closed case again, with a reason."""
    sentence = "Le dossier redevient ouvert. La raison et la date de la première clôture restent au journal."
    reason = session.questions.ask_reason(f"Rouvrir {complaint.reference}", sentence, _REOPENING_REASONS)
    if reason:
        session.do(lambda: session.register.reopen(complaint.id, reason, by=session.actor))


def cancel_case(session: Session, complaint: Complaint) -> None:
    """Cancel a case, which stays in the register with its reason."""
    title = f"Annuler {complaint.reference}"
    sentence = "Une réclamation n’est jamais supprimée : annulée, elle garde son numéro et sa raison."
    reasons = tuple(CancelReason)
    chosen = session.questions.choose_one(title, sentence, [reason.label for reason in reasons])
    if chosen is None:
        return
    reason = reasons[chosen]
    asked = _duplicate_asked(session, title) if reason is CancelReason.DUPLICATE else _note_asked(session, title)
    if asked is None:
        return
    note, duplicate_of = ("", asked) if reason is CancelReason.DUPLICATE else (asked, "")
    session.do(lambda: session.register.cancel(complaint.id, reason, note, duplicate_of, by=session.actor))


def _duplicate_asked(session: Session, title: str) -> str | None:
    sentence = "Quel dossier continue ? Donnez son numéro, par exemple R-2026-0012."
    return session.questions.ask_line(title, sentence, "N° du dossier gardé", "Annuler le dossier")


def _note_asked(session: Session, title: str) -> str | None:
    sentence = "Précisez en quelques mots : cette note reste au journal."
    return session.questions.ask_line(title, sentence, "Précision", "Annuler le dossier")
