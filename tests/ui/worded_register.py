"""A register in which all that is words is what the test says, however long, and everything around it too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import cycle
from typing import Any

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.school import Mediator
from pegase_desktop.domain.words import LetterKind, OriginKind
from pegase_desktop.storage.register import Register
from tests.domain.samples import cases, with_facts
from tests.domain.test_improvement import CHECKED

Words = Sequence[str]
_ORIGINS = (Origin(kind=OriginKind.COMPLAINT), Origin(kind=OriginKind.IDEA))

_APART = ("links", "attachments", "letters")
# With these nobody is owed anything: said of one case, since the others are to have something to be done for them.
_POINTLESS = ("ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable")
_MUCH, _WRITTEN, _NEW = 17, 15, 22  # cases by what they hold; all are open


def fill(register: Register, words: Words) -> None:
    """Three cases, an improvement, the staff, the settings and three drafts.

    Of three *words* the first stands where a line is short.
    """
    first, second, third = words
    names = [register.school.add_staff(one[:400], one[:400], by="Claire Martin").name for one in words]
    settings = register.school.settings
    lists = dict.fromkeys(("services", "categories", "trainings", "causes"), tuple(words))
    school = replace(settings.school, **{one.name: first[:60] for one in fields(settings.school)})
    texts = {LetterKind.UPDATE: f"{first}\n\n{third}"}
    mediator = Mediator(first, third, second)
    worded = replace(with_facts(settings, lists), school=school, mediator=mediator, templates=texts)
    register.school.save(worded, by=names[0])
    for case in (_MUCH, _WRITTEN, _NEW):
        rows = dict.fromkeys(_APART, ()) | ({} if case == _NEW else dict.fromkeys(_POINTLESS, ""))
        facts = replace(cases()[case], id=0, reference="", **(_values(cases()[case], words) | rows))
        register.cases.receive(facts, by=names[0])
    for one in words:
        complaint = register.cases.attach(register.cases.get(1), f"{one[:60]}.pdf", b"%PDF-", by=one[:400])
    register.cases.record(complaint, {"subject": f"{first} bis"}, by=names[1], reason=second)
    known = replace(CHECKED, origins=_ORIGINS, abandoned_on=CHECKED.checked_on)
    improved = replace(known, **_values(known, words))
    register.improvements.register(improved, by=names[0])
    register.drafts.save(Draft(kind=RecordKind.IMPROVEMENT, values={"what": second}, saved_by=first))
    values = {"complainant_name": first, "subject": third, "verbatim": second}
    register.drafts.save(Draft(values=values, saved_by=first))
    register.drafts.save(Draft(record_id=3, values={"lesson": first}, saved_by=second))


def _values(record: Any, words: Words) -> dict[str, Any]:
    """The facts of a record that are words, each of its kind in turn."""
    turn = cycle(words)
    found = {one.name: _value(one, record, words, turn) for one in facts_of(type(record))}
    return {name: value for name, value in found.items() if value is not None}


def _value(declared: Fact, record: Any, words: Words, turn: Iterator[str]) -> Any:
    match declared.kind:
        case FactKind.TEXT:
            one = next(turn)
            return f"{one}\n{one}"
        case FactKind.LINE | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF:
            return next(turn)[:400]
        case FactKind.STAFF_LIST:
            return tuple(words)
        case FactKind.ROWS if declared.name not in _APART:
            return tuple(replace(one, **_values(one, words)) for one in getattr(record, declared.name))
    return None
