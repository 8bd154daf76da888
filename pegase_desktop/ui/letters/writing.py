"""From a case to its letter on the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pegase_desktop.documents.templates import template_of
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import MEDIATOR, Letter, LetterLocked, compose, next_letter
from pegase_desktop.domain.rows import SentLetter
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.desk.session import Session

_ENDED = "Ce dossier est terminé : il n’a plus de courrier à envoyer. Rouvrez-le d’abord."
_UNKNOWN = "Le réclamant est anonyme et n’a laissé aucune adresse : aucun courrier ne peut lui être envoyé."


def write_letter(session: Session, complaint_id: int, kind: LetterKind, window: QWidget) -> Complaint | None:
    """Write a letter of the case over *window*; the complaint as it is once it left, or None.

    What prevents the letter (no reasons, no mediator, a broken template) is said, and nothing changes.
    """
    from pegase_desktop.ui.letters.delivery import OfficeDelivery
    from pegase_desktop.ui.letters.dialog import LetterDialog

    complaint = session.attempt(lambda: session.register.cases.get(complaint_id))
    letter = session.attempt(lambda: _composed_or_led(session, kind, complaint)) if complaint else None
    if complaint is None or letter is None:
        return None
    dialog = LetterDialog(session, complaint, letter, session.delivery or OfficeDelivery(session.questions), window)
    dialog.exec()
    dialog.deleteLater()
    return dialog.sent


def _composed_or_led(session: Session, kind: LetterKind, complaint: Complaint) -> Letter | None:
    """The letter; where the mediator is missing, the way to the setting and None.

    Raises:
        UserError: something else prevents it.
    """
    try:
        return composed(session, kind, complaint)
    except LetterLocked as locked:
        if locked.where != MEDIATOR:
            raise
        title, action, safe = "Médiateur à compléter", "Ouvrir Réglages, Médiateur", "Écrire la lettre plus tard"
        if session.questions.confirm(title, str(locked), action, safe=safe):
            session.settings_wanted.emit(MEDIATOR)
        return None


def composed(session: Session, kind: LetterKind, complaint: Complaint) -> Letter:
    """The letter of the case as it is today, signed by who is at the desk.

    Raises:
        UserError: something prevents it.
    """
    register, now = session.register, session.clock()
    if kind is LetterKind.ACKNOWLEDGEMENT and complaint.ack_sent_at is None:
        # The answer is due some time after the acknowledgement: the date it announces is that of one sent now.
        complaint = register.cases.preview(replace(complaint, ack_sent_at=now))
    settings = register.school.settings
    role = next((one.role for one in register.school.staff() if one.name == session.actor), "")
    template = template_of(kind, settings)
    return compose(kind, template, complaint, settings, now=now, signer=session.actor, signer_role=role)


def write_next_letter(session: Session, complaint_id: int, window: QWidget) -> Complaint | None:
    """The letter that the process asks for next; says so when there is none to write."""
    complaint = session.attempt(lambda: session.register.cases.get(complaint_id))
    kind = next_letter(complaint) if complaint else None
    if kind is not None:
        return write_letter(session, complaint_id, kind, window)
    if complaint is not None:
        session.questions.inform("Courriers", typeset(_ENDED if not complaint.is_open else _UNKNOWN))
    return None


def show_sent(session: Session, letter: SentLetter, window: QWidget) -> None:
    """A letter exactly as it left, over *window*."""
    from pegase_desktop.ui.letters.delivery import OfficeDelivery

    pdf = session.attempt(lambda: session.register.cases.content_of(letter))
    if pdf is None or letter.kind is None:
        return
    delivery = session.delivery or OfficeDelivery(session.questions)
    delivery.show_paper(pdf, letter.kind.label, letter.name, window)
