"""The complaint sheet on the screen: made from what the register holds, and shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.ui.session import Session


def show_sheet(session: Session, complaint_id: int, window: QWidget) -> None:
    """The sheet of a complaint in its preview, over *window*; a paper that cannot be made is said."""
    # These bring the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.fiche import fiche_file_name, fiche_pdf
    from pegase_desktop.ui.paper.preview import PaperPreview

    register = session.register
    complaint = session.read(lambda: register.complaint(complaint_id))
    if complaint is None:
        return
    anchor = register.journal_head()
    head = f"Journal\u00a0: {french.count(anchor.count, 'entrée')}, {anchor.digest[:8]}"
    pdf = fiche_pdf(complaint, register.settings, printed_at=session.clock(), journal_head=head)
    title = f"Fiche {complaint.reference}"
    preview = PaperPreview(pdf, title, fiche_file_name(complaint.reference), session.questions, window)
    preview.exec()
    preview.deleteLater()
