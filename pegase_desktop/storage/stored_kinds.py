"""The kinds of records as the register file keeps them; what the table of cases is sorted and filtered by."""

from __future__ import annotations

from typing import Any

from pegase_desktop.domain.codec import to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import next_duty
from pegase_desktop.domain.kinds import COMPLAINTS, KINDS
from pegase_desktop.domain.moments import to_text
from pegase_desktop.domain.naming import key_in_lists, name_in_lists, title_in_lists
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.records import NO_DUE, StoredKind

DERIVED_COLUMNS = (
    "ack_due_at", "response_due_at", "is_ended", "ended_at", "complainant", "title", "complainant_key", "student_key",
    "title_key", "service_key", "channel_key", "owner_key", "priority_rank", "stage_rank", "duty_kind", "duty_due_at",
    "duty_day_only",
)  # fmt: skip
#: By which rules the derived columns, the duties and the words of the search were made: one more when a rule changes.
RULES = 3


def derived_columns(complaint: Complaint) -> dict[str, Any]:
    """What the table sorts and filters on, computed by the domain from the facts."""
    duty, level, ended_at = next_duty(complaint), priority(complaint), complaint.ended_at
    title = title_in_lists(complaint)
    return {
        "ack_due_at": to_plain(complaint.ack_due_at),
        "response_due_at": to_plain(complaint.response_due_at),
        "is_ended": int(ended_at is not None),
        "ended_at": to_plain(ended_at),
        "complainant": name_in_lists(complaint),
        "title": title,
        "complainant_key": key_in_lists(complaint),
        "student_key": fold(complaint.student),
        "title_key": fold(title),
        "service_key": fold(complaint.service),
        "channel_key": fold(complaint.channel.label) if complaint.channel else "",
        "owner_key": fold(complaint.owner),
        "priority_rank": level.rank if level else 0,
        "stage_rank": stage(complaint).rank,
        "duty_kind": duty.kind.value if duty else None,
        "duty_due_at": to_text(duty.due_at) if duty and duty.due_at else NO_DUE,
        "duty_day_only": int(duty.day_only) if duty else 0,
    }


CASES = StoredKind(COMPLAINTS, ("terms_id",), derived_columns, DERIVED_COLUMNS, ended="is_ended")
STORED_KINDS = (CASES, *(StoredKind(kind) for kind in KINDS if kind is not COMPLAINTS))
