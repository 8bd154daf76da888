"""The open form of a complaint: a JSON object, nested by chapter of the process, for other programs to read and write.

Moments are local with their offset, amounts are euros, ``client_agrees`` is true, false or null (no word).
``reference``, ``owner``, ``written_on``, links and attachments are the program's own additions, and optional.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from pegase_desktop.domain.codec import Plain, from_plain, to_plain
from pegase_desktop.domain.complaint import Attachment, Complaint, Fact, FactKind, facts_of
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import is_there, missing_to_close, missing_to_register, wrong_facts
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import ClientAgrees, Status

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
    "reopened_at": "reopened.at",
    "reopen_reason": "reopened.reason",
    "cancelled_at": "cancelled.at",
    "cancel_reason": "cancelled.reason",
    "cancel_note": "cancelled.note",
    "duplicate_of": "cancelled.duplicate_of",
}
_AGREES = {True: ClientAgrees.YES, False: ClientAgrees.NO, None: ClientAgrees.NO_WORD}


class WrongCase(UserError):
    """A case that cannot be taken in; ``number`` counts from 1, ``field`` is its place in the open form."""

    def __init__(self, number: int, field: str, reason: str) -> None:
        super().__init__(f"Cas n° {number}, champ « {field} » : {reason}")
        self.number = number
        self.field = field


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint with the contents of its attachments, in their order. ``reference`` may be empty."""

    complaint: Complaint
    contents: tuple[bytes, ...] = ()


def path_of(name: str) -> str:
    """Where a fact stands in the open form: ``complainant.name``."""
    return _PATHS.get(name, name)


def case_to_open(case: Case) -> dict[str, Any]:
    """The open form of a case, ready for JSON."""
    tree: dict[str, Any] = {"reference": case.complaint.reference} if case.complaint.reference else {}
    for declared in facts_of(Complaint):
        value = getattr(case.complaint, declared.name)
        if is_there(value) and declared.name != "attachments":
            _put(tree, path_of(declared.name), _outward(declared, value))
    if case.complaint.attachments:
        pairs = zip(case.complaint.attachments, case.contents, strict=True)
        tree["attachments"] = [_attachment_to_open(one, content) for one, content in pairs]
    return tree


def _put(tree: dict[str, Any], path: str, value: Plain) -> None:
    *groups, last = path.split(".")
    for group in groups:
        tree = tree.setdefault(group, {})
    tree[last] = value


def _outward(declared: Fact, value: Any) -> Plain:
    match declared.kind:
        case FactKind.MOMENT:
            return local(value).isoformat()
        case FactKind.MONEY:
            return value // 100 if value % 100 == 0 else value / 100
        case FactKind.ROWS if declared.name == "links":
            return [one.reference for one in value]
        case FactKind.ROWS:
            return [_row_to_open(one) for one in value]
        case _ if declared.name == "client_agrees":
            return next(said for said, word in _AGREES.items() if word is value)
        case _:
            return to_plain(value)


def _row_to_open(row: object) -> dict[str, Plain]:
    values = ((one, getattr(row, one.name)) for one in facts_of(type(row)))
    return {one.name: _outward(one, value) for one, value in values if is_there(value)}


def _attachment_to_open(attachment: Attachment, content: bytes) -> dict[str, Plain]:
    return _row_to_open(attachment) | {"content": base64.b64encode(content).decode("ascii")}


def case_from_open(tree: object, number: int, now: datetime) -> Case:
    """The case that the open form tells, checked whole.

    Raises:
        WrongCase: with its number, the field and the reason.
    """
    if not isinstance(tree, Mapping):
        raise WrongCase(number, "-", "ce n’est pas un objet.")
    leaves = dict(_leaves(tree))
    values: dict[str, Any] = {"reference": leaves.pop("reference", "")}
    contents, values["attachments"] = _attachments(leaves.pop("attachments", []), number)
    for declared in facts_of(Complaint):
        path = path_of(declared.name)
        if path in leaves:
            values[declared.name] = _read(declared, leaves.pop(path), number, path)
    if leaves:
        raise WrongCase(number, next(iter(leaves)), "ce champ n’existe pas.")
    complaint = _with_defaults(Complaint(**{name: value for name, value in values.items() if value is not None}))
    _check(complaint, number, now)
    return Case(complaint, contents)


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _read(declared: Fact, plain: Plain, number: int, path: str) -> Any:
    try:
        return from_plain(declared, _inward(declared, plain))
    except (ValueError, TypeError, KeyError, ArithmeticError) as problem:
        raise WrongCase(number, path, f"{problem}.") from problem


def _inward(declared: Fact, plain: Plain) -> Plain:
    match declared.kind:
        case FactKind.ROWS if declared.name == "links":
            return [{"reference": one} for one in plain]
        case FactKind.ROWS:
            assert declared.row is not None
            return [_row_inward(declared.row, one) for one in plain]
        case FactKind.MONEY if plain is not None:
            return _cents(plain)
        case _ if declared.name == "client_agrees":
            return _AGREES[plain].value
        case _:
            return plain


def _row_inward(record: type[Any], plain: Mapping[str, Plain]) -> dict[str, Plain]:
    known = {one.name: one for one in facts_of(record)}
    unknown = next((name for name in plain if name not in known), None)
    if unknown:
        raise ValueError(f"« {unknown} » n’existe pas")
    return {name: _inward(known[name], value) for name, value in plain.items()}


def _cents(euros: Plain) -> int:
    if isinstance(euros, bool) or not isinstance(euros, int | float):
        raise ValueError("attendu : un montant en euros")
    cents = Decimal(str(euros)) * 100
    if cents != int(cents):
        raise ValueError("un montant a deux décimales au plus")
    return int(cents)


def _attachments(plain: Plain, number: int) -> tuple[tuple[bytes, ...], tuple[Attachment, ...]]:
    contents, attachments = [], []
    for one in plain:
        fields = dict(one)
        try:
            content = base64.b64decode(fields.pop("content"), validate=True)
            attachment: Attachment = from_plain(_ATTACHMENTS, [fields])[0]
        except (ValueError, KeyError, TypeError, binascii.Error) as problem:
            raise WrongCase(number, "attachments", "le contenu d’une pièce est illisible.") from problem
        if hashlib.sha256(content).hexdigest() != attachment.sha256:
            raise WrongCase(number, "attachments", f"l’empreinte de « {attachment.name} » ne correspond pas.")
        contents.append(content)
        attachments.append(replace(attachment, id=0, size=len(content)))
    return tuple(contents), tuple(attachments)


_ATTACHMENTS = next(one for one in facts_of(Complaint) if one.name == "attachments")


def _with_defaults(complaint: Complaint) -> Complaint:
    """What older files leave out: the case is followed by who received it, and a written complaint has its day."""
    written_on = complaint.written_on
    if written_on is None and complaint.in_writing and complaint.received_at:
        written_on = local(complaint.received_at).date()
    return replace(complaint, owner=complaint.owner or complaint.received_by, written_on=written_on)


def _check(complaint: Complaint, number: int, now: datetime) -> None:
    lacking = missing_to_register(complaint)
    if complaint.status is Status.CLOSED:
        lacking += missing_to_close(complaint)
    for missing in lacking:
        raise WrongCase(number, path_of(missing.fact), missing.sentence)
    for wrong in wrong_facts(complaint, now):
        raise WrongCase(number, path_of(wrong.fact), str(wrong))
