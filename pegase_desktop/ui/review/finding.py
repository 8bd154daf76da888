"""A review that was held, found by its number or a word of it."""

from __future__ import annotations

from pegase_desktop.domain.held_review import HeldReview, held_words
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session

_TITLE = "Chercher une revue"
_ASK = "Le numéro, la semaine, ou un mot des remarques."
_NONE = "Aucune revue notée ne correspond. Essayez un numéro ou un autre mot."


def found_review(session: Session, typed: str) -> HeldReview | None:
    """The review that the person looks for, and chooses where there are several; None where there is none."""
    words = session.questions.ask_line(_TITLE, _ASK, "Numéro ou mot", "Chercher", typed, safe="Ne rien chercher")
    if not words:
        return None
    found = session.attempt(lambda: _found(session, words))
    if found == ():
        session.questions.inform(_TITLE, _NONE)
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    options = [typeset(f"{one.reference} : {one.title}. {held_words(one)}") for one in found]
    place = session.questions.choose_one(_TITLE, "Laquelle ?", options, "Ouvrir", safe="Ne rien ouvrir")
    return None if place is None else found[place]


def _found(session: Session, words: str) -> tuple[HeldReview, ...]:
    register = session.register
    refs = register.table.search(words, (RecordKind.WEEKLY_REVIEW,))
    return tuple(register.weekly_reviews.get(one.id) for one in refs)
