"""The review on the screen as paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.review import Review
from pegase_desktop.ui.desk.session import Session


def show_review(session: Session, review: Review, window: QWidget) -> None:
    """The review in its preview, over *window*."""
    # These bring the libraries of the papers along: only when a paper is asked for.
    from pegase_desktop.documents.review import review_file_name, review_pdf
    from pegase_desktop.ui.paper.preview import show_paper

    reviewing = session.register.reviewing
    counts, held = reviewing.bars(review.week), reviewing.held(review.week)
    settings = session.register.school.settings
    pdf = review_pdf(review, counts, held, settings, printed_at=session.clock())
    show_paper(pdf, "Revue hebdomadaire", review_file_name(review.week), session.questions, window)
