"""The minutes of a meeting as paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.ui.desk.session import Session


def show_minutes(session: Session, meeting: Meeting, window: QWidget) -> None:
    """The minutes in their preview, over *window*."""
    # These bring the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.minutes import minutes_file_name, minutes_pdf
    from pegase_desktop.ui.paper.preview import show_paper

    register = session.register
    pdf = minutes_pdf(
        meeting, register.preparing.decisions(meeting), register.school.settings, printed_at=session.clock()
    )
    show_paper(pdf, "Compte rendu", minutes_file_name(meeting), session.questions, window)
