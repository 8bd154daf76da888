"""From a case to its letter on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.documents.templates import template_of
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import compose
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

    register = session.register
    complaint = session.read(lambda: register.complaint(complaint_id))
    if complaint is None:
        return None
    settings = register.settings
    role = next((one.role for one in register.staff() if one.name == session.actor), "")
    letter = session.read(
        lambda: compose(
            kind,
            template_of(kind, settings),
            complaint,
            settings,
            now=session.clock(),
            signer=session.actor,
            signer_role=role,
        )
    )
    if letter is None:
        return None
    dialog = LetterDialog(session, complaint, letter, delivery or OfficeDelivery(session.questions), window)
    dialog.exec()
    dialog.deleteLater()
    return dialog.sent
