"""The open form of a record: a JSON object for other programs to read and write.

A complaint's is nested by chapter of the process. Those of other kinds have each fact under its own name.

Moments are local with their offset, amounts are euros, ``client_agrees`` is true, false or null (no word). An exchange
names the letter that it is by its place among the letters, from 1. What the school's first files do not have is
optional: ``reference``, ``registered``, ``owner``, ``written_on``, links, and documents with their content in base64.
Reading it: :mod:`pegase_desktop.interchange.open_form_reading`.
"""

from __future__ import annotations

import base64
from typing import Any

from pegase_desktop.domain.codec import Plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, facts_of, is_there
from pegase_desktop.domain.kind import Kind, is_document
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.portable import Case
from pegase_desktop.domain.words import ClientAgrees

#: The form that is written. Files without a number are of the first one: it told a case's last end, not all of them;
#: in the third there are records of other kinds than complaints; in the fourth difficulties and incidents tell more.
FORM = 4

# Where each fact stands in the open form, when it does not stand under its own name at the top.
_PATHS = {
    "anonymous": "complainant.anonymous",
    "complainant_title": "complainant.title",
    "complainant_name": "complainant.name",
    "complainant_quality": "complainant.quality",
    "complainant_function": "complainant.function",
    "phone": "complainant.phone",
    "email": "complainant.email",
    "address": "complainant.address",
    "preferred_medium": "complainant.preferred_channel",
    "ack_sent_at": "acknowledgement.sent_at",
    "ack_medium": "acknowledgement.medium",
    "ack_by": "acknowledgement.by",
    "ack_text": "acknowledgement.text",
    "restatement": "restatement.text",
    "restatement_agreed": "restatement.agreed",
    "calls": "restatement.calls",
    "next_call_at": "restatement.next_call_at",
    "severity": "assessment.severity",
    "complexity": "assessment.complexity",
    "impact": "assessment.impact",
    "immediate_action_needed": "assessment.immediate_action_needed",
    "recurrence": "assessment.recurrence",
    "cause_family": "root_cause.family",
    "cause_text": "root_cause.text",
    "commitment_date": "commitment.date",
    "commitment_reason": "commitment.reason",
    "commitment_told_at": "commitment.told_at",
    "decision": "response.decision",
    "reasons": "response.reasons",
    "redress": "response.redress",
    "response_sent_at": "response.sent_at",
    "response_medium": "response.medium",
    "response_by": "response.by",
    "outcome": "conclusion.outcome",
    "client_agrees": "conclusion.client_agrees",
    "proposals": "conclusion.proposals",
    "feedback_asked_at": "feedback.asked_at",
    "feedback_received_at": "feedback.received_at",
    "feedback_q1": "feedback.q1",
    "feedback_q2": "feedback.q2",
    "feedback_q3": "feedback.q3",
    "feedback_text": "feedback.text",
    "feedback_not_obtained_reason": "feedback.not_obtained_reason",
    "lesson": "lessons.text",
    "to_meeting": "lessons.to_meeting",
    "corrective_action": "lessons.corrective_action",
    "meeting_on": "lessons.meeting_on",
    "team_informed_on": "lessons.team_informed_on",
    "mediation_on": "mediation.on",
    "mediation_outcome": "mediation.outcome",
    "announced": "commitment.earlier",
    "ack_not_applicable": "acknowledgement.not_applicable",
    "call_not_applicable": "restatement.call_not_applicable",
    "response_not_applicable": "response.not_applicable",
    "feedback_not_applicable": "feedback.not_applicable",
    "origin_file": "origin.file",
    "origin_sheet": "origin.sheet",
    "origin_row": "origin.row",
    "origin_number": "origin.number",
    "origin_words": "origin.words",
}
#: What a complaint tells in a way of its own.
CLIENT_AGREES, LINKS, HOUR_UNKNOWN = map(COMPLAINTS.fact, ("client_agrees", "links", "hour_unknown"))
AGREES = {True: ClientAgrees.YES, False: ClientAgrees.NO, None: ClientAgrees.NO_WORD}


def key_of(kind: Kind) -> str:
    """Under which name a file has its records of that kind."""
    return "cases" if kind is COMPLAINTS else f"{kind.code.value}s"


def path_of(name: str, kind: Kind = COMPLAINTS) -> str:
    """Where a fact stands in the open form: ``complainant.name``."""
    return _PATHS.get(name, name) if kind is COMPLAINTS else name


def case_to_open(case: Case, kind: Kind = COMPLAINTS) -> dict[str, Any]:
    """The open form of a record, ready for JSON."""
    record = case.record
    tree: dict[str, Any] = {"reference": record.reference} if record.reference else {}
    if record.registered_at:
        tree["registered"] = {"at": local(record.registered_at).isoformat(), "by": record.registered_by}
    told_empty = _told_empty(record) if kind is COMPLAINTS else ()
    for declared in facts_of(kind.record):
        value = getattr(record, declared.name)
        if is_there(value) or declared.name in told_empty:
            _put(tree, path_of(declared.name, kind), _outward(declared, value, case))
    return tree


def _told_empty(complaint: Complaint) -> tuple[str, ...]:
    """What a reader would fill in from other facts unless it is told that there is nothing."""
    owner = ("owner",) if complaint.received_by else ()
    return (*owner, "written_on") if complaint.in_writing else owner


def _put(tree: dict[str, Any], path: str, value: Plain) -> None:
    *groups, last = path.split(".")
    for group in groups:
        tree = tree.setdefault(group, {})
    tree[last] = value


def _outward(declared: Fact, value: Any, case: Case) -> Plain:
    match declared.kind:
        case FactKind.MOMENT:
            return None if value is None else local(value).isoformat()
        case FactKind.MONEY:
            return value // 100 if value % 100 == 0 else value / 100
        case FactKind.ROWS:
            return [_row_to_open(declared, one, case) for one in value]
        case FactKind.FACTS:
            return [path_of(one) for one in value] if declared is HOUR_UNKNOWN else to_plain(value)
        case FactKind.NUMBER if declared.refers_to:
            return [one.id for one in getattr(case.record, declared.refers_to)].index(value) + 1
        case _ if declared is CLIENT_AGREES:
            return next(said for said, word in AGREES.items() if word is value)
        case FactKind.FLAG | FactKind.MARK | FactKind.NUMBER | FactKind.DAY | FactKind.CHOICE | FactKind.STAFF_LIST:
            return to_plain(value)
        case FactKind.LINE | FactKind.TEXT | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF:
            return to_plain(value)


def _row_to_open(declared: Fact, row: Any, case: Case) -> Plain:
    if declared is LINKS:
        return row.reference
    values = ((one, getattr(row, one.name)) for one in facts_of(type(row)))
    told = {one.name: _outward(one, value, case) for one, value in values if is_there(value)}
    if is_document(declared):
        told["content"] = base64.b64encode(case.contents[row.sha256]).decode("ascii")
    return told
