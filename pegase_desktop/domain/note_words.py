"""What the screens say of an internal note in a line: how far it is, how many have read it, what it comes from."""

from __future__ import annotations

from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, Urgency, duty_words
from pegase_desktop.domain.internal_note import InternalNote, NoteKind, note_duties, readers_words
from pegase_desktop.domain.note_rules import NoteState, state_of

#: What the head of a group says beside its title.
STATE_HINTS = {
    NoteState.TO_ISSUE: "Écrites, pas encore remises à l’équipe",
    NoteState.TO_READ: "Chacun émarge, ou on note pourquoi",
    NoteState.IN_FORCE: "Lues par tous leurs destinataires",
    NoteState.ENDED: "Gardées, avec leur raison",
}


def standing_words(note: InternalNote, now: datetime) -> DutyWords:
    """« En retard de 2 j » over « Lecture prévue le 27/11 », or how far it is and since when."""
    match state_of(note):
        case NoteState.TO_ISSUE:
            return DutyWords(Urgency.NONE, "À remettre", _addressed(note))
        case NoteState.TO_READ:
            [duty] = note_duties(note)
            said = duty_words(duty, now)
            return said if said.urgency is Urgency.LATE else DutyWords(said.urgency, "À faire lire", said.second)
        case NoteState.IN_FORCE:
            first = "Lue par tous" if note.addressees else "En vigueur"
            return DutyWords(Urgency.NONE, first, _since("remise", note.issued_on))
        case NoteState.ENDED:
            return DutyWords(Urgency.NONE, "Plus en vigueur", _since("depuis", note.ended_on))


def _addressed(note: InternalNote) -> str:
    count = len(note.addressees)
    return f"à {french.count(count, 'personne')}" if count else ""


def _since(word: str, day: date | None) -> str:
    return f"{word} le {french.day(day)}" if day else ""


def is_late(note: InternalNote, now: datetime) -> bool:
    """Whether somebody should have read it by now."""
    return any(duty.is_late(now) for duty in note_duties(note))


def read_words(note: InternalNote) -> str:
    """« 7 lecteurs sur 8 » of one that was issued; nothing before."""
    if note.issued_on is None:
        return ""
    return readers_words(note) if note.addressees else f"Émargement{french.NBSP}: {readers_words(note)}"


def origin_words(note: InternalNote) -> str:
    """« vient de RQ-2026-02 + 1 »; nothing where it comes from nothing that was named."""
    if not note.origins:
        return ""
    others = f" + {len(note.origins) - 1}" if len(note.origins) > 1 else ""
    return f"vient de {note.origins[0].reference}{others}"


def context_words(note: InternalNote) -> str:
    """The second line of a row: how many have read it, before that what it is; what it comes from."""
    is_said = note.kind is NoteKind.SERVICE or note.issued_on is None
    kind = note.kind.label if note.kind and is_said else ""
    return " · ".join(part for part in (read_words(note), kind, origin_words(note)) if part)
