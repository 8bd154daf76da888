"""A contact noted in a few seconds: what it records, and how it is known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.noted import MESSAGE_MEDIA, Noted, NotedContact, ReceivedMessage, contact_of, with_message
from pegase_desktop.domain.rows import Call, Exchange
from pegase_desktop.domain.words import CallResult, Direction, Medium
from tests.domain.samples import endings, office, registrable

AT = office(20, 11, 9, 30)
CALL = NotedContact(what=Noted.CALL_MADE, at=AT, by="Claire Martin", text="Rappeler", result=CallResult.MESSAGE_LEFT)
VISIT = NotedContact(what=Noted.VISIT, at=AT, by="Claire Martin", text="Elle est passée")
MESSAGES = [replace(VISIT, what=Noted.MESSAGE, medium=medium) for medium in MESSAGE_MEDIA]
OTHERS = [replace(VISIT, what=one) for one in Noted if one not in (Noted.CALL_MADE, Noted.MESSAGE)]


@pytest.mark.parametrize("contact", [CALL, *OTHERS, *MESSAGES], ids=lambda one: f"{one.what}-{one.medium}")
def test_a_contact_is_known_again_by_its_entry(contact: NotedContact) -> None:
    _, entry = contact.entry()
    assert contact_of(entry) == contact
    assert contact.faults() == {}


def test_a_letter_sent_is_none_that_can_be_noted_so() -> None:
    assert contact_of(Exchange(at=AT, medium=Medium.LETTER, direction=Direction.OUTGOING)) is None


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (replace(CALL, result=None), "result"),
        (replace(CALL, at=None), "at"),
        (replace(VISIT, text=""), "text"),
    ],
)
def test_what_is_missing_is_said(contact: NotedContact, field: str) -> None:
    assert list(contact.faults()) == [field]


def test_it_comes_after_the_others_and_says_when_the_client_is_told_next() -> None:
    before = registrable(calls=(Call(id=3, at=AT),), next_update_on=date(2026, 11, 23))
    assert CALL.values(before)["calls"] == (*before.calls, CALL.entry()[1])
    assert CALL.values(before)["next_update_on"] is None
    assert "next_update_on" not in replace(CALL, next_update_on=date(2026, 11, 23)).values(before)


def test_a_message_is_taken_over_under_what_was_written_and_only_once() -> None:
    message = ReceivedMessage(sender="Inès Roy", sent_at=office(19, 11, 8), subject="Retard", text="Toujours rien.")
    contact = with_message(VISIT, message)
    assert contact.text == "Elle est passée\n\nDe\u00a0: Inès Roy\nObjet\u00a0: Retard\n\nToujours rien."
    assert (contact.what, contact.medium, contact.at) == (Noted.MESSAGE, Medium.EMAIL, message.sent_at)
    assert with_message(contact, message) == contact
    assert with_message(VISIT, ReceivedMessage()).at == AT


def test_of_a_case_that_ended_no_further_information_is_promised() -> None:
    ended = registrable(next_update_on=date(2026, 11, 23), endings=endings(closed_at=AT))
    moved = replace(CALL, next_update_on=date(2026, 11, 30))
    assert list(moved.values(ended)) == ["calls"]
    assert not moved.is_information_moved(ended)
    assert moved.is_information_moved(replace(ended, endings=()))
