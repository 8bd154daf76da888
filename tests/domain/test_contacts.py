from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contacts import contacts
from pegase_desktop.domain.rows import Call, Exchange
from pegase_desktop.domain.words import CallResult, Channel, Direction, Kind, Medium

RECEIVED = datetime(2026, 11, 17, 17, 40, tzinfo=UTC)


def later(hours: int) -> datetime:
    return RECEIVED + timedelta(hours=hours)


def test_contacts_of_every_page_come_together_the_newest_first() -> None:
    complaint = Complaint(
        kind=Kind.COMPLAINT,
        received_at=RECEIVED,
        channel=Channel.EMAIL,
        ack_sent_at=later(14),
        calls=(Call(at=later(23), by="Claire Martin", result=CallResult.MESSAGE_LEFT),),
        exchanges=(Exchange(at=later(30), medium=Medium.PHONE, direction=Direction.INCOMING, text="Elle rappelle."),),
    )
    assert [one.title for one in contacts(complaint)] == [
        "Téléphone du client",
        "Appel sans réponse, message laissé",
        "Accusé de réception envoyé",
        "Réclamation reçue · e-mail",
    ]


def test_an_incident_is_reported_not_received() -> None:
    assert contacts(Complaint(kind=Kind.INCIDENT, received_at=RECEIVED))[0].title == "Aléa signalé"


def test_a_case_without_a_date_has_no_contact() -> None:
    assert contacts(Complaint(calls=(Call(),), exchanges=(Exchange(),))) == ()
