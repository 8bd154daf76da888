"""What the fiche says of each fact: the words of its value, the boxes ticked, and the few values it derives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pegase_desktop.domain import asked, french
from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, fact_named, is_there
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.rows import Ending, Redress
from pegase_desktop.domain.wording import said
from pegase_desktop.domain.words import EndingKind, Priority, RedressKind

SATISFACTION = "Satisfaction du client (1 : pas du tout, 5 : tout à fait)"


@dataclass(frozen=True, slots=True)
class Shown:
    """The complaint on the sheet; ``by_hand`` when what is missing can still be written in."""

    complaint: Complaint
    by_hand: bool
    is_blank: bool = False

    @property
    def path(self) -> CasePath:
        """The path of the case, by which the sheet knows its cells."""
        return path_of(self.complaint)

    def asks(self, name: str) -> bool:
        """Whether the cell of that name belongs on the sheet: the path has it, or something was recorded in it."""
        if name in ("ended_at", "ended_by"):  # where no answer closes the case, it ends with what was learnt of it
            return not self.path.has("reasons")
        return self.path.has(_OF.get(name, name)) or (self.has(name) and not name.startswith("closed_"))

    def is_pointless(self, fact: Fact) -> bool:
        """Whether nothing is to stand in the cell of a fact, and nobody is to write in it."""
        if self.is_blank or self.has(fact.name):
            return False
        if asked.is_pointless(self.complaint, fact.when):
            return True
        return fact.kind in (FactKind.FLAG, FactKind.CHOICE) and not (self.by_hand or fact.when(self.complaint))

    def has(self, name: str) -> bool:
        """Whether the sheet says something in the cell of that name."""
        fact = declared(name, self.complaint)
        return bool(words(fact, self.complaint)) or is_there(_value(fact, self.complaint))


def declared(name: str, complaint: Complaint) -> Fact:
    """The declaration of a fact, or of a value that the fiche derives."""
    if name in _DERIVED:
        return _DERIVED[name][0](complaint)
    return path_of(complaint).fact(name)


def _value(fact: Fact, complaint: Complaint) -> Any:
    return _DERIVED[fact.name][1](complaint) if fact.name in _DERIVED else getattr(complaint, fact.name)


def words(fact: Fact, complaint: Complaint) -> str:
    """The value in words, as the fiche writes it."""
    value = _value(fact, complaint)
    match fact.name:
        case "complainant_name":
            return "Anonyme" if complaint.anonymous else said(fact, value)
        case "address":
            return ", ".join(line for line in complaint.address.split("\n") if line)
        case "links":
            return ", ".join(link.reference for link in complaint.links)
        case "attachments":
            sizes = (f"{one.name} ({french.file_size(one.size)})" for one in complaint.attachments)
            return "\n".join(f"{number}. {named}" for number, named in enumerate(sizes, start=1))
        case _:
            return said(fact, value)


def ticked(fact: Fact, shown: Shown) -> list[tuple[str, bool]]:
    """Each choice of the fact, and whether it is the one recorded."""
    complaint = shown.complaint
    if fact.name == "redress":
        given = {one.kind for one in complaint.redress}
        return [(kind.label, kind in given) for kind in RedressKind]
    value = _value(fact, complaint)
    if fact.kind is FactKind.FLAG:
        return [(_yes(fact, shown), value is True), ("Non", value is False)]
    return [(choice.label, value is choice) for choice in fact.choices]


def _yes(fact: Fact, shown: Shown) -> str:
    """« Oui », for a written complaint with the day of the letter, which opens the mediator's year."""
    if fact.name == "in_writing" and shown.complaint.written_on:
        return f"Oui, le {french.day(shown.complaint.written_on)}"
    if fact.name == "in_writing" and shown.complaint.in_writing is None and shown.by_hand:
        return "Oui, le       /       /          "
    return "Oui"


def _redress_details(complaint: Complaint) -> str:
    told = (one for one in complaint.redress if one.text or one.amount is not None or one.done_on)
    return "\n".join(_redress_detail(one) for one in told)


def _redress_detail(redress: Redress) -> str:
    amount = french.euros(redress.amount) if redress.amount is not None else ""
    given = f"donné le {french.day(redress.done_on)}" if redress.done_on else ""
    dropped = f"abandonné\u00a0: {redress.abandoned_reason}" if redress.abandoned_reason else ""
    what = redress.text or (redress.kind.label if redress.kind else "")
    return " · ".join(filter(None, (what, amount, given, dropped)))


def _ack_in_time(complaint: Complaint) -> bool | None:
    if complaint.ack_sent_at is None or complaint.ack_due_at is None:
        return None
    return complaint.ack_sent_at <= complaint.ack_due_at


_Derivation = tuple[Callable[[Complaint], Fact], Callable[[Complaint], Any]]


def _ending(name: str, label: str, kind: EndingKind, fact: str) -> tuple[str, _Derivation]:
    """What the last ending of that kind says in one of its facts, under a label of the sheet's own."""
    told = fact_named(Ending, fact)

    def value(complaint: Complaint) -> Any:
        last = complaint.last_ending(kind)
        return getattr(last, fact) if last else None

    return name, (lambda _: replace(told, name=name, label=label), value)


_TO_THE_PERSON = {
    "ack_not_applicable": "accusé",
    "call_not_applicable": "appel",
    "response_not_applicable": "réponse",
    "feedback_not_applicable": "avis",
}


def _given_up(complaint: Complaint) -> str:
    """« Accusé, appel, réponse, avis : personne non joignable … », each reason once."""
    steps: dict[str, list[str]] = {}
    for name, step in _TO_THE_PERSON.items():
        if asked.given_up(complaint, reason := getattr(complaint, name)):
            steps.setdefault(reason, []).append(step)
    return "\n".join(f"{', '.join(one).capitalize()}\u00a0: {reason}" for reason, one in steps.items())


# By which fact of the path it is known whether a derived cell belongs on the sheet, where it is not there always.
_OF = {"priority": "severity", "ack_in_time": "ack_sent_at", "redress_details": "redress"} | {
    "closed_at": "reasons",
    "closed_by": "reasons",
}

_DERIVED: dict[str, _Derivation] = {
    "given_up": (
        lambda _: Fact("given_up", "Sans objet", FactKind.TEXT),
        _given_up,
    ),
    "priority": (
        lambda _: Fact("priority", "Priorité", FactKind.CHOICE, choices=tuple(Priority)),
        priority,
    ),
    "ack_in_time": (
        lambda one: Fact("ack_in_time", f"Dans les {one.terms.ack_hours} h", FactKind.FLAG),
        _ack_in_time,
    ),
    "redress_details": (
        lambda _: Fact("redress_details", "Précisions, montant", FactKind.TEXT),
        _redress_details,
    ),
} | dict(
    [
        _ending("closed_at", "Clôturée le", EndingKind.CLOSED, "at"),
        _ending("closed_by", "Clôturée par", EndingKind.CLOSED, "by"),
        _ending("ended_at", "Clôturé le", EndingKind.CLOSED, "at"),
        _ending("ended_by", "Clôturé par", EndingKind.CLOSED, "by"),
        _ending("reopened_at", "Rouverte le", EndingKind.REOPENED, "at"),
        _ending("reopen_reason", "Motif de la réouverture", EndingKind.REOPENED, "note"),
        _ending("cancelled_at", "Annulée le", EndingKind.CANCELLED, "at"),
        _ending("cancel_reason", "Motif de l’annulation", EndingKind.CANCELLED, "reason"),
        _ending("cancel_note", "Précision sur l’annulation", EndingKind.CANCELLED, "note"),
        _ending("duplicate_of", "Doublon de", EndingKind.CANCELLED, "duplicate_of"),
    ]
)
