"""A contact with the client, as it is noted in a few seconds, and what it records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, Need, fact, missing_in
from pegase_desktop.domain.moments import to_the_minute
from pegase_desktop.domain.rows import Call, Exchange
from pegase_desktop.domain.words import CallResult, Direction, Labelled, Medium


class Noted(Labelled):
    """What took place."""

    CALL_MADE = "call_made", "Appel passé"
    CALL_RECEIVED = "call_received", "Appel reçu"
    VISIT = "visit", "Visite"
    MESSAGE = "message", "Message reçu"
    SMS_SENT = "sms_sent", "SMS envoyé"
    SMS_RECEIVED = "sms_received", "SMS reçu"


#: The ways on which a message comes in.
MESSAGE_MEDIA = (Medium.EMAIL, Medium.LETTER, Medium.WEBSITE, Medium.FAX)
_WAYS = {
    Noted.CALL_RECEIVED: (Medium.PHONE, Direction.INCOMING),
    Noted.VISIT: (Medium.IN_PERSON, Direction.INCOMING),
    Noted.SMS_SENT: (Medium.SMS, Direction.OUTGOING),
    Noted.SMS_RECEIVED: (Medium.SMS, Direction.INCOMING),
}


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """What could be read of a message that the client sent; what could not is empty. ``sent_at`` is UTC."""

    sender: str = ""
    sent_at: datetime | None = None
    subject: str = ""
    text: str = ""


def _is_call_made(contact: NotedContact) -> bool:
    return contact.what is Noted.CALL_MADE


def _is_message(contact: NotedContact) -> bool:
    return contact.what is Noted.MESSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedContact:
    """One contact. *result* is that of a call made, *medium* that of a message."""

    what: Noted = fact("Échange", FactKind.CHOICE, default=Noted.CALL_MADE, of=Noted, need=Need.REGISTER)
    at: datetime | None = fact(
        "Date et heure", FactKind.MOMENT, need=Need.REGISTER, past=True,
        missing="Il manque la date ou l’heure. Par exemple : 21/11/2026, 14:25.",
    )  # fmt: skip
    by: str = ""
    result: CallResult | None = fact(
        "Le client a-t-il répondu ?", FactKind.CHOICE, of=CallResult, need=Need.REGISTER, when=_is_call_made,
        missing="Dites si le client a répondu.",
    )  # fmt: skip
    medium: Medium = fact(
        "Reçu par", FactKind.CHOICE, default=Medium.EMAIL, of=MESSAGE_MEDIA, need=Need.REGISTER, when=_is_message
    )
    text: str = fact(
        "Ce qui a été dit", FactKind.TEXT, default="", need=Need.EXPECTED, lines=4,
        missing="Il manque ce qui a été dit. Une ligne suffit.",
    )  # fmt: skip
    next_update_on: date | None = fact("Prochaine information du client", FactKind.DAY)

    def faults(self) -> dict[str, str]:
        """What is missing, a sentence for each fact; of a call its result says enough."""
        missing = missing_in(self)
        return {name: one for name, one in missing.items() if name != "text" or not _is_call_made(self)}

    def entry(self) -> tuple[str, Call | Exchange]:
        """The row fact that it belongs to, and the row that it is there."""
        if self.what is Noted.CALL_MADE:
            return "calls", Call(at=self.at, by=self.by, result=self.result, note=self.text)
        medium, direction = _WAYS.get(self.what, (self.medium, Direction.INCOMING))
        return "exchanges", Exchange(at=self.at, medium=medium, direction=direction, by=self.by, text=self.text)

    def values(self, complaint: Complaint) -> dict[str, Any]:
        """The facts of *complaint* with this contact among them."""
        name, row = self.entry()
        values: dict[str, Any] = {name: (*getattr(complaint, name), row)}
        if self.is_information_moved(complaint):
            values["next_update_on"] = self.next_update_on
        return values

    def is_information_moved(self, complaint: Complaint) -> bool:
        """Whether it names another day for the client's next information; a case that ended promises none."""
        return complaint.is_open and self.next_update_on != complaint.next_update_on


def contact_of(row: Call | Exchange) -> NotedContact | None:
    """The contact that a row is; None when it is none that can be noted so, such as a letter sent."""
    if isinstance(row, Call):
        return NotedContact(what=Noted.CALL_MADE, at=row.at, by=row.by, text=row.note, result=row.result)
    way = (row.medium, row.direction)
    message = Noted.MESSAGE if way in [(one, Direction.INCOMING) for one in MESSAGE_MEDIA] else None
    what = next((noted for noted, its_way in _WAYS.items() if its_way == way), message)
    if what is None:
        return None
    contact = NotedContact(what=what, at=row.at, by=row.by, text=row.text)
    return replace(contact, medium=row.medium or contact.medium) if _is_message(contact) else contact


def told(message: ReceivedMessage) -> str:
    """A message as the text of an exchange."""
    lines = (("De", message.sender), ("Objet", message.subject))
    head = "\n".join(f"{label}\u00a0: {value}" for label, value in lines if value)
    return "\n\n".join(part for part in (head, message.text) if part)


def with_message(contact: NotedContact, message: ReceivedMessage) -> NotedContact:
    """The contact that a message is; what was written already stays above, what could not be read as it was."""
    read = told(message)
    text = contact.text if read in contact.text else "\n\n".join(part for part in (contact.text, read) if part)
    at = to_the_minute(message.sent_at) if message.sent_at else contact.at
    return replace(contact, what=Noted.MESSAGE, at=at, medium=Medium.EMAIL, text=text)
