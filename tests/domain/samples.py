"""Complaints for the tests of the domain: the fictional cases, and one that has all that closing asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import OFFICE_ZONE
from pegase_desktop.domain.rows import Action, Ending, Exchange
from pegase_desktop.domain.words import (
    CancelReason,
    CauseFamily,
    Channel,
    Decision,
    Direction,
    EndingKind,
    Kind,
    Medium,
)
from pegase_desktop.interchange.open_form_reading import case_from_open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

# The state of the fictional register: Friday 20 November 2026, 18:00 in the office.
CASES_NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def office(day: int, month: int, hour: int = 12, minute: int = 0, year: int = 2026) -> datetime:
    """An instant by the office's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=OFFICE_ZONE).astimezone(UTC)


@cache
def cases() -> tuple[Complaint, ...]:
    """The 24 fictional cases, in their order."""
    told = json.loads((Path(__file__).parents[1] / "data" / "cases.json").read_text("utf-8"))
    return tuple(case_from_open(one, number, CASES_NOW).complaint for number, one in enumerate(told["cases"], 1))


def with_facts(record: Record, facts: Mapping[str, object]) -> Record:
    """*record* with *facts*, whose names are known only when the test runs; of the values nothing is asked."""
    return replace(record, **facts)


def endings(**told: Any) -> tuple[Ending, ...]:
    """Those told by ``closed_at``, ``cancelled_at`` and ``reopened_at``, in the order of time."""
    kinds = {
        "closed_at": (EndingKind.CLOSED, {}),
        "cancelled_at": (EndingKind.CANCELLED, {"reason": told.get("cancel_reason", CancelReason.WITHDRAWN)}),
        "reopened_at": (EndingKind.REOPENED, {"note": told.get("reopen_reason", "Nouveau fait")}),
    }
    made = [
        Ending(id=number, kind=kind, at=told[name], by=told.get("ended_by", ""), **more)
        for number, (name, (kind, more)) in enumerate(kinds.items(), start=1)
        if told.get(name)
    ]
    return tuple(sorted(made, key=lambda one: (one.at, one.id)))


_OF_ENDINGS = ("closed_at", "cancelled_at", "cancel_reason", "reopened_at", "reopen_reason", "ended_by")


def registrable(**facts: Any) -> Complaint:
    """No more than the register asks for; *facts* say otherwise, ends by the words of :func:`endings`."""
    ends = endings(**{name: facts.pop(name) for name in _OF_ENDINGS if name in facts})
    if ends:
        facts["endings"] = ends
    told: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "received_at": office(2, 11, 10),
        "channel": Channel.PHONE,
        "complainant_name": "Élodie Garnier",
        "subject": "Leçon annulée la veille",
    }
    return Complaint(**(told | facts))


def closable(**facts: Any) -> Complaint:
    """No more than closing asks for; *facts* say otherwise."""
    told: dict[str, Any] = {
        "ack_sent_at": office(2, 11, 15),
        "ack_medium": Medium.EMAIL,
        "cause_family": CauseFamily.ORGANISATION,
        "actions": (
            Action(id=1, what="Rendre l’heure", who="Claire Martin", due=date(2026, 11, 5), done_on=date(2026, 11, 4)),
            Action(
                id=2, what="Changer de logiciel", who="Claire Martin", due=date(2026, 11, 5), abandoned_reason="Coût"
            ),
        ),
        "decision": Decision.FAVOURABLE,
        "reasons": "L’erreur est de notre côté.",
        "response_sent_at": office(3, 11, 16),
        "response_medium": Medium.EMAIL,
        "exchanges": (
            Exchange(
                id=1,
                at=office(5, 11, 9),
                medium=Medium.PHONE,
                direction=Direction.OUTGOING,
                by="Claire Martin",
                text="Informée de la fin.",
            ),
        ),
        "feedback_asked_at": office(5, 11, 9),
        "feedback_not_obtained_reason": "Ne souhaite pas répondre",
    }
    return registrable(**(told | facts))
