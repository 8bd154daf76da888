"""The table of risks as paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.ui.desk.session import Session


def show_risks(session: Session, window: QWidget) -> None:
    """The table in its preview, over *window*."""
    # These bring the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.risks import risks_file_name, risks_pdf
    from pegase_desktop.ui.paper.preview import show_paper

    risks = session.attempt(lambda: tuple(session.register.risks.all()))
    if risks is None:
        return
    now = session.clock()
    pdf = risks_pdf(risks, session.register.school.settings, printed_at=now)
    show_paper(pdf, "Analyse des risques", risks_file_name(now), session.questions, window)
