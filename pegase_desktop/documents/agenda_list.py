"""The list of what is to be done today, to be ticked off by hand.

Light to import: what sets the list, and reportlab with it, is loaded on first use.
"""

from __future__ import annotations

from datetime import date, datetime

from pegase_desktop.domain.agenda import Agenda
from pegase_desktop.domain.school import Settings


def agenda_list_pdf(agenda: Agenda, settings: Settings, *, now: datetime, whose: str = "") -> bytes:
    """The agenda as it stands at *now* (UTC), of *whose* alone when a name is given."""
    from pegase_desktop.documents import agenda_list_story

    return agenda_list_story.listed(agenda, settings, now, whose)


def agenda_list_file_name(day: date) -> str:
    """« A_faire_2026-11-20.pdf », safe on every system."""
    return f"A_faire_{day.isoformat()}.pdf"
