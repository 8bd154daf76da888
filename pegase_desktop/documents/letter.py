"""A letter on the school's paper, its address where an envelope's window shows it. Light to import."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings


def letter_pdf(letter: Letter, settings: Settings, *, printed_at: datetime) -> bytes:
    """The letter as it goes out: letterhead, address, text, what the law adds, signature.

    The letter of closure carries the satisfaction questionnaire, the record of an oral complaint the place to sign it.
    """
    from pegase_desktop.documents import letter_story

    return letter_story.letter(letter, settings, printed_at)


def address_fits(letter: Letter) -> bool:
    """Whether the address can be read whole in an envelope's window."""
    from pegase_desktop.documents import letter_story

    return letter_story.address_fits(letter.recipient)


def letter_file_name(letter: Letter) -> str:
    """« Accusé de réception_R-2026-0036.pdf » without accents nor spaces, safe on every system."""
    from pegase_desktop.domain.text import search_words

    return f"{'-'.join(search_words(letter.kind.label)).capitalize()}_{letter.reference}.pdf"
