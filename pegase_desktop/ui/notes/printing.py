"""A note on the screen as paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.ui.desk.session import Session


def note_paper(session: Session, note: InternalNote) -> bytes:
    """The note as PDF, with the functions that the list of the team has now."""
    from pegase_desktop.documents.note import note_pdf  # brings the library of the papers along

    school = session.register.school
    functions = {one.name: one.role for one in school.staff()}
    return note_pdf(note, functions, school.settings, printed_at=session.clock())


def show_note(session: Session, note: InternalNote, window: QWidget) -> None:
    """The note in its preview, over *window*."""
    from pegase_desktop.documents.note import note_file_name
    from pegase_desktop.ui.paper.preview import show_paper

    title = f"Note {note.reference}"
    show_paper(note_paper(session, note), title, note_file_name(note), session.questions, window)
