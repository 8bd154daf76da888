"""Cases of violence, harassment or discrimination: whole in their own panel, wizard and papers alone (indicator 12)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.text import fold, initials, search_words

#: What a sensitive case is called instead of its object.
SENSITIVE_TITLE = "Dossier sensible"
# The beginnings of the words violence, harcèlement, discrimination, folded: a category that was reworded stays so.
_STEMS = ("violen", "harcel", "discrimin")


def is_sensitive(complaint: Complaint) -> bool:
    """Whether those who are not at work on it see neither names nor object."""
    return is_sensitive_category(complaint.category)


@lru_cache(maxsize=256)  # of a list of the settings: a few words, asked of each line of each list
def is_sensitive_category(category: str) -> bool:
    """Whether all that is of this category is sensitive."""
    return any(word.startswith(_STEMS) for word in search_words(category))


def masked_name(complaint: Complaint, without_letters: str = SENSITIVE_TITLE) -> str:
    """« É. G. » for « Élodie Garnier », *without_letters* for « 22 »; who is anonymous stays so."""
    if complaint.anonymous or not complaint.complainant_name:
        return complaint.complainant
    letters = initials(complaint.complainant_name)
    return "\u00a0".join(f"{one}." for one in letters) or without_letters


def kept_from(complaint: Complaint) -> tuple[str, ...]:
    """Who is never put in charge: in a sensitive case those whom it is about."""
    return complaint.staff_concerned if is_sensitive(complaint) else ()


def whom_to_turn_to(complaint: Complaint) -> Iterator[str]:
    """What whoever has a sensitive case before them must know, the most urgent first; nothing of any other case."""
    if not is_sensitive(complaint):
        return
    yield "En danger immédiat : appelez le 17 ou le 112."
    yield (
        "La personne peut être écoutée et conseillée : 3919 (violences faites aux femmes), 116 006 (France Victimes), "
        "39 28 (discriminations, Défenseur des droits), 119 (enfance en danger)."
    )
    yield _in_charge(complaint)
    yield (
        "Ne la laissez jamais seule avec la personne qu’elle met en cause, et ne confiez rien du dossier à celle-ci. "
        "Notez ses mots tels quels, sans enquêter vous-même."
    )


def _in_charge(complaint: Complaint) -> str:
    owner = complaint.owner
    if owner and fold(owner) in map(fold, kept_from(complaint)):
        return f"{owner} suit ce dossier et fait partie des personnes visées : confiez-le à quelqu’un d’autre."
    whom = f"{owner}, responsable de ce dossier" if owner else "la direction : ce dossier n’a pas encore de responsable"
    return f"Prévenez le jour même {whom}."
