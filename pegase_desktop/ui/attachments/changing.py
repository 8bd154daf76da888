"""A document brought into a complaint's file or taken out of it, wherever the person does it."""

from __future__ import annotations

from pathlib import Path

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.ui.attachments.reading import read_document
from pegase_desktop.ui.desk.session import Session

REMOVAL = "Retirer cette pièce jointe ?"
_REASONS = ("Ajoutée par erreur", "Mauvais document", "Contient des données à ne pas garder")


def attach(session: Session, complaint: Complaint, path: Path) -> Complaint | None:
    """Take the file at *path* in; the complaint as it is then, or None where that is refused, which is said."""
    return session.do(
        lambda: session.register.cases.attach(complaint, path.name, read_document(path), by=session.actor)
    )


def detach(session: Session, complaint: Complaint, attachment: Attachment) -> Complaint | None:
    """Take a document out, with a reason; the complaint as it is then, or None."""
    sentence = f"« {attachment.name} » sort du dossier. Son nom et la raison restent au journal."
    reason = session.questions.ask_reason(REMOVAL, sentence, _REASONS, safe="Garder la pièce")
    if not reason:
        return None
    return session.do(lambda: session.register.cases.detach(complaint, attachment.id, by=session.actor, reason=reason))
