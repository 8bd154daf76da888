"""What a note says of a meeting's decisions, to begin with: from causes and from what was decided, from nothing else.

Neither the words of clients nor what was said in the meeting come in, and whoever sees to something is named by their
function. What people wrote as causes is quoted: names in it are pointed at where the note is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pegase_desktop.domain import french
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin
from pegase_desktop.domain.meeting import Meeting, numbers_in
from pegase_desktop.domain.text import clean_line, shortened
from pegase_desktop.domain.words import CauseFamily

_LONGEST_SUBJECT = 80
#: Of these nothing is said: the one would point at a colleague, the other is none.
_UNSAID = (CauseFamily.STAFF, CauseFamily.NOT_APPLICABLE)


def decided_in(meeting: Meeting) -> tuple[str, ...]:
    """The numbers of the improvements that a meeting decided."""
    decisions = " ".join(point.decisions for point in meeting.points if not point.taken_off)
    return tuple(one for one in numbers_in(decisions) if one.startswith("A-"))


def note_from(
    begun: InternalNote, meeting: Meeting | None, improvements: Sequence[Improvement], function: Callable[[str], str]
) -> InternalNote:
    """*begun*, a new note, with what it says of *improvements*, which *meeting* decided if there is one.

    *function* gives what a member of staff does in the school, or nothing.
    """
    kept = [one for one in improvements if one.state is not ImprovementState.ABANDONED]
    parts = (_opening(meeting), _understood(meeting, kept), _changing(kept, function))
    origins = (*([meeting.reference] if meeting else []), *(one.reference for one in kept))
    return replace(
        begun,
        subject=_subject(meeting, kept),
        text="\n\n".join(part for part in parts if part),
        origins=tuple(NoteOrigin(reference=one) for one in origins),
    )


def _subject(meeting: Meeting | None, improvements: Sequence[Improvement]) -> str:
    if len(improvements) == 1:
        return shortened(clean_line(improvements[0].what), _LONGEST_SUBJECT)
    if meeting and meeting.held_on:
        return f"Ce qui change après la réunion qualité du {french.day(meeting.held_on)}"
    return "Ce qui change dans notre organisation"


def _opening(meeting: Meeting | None) -> str:
    if meeting is None or meeting.held_on is None:
        return "Voici ce qui a été décidé à partir des retours reçus."
    day = french.day(meeting.held_on)
    return f"La réunion qualité du {day} a cherché les causes des retours reçus. Voici ce qui en sort."


def _understood(meeting: Meeting | None, improvements: Iterable[Improvement]) -> str:
    lines = dict.fromkeys(_causes(meeting, improvements))
    return "\n".join((f"Ce que nous avons compris{NBSP}:", *lines)) if lines else ""


def _causes(meeting: Meeting | None, improvements: Iterable[Improvement]) -> Iterator[str]:
    """A family with what was written as causes, quoted; a family alone where nothing was."""
    said = set[CauseFamily]()
    for one in improvements:
        if one.cause_family and one.cause_family not in _UNSAID and one.cause_text:
            said.add(one.cause_family)
            yield f"- {one.cause_family.label}{NBSP}: «{NBSP}{clean_line(one.cause_text)}{NBSP}»"
    points = meeting.points if meeting else ()
    families = (*(one.cause_family for one in improvements), *(one.cause_family for one in points if not one.taken_off))
    for family in families:
        if family and family not in (*_UNSAID, *said):
            yield f"- {family.label}"


def _changing(improvements: Iterable[Improvement], function: Callable[[str], str]) -> str:
    lines = [_change(one, function(one.owner)) for one in improvements]
    return "\n".join((f"Ce qui change{NBSP}:", *lines)) if lines else ""


def _change(one: Improvement, function: str) -> str:
    """« - Appeler l’élève la veille (pour le 15/12/2026, suivi : gérante) »."""
    when = ""
    if one.done_on:
        when = f"en place depuis le {french.day(one.done_on)}"
    elif one.due:
        when = f"pour le {french.day(one.due)}"
    seen_to = f"suivi{NBSP}: {function[:1].lower()}{function[1:]}" if function else ""
    told = ", ".join(part for part in (when, seen_to) if part)
    what = clean_line(one.what).rstrip(".")
    return f"- {what} ({told})" if told else f"- {what}"
