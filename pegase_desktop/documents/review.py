"""The weekly review on paper, as it stands on the screen.

Light to import: what sets it, and reportlab with it, is loaded on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.review import Review
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.weeks import Week


def review_pdf(
    review: Review,
    bars: Bars,
    held: Sequence[HeldReview],
    settings: Settings,
    *,
    printed_at: datetime,
    discreet: bool = False,
) -> bytes:
    """The review with its pictures, and what was noted when it was *held*; a line to note it by hand if it was not."""
    from pegase_desktop.documents import review_story

    return review_story.set_on_paper(review, bars, held, settings, printed_at, discreet=discreet)


def review_file_name(week: Week) -> str:
    """« Revue_2026-W47.pdf », safe on every system."""
    return f"Revue_{week.name}.pdf"
