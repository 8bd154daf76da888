"""The gates: what must be there to register a complaint and to close it, and what each page still lacks.

A page that lacks something is shown as such and never blocks; only the two gates refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Agreement, CallResult, CauseFamily, Direction, LetterKind
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


def _ask_for(path: CasePath, name: str, sentence: str = "") -> Missing:
    declared, page = path.fact(name), path.page_of(name)
    assert page is not None
    return Missing(page, name, sentence or declared.missing or f"Il manque\u00a0: {declared.label_in_sentence}.")


def missing_on(complaint: Complaint, page: Page) -> tuple[Missing, ...]:
    """What the page still lacks, in its order; nothing on a page to which the path of the case does not lead."""
    path = path_of(complaint)
    lacking = [_ask_for(path, name) for name in path.lacking_on(complaint, page)]
    if page in path.pages:
        lacking += [_ask_for(path, name, sentence) for name, sentence in _UNSETTLED.get(page, _nothing)(complaint)]
    return tuple(lacking)


Unsettled = Iterator[tuple[str, str]]
"""What is there and not settled yet: the fact, and the sentence that asks for the rest."""


def _nothing(complaint: Complaint) -> Unsettled:
    yield from ()


def _unsettled_with_client(complaint: Complaint) -> Unsettled:
    """Of the restatement: the client's agreement to it, and the call that a written complaint asks for."""
    path = path_of(complaint)
    if complaint.restatement_agreed in _NOT_AGREED and path.asks(complaint, "restatement_agreed"):
        yield "restatement_agreed", _NOT_AGREED[complaint.restatement_agreed]
    if complaint.calls and path.asks(complaint, "calls") and not was_reached(complaint):
        yield "calls", "Le client n’a pas encore été joint. Rappelez-le, ou prévoyez un rappel."


_NOT_AGREED = {
    Agreement.TO_CORRECT: "La reformulation est à corriger. Corrigez-la, puis relisez-la avec le client.",
    Agreement.NOT_ASKED: "Le client n’a pas encore confirmé la reformulation. Relisez-la avec lui.",
}


def _unsettled_actions(complaint: Complaint) -> Unsettled:
    for one in complaint.actions:
        if one.is_open:
            yield "actions", f"Une action n’est ni faite ni abandonnée avec une raison\u00a0: {one.what}."


def _unsettled_redress(complaint: Complaint) -> Unsettled:
    """What was granted and neither given nor given up; what the answer itself gives, once it has left, is given."""
    if complaint.response_sent_at is None or not path_of(complaint).asks(complaint, "redress"):
        return
    for one in complaint.redress:
        if one.is_open:
            named = one.text or (one.kind.label.lower() if one.kind else "")
            yield "redress", f"Un dédommagement n’est ni donné ni abandonné avec une raison\u00a0: {named}."


def _untold(complaint: Complaint) -> Unsettled:
    """Of the follow-up: an acknowledgement is no news."""
    if complaint.exchanges and not was_informed(complaint) and path_of(complaint).asks(complaint, "exchanges"):
        yield "exchanges", _NO_NEWS


def _untold_of_conclusion(complaint: Complaint) -> Unsettled:
    if complaint.response_sent_at:
        yield from _not_told_at_the_end(complaint)


def _unanswered_opinion(complaint: Complaint) -> Unsettled:
    is_asked = complaint.feedback_asked_at is not None and path_of(complaint).asks(complaint, "feedback_asked_at")
    if is_asked and not has_feedback_answer(complaint):
        yield "feedback_received_at", _NO_FEEDBACK


_UNSETTLED: Mapping[Page, Callable[[Complaint], Unsettled]] = {
    Page.RESTATEMENT: _unsettled_with_client,
    Page.PLAN: _unsettled_actions,
    Page.RESPONSE: _unsettled_redress,
    Page.FOLLOW_UP: _untold,
    Page.CONCLUSION: _untold_of_conclusion,
    Page.FEEDBACK: _unanswered_opinion,
}

_NO_NEWS = "Le client n’a eu que l’accusé de réception. Donnez-lui des nouvelles, ou la réponse, et notez-le."
_NOT_TOLD = (
    "Le client n’est pas encore informé de la conclusion. Notez l’échange, dans Suivi du client, après la réponse."
)
_NO_FEEDBACK = "L’avis est demandé. Notez la réponse du client, ou pourquoi l’avis n’est pas obtenu."


def was_reached(complaint: Complaint) -> bool:
    """Whether one of the calls reached the client."""
    return any(call.result is CallResult.REACHED for call in complaint.calls)


def times_informed(complaint: Complaint) -> tuple[datetime, ...]:
    """When the client heard more than that the complaint came in: news, a call that reached them, the answer."""
    acknowledgements = {one.id for one in complaint.letters if one.kind is LetterKind.ACKNOWLEDGEMENT}
    told = (one for one in complaint.exchanges if one.direction is Direction.OUTGOING)
    news = (one.at for one in told if one.letter not in acknowledgements and one.at != complaint.ack_sent_at)
    calls = (one.at for one in complaint.calls if one.result is CallResult.REACHED)
    return tuple(filter(None, (*news, *calls, complaint.commitment_told_at, complaint.response_sent_at)))


def was_informed(complaint: Complaint) -> bool:
    """Whether the client had news since the acknowledgement."""
    return bool(times_informed(complaint))


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


def missing_to_register(complaint: Complaint) -> tuple[Missing, ...]:
    """What the register asks for before it gives a number."""
    path = path_of(complaint)
    lacking = [_ask_for(path, one.name) for one in path.to_register if path.lacks(complaint, one.name)]
    if not complaint.verbatim and not complaint.subject:
        lacking.append(_ask_for(path, "verbatim"))
    return _in_order(path, lacking)


def _in_order(path: CasePath, lacking: Iterable[Missing]) -> tuple[Missing, ...]:
    return tuple(sorted(lacking, key=lambda one: path.number(one.page)))


def check_entry(facts: Complaint, now: datetime) -> None:
    """Refuse a number to what cannot be registered.

    Raises:
        GateClosed: something is missing.
        WrongFact: a value cannot be right.
    """
    missing = missing_to_register(facts)
    if missing:
        raise GateClosed("Le dossier ne peut pas encore être enregistré.", missing)
    for wrong in wrong_facts(facts, now):
        raise wrong


def faults_of_case(facts: Complaint, now: datetime) -> tuple[WrongFact, ...]:
    """What hinders a number, as of a record of any kind: what is missing, and what cannot be right."""
    lacking = tuple(WrongFact(one.fact, one.sentence) for one in missing_to_register(facts))
    return lacking + wrong_facts(facts, now)


def missing_to_close(complaint: Complaint) -> tuple[Missing, ...]:
    """What the process asks for before a case is closed, in the order of the pages."""
    return _not_there_to_close(complaint, path_of(complaint).to_close)


def _not_there_to_close(complaint: Complaint, needed: tuple[str, ...]) -> tuple[Missing, ...]:
    path = path_of(complaint)
    if complaint.cause_family is CauseFamily.NOT_APPLICABLE and "cause_text" not in needed:
        needed = (*needed, "cause_text")
    lacking = [_ask_for(path, name) for name in needed if path.lacks(complaint, name)]
    for page, unsettled in _UNSETTLED_TO_CLOSE.items():
        if page in path.pages:
            lacking += [_ask_for(path, name, sentence) for name, sentence in unsettled(complaint)]
    return _in_order(path, lacking)


def never_closed_without(complaint: Complaint) -> tuple[Missing, ...]:
    """Of what closing asks for, that which it asked for under every former version of the rules.

    A case that was closed before keeps its end, also when it comes back from a file.
    """
    always = tuple(name for name in path_of(complaint).to_close if name in _ALWAYS_ASKED)
    return tuple(one for one in _not_there_to_close(complaint, always) if one.fact != "redress")


# What every version of the gate asked for; what is begun and not settled, redress apart, is asked for besides.
_ALWAYS_ASKED = frozenset(
    {"ack_sent_at", "cause_family", "decision", "response_sent_at", "reasons", "feedback_asked_at"}
)


def _not_told_at_the_end(complaint: Complaint) -> Unsettled:
    if path_of(complaint).asks(complaint, "exchanges") and not was_told_of_conclusion(complaint):
        yield "exchanges", _NOT_TOLD


_UNSETTLED_TO_CLOSE: Mapping[Page, Callable[[Complaint], Unsettled]] = {
    Page.PLAN: _unsettled_actions,
    Page.RESPONSE: _unsettled_redress,
    Page.CONCLUSION: _not_told_at_the_end,
    Page.FEEDBACK: _unanswered_opinion,
}
