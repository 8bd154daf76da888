"""A document brought into a record's file or taken out of it, wherever the person does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pegase_desktop.domain.rows import Attachment
from pegase_desktop.ui.attachments.reading import read_document
from pegase_desktop.ui.desk.session import Session

Record = TypeVar("Record", bound=Any)

REMOVAL = "Retirer cette pièce jointe ?"
_REASONS = ("Ajoutée par erreur", "Mauvais document", "Contient des données à ne pas garder")


def attach(session: Session, record: Record, path: Path) -> Record | None:
    """Take the file at *path* in; the record as it is then, or None where that is refused, which is said."""
    dossiers = session.register.dossiers(record.ref.kind)
    return session.do(lambda: dossiers.attach(record, path.name, read_document(path), by=session.actor))


def detach(session: Session, record: Record, attachment: Attachment) -> Record | None:
    """Take a document out, with a reason; the record as it is then, or None."""
    sentence = f"« {attachment.name} » sort du dossier. Son nom et la raison restent au journal."
    reason = session.questions.ask_reason(REMOVAL, sentence, _REASONS, safe="Garder la pièce")
    if not reason:
        return None
    dossiers = session.register.dossiers(record.ref.kind)
    return session.do(lambda: dossiers.detach(record, attachment.id, by=session.actor, reason=reason))
