"""A note by e-mail: a message for the office's mail program, in which its addressees are chosen."""

from __future__ import annotations

from pegase_desktop.documents.email_draft import note_draft, note_mailto
from pegase_desktop.documents.note import note_file_name
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.ui.desk.delivery import MailDraft
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.delivery import OfficeDelivery
from pegase_desktop.ui.notes.printing import note_paper


def mail_note(session: Session, note: InternalNote) -> bool:
    """Open the message; False where that was refused, which is said. Nothing is recorded: who reads it answers."""
    delivery = session.delivery or OfficeDelivery(session.questions)

    def open_message() -> bool:
        settings, name = session.register.school.settings, note_file_name(note)
        message = note_draft(note, note_paper(session, note), name, settings)
        delivery.open_draft(MailDraft(message, note_mailto(note, settings), name, "la note"))
        return True

    return bool(session.attempt(open_message))
