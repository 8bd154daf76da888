"""What the weekly review says, on the screen, projected and on paper: each line who, what, until when.

*Discreet*, as before people who need not know: numbers and initials instead of names, nobody of the staff, no object,
no words of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from pegase_desktop.domain import french
from pegase_desktop.domain.balance import Balance
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.naming import name_in_lists, title_in_lists
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.review import Due, Review, Silence
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.sensitivity import is_sensitive
from pegase_desktop.domain.words import EndingKind, Kind, Labelled

_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
NATURES = {Kind.DIFFICULTY: "difficulté", Kind.INCIDENT: "aléa"}


class Topic(Labelled):
    """The eight lists, in the order in which they are looked at."""

    LATE = "late", "En retard"
    DUE = "due", "À faire cette semaine"
    RECEIVED = "received", "Reçues"
    ENDED = "ended", "Clôturées, annulées, rouvertes"
    SILENT = "silent", "Clients sans nouvelles"
    ACTIONS = "actions", "Actions en retard"
    CHECKS = "checks", "Efficacité à contrôler"
    MEETING = "meeting", "À examiner en réunion qualité"


class Mark(Labelled):
    """How a line is marked: by a word and an icon, never by colour alone."""

    LATE = "late", "en retard"
    DONE = "done", "fait"
    DONE_LATE = "done_late", "fait hors délai"
    PLAIN = "plain", ""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of a list, of a record that it opens. ``until`` says until when, or since when, or what became of it."""

    record: RecordRef
    reference: str
    mark: Mark
    until: str
    about: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class TopicWords:
    """A list with its lines; ``nothing`` is what an empty one says."""

    topic: Topic
    lines: tuple[ReviewLine, ...]
    nothing: str


_NOTHING = {
    Topic.LATE: "Rien n’est en retard.",
    Topic.DUE: "Aucune échéance cette semaine.",
    Topic.RECEIVED: "Rien n’a été reçu cette semaine.",
    Topic.ENDED: "Aucun dossier n’a été clôturé, annulé ni rouvert cette semaine.",
    Topic.SILENT: "Aucun client n’est sans nouvelles depuis trop longtemps.",
    Topic.ACTIONS: "Aucune action n’est en retard.",
    Topic.CHECKS: "Aucun contrôle d’efficacité n’est à faire.",
    Topic.MEETING: "Aucun dossier n’attend la réunion qualité.",
}


def topics(review: Review, *, discreet: bool = False) -> tuple[TopicWords, ...]:
    """The eight lists in words."""
    due = partial(_due_line, review.moment, discreet)
    case = partial(_case_line, discreet)
    lines: dict[Topic, Iterator[ReviewLine]] = {
        Topic.LATE: _late_lines(review, due),
        Topic.DUE: map(due, review.due_this_week),
        Topic.RECEIVED: (case(one, _received(one)) for one in review.received),
        Topic.ENDED: (case(one.case, _turn(one.ending)) for one in review.ended),
        Topic.SILENT: (_silence_line(one, discreet) for one in review.silent),
        Topic.ACTIONS: map(due, review.actions_late),
        Topic.CHECKS: map(due, review.checks_due),
        Topic.MEETING: (case(one, _received(one)) for one in review.to_meeting),
    }
    return tuple(TopicWords(topic, tuple(found), _NOTHING[topic]) for topic, found in lines.items())


def balance_words(balance: Balance) -> str:
    """« 8 ouvertes au début + 4 reçues + 0 rouverte = 1 clôturée + 0 annulée + 11 ouvertes à la fin »."""
    one = balance
    before, after = french.count(one.open_before, "ouverte"), french.count(one.open_after, "ouverte")
    left = (f"{before} au début", french.count(one.received, "reçue"), french.count(one.reopened, "rouverte"))
    right = (french.count(one.closed, "clôturée"), french.count(one.cancelled, "annulée"), f"{after} à la fin")
    return f"{' + '.join(left)} = {' + '.join(right)}"


def slips_words(balance: Balance) -> str:
    """« dont 1 doublon ou saisie par erreur », of what the balance counts as received; empty if there is none."""
    return f"dont {slips_count(balance)}" if balance.slips else ""


def slips_count(balance: Balance) -> str:
    """« 1 doublon ou saisie par erreur »."""
    return french.count(balance.slips, "doublon ou saisie par erreur", "doublons ou saisies par erreur")


def quiet_words(review: Review) -> str:
    """What a week says in which nothing happened: what is open all the same."""
    return f"Aucune réclamation en semaine {review.week.number} : {balance_words(review.balance)}."


def day_words(day: date) -> str:
    """« mar. 17/11 »: a past week says its days, not how near they are today."""
    return f"{_DAYS[day.weekday()]}{french.NBSP}{day.day:02}/{day.month:02}"


def _due_line(moment: datetime, discreet: bool, due: Due) -> ReviewLine:
    record, duty = due.record, due.duty
    late = due.late_days(moment)
    what = duty.what if isinstance(record, Complaint) and not discreet and not is_sensitive(record) else ""
    return _line(record, _mark(due, late), _until(due, late), discreet, who=duty.who, what=what)


def _late_lines(review: Review, line: Callable[[Due], ReviewLine]) -> Iterator[ReviewLine]:
    """One for each case: it names all that is late, by the day of the first."""
    for first in review.late_cases:
        said, others = line(first), (one for one in review.late if one.record is first.record and one is not first)
        labels = dict.fromkeys(one.duty.kind.label for one in others)
        more = f"{french.NBSP}; {', '.join(labels)}" if labels else ""
        yield replace(said, until=f"{said.until}{more}")


def _mark(due: Due, late: int | None) -> Mark:
    if due.is_done:
        return Mark.DONE if late is None else Mark.DONE_LATE
    return Mark.PLAIN if late is None else Mark.LATE


def _until(due: Due, late: int | None) -> str:
    label, day = due.duty.kind.label, due.duty.day
    assert day is not None
    if due.is_done:
        on = due.done_on or local(due.done_at or _never()).date()
        return f"{label} : fait le {day_words(on)}{_overdue(late)}"
    if late is not None:
        return f"{label} : {_span(late)} de retard ({day_words(day)})"
    at = "" if due.duty.day_only else f" à {french.hour(due.duty.due_at or _never())}"
    return f"{label} : pour le {day_words(day)}{at}"


def _overdue(late: int | None) -> str:
    return "" if late is None else f", {_span(late)} après l’échéance"


def _span(days: int) -> str:
    return f"{days}{french.NBSP}j" if days else "quelques heures"


def _never() -> datetime:
    raise AssertionError("what is done has its day, and what has an hour has its instant")


def _silence_line(silence: Silence, discreet: bool) -> ReviewLine:
    day = day_words(local(silence.last_at).date())
    return _line(silence.case, Mark.PLAIN, f"Sans nouvelles depuis {silence.days}{french.NBSP}j ({day})", discreet)


def _case_line(discreet: bool, case: Complaint, until: str) -> ReviewLine:
    return _line(case, Mark.PLAIN, until, discreet)


def _received(case: Complaint) -> str:
    assert case.received_at is not None
    nature = NATURES.get(case.kind or Kind.COMPLAINT)
    return f"Reçue le {day_words(local(case.received_at).date())}{f', {nature}' if nature else ''}"


def _turn(ending: Ending) -> str:
    assert ending.at is not None
    day = day_words(local(ending.at).date())
    match ending.kind:
        case EndingKind.CLOSED | None:
            return f"Clôturée le {day}"
        case EndingKind.CANCELLED:
            return f"Annulée le {day}{f', {ending.reason.label.lower()}' if ending.reason else ''}"
        case EndingKind.REOPENED:
            return f"Rouverte le {day}"


def _line(
    record: Complaint | Improvement, mark: Mark, until: str, discreet: bool, *, who: str = "", what: str = ""
) -> ReviewLine:
    if isinstance(record, Improvement):
        about, subject, owner = "Amélioration", "" if discreet else record.title, record.owner
    else:
        about, subject, owner = name_in_lists(record, discreet=discreet), _subject(record, discreet), record.owner
    said = f"{what} · {subject}" if what and subject else what or subject
    return ReviewLine(record.ref, record.reference, mark, until, about, said, "" if discreet else who or owner)


def _subject(case: Complaint, discreet: bool) -> str:
    if discreet and not is_sensitive(case):  # an object is free text: it may name anybody
        return " · ".join(filter(None, (case.service, case.category)))
    return title_in_lists(case)
