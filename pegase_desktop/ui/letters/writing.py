"""From a case to its letter on the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pegase_desktop.documents.templates import template_of
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import Letter, compose
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.letters.delivery import Delivery, OfficeDelivery
from pegase_desktop.ui.session import Session


def write_letter(
    session: Session,
    complaint_id: int,
    kind: LetterKind,
    window: QWidget,
    delivery: Delivery | None = None,
) -> Complaint | None:
    """Write a letter of the case over *window*; the complaint as it is once it left, or None.

    What prevents the letter (no reasons, no mediator, a broken template) is said, and nothing changes.
    """
    from pegase_desktop.ui.letters.dialog import LetterDialog

    complaint = session.read(lambda: session.register.complaint(complaint_id))
    letter = session.read(lambda: _composed(session, kind, complaint)) if complaint else None
    if complaint is None or letter is None:
        return None
    dialog = LetterDialog(session, complaint, letter, delivery or OfficeDelivery(session.questions), window)
    dialog.exec()
    dialog.deleteLater()
    return dialog.sent


def _composed(session: Session, kind: LetterKind, complaint: Complaint) -> Letter:
    register, now = session.register, session.clock()
    if kind is LetterKind.ACKNOWLEDGEMENT and complaint.ack_sent_at is None:
        # The answer is due some time after the acknowledgement: the date it announces is that of one sent now.
        complaint = register.preview(replace(complaint, ack_sent_at=now))
    settings = register.settings
    role = next((one.role for one in register.staff() if one.name == session.actor), "")
    template = template_of(kind, settings)
    return compose(kind, template, complaint, settings, now=now, signer=session.actor, signer_role=role)
