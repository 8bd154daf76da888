"""What the register keeps: records of several kinds, each named by its kind and its id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of records that the journal can tell of. Their codes are in its hashes: none is ever changed."""

    COMPLAINT = "complaint"
    MEETING = "meeting"
    IMPROVEMENT = "improvement"
    RISK = "risk"
    INTERNAL_NOTE = "internal_note"
    WEEKLY_REVIEW = "weekly_review"
    AUDIT = "audit"
    SCHOOL = "school"  # settings and staff
    REGISTER = "register"  # the register itself: what happened to the file


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One record. The school and the register are one of their kind."""

    kind: RecordKind
    id: int = 1


SCHOOL = RecordRef(RecordKind.SCHOOL)
REGISTER = RecordRef(RecordKind.REGISTER)


def complaint_ref(complaint_id: int) -> RecordRef:
    """The complaint that has this id."""
    return RecordRef(RecordKind.COMPLAINT, complaint_id)
