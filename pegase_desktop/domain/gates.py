"""The gates: what must be there to register a complaint and to close it, and what each page still lacks.

A page that lacks something is shown as such and never blocks; only the two gates refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, Need, fact_named, facts_of, is_there
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Agreement, CallResult, CauseFamily, Direction
from pegase_desktop.domain.wrong_facts import WrongFact, wrong_facts


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet: where it is typed, and the sentence that asks for it."""

    page: Page
    fact: str
    sentence: str


class GateClosed(UserError):
    """A gate refuses; ``missing`` says what for."""

    def __init__(self, sentence: str, missing: tuple[Missing, ...]) -> None:
        super().__init__(" ".join([sentence, *(one.sentence for one in missing)]))
        self.missing = missing


def _ask_for(name: str, sentence: str = "") -> Missing:
    declared = fact_named(Complaint, name)
    assert declared.page is not None
    said = sentence or declared.missing or f"Il manque\u00a0: {declared.label_in_sentence}."
    return Missing(declared.page, name, said)


def missing_on(complaint: Complaint, page: Page) -> tuple[Missing, ...]:
    """What the page still lacks, in its order."""
    lacking = [_ask_for(one.name) for one in facts_on(page) if _lacks(complaint, one)]
    if page is Page.RESTATEMENT:
        lacking += _lacking_with_client(complaint)
    if page is Page.PLAN:
        lacking += [_ask_for("actions", _open_action(one.what)) for one in complaint.actions if one.is_open]
    if page is Page.CONCLUSION and not was_told_of_conclusion(complaint) and complaint.response_sent_at:
        lacking.append(_ask_for("exchanges", _NOT_TOLD))
    if page is Page.FEEDBACK and complaint.feedback_asked_at and not has_feedback_answer(complaint):
        lacking.append(_ask_for("feedback_received_at", _NO_FEEDBACK))
    return tuple(lacking)


def _lacking_with_client(complaint: Complaint) -> Iterator[Missing]:
    """Of the restatement: the client's agreement to it, and the call that a written complaint asks for."""
    if complaint.restatement_agreed in _NOT_AGREED:
        yield _ask_for("restatement_agreed", _NOT_AGREED[complaint.restatement_agreed])
    if complaint.calls and complaint.in_writing and not was_reached(complaint):
        yield _ask_for("calls", "Le client n’a pas encore été joint. Rappelez-le, ou prévoyez un rappel.")


_NOT_AGREED = {
    Agreement.TO_CORRECT: "La reformulation est à corriger. Corrigez-la, puis relisez-la avec le client.",
    Agreement.NOT_ASKED: "Le client n’a pas encore confirmé la reformulation. Relisez-la avec lui.",
}


def _lacks(complaint: Complaint, declared: Fact) -> bool:
    if declared.need is Need.OPTIONAL or not declared.when(complaint):
        return False
    return not is_there(getattr(complaint, declared.name))


_NOT_TOLD = (
    "Le client n’est pas encore informé de la conclusion. Notez l’échange, dans Suivi du client, après la réponse."
)
_NO_FEEDBACK = "L’avis est demandé. Notez la réponse du client, ou pourquoi l’avis n’est pas obtenu."


def _open_action(what: str) -> str:
    return f"Une action n’est ni faite ni abandonnée avec une raison\u00a0: {what}."


def was_reached(complaint: Complaint) -> bool:
    """Whether one of the calls reached the client."""
    return any(call.result is CallResult.REACHED for call in complaint.calls)


def was_told_of_conclusion(complaint: Complaint) -> bool:
    """Whether something was said to the client since the answer was sent."""
    answered = complaint.response_sent_at
    return answered is not None and any(
        exchange.direction is Direction.OUTGOING and exchange.at is not None and exchange.at >= answered
        for exchange in complaint.exchanges
    )


def has_feedback_answer(complaint: Complaint) -> bool:
    """Whether the client's feedback came, or it is noted why it was not obtained."""
    return complaint.feedback_received_at is not None or bool(complaint.feedback_not_obtained_reason)


_ASKED_TO_REGISTER = tuple(one for one in facts_of(Complaint) if one.need is Need.REGISTER)


def missing_to_register(complaint: Complaint) -> tuple[Missing, ...]:
    """What the register asks for before it gives a number."""
    lacking = [_ask_for(one.name) for one in _ASKED_TO_REGISTER if _lacks(complaint, one)]
    if not complaint.verbatim and not complaint.subject:
        lacking.append(_ask_for("verbatim"))
    return tuple(sorted(lacking, key=lambda one: one.page.number))


def check_entry(facts: Complaint, now: datetime) -> None:
    """Refuse a number to what cannot be registered.

    Raises:
        GateClosed: something is missing.
        WrongFact: a value cannot be right.
    """
    missing = missing_to_register(facts)
    if missing:
        raise GateClosed("La réclamation ne peut pas encore être enregistrée.", missing)
    for wrong in wrong_facts(facts, now):
        raise wrong


def faults_of_case(facts: Complaint, now: datetime) -> tuple[WrongFact, ...]:
    """What hinders a number, as of a record of any kind: what is missing, and what cannot be right."""
    lacking = tuple(WrongFact(one.fact, one.sentence) for one in missing_to_register(facts))
    return lacking + wrong_facts(facts, now)


def missing_to_close(complaint: Complaint) -> tuple[Missing, ...]:
    """What the process asks for before a case is closed, in the order of the pages."""
    needed = ["ack_sent_at", "cause_family", "decision", "response_sent_at", "reasons", "feedback_asked_at"]
    if complaint.cause_family is CauseFamily.NOT_APPLICABLE:
        needed.insert(2, "cause_text")
    lacking = [_ask_for(name) for name in needed if not is_there(getattr(complaint, name))]
    lacking += [_ask_for("actions", _open_action(one.what)) for one in complaint.actions if one.is_open]
    if not was_told_of_conclusion(complaint):
        lacking.append(_ask_for("exchanges", _NOT_TOLD))
    if complaint.feedback_asked_at and not has_feedback_answer(complaint):
        lacking.append(_ask_for("feedback_received_at", _NO_FEEDBACK))
    return tuple(sorted(lacking, key=lambda one: one.page.number))
