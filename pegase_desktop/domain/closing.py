"""The gate of closing as a list that people read: each thing that it asks for, there or not."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import Missing, missing_to_close
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page


@dataclass(frozen=True, slots=True)
class ClosingCondition:
    """One thing that closing asks for: what is said of it once it is there, and what is missing of it."""

    label: str
    missing: tuple[Missing, ...]


def closing_conditions(complaint: Complaint) -> tuple[ClosingCondition, ...]:
    """What closing asks for on the path of the case, whether it is there or not."""
    path, missing = path_of(complaint), missing_to_close(complaint)
    conditions = []
    for label, facts, page in _CONDITIONS:
        if (page in path.pages and path.has(facts[0])) if page else facts[0] in path.to_close:
            said = label if any(path.asks(complaint, name) for name in facts) else f"{label}\u00a0: sans objet"
            conditions.append(ClosingCondition(said, tuple(one for one in missing if one.fact in facts)))
    return tuple(conditions)


# Each stands where closing asks for its first fact; rows, which it asks about where there are any, on their page.
_CONDITIONS = (
    ("Personnes touchées notées", ("people_affected",), None),
    ("Action immédiate notée", ("immediate_action",), None),
    ("Personnes prévenues notées", ("people_told",), None),
    ("Accusé de réception envoyé", ("ack_sent_at",), None),
    ("Cause analysée, ou sans objet avec la raison", ("cause_family", "cause_text"), None),
    ("Actions faites, ou abandonnées avec une raison", ("actions",), Page.PLAN),
    ("Réponse donnée, avec ses raisons", ("decision", "reasons", "response_sent_at"), None),
    ("Issue notée, avec ses raisons", ("resolution", "reasons", "response_sent_at"), None),
    ("Dédommagements donnés, ou abandonnés avec une raison", ("redress",), Page.RESPONSE),
    ("Client informé de la conclusion", ("exchanges",), Page.CONCLUSION),
    ("Avis du client demandé, et sa réponse notée", ("feedback_asked_at", "feedback_received_at"), None),
    ("Enseignement noté", ("lesson",), None),
)
