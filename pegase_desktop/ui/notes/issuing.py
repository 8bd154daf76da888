"""A note handed to the team: what it is asked before, since nothing of it changes afterwards."""

from __future__ import annotations

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.note_words import issuing_words, meaning_words
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.session import Session


def issue_note(session: Session, note: InternalNote, initiator: object) -> InternalNote | None:
    """The note as issued today; None where it was not, because of a name, a refusal or the person.

    A word that is a client's name, too, has to be said to mean something else.
    """
    learning, act = session.register.learning, new_act()
    seen = session.attempt(lambda: (learning.names_in(note), learning.cases_told(note)))
    if seen is None:
        return None
    found, cases = seen
    words = [one.words for one in found if one.is_client]
    if words and not _means_others(session, words):
        return None
    sentence = issuing_words(note, cases)
    if not session.questions.confirm(
        "Remettre la note à l’équipe", sentence, "Remettre à l’équipe", safe="Ne pas remettre encore"
    ):
        return None
    return session.do(
        lambda: learning.issue(note, by=session.actor, meaning_others=words, act=act), initiator=initiator
    )


def _means_others(session: Session, words: list[str]) -> bool:
    action = "Ce n’est pas ce client" if len(words) == 1 else "Ce ne sont pas ces clients"
    return session.questions.confirm(
        "Un nom de client dans la note", meaning_words(words), action, safe="Revoir le texte"
    )
