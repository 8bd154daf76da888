"""The minutes of a quality meeting on paper.

Light to import: what sets them, and reportlab with it, is loaded on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.school import Settings


def minutes_pdf(
    meeting: Meeting, decisions: Sequence[Improvement], settings: Settings, *, printed_at: datetime
) -> bytes:
    """The minutes, with a column to sign in; *decisions* are the improvements that the meeting decided."""
    from pegase_desktop.documents import minutes_story

    return minutes_story.set_on_paper(meeting, decisions, settings, printed_at)


def minutes_file_name(meeting: Meeting) -> str:
    """« Compte_rendu_RQ-2026-01.pdf », safe on every system."""
    return f"Compte_rendu_{meeting.reference}.pdf"
