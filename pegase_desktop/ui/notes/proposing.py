"""What a new note begins with: nothing but who writes it to whom, or what it says of decisions that were taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from pegase_desktop.domain import french
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.note_proposal import decided_in, note_from
from pegase_desktop.domain.note_rules import begun, function_of
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session

_LATELY = timedelta(days=60)
_MOST_MEETINGS = 6
_TITLE = "Écrire une note depuis une réunion"
_WHICH = "Le texte est proposé d’après les causes et les décisions, sans nom de client ; vous le relisez et le changez."
_NOTHING = (
    "Aucune réunion n’a de compte rendu arrêté, et aucune amélioration n’a été décidée depuis deux mois. "
    "Écrivez la note directement."
)


def new_note(session: Session) -> InternalNote:
    """Of today, by whoever is at the desk, to the whole team."""
    return begun(session.actor, session.register.school.staff(), local(session.clock()).date())


def note_of(session: Session, origin: Meeting | Improvement) -> InternalNote:
    """A new note that says what a meeting decided, or one improvement.

    Raises:
        UserError: one of its decisions cannot be read.
    """
    if isinstance(origin, Meeting):
        return _note_from(session, origin, session.register.learning.decided_in(origin))
    return _note_from(session, None, (origin,))


def chosen_note(session: Session) -> InternalNote | None:
    """A new note from what the person chooses among the last meetings and the improvements decided lately."""
    learning, since = session.register.learning, local(session.clock()).date() - _LATELY
    found = session.attempt(lambda: (learning.meetings_to_tell(_MOST_MEETINGS), learning.improvements_to_tell(since)))
    if found is None:
        return None
    meetings, improvements = found
    if not (meetings or improvements):
        session.questions.inform(_TITLE, typeset(_NOTHING))
        return None
    options = [_said(session, one) for one in meetings]
    if improvements:
        options.append(f"Améliorations décidées depuis le {french.day(since)} ({len(improvements)})")
    chosen = session.questions.choose_one(_TITLE, _WHICH, options, "Proposer le texte", safe="Ne pas écrire de note")
    if chosen is None:
        return None
    if chosen < len(meetings):
        return session.attempt(partial(note_of, session, meetings[chosen]))
    return _note_from(session, None, improvements)


def _said(session: Session, meeting: Meeting) -> str:
    """« RQ-2026-02 du 20/11/2026, 3 décisions, déjà dans NI-2026-01 »."""
    day = french.day(meeting.held_on) if meeting.held_on else ""
    decisions = french.count(len(decided_in(meeting)), "décision")
    known = session.register.notes.naming("origins", meeting.reference)
    already = f", déjà dans {', '.join(known)}" if known else ""
    return f"{meeting.reference} du {day}, {decisions}{already}"


def _note_from(session: Session, meeting: Meeting | None, improvements: Sequence[Improvement]) -> InternalNote:
    staff = session.register.school.staff()
    return note_from(new_note(session), meeting, improvements, partial(function_of, staff))
