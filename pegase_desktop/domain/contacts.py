"""Every contact with the client, from whatever page it was noted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import left_at
from pegase_desktop.domain.words import CallResult, Direction, Kind, Medium


class ContactKind(Enum):
    """What a contact was."""

    RECEPTION = "reception"
    LETTER = "letter"
    COMMITMENT = "commitment"
    ANSWER = "answer"
    FEEDBACK = "feedback"
    CALL = "call"
    CALL_REACHED = "call_reached"
    CALL_MISSED = "call_missed"
    EXCHANGE = "exchange"


_CALL_WORDS = {
    CallResult.REACHED: (ContactKind.CALL_REACHED, "Appel, client joint"),
    CallResult.MESSAGE_LEFT: (ContactKind.CALL_MISSED, "Appel sans réponse, message laissé"),
    CallResult.UNREACHABLE: (ContactKind.CALL_MISSED, "Appel, client injoignable"),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as the client had it, in words. ``medium`` is that of an exchange."""

    at: datetime
    kind: ContactKind
    title: str
    by: str = ""
    text: str = ""
    medium: Medium | None = None


def contacts(complaint: Complaint) -> tuple[Contact, ...]:
    """The contacts of a complaint, the newest first."""
    letters = [*_letters(complaint)]
    told = {one.at for one in letters}  # what a letter says by its own name is not said again as what it made true
    milestones = (one for one in _milestones(complaint) if one.kind is ContactKind.RECEPTION or one.at not in told)
    found = [*milestones, *letters, *_calls(complaint), *_exchanges(complaint)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _letters(complaint: Complaint) -> Iterator[Contact]:
    for letter in complaint.letters:
        at = left_at(complaint, letter)
        if at and letter.kind:
            how = f" · {letter.medium.label.lower()}" if letter.medium else ""
            yield Contact(at, ContactKind.LETTER, f"{letter.kind.label}{how}", letter.by, letter.text)


def _milestones(complaint: Complaint) -> Iterator[Contact]:
    if complaint.received_at:
        how = f" · {complaint.channel.label.lower()}" if complaint.channel else ""
        title = f"{complaint.kind.label if complaint.kind else 'Réclamation'} reçue{how}"
        if complaint.kind is Kind.INCIDENT:
            title = f"Aléa signalé{how}"
        yield Contact(complaint.received_at, ContactKind.RECEPTION, title, complaint.received_by, complaint.verbatim)
    if complaint.ack_sent_at:
        title = "Accusé de réception envoyé"
        yield Contact(complaint.ack_sent_at, ContactKind.LETTER, title, complaint.ack_by, complaint.ack_text)
    if complaint.commitment_told_at:
        text = complaint.commitment_reason
        yield Contact(complaint.commitment_told_at, ContactKind.COMMITMENT, "Date butoir annoncée", text=text)
    if complaint.response_sent_at:
        decision = f" · {complaint.decision.label.lower()}" if complaint.decision else ""
        title = f"Réponse donnée{decision}"
        yield Contact(complaint.response_sent_at, ContactKind.ANSWER, title, complaint.response_by, complaint.reasons)
    if complaint.feedback_asked_at:
        yield Contact(complaint.feedback_asked_at, ContactKind.FEEDBACK, "Avis demandé")
    if complaint.feedback_received_at:
        yield Contact(complaint.feedback_received_at, ContactKind.FEEDBACK, "Avis reçu", text=complaint.feedback_text)


def _calls(complaint: Complaint) -> Iterator[Contact]:
    for call in complaint.calls:
        if call.at:
            kind, title = _CALL_WORDS[call.result] if call.result else (ContactKind.CALL, "Appel")
            yield Contact(call.at, kind, title, call.by, call.note)


def _exchanges(complaint: Complaint) -> Iterator[Contact]:
    for exchange in complaint.exchanges:
        if exchange.at and exchange.letter is None:
            way = "du client" if exchange.direction is Direction.INCOMING else "vers le client"
            title = f"{exchange.medium.label if exchange.medium else 'Échange'} {way}"
            yield Contact(exchange.at, ContactKind.EXCHANGE, title, exchange.by, exchange.text, exchange.medium)
