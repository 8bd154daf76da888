"""What follows from a value just given is proposed, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.proposals import first_proposals, proposals_after, row_proposals
from pegase_desktop.domain.words import Channel, Direction, Kind, Quality
from tests.domain.samples import office

NOW = office(20, 11, 18)
RECEIVED = office(17, 11, 18, 40)


TO_THE_PERSON = ("ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable")
NOBODY = "Personne non joignable : anonyme, sans téléphone, e-mail ni adresse"


@pytest.mark.parametrize(
    ("name", "facts", "proposed"),
    [
        ("channel", {"channel": Channel.PHONE, "received_at": RECEIVED}, {"in_writing": False}),
        (
            "channel",
            {"channel": Channel.EMAIL, "received_at": RECEIVED},
            {"in_writing": True, "written_on": date(2026, 11, 17)},
        ),
        ("channel", {"channel": Channel.EMAIL}, {"in_writing": True}),
        ("received_at", {"in_writing": True, "received_at": RECEIVED}, {"written_on": date(2026, 11, 17)}),
        ("received_at", {"received_at": RECEIVED}, {}),
        (
            "complainant_name",
            {"complainant_name": "Inès Roy", "complainant_quality": Quality.STUDENT},
            {"student": "Inès Roy"},
        ),
        ("complainant_name", {"complainant_name": "Inès Roy"}, {}),
        ("ack_sent_at", {"ack_sent_at": RECEIVED}, {"ack_by": "Claire Martin"}),
        (
            "immediate_action",
            {"immediate_action": "Leçon reportée"},
            {"immediate_action_by": "Claire Martin", "immediate_action_on": date(2026, 11, 20)},
        ),
        ("immediate_action", {"kind": Kind.INCIDENT, "immediate_action": "Dépanneuse appelée"}, {}),
        ("verbatim", {"verbatim": "Trop d’attente"}, {}),
        ("kind", {"kind": Kind.DIFFICULTY}, {"was_expressed": True}),
        ("kind", {"kind": Kind.INCIDENT}, {"was_expressed": None}),
        ("anonymous", {"anonymous": True}, dict.fromkeys(TO_THE_PERSON, NOBODY)),
        ("anonymous", {"anonymous": True, "phone": "06 39 98 12 34"}, dict.fromkeys(TO_THE_PERSON, "")),
        ("address", {"anonymous": None}, dict.fromkeys(TO_THE_PERSON, "")),
    ],
)
def test_what_follows_from_a_value(name: str, facts: dict[str, Any], proposed: dict[str, Any]) -> None:
    assert proposals_after(name, Complaint(**facts), "Claire Martin", NOW) == proposed


def test_a_complaint_starts_with_who_is_there_now() -> None:
    proposed = first_proposals("Claire Martin", NOW)
    begun = Complaint(**proposed)
    assert (begun.received_at, begun.received_by, begun.owner) == (NOW, "Claire Martin", "Claire Martin")
    assert begun.kind is Kind.COMPLAINT
    assert len(proposed) == 4


def test_an_entry_starts_with_what_is_known() -> None:
    owned = Complaint(owner="Marc Petit")
    assert row_proposals("calls", owned, "Claire Martin", NOW) == {"at": NOW, "by": "Claire Martin"}
    assert row_proposals("exchanges", owned, "Claire Martin", NOW)["direction"] is Direction.OUTGOING
    assert row_proposals("actions", owned, "Claire Martin", NOW) == {"who": "Marc Petit"}
    assert row_proposals("actions", Complaint(), "Claire Martin", NOW) == {"who": "Claire Martin"}


def test_what_is_proposed_are_facts_of_the_entry() -> None:
    for declared in COMPLAINTS.rows:
        for name in row_proposals(declared.name, Complaint(), "Claire Martin", NOW):
            assert declared.row is not None
            assert fact_named(declared.row, name).name == name
