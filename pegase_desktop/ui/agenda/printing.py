"""The day's list on the screen as paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.agenda import Agenda
from pegase_desktop.domain.moments import local
from pegase_desktop.ui.desk.session import Session


def show_list(session: Session, agenda: Agenda, whose: str, window: QWidget) -> None:
    """The list in its preview, over *window*; of *whose* alone when a name is given."""
    # These bring the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.agenda_list import agenda_list_file_name, agenda_list_pdf
    from pegase_desktop.ui.paper.preview import show_paper

    now = session.clock()
    pdf = agenda_list_pdf(agenda, session.register.school.settings, now=now, whose=whose)
    name = agenda_list_file_name(local(now).date())
    show_paper(pdf, "À faire aujourd’hui", name, session.questions, window)
