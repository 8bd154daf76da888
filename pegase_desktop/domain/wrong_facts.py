"""Values that cannot be right: impossible years, the future, an end before its start, a sum below nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, Need, facts_of, is_there
from pegase_desktop.domain.moments import is_plausible, local

_DATES = (FactKind.DAY, FactKind.MOMENT)

# What cannot come before what: (later fact, earlier fact, how the earlier one is named in the sentence).
_ORDER = (
    ("ack_sent_at", "received_at", "la réception"),
    ("commitment_told_at", "received_at", "la réception"),
    ("response_sent_at", "received_at", "la réception"),
    ("feedback_asked_at", "received_at", "la réception"),
    ("feedback_received_at", "feedback_asked_at", "la demande d’avis"),
    ("feedback_received_at", "received_at", "la réception"),
    ("next_call_at", "received_at", "la réception"),
)
# The days that cannot come before the day of reception.
_DAYS_AFTER_RECEPTION = (
    "immediate_action_on", "commitment_date", "next_update_on", "meeting_on", "team_informed_on", "mediation_on",
)  # fmt: skip


Judge = Callable[[Any, datetime], tuple["WrongFact", ...]]
"""Of a record at an instant: what cannot be right of it."""


class WrongFact(UserError):
    """A value cannot be right; ``fact`` names it, and ``row`` counts it from 0 if it is one of several."""

    def __init__(self, name: str, sentence: str, row: int | None = None) -> None:
        super().__init__(sentence)
        self.fact = name
        self.row = row


def wrong_facts(complaint: Complaint, now: datetime) -> tuple[WrongFact, ...]:
    """The values that cannot be right, each with its sentence."""
    if impossible := tuple(_impossible(complaint)):  # dates with which the other rules cannot reckon
        return impossible
    return (
        *_in_the_future(complaint, now),
        *_out_of_order(complaint),
        *_in_rows(complaint, now),
        *_without_hour(complaint),
    )


def newly_wrong(before: Any, after: Any, now: datetime, judge: Judge = wrong_facts) -> tuple[WrongFact, ...]:
    """What cannot be right of *after*: a value that changed, or one that another change made wrong.

    What was wrong already, as when the clock was set back, hinders nobody from going on.
    """
    wrong = judge(after, now)
    already = {(one.fact, str(one)) for one in judge(before, now)} if wrong else set()
    return tuple(
        one
        for one in wrong
        if getattr(after, one.fact) != getattr(before, one.fact) or (one.fact, str(one)) not in already
    )


def row_faults(row: object, now: datetime, received: datetime | None = None) -> dict[str, str]:
    """What is missing or wrong in one row (call, action, exchange, redress) of a case received at *received*.

    A sentence for each fact.
    """
    sentences = {one.name: _row_sentence(one, getattr(row, one.name), now, received) for one in facts_of(type(row))}
    if (getattr(row, "amount", None) or 0) < 0:
        sentences["amount"] = "Le montant ne peut pas être négatif."
    return {name: one for name, one in sentences.items() if one}


def wrong_anywhere(record: object, now: datetime) -> tuple[WrongFact, ...]:
    """What cannot be right of a record of any kind: what its number asks for and is not there, dates, rows."""
    if impossible := tuple(_impossible(record)):
        return impossible
    return (*_lacking(record), *_in_the_future(record, now), *_in_its_rows(record, now, None))


def _lacking(record: object) -> Iterator[WrongFact]:
    for one in facts_of(type(record)):
        if one.need is Need.REGISTER and one.when(record) and not is_there(getattr(record, one.name)):
            yield WrongFact(one.name, one.missing or f"Il manque «\u00a0{one.label}\u00a0».")


@cache
def _dated_facts(record: Any) -> tuple[Fact, ...]:  # a class, which a cache takes for anything that can be a key
    return tuple(one for one in facts_of(record) if one.kind in _DATES)


def _impossible(record: object) -> Iterator[WrongFact]:
    key: Any = type(record)
    for one in _dated_facts(key):
        value = getattr(record, one.name)
        if value is not None and not is_plausible(value):
            yield WrongFact(one.name, _impossible_year(value))


def _in_the_future(record: object, now: datetime) -> Iterator[WrongFact]:
    key: Any = type(record)
    for one in _dated_facts(key):
        value = getattr(record, one.name)
        if one.past and value is not None and _is_future(value, now):
            yield WrongFact(one.name, _not_yet(value))


def _out_of_order(complaint: Complaint) -> Iterator[WrongFact]:
    for later, earlier, named in _ORDER:
        end, start = getattr(complaint, later), getattr(complaint, earlier)
        if start is not None and end is not None and end < start:
            yield WrongFact(later, too_early(named, start))
    received = complaint.received_at
    if received is None:
        return
    if complaint.facts_date and complaint.facts_date > local(received).date():
        sentence = f"Les faits sont après la réception ({_said(received)}). Vérifiez le jour et le mois."
        yield WrongFact("facts_date", sentence)
    for name in _DAYS_AFTER_RECEPTION:
        day = getattr(complaint, name)
        if day and _is_before(day, received):
            yield WrongFact(name, too_early("la réception", local(received).date()))


def _in_its_rows(record: object, now: datetime, since: datetime | None) -> Iterator[WrongFact]:
    for declared in facts_of(type(record)):
        rows = getattr(record, declared.name) if declared.kind is FactKind.ROWS else ()
        for index, row in enumerate(rows):
            for sentence in row_faults(row, now, since).values():
                said = sentence[:1].lower() + sentence[1:]
                yield WrongFact(declared.name, f"{declared.label}\u00a0: {said}", index)


def _in_rows(complaint: Complaint, now: datetime) -> Iterator[WrongFact]:
    yield from _in_its_rows(complaint, now, complaint.received_at)
    moments = [one.at for one in complaint.endings if one.at]
    if moments != sorted(moments):
        yield WrongFact("endings", "Les fins et réouvertures ne sont pas dans l’ordre du temps. Vérifiez les dates.")


def _without_hour(complaint: Complaint) -> Iterator[WrongFact]:
    moments = {one.name for one in facts_of(Complaint) if one.kind is FactKind.MOMENT}
    for name in complaint.hour_unknown:
        if name not in moments or getattr(complaint, name) is None:
            yield WrongFact("hour_unknown", f"«\u00a0{name}\u00a0» n’est pas un moment de ce dossier.")


def _row_sentence(declared: Fact, value: Any, now: datetime, received: datetime | None) -> str:
    if declared.need is Need.REGISTER and not is_there(value):
        return declared.missing or f"Il manque «\u00a0{declared.label}\u00a0»."
    if declared.kind not in _DATES or value is None:
        return ""
    if not is_plausible(value):
        return _impossible_year(value)
    if declared.past and _is_future(value, now):
        return _not_yet(value)
    if received and not declared.stamped and _is_before(value, received):
        return too_early("la réception", received)
    return ""


def _is_future(value: date | datetime, now: datetime) -> bool:
    return value > (now if isinstance(value, datetime) else local(now).date())


def _is_before(value: date | datetime, received: datetime) -> bool:
    return value < (received if isinstance(value, datetime) else local(received).date())


def _impossible_year(value: date) -> str:
    return f"L’année {value.year:04} n’est pas possible. Vérifiez la date."


def _not_yet(value: date | datetime) -> str:
    return f"Cette date est dans le futur ({_said(value)}). Vérifiez le jour et le mois."


def too_early(after: str, start: date | datetime) -> str:
    """The sentence for what lies before *after*, which was at *start*."""
    return f"Cette date est avant {after} ({_said(start)}). Vérifiez le jour et le mois."


def _said(value: date | datetime) -> str:
    return f"{local(value):%d/%m/%Y à %H:%M}" if isinstance(value, datetime) else f"{value:%d/%m/%Y}"
