"""The complaint sheet on the screen: made from what the register holds, or blank, and shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.ui.desk.session import Session


def show_sheet(session: Session, complaint_id: int, window: QWidget) -> None:
    """The sheet of a complaint in its preview, over *window*; a paper that cannot be made is said."""
    register = session.register
    complaint = session.attempt(lambda: register.cases.get(complaint_id))
    if complaint is None:
        return
    # It brings the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.fiche import fiche_file_name, fiche_pdf, journal_words

    anchor = register.journal.head()
    head = journal_words(anchor.count, anchor.digest)
    settings, led_to = register.school.settings, register.led_to(complaint)
    pdf = fiche_pdf(complaint, settings, printed_at=session.clock(), journal_head=head, led_to=led_to)
    _show(session, pdf, f"Fiche {complaint.reference}", fiche_file_name(complaint.reference), window)


def show_blank_sheet(session: Session, window: QWidget) -> None:
    """The sheet to fill in by hand when nobody can type, in its preview, over *window*."""
    from pegase_desktop.documents.fiche import blank_fiche_pdf, fiche_file_name

    pdf = blank_fiche_pdf(session.register.school.settings, printed_at=session.clock())
    _show(session, pdf, "Fiche vierge", fiche_file_name(), window)


def _show(session: Session, pdf: bytes, title: str, file_name: str, window: QWidget) -> None:
    from pegase_desktop.ui.paper.preview import show_paper

    show_paper(pdf, title, file_name, session.questions, window)
