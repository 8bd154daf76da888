"""The « fiche de réclamation client »: the sheet on which every step of a complaint is consigned.

Light to import: what sets the sheet, and reportlab with it, is loaded on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.school import Settings


def fiche_pdf(
    complaint: Complaint,
    settings: Settings,
    *,
    printed_at: datetime,
    journal_head: str = "",
    led_to: Sequence[Improvement] = (),
) -> bytes:
    """The filled fiche. What is missing can be completed by hand while the case is open.

    *journal_head* anchors the paper in the register's journal: see :func:`journal_words`. *led_to* are the improvements
    that the complaint brought about.
    """
    from pegase_desktop.documents import fiche_story

    return fiche_story.filled(complaint, settings, printed_at, journal_head, led_to)


def journal_words(count: int, digest: str) -> str:
    """« Journal : 214 entrées, 9f3a61c2 »: the number of entries, and the beginning of the last one's hash."""
    return f"Journal\u00a0: {french.count(count, 'entrée')}, {digest[:8]}"


def blank_fiche_pdf(settings: Settings, *, printed_at: datetime) -> bytes:
    """The fiche to fill in by hand when nobody can type."""
    from pegase_desktop.documents import fiche_story

    return fiche_story.blank(settings, printed_at)


def fiche_file_name(reference: str = "") -> str:
    """« Fiche_R-2026-0036.pdf », safe on every system."""
    return f"Fiche_{reference or 'vierge'}.pdf"
