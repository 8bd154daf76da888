"""The agenda that the register proposes for a quality meeting, each point with the reason why it is there.

Cases stand in it by their numbers: neither a client's name nor the words of an object, which may name anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint, feedback_questions
from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.improvement_words import is_late
from pegase_desktop.domain.meeting import AgendaReason, Meeting, Point
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.review import Due, Review
from pegase_desktop.domain.risk import Risk
from pegase_desktop.domain.risk_register import PROPOSED_WITHIN_DAYS, quiet, unnamed
from pegase_desktop.domain.risk_rules import next_review
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE, is_sensitive
from pegase_desktop.domain.trends import SHORT, YEAR, Change, Trend, compared, compared_lately, drift_over_two_years
from pegase_desktop.domain.words import Kind, Priority

_LEAST_REPEATED = 2  # of one service and category in 90 days: facts, whatever chance would give
_LOW_MARK = 2
_PRESSING = (Priority.URGENT, Priority.HIGH)
_NATURES = ((Kind.DIFFICULTY, "difficulté", "difficultés"), (Kind.INCIDENT, "aléa", "aléas"))


@dataclass(frozen=True, slots=True)
class Material:
    """What the register holds on the day of a meeting.

    Attributes:
        today: the day for which it is prepared.
        previous: the meeting before, if there was one.
        decided: the improvements that it decided.
        review: the running week.
        ongoing: the open cases.
        lately: the cases received in the last two years that were no slips; of each, what classifies it is enough.
        answered: the cases whose client gave an opinion since the meeting before.
        risks: those that are still followed.
        begun_on: the day on which the register begins.
    """

    today: date
    previous: Meeting | None
    decided: Sequence[Improvement]
    review: Review
    ongoing: Sequence[Complaint]
    lately: Sequence[Complaint]
    answered: Sequence[Complaint]
    risks: Sequence[Risk]
    begun_on: date


def proposed(material: Material) -> tuple[Point, ...]:
    """The points, in the order in which they are looked at; what is there under one reason may be so under another."""
    found = (
        _decided(material), _late(material), _urgent(material), _recurrent(material), _flagged(material),
        _checks(material), _natures(material), _marks(material), _risks(material),
        _gaps(material),
    )  # fmt: skip
    return tuple(point for points in found for point in points)


def added(points: Sequence[Point], proposal: Iterable[Point]) -> tuple[Point, ...]:
    """*points* with what of the proposal is not among them, whatever became of it there."""
    known = {(one.reason, one.subject) for one in points}
    return (*points, *(one for one in proposal if (one.reason, one.subject) not in known))


def _point(reason: AgendaReason, subject: str, why: str, numbers: Iterable[str] = ()) -> Point:
    return Point(subject=subject, reason=reason, why_here=why, cases=", ".join(dict.fromkeys(numbers)))


def _decided(material: Material) -> Iterator[Point]:
    """What was decided the last time: done, late, or under way."""
    previous, decided = material.previous, material.decided
    if previous is None or previous.held_on is None or not decided:
        return
    now = material.review.moment
    waiting = [one for one in decided if one.state is ImprovementState.DECIDED]
    done, late = len(decided) - len(waiting), sum(is_late(one, now) for one in waiting)
    said = [french.count(done, "faite"), f"{late} en retard" if late else ""]
    subject = f"{french.count(len(decided), 'décision')} du {french.day(previous.held_on)}"
    yield _point(AgendaReason.DECIDED, subject, ", ".join(filter(None, said)), (one.reference for one in decided))


def _late(material: Material) -> Iterator[Point]:
    late = [*material.review.late, *material.review.actions_late]
    if late:
        numbers = list(dict.fromkeys(one.record.reference for one in late))
        subject = f"{french.count(len(numbers), 'dossier')} en retard"
        yield _point(AgendaReason.LATE, subject, _lateness(late), numbers)


def _lateness(late: Sequence[Due]) -> str:
    """« 2 réponses, 1 action »."""
    kinds: dict[str, int] = defaultdict(int)
    for one in late:
        kinds[one.duty.kind.label] += 1
    return ", ".join(f"{label} : {count}" for label, count in kinds.items())


def _urgent(material: Material) -> Iterator[Point]:
    for level in _PRESSING:
        cases = [one for one in material.ongoing if priority(one) is level]
        if cases:
            subject = f"{french.count(len(cases), 'dossier')} de priorité {level.label.lower()}"
            yield _point(AgendaReason.URGENT, subject, "Gravité, complexité et répercussions", _numbers(cases))


def _recurrent(material: Material) -> Iterator[Point]:
    """The same service and category again, with what chance would give; then what rises as a whole."""
    yield from _repeated(material)
    days = [_day(one) for one in material.lately]
    wear = drift_over_two_years(days, material.today, material.begun_on)
    if wear and wear.trend in (Trend.CLOSER, Trend.FAR_CLOSER):
        first, second = wear.halves
        why = (
            f"Sur 24 mois : {first} la première année, {second} la seconde. "
            "Ce n’est pas une preuve ; c’est une raison d’en parler."
        )
        yield _point(AgendaReason.RECURRENT, "Les réclamations se rapprochent", why)
    more = compared_lately(days, material.today, material.begun_on)
    if more and more.change in (Change.MORE, Change.FAR_MORE):
        why = f"{more.recent} en {SHORT} jours, pour {_rounded(float(more.expected))} attendues au rythme d’avant"
        yield _point(AgendaReason.RECURRENT, "Plus de réclamations que d’habitude", why)


def _repeated(material: Material) -> Iterator[Point]:
    since = material.today - timedelta(days=SHORT - 1)
    groups: dict[tuple[str, str], list[Complaint]] = defaultdict(list)
    for one in material.lately:
        if one.service and one.category:
            groups[one.service, one.category].append(one)
    for (service, category), cases in sorted(groups.items()):
        recent = [one for one in cases if _day(one) >= since]
        if len(recent) >= _LEAST_REPEATED:
            subject = SENSITIVE_TITLE if is_sensitive(recent[0]) else f"{service}, {category.lower()}"
            counted = french.count(len(recent), "dossier")
            yield _point(
                AgendaReason.RECURRENT, f"{subject} : {counted} en {SHORT} jours",
                _honest(len(recent), cases, material), _numbers(recent),
            )  # fmt: skip


def _honest(recent: int, cases: Sequence[Complaint], material: Material) -> str:
    """What chance alone would give, in a sentence that proves nothing."""
    from_day, since = material.today - timedelta(days=SHORT + YEAR - 1), material.today - timedelta(days=SHORT - 1)
    if material.begun_on > from_day:
        return "Mêmes service et catégorie ; le registre est trop jeune pour dire si c’est plus que d’habitude"
    before = sum(from_day <= _day(one) < since for one in cases)
    found = compared(recent, SHORT, before, YEAR, is_one_of_many=True)
    expected = _rounded(float(found.expected))
    if found.change is Change.TOO_FEW:
        return f"Au rythme de l’année on en attendait {expected} ; trop peu pour comparer"
    if found.change in (Change.MORE, Change.FAR_MORE):
        return f"Au rythme de l’année on en attendait {expected} : {found.change.label}, à vérifier"
    return f"Au rythme de l’année on en attendait {expected} : le hasard suffit à l’expliquer"


def _rounded(expected: float) -> str:
    """« 2 », « 0,5 »."""
    return f"{expected:.0f}" if expected >= 2 else f"{expected:.1f}".replace(".", ",")


def _flagged(material: Material) -> Iterator[Point]:
    """By service: a point each would be more than a meeting looks at."""
    groups: dict[str, list[Complaint]] = defaultdict(list)
    for case in material.review.to_meeting:
        groups[SENSITIVE_TITLE if is_sensitive(case) else case.service or "Sans service"].append(case)
    for service, cases in sorted(groups.items()):
        subject = f"{service} : {french.count(len(cases), 'dossier')} à examiner"
        yield _point(AgendaReason.FLAGGED, subject, _categories(cases), _numbers(cases))


def _checks(material: Material) -> Iterator[Point]:
    for due in material.review.checks_due:
        work = due.record
        assert isinstance(work, Improvement)
        why = f"Critère : {work.criterion}"
        yield _point(AgendaReason.CHECK, f"{work.reference} : {work.title}", why, (work.reference,))


def _natures(material: Material) -> Iterator[Point]:
    """The difficulties and incidents since the meeting before, or within 90 days."""
    since = _since(material)
    found = [one for one in material.lately if _day(one) > since and one.kind in (Kind.DIFFICULTY, Kind.INCIDENT)]
    if found:
        counts = ((sum(one.kind is kind for one in found), singular, plural) for kind, singular, plural in _NATURES)
        said = " et ".join(french.count(count, singular, plural) for count, singular, plural in counts if count)
        yield _point(AgendaReason.NATURE, said, f"Depuis le {french.day(since)}", _numbers(found))


def _marks(material: Material) -> Iterator[Point]:
    low = [one for one in material.answered if any(mark <= _LOW_MARK for mark in _given(one))]
    if low:
        subject = f"{french.count(len(low), 'avis', 'avis')} avec une note de {_LOW_MARK} ou moins"
        yield _point(AgendaReason.MARKS, subject, f"Depuis le {french.day(_since(material))}", _numbers(low))


def _risks(material: Material) -> Iterator[Point]:
    for risk in material.risks:
        day = next_review(risk)
        if day and day <= material.today:
            why = f"À revoir depuis le {french.day(day)}"
            yield _point(AgendaReason.RISK, f"{risk.reference} : {risk.title}", why, (risk.reference,))


def _gaps(material: Material) -> Iterator[Point]:
    """What the table of risks does not show: causes of several dossiers, risks of which nothing is seen."""
    year = material.today - timedelta(days=PROPOSED_WITHIN_DAYS)
    for family, numbers in unnamed(material.risks, [one for one in material.lately if _day(one) > year]):
        subject = f"Cause « {family.label.lower()} » : {french.count(len(numbers), 'dossier')} et aucun risque"
        yield _point(AgendaReason.RISK, subject, "En douze mois", numbers)
    for risk in quiet(material.risks, material.today):
        why = "Aucun dossier confirmé en deux ans : peut-être à clore"
        yield _point(AgendaReason.RISK, f"{risk.reference} : {risk.title}, sans dossier", why, (risk.reference,))


def _categories(cases: Iterable[Complaint]) -> str:
    """What classifies them, never their objects; of sensitive ones nothing."""
    found = dict.fromkeys(one.category for one in cases if one.category and not is_sensitive(one))
    return "Marqués « à examiner »" + (f" : {', '.join(found).lower()}" if found else "")


def _since(material: Material) -> date:
    held = material.previous.held_on if material.previous else None
    return held or material.today - timedelta(days=SHORT)


def _given(case: Complaint) -> Iterator[int]:
    marks = (getattr(case, one.name) for one in feedback_questions())
    return (mark for mark in marks if mark is not None)


def _numbers(cases: Iterable[Complaint]) -> Iterator[str]:
    return (one.reference for one in cases)


def _day(case: Complaint) -> date:
    assert case.received_at is not None
    return local(case.received_at).date()
