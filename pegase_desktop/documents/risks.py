"""The table of risks on paper, A4 landscape.

Light to import: what sets it, and reportlab with it, is loaded on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain.risk import Risk
from pegase_desktop.domain.school import Settings


def risks_pdf(risks: Sequence[Risk], settings: Settings, *, printed_at: datetime) -> bytes:
    """All risks with the matrix of the open ones; the same words where there is none."""
    from pegase_desktop.documents import risks_story

    return risks_story.set_on_paper(risks, settings, printed_at)


def risks_file_name(printed_at: datetime) -> str:
    """« Risques_2026-11-27.pdf », safe on every system."""
    return f"Risques_{printed_at:%Y-%m-%d}.pdf"
