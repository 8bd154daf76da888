"""How the list of the day is set on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import Boxes, Cell, Listing, Look, Row
from pegase_desktop.documents.sheet import WIDTH, Furniture, pdf
from pegase_desktop.documents.text import SOFT_INK, paragraph, printed, style
from pegase_desktop.documents.titled_head import TitledHead
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain import french
from pegase_desktop.domain.agenda import GROUP_WORDS, Agenda, ComingDay, Group, Todo, context, in_a_sentence
from pegase_desktop.domain.duty_words import Urgency, due_words
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.school import Settings

_TITLE = "À faire aujourd’hui"
_TICK, _DUE, _WHO = 7 * mm, 37 * mm, 33 * mm
_CASE = WIDTH - _TICK - _DUE - _WHO
_DAY = 44 * mm
_BETWEEN = 3.4 * mm
_LEAST = Look(least=7 * mm)
_HEAD = Look(least=6.4 * mm, is_head=True)


def listed(agenda: Agenda, settings: Settings, now: datetime, whose: str) -> bytes:
    """The list as PDF."""
    day = french.long_day(local(now).date())
    person = whose or "Toute l’équipe"
    furniture = Furniture(
        title=f"{_TITLE}, {day}",
        author=settings.school.name,
        subject=person,
        running_left=_TITLE,
        running_right=printed(day),
        foot_left=printed(f"Imprimé le {french.moment(now)}"),
        foot_right=settings.school.name,
        made_at=now,
    )
    head = TitledHead(settings, _TITLE, printed(day), person)
    return pdf([head, Spacer(0, 4 * mm), *_body(agenda, now)], furniture)


def _body(agenda: Agenda, now: datetime) -> Iterator[Flowable]:
    if not agenda.groups:
        yield paragraph(printed("Rien à faire aujourd’hui."), style(Face.SEMI_BOLD, 10))
        yield Spacer(0, _BETWEEN)
    for group in agenda.groups:
        yield Listing(_group_head(group), [_line(todo, now) for todo in group.todos])
        yield Spacer(0, _BETWEEN)
    if agenda.coming:
        head = Row([Cell(WIDTH, "", (_strong("Les prochains jours"),))], _HEAD)
        yield Listing(head, [_coming(day) for day in agenda.coming])


def _group_head(group: Group) -> Row:
    said = GROUP_WORDS[group.kind]
    words = (_strong(f"{said.title}  ({len(group.todos)})"),)
    return Row([Cell(WIDTH * 0.56, "", words), Cell(WIDTH * 0.44, "", (_soft(said.hint),))], _HEAD)


def _line(todo: Todo, now: datetime) -> Row:
    due = due_words(todo.duty, now)
    is_pressing = due.urgency in (Urgency.LATE, Urgency.SOON)
    first = _strong(due.first) if is_pressing else paragraph(printed(due.first))
    what = paragraph(f"{todo.about}, {todo.subject}" if todo.subject else todo.about, style(Face.SEMI_BOLD))
    cells = (
        Cell(_TICK, "", (Boxes([("", False)]),)),
        Cell(_DUE, "", (first, _soft(due.second))),
        Cell(_CASE, "", (what, paragraph(printed(context(todo, now))))),
        Cell(_WHO, "", (paragraph(todo.reference), _soft(todo.duty.who))),
    )
    return Row(cells, _LEAST)


def _coming(day: ComingDay) -> Row:
    name = french.long_day(day.day).rpartition(french.NBSP)[0]
    todos = "\n".join(f"{in_a_sentence(one)} ({one.reference})" for one in day.todos)
    return Row([Cell(_DAY, "", (paragraph(name),)), Cell(WIDTH - _DAY, "", (paragraph(todos),))], _LEAST)


def _strong(words: str) -> Flowable:
    return paragraph(printed(words), style(Face.SEMI_BOLD))


def _soft(words: str) -> Flowable:
    return paragraph(printed(words), style(color=SOFT_INK))
