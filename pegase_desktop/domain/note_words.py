"""What the screens say of an internal note in a line: how far it is, how many have read it, what it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, Urgency, duty_words
from pegase_desktop.domain.internal_note import InternalNote, NoteKind, not_read, note_duties, readers_words
from pegase_desktop.domain.names_in_text import FoundName
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import shortened

#: What the head of a group says beside its title.
STATE_HINTS = {
    NoteState.TO_ISSUE: "Écrites, pas encore remises à l’équipe",
    NoteState.TO_READ: "Chacun émarge, ou on note pourquoi",
    NoteState.IN_FORCE: "Lues par tous leurs destinataires",
    NoteState.ENDED: "Gardées, avec leur raison",
}

_LONGEST_LIST, _LONGEST_NAME = 120, 40  # characters
_MOST_NAMES = 6


def standing_words(note: InternalNote, now: datetime, coming: Sequence[Staff] = ()) -> DutyWords:
    """« En retard de 2 j » over « Lecture prévue le 27/11 », or how far it is and since when.

    *coming* are those who joined the team after it was issued.
    """
    match state_of(note):
        case NoteState.IN_FORCE if coming:
            count = french.count(len(coming), "nouvel arrivant", "nouveaux arrivants")
            return DutyWords(Urgency.NONE, "À faire lire", f"à {count}")
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


def context_words(note: InternalNote, coming: Sequence[Staff] = ()) -> str:
    """The second line of a row: how many have read it, before that what it is; newcomers; what it comes from."""
    is_said = note.kind is NoteKind.SERVICE or note.issued_on is None
    kind = note.kind.label if note.kind and is_said else ""
    offered = f"à faire lire à {arrival_words(coming)}" if coming else ""
    return " · ".join(part for part in (read_words(note), offered, kind, origin_words(note)) if part)


def arrival_words(coming: Sequence[Staff]) -> str:
    """« Nadia Petit (arrivée le 23/11/2026) »: who joined the team, and on which day."""
    shown = [
        f"{shortened(one.name, _LONGEST_NAME)} (arrivée le {french.day(one.since)})" for one in coming if one.since
    ]
    return _several(shown)


def next_words(note: InternalNote) -> str:
    """What is to be done with it, or how it ended."""
    match state_of(note):
        case NoteState.TO_ISSUE:
            return "Une fois la note remise, son texte ne change plus."
        case NoteState.TO_READ:
            return f"À faire lire à {', '.join(not_read(note))}"
        case NoteState.IN_FORCE:
            return "Tous ses destinataires l’ont lue." if note.addressees else "Elle n’a pas d’autre destinataire."
        case NoteState.ENDED:
            return f"Plus en vigueur : {note.ended_reason}"


def names_words(found: Sequence[FoundName]) -> str:
    """« … : « Garnier » (client), « Marc Olivier » (équipe). … »: which names of the register stand in it."""
    shown = [f"{_quoted(one.words)} ({'client' if one.is_client else 'équipe'})" for one in found]
    named = _several(shown)
    several = "des noms du registre" if len(found) > 1 else "un nom du registre"
    return f"Il y a {several} dans la note : {named}. Elle ne nomme aucun client et ne met personne en cause."


def meaning_words(words: Sequence[str]) -> str:
    """What is asked of words that are names of clients as well."""
    named = _several([_quoted(one) for one in words])
    if len(words) == 1:
        return f"{named} est aussi le nom d’un client. Une note n’en nomme aucun. Ce mot dit-il autre chose ?"
    return f"{named} sont aussi des noms de clients. Une note n’en nomme aucun. Ces mots disent-ils autre chose ?"


def _quoted(words: str) -> str:
    return f"« {shortened(words, _LONGEST_NAME)} »"


def _several(shown: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    rest = len(shown) - _MOST_NAMES
    return ", ".join(shown[:_MOST_NAMES]) + (f" et {french.count(rest, 'autre')}" if rest > 0 else "")


def issuing_words(note: InternalNote, cases: Sequence[str]) -> str:
    """What issuing does, before it is done; *cases* are those that have the team informed by it."""
    count = len(note.addressees)
    to = f"à {french.count(count, 'personne')}" if count else "sans autre destinataire que son auteur"
    parts = [f"{note.reference} est remise {to}.", "Son texte ne change plus ensuite."]
    if cases:
        noted = french.count(len(cases), "dossier")
        parts.append(f"« Équipe informée le » est noté dans {noted} : {shortened(', '.join(cases), _LONGEST_LIST)}.")
    return " ".join(parts)


def issued_words(note: InternalNote) -> str:
    """What is announced once it is issued."""
    count = len(note.addressees)
    return f"{note.reference} est remise" + (f" à {french.count(count, 'personne')}." if count else ".")


def coming_words(coming: Sequence[Staff]) -> str:
    """What is proposed of those who joined the team after the note was issued."""
    return f"Note en vigueur, à faire lire aussi à {arrival_words(coming)}."
