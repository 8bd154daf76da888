"""How the minutes of a quality meeting are set on paper: attendance to be signed, points, decisions, addenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import Cell, Listing, Look, Row
from pegase_desktop.documents.sheet import WIDTH, Furniture, pdf
from pegase_desktop.documents.text import SOFT_INK, paragraph, printed, style
from pegase_desktop.documents.titled_head import TitledHead
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain import french
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.meeting import WHYS, Meeting, MeetingState, Point, numbers_in
from pegase_desktop.domain.school import Settings

_TITLE = "Compte rendu de réunion qualité"
_DRAFT = "Projet, compte rendu non arrêté"
_BETWEEN = 3 * mm
_LEAST = Look(least=5.6 * mm)
_SIGNED = Look(least=8 * mm)
_HEAD = Look(least=6.4 * mm, is_head=True)
_NAME, _PRESENCE = 62 * mm, 40 * mm
_NUMBER, _WHO, _DUE = 22 * mm, 34 * mm, 24 * mm
_PRESENCES = (("present", "Présent(e)"), ("excused", "Excusé(e)"), ("absent", "Absent(e)"))


def set_on_paper(meeting: Meeting, decisions: Sequence[Improvement], settings: Settings, printed_at: datetime) -> bytes:
    """The minutes as PDF."""
    state = _state(meeting)
    furniture = Furniture(
        title=f"{_TITLE} {meeting.reference}",
        author=settings.school.name,
        subject=state,
        running_left=f"{_TITLE} {meeting.reference}",
        running_right=printed(meeting.title),
        foot_left=printed(f"Imprimé le {french.moment(printed_at)}"),
        foot_right=settings.school.name,
        made_at=printed_at,
    )
    made = {one.reference: one for one in decisions}
    head = TitledHead(settings, _TITLE, printed(f"{meeting.reference} · {meeting.title}"), printed(state), free=96 * mm)
    story = [head, Spacer(0, 3 * mm), *_frame(meeting), *_attendance(meeting)]
    for number, point in enumerate(_kept(meeting), start=1):
        story += _point(number, point, made)
    return pdf([*story, *_end(meeting)], furniture)


def _state(meeting: Meeting) -> str:
    if meeting.state is MeetingState.PREPARED or meeting.signed_off_on is None:
        return _DRAFT
    return f"Arrêté le {french.day(meeting.signed_off_on)} par {meeting.signed_off_by}"


def _frame(meeting: Meeting) -> Iterator[Flowable]:
    day = french.day(meeting.held_on) if meeting.held_on else ""
    hours = " à ".join(filter(None, (meeting.starts, meeting.ends)))
    quarter = WIDTH / 4
    yield Row(
        [_labelled(quarter, "Le", day), _labelled(quarter, "De", hours), _labelled(2 * quarter, "Lieu", meeting.place)],
        _LEAST,
    )
    yield Row(
        [_labelled(2 * quarter, "Animée par", meeting.owner), _labelled(2 * quarter, "Secrétaire", meeting.secretary)],
        _LEAST,
    )
    yield Spacer(0, _BETWEEN)


def _attendance(meeting: Meeting) -> Iterator[Flowable]:
    """Each with a place to sign in."""
    rows = [(name, word) for fact, word in _PRESENCES for name in getattr(meeting, fact)]
    if meeting.guests:
        rows.append((meeting.guests, "Invité(e)s"))
    if rows:
        signature = WIDTH - _NAME - _PRESENCE
        head = Row([_strong(_NAME, "Nom"), _strong(_PRESENCE, "Présence"), _strong(signature, "Signature")], _HEAD)
        yield Listing(
            head, [Row([_cell(_NAME, name), _cell(_PRESENCE, word), Cell(signature)], _SIGNED) for name, word in rows]
        )
        yield Spacer(0, _BETWEEN)


def _kept(meeting: Meeting) -> Iterator[Point]:
    return (one for one in meeting.points if not one.taken_off)


def _point(number: int, point: Point, made: Mapping[str, Improvement]) -> Iterator[Flowable]:
    yield Listing(Row([_strong(WIDTH, f"{number}. {point.subject}")], _HEAD), [*_point_rows(point, made)])
    yield Spacer(0, _BETWEEN)


def _point_rows(point: Point, made: Mapping[str, Improvement]) -> Iterator[Row]:
    reason = point.reason.label if point.reason else ""
    yield _whole("À l’ordre du jour", printed(" : ".join(filter(None, (reason, point.why_here)))))
    if point.cases:
        yield _whole("Dossiers", point.cases)
    if point.pattern:
        yield _whole("Cas exceptionnel, ou lente dégradation ?", point.pattern.label)
    whys = [why for name in WHYS if (why := getattr(point, name))]
    if whys:
        yield _whole("Pourquoi ?", "\n".join(f"{place}. {why}" for place, why in enumerate(whys, start=1)))
    if point.cause_family:
        yield _whole("Famille de causes", point.cause_family.label)
    if point.said:
        yield _whole("Ce qui a été dit", point.said)
    yield from _decisions(point, made)


def _decisions(point: Point, made: Mapping[str, Improvement]) -> Iterator[Row]:
    for number in numbers_in(point.decisions):
        one = made.get(number)
        if one is None:
            yield _whole("Décision", number)
        else:
            yield _decision(one)
    if point.no_decision:
        yield _whole("Pas de décision, parce que", point.no_decision)


def _decision(one: Improvement) -> Row:
    criterion = paragraph(f"{printed('Réussie si :')} {one.criterion}", style(color=SOFT_INK))
    what = (paragraph(one.what, style(Face.SEMI_BOLD)), criterion)
    due = french.day(one.due) if one.due else ""
    return Row(
        [
            _labelled(_NUMBER, "Décision", one.reference),
            Cell(WIDTH - _NUMBER - _WHO - _DUE, "", what),
            _labelled(_WHO, "Par", one.owner),
            _labelled(_DUE, "Pour le", due),
        ],
        _LEAST,
    )


def _end(meeting: Meeting) -> Iterator[Flowable]:
    off = [f"{one.subject} : {one.taken_off}" for one in meeting.points if one.taken_off]
    if off:
        yield _whole("Retiré de l’ordre du jour", "\n".join(off))
    if meeting.note:
        yield _whole("Notes de séance", meeting.note)
    if meeting.next_on:
        yield _whole("Prochaine réunion", french.day(meeting.next_on))
    for one in meeting.addenda:
        day = french.day(one.added_on) if one.added_on else ""
        yield _whole(f"Additif du {day}, par {one.by}", one.words)


def _cell(width: float, words: str) -> Cell:
    return Cell(width, "", (paragraph(words),))


def _strong(width: float, words: str) -> Cell:
    return Cell(width, "", (paragraph(words, style(Face.SEMI_BOLD)),))


def _labelled(width: float, label: str, words: str) -> Cell:
    return Cell(width, label, (paragraph(words),) if words else ())


def _whole(label: str, words: str) -> Row:
    return Row([Cell(WIDTH, printed(label), (paragraph(words),))], _LEAST)
