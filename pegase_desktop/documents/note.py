"""An internal note on paper, with the table that its addressees sign. Light to import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.school import Settings


def note_pdf(note: InternalNote, functions: Mapping[str, str], settings: Settings, *, printed_at: datetime) -> bytes:
    """The note as it is posted and signed; *functions* say what each addressee does in the school, by name."""
    from pegase_desktop.documents import note_story

    return note_story.set_on_paper(note, functions, settings, printed_at)


def note_file_name(note: InternalNote) -> str:
    """« Note_NI-2026-01.pdf », safe on every system."""
    return f"Note_{note.reference}.pdf"
