"""What is filled in for the person: each value follows from one they just gave, and they may change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pegase_desktop.domain.asked import is_out_of_reach
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Direction, Kind, Quality

Proposal = Callable[[Complaint, str, datetime], Mapping[str, Any]]


def _from_kind(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    return {"was_expressed": True if complaint.kind is Kind.DIFFICULTY else None}


def _from_channel(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    written = complaint.channel is not None and complaint.channel.is_written
    return {"in_writing": written} | (_written_on(complaint) if written else {})


def _from_reception(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    return _written_on(complaint) if complaint.in_writing else {}


def _written_on(complaint: Complaint) -> dict[str, Any]:
    return {"written_on": local(complaint.received_at).date()} if complaint.received_at else {}


def _from_complainant(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    return {"student": complaint.complainant_name} if complaint.complainant_quality is Quality.STUDENT else {}


def _signed(fact: str) -> Proposal:
    def propose(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
        return {fact: actor}

    return propose


def _from_immediate_action(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    """Of an incident what was done at once was done when it happened, by whoever was there."""
    if complaint.kind is Kind.INCIDENT:
        return {}
    return {"immediate_action_by": actor, "immediate_action_on": local(now).date()}


def _from_reach(complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    """Whoever stays unknown and leaves nothing to be reached by is neither written to, called nor asked."""
    reason = _NOBODY if complaint.anonymous and is_out_of_reach(complaint) else ""
    return dict.fromkeys(_TO_THE_PERSON, reason)


_NOBODY = "Personne non joignable : anonyme, sans téléphone, e-mail ni adresse"
_TO_THE_PERSON = (
    "ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable",
)  # fmt: skip


_AFTER: Mapping[str, Proposal] = MappingProxyType(
    {
        "kind": _from_kind,
        "channel": _from_channel,
        "received_at": _from_reception,
        "in_writing": _from_reception,
        "complainant_name": _from_complainant,
        "complainant_quality": _from_complainant,
        "ack_sent_at": _signed("ack_by"),
        "ack_medium": _signed("ack_by"),
        "response_sent_at": _signed("response_by"),
        "response_medium": _signed("response_by"),
        "immediate_action": _from_immediate_action,
        "anonymous": _from_reach,
        "phone": _from_reach,
        "email": _from_reach,
        "address": _from_reach,
    }
)


def first_proposals(actor: str, now: datetime) -> Mapping[str, Any]:
    """What a new complaint starts with."""
    return {"kind": Kind.COMPLAINT, "received_at": now, "received_by": actor, "owner": actor}


def proposals_after(name: str, complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    """What follows from the value that was just given to the fact *name*."""
    propose = _AFTER.get(name)
    return propose(complaint, actor, now) if propose else {}


def row_proposals(name: str, complaint: Complaint, actor: str, now: datetime) -> Mapping[str, Any]:
    """What a new row of a fact starts with."""
    match name:
        case "calls":
            return {"at": now, "by": actor}
        case "exchanges":
            return {"at": now, "by": actor, "direction": Direction.OUTGOING}
        case "actions":
            return {"who": complaint.owner or actor}
        case _:
            return {}
