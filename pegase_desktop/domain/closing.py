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
        if page in path.pages and (facts[0] in path.to_close or facts[0] in _ROWS_SETTLED) and path.has(facts[0]):
            said = label if any(path.asks(complaint, name) for name in facts) else f"{label}\u00a0: sans objet"
            conditions.append(ClosingCondition(said, tuple(one for one in missing if one.fact in facts)))
    return tuple(conditions)


_ROWS_SETTLED = ("actions", "redress", "exchanges")  # which closing asks about where there are any

# Each stands where closing asks for its first fact, on the page that the path has for it.
_CONDITIONS = (
    ("Personnes touchées notées", ("people_affected",), Page.RECEPTION),
    ("Action immédiate notée", ("immediate_action",), Page.RECEPTION),
    ("Personnes prévenues notées", ("people_told",), Page.RECEPTION),
    ("Accusé de réception envoyé", ("ack_sent_at",), Page.ACKNOWLEDGEMENT),
    ("Cause analysée, ou sans objet avec la raison", ("cause_family", "cause_text"), Page.CAUSES),
    ("Actions faites, ou abandonnées avec une raison", ("actions",), Page.PLAN),
    ("Réponse donnée, avec ses raisons", ("decision", "reasons", "response_sent_at"), Page.RESPONSE),
    ("Issue notée, avec ses raisons", ("resolution", "reasons", "response_sent_at"), Page.RESPONSE),
    ("Dédommagements donnés, ou abandonnés avec une raison", ("redress",), Page.RESPONSE),
    ("Client informé de la conclusion", ("exchanges",), Page.CONCLUSION),
    ("Avis du client demandé, et sa réponse notée", ("feedback_asked_at", "feedback_received_at"), Page.FEEDBACK),
    ("Enseignement noté", ("lesson",), Page.LESSONS),
)
