"""The gates: what must be there to register a complaint and to close it, and what each page still lacks.

A page that lacks something is shown as such and never blocks; only the two gates refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.complaint import Complaint, facts_on, rows_facts
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, Need, fact_named, facts_of
from pegase_desktop.domain.moments import is_plausible, local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Agreement, CallResult, CauseFamily, Direction


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


def is_there(value: object) -> bool:
    """Whether a fact has a value: an empty text or list is none, « non » is one."""
    return value is not None and value != "" and value != ()


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


# What cannot come before what: (later fact, earlier fact, how the earlier one is named in the sentence).
_ORDER = (
    ("ack_sent_at", "received_at", "la réception"),
    ("commitment_told_at", "received_at", "la réception"),
    ("response_sent_at", "received_at", "la réception"),
    ("feedback_asked_at", "received_at", "la réception"),
    ("feedback_received_at", "feedback_asked_at", "la demande d’avis"),
    ("feedback_received_at", "received_at", "la réception"),
    ("next_call_at", "received_at", "la réception"),
    ("closed_at", "received_at", "la réception"),
    ("cancelled_at", "received_at", "la réception"),
)
# The days that cannot come before the day of reception.
_DAYS_AFTER_RECEPTION = ("immediate_action_on", "commitment_date", "next_update_on", "meeting_on", "team_informed_on")


class WrongFact(UserError):
    """A value cannot be right; ``fact`` names it."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.fact = name


def wrong_facts(complaint: Complaint, now: datetime) -> tuple[WrongFact, ...]:
    """The values that cannot be right, each with its sentence: impossible years, the future, an end before a start."""
    if impossible := _impossible(complaint):  # dates with which the other rules cannot reckon
        return tuple(impossible)
    return (*_in_the_future(complaint, now), *_out_of_order(complaint), *_wrong_rows(complaint, now))


def newly_wrong(before: Complaint, after: Complaint, now: datetime) -> tuple[WrongFact, ...]:
    """What cannot be right of *after*: a value that changed, or one that another change made wrong.

    What was wrong already, as when the clock was set back, hinders nobody from going on.
    """
    wrong = wrong_facts(after, now)
    already = {(one.fact, str(one)) for one in wrong_facts(before, now)} if wrong else set()
    return tuple(
        one
        for one in wrong
        if getattr(after, one.fact) != getattr(before, one.fact) or (one.fact, str(one)) not in already
    )


def _impossible(complaint: Complaint) -> list[WrongFact]:
    return [
        WrongFact(one.name, f"L’année {value.year:04} n’est pas possible. Vérifiez la date.")
        for one in _DATED_FACTS
        if (value := getattr(complaint, one.name)) is not None and not is_plausible(value)
    ]


_DATES = (FactKind.DAY, FactKind.MOMENT)
_DATED_FACTS = tuple(one for one in facts_of(Complaint) if one.kind in _DATES)


def _in_the_future(complaint: Complaint, now: datetime) -> list[WrongFact]:
    return [
        WrongFact(one.name, f"Cette date est dans le futur ({_said(value)}). Vérifiez le jour et le mois.")
        for one in _DATED_FACTS
        if one.past and _is_future(value := getattr(complaint, one.name), now)
    ]


def _is_future(value: date | datetime | None, now: datetime) -> bool:
    if isinstance(value, datetime):
        return value > now
    return value is not None and value > local(now).date()


def _said(value: date | datetime) -> str:
    return f"{local(value):%d/%m/%Y à %H:%M}" if isinstance(value, datetime) else f"{value:%d/%m/%Y}"


def _out_of_order(complaint: Complaint) -> list[WrongFact]:
    wrong = []
    for later, earlier, named in _ORDER:
        end, start = getattr(complaint, later), getattr(complaint, earlier)
        if start is not None and end is not None and end < start:
            wrong.append(
                WrongFact(later, f"Cette date est avant {named} ({_said(start)}). Vérifiez le jour et le mois.")
            )
    received = complaint.received_at
    if received and complaint.facts_date and complaint.facts_date > local(received).date():
        wrong.append(WrongFact("facts_date", _after_reception("Les faits", received)))
    for name in _DAYS_AFTER_RECEPTION:
        day = getattr(complaint, name)
        if received and day and day < local(received).date():
            wrong.append(WrongFact(name, _before_reception(received)))
    return wrong


def _after_reception(what: str, received: datetime) -> str:
    return f"{what} sont après la réception ({_said(received)}). Vérifiez le jour et le mois."


def _before_reception(received: datetime) -> str:
    return f"Cette date est avant la réception ({local(received):%d/%m/%Y}). Vérifiez le jour et le mois."


def _wrong_rows(complaint: Complaint, now: datetime) -> list[WrongFact]:
    wrong: list[WrongFact] = []
    for declared in rows_facts():
        for row in getattr(complaint, declared.name):
            wrong += (
                WrongFact(declared.name, f"{declared.label}\u00a0: {sentence}")
                for sentence in wrong_row(row, now, complaint.received_at)
            )
    return wrong


def wrong_row(row: object, now: datetime, received: datetime | None = None) -> tuple[str, ...]:
    """What is missing or wrong in one entry (call, action, exchange, redress), in sentences."""
    return tuple(one.sentence for one in row_faults(row, now, received))


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is missing or wrong in one fact of an entry."""

    fact: str
    sentence: str


def row_faults(row: object, now: datetime, received: datetime | None = None) -> tuple[RowFault, ...]:
    """The same, fact by fact."""
    faults = []
    for one in facts_of(type(row)):
        value = getattr(row, one.name)
        if one.need is Need.REGISTER and not is_there(value):
            sentence = one.missing or f"Il manque «\u00a0{one.label}\u00a0»."
            faults.append(RowFault(one.name, sentence[:1].lower() + sentence[1:]))
        elif one.kind in _DATES and value is not None and not is_plausible(value):
            faults.append(RowFault(one.name, f"l’année {value.year:04} n’est pas possible. Vérifiez la date."))
        elif one.past and _is_future(value, now):
            faults.append(
                RowFault(one.name, f"cette date est dans le futur ({_said(value)}). Vérifiez le jour et le mois.")
            )
        elif received and one.kind in _DATES and not one.stamped and _is_before(value, received):
            faults.append(
                RowFault(
                    one.name, f"cette date est avant la réception ({_said(received)}). Vérifiez le jour et le mois."
                )
            )
    amount = getattr(row, "amount", None)
    if amount is not None and amount < 0:
        faults.append(RowFault("amount", "le montant ne peut pas être négatif."))
    return tuple(faults)


def _is_before(value: date | datetime | None, received: datetime) -> bool:
    if isinstance(value, datetime):
        return value < received
    return value is not None and value < local(received).date()
