"""How the facts of each page are laid out: which share a line, and where the special sections stand (no Qt in here).

A fact that no line names still gets one of its own, at the end: a new fact is one declaration and nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from pegase_desktop.domain.complaint import facts_on
from pegase_desktop.domain.facts import FactKind
from pegase_desktop.domain.procedure import Page


class Section(Enum):
    """What a page shows besides its fields."""

    RULE = "rule"
    QUOTE = "quote"
    CALLS = "calls"
    PRIORITY = "priority"
    SIMILAR = "similar"
    ACTIONS = "actions"
    REDRESS = "redress"
    EXCHANGES = "exchanges"
    ATTACHMENTS = "attachments"
    LETTER = "letter"
    IMPROVEMENT = "improvement"
    CLOSING = "closing"


Line = tuple[str, ...]
Block = Line | Section

_BLOCKS: Mapping[Page, tuple[Block, ...]] = MappingProxyType(
    {
        Page.RECEPTION: (
            ("kind", "channel"),
            ("verbatim",),
            ("remedy_sought",),
            ("received_at", "received_by"),
            ("facts_date", "in_writing"),
            ("written_on",),
            Section.LETTER,
            Section.ATTACHMENTS,
        ),
        Page.COMPLAINANT: (
            ("complainant_title", "complainant_name"),
            ("anonymous",),
            ("complainant_quality", "complainant_function"),
            ("phone", "email"),
            ("address",),
            ("preferred_medium",),
            ("student", "training"),
            ("self_introduced",),
        ),
        Page.SUBJECT: (("subject",), ("service", "category"), ("staff_concerned",), ("owner",)),
        Page.ACKNOWLEDGEMENT: (Section.LETTER, ("ack_medium",), ("ack_sent_at", "ack_by"), ("ack_text",)),
        Page.RESTATEMENT: (
            Section.QUOTE,
            ("restatement",),
            ("restatement_agreed",),
            Section.RULE,
            Section.CALLS,
            ("next_call_at",),
        ),
        Page.ASSESSMENT: (
            ("severity",),
            ("complexity",),
            ("impact",),
            Section.PRIORITY,
            ("immediate_action_needed",),
            ("recurrence",),
            Section.SIMILAR,
        ),
        Page.CAUSES: (
            ("immediate_action",),
            ("immediate_action_on", "immediate_action_by"),
            Section.RULE,
            ("cause_family",),
            ("cause_text",),
        ),
        Page.PLAN: (
            Section.ACTIONS,
            Section.RULE,
            ("commitment_date",),
            ("commitment_reason",),
            Section.LETTER,
            ("commitment_told_at",),
        ),
        Page.RESPONSE: (
            ("decision",),
            ("reasons",),
            Section.REDRESS,
            Section.LETTER,
            ("response_sent_at", "response_by"),
            ("response_medium",),
        ),
        Page.FOLLOW_UP: (Section.LETTER, Section.EXCHANGES, Section.RULE, ("next_update_on",)),
        Page.CONCLUSION: (("outcome",), ("client_agrees",), ("proposals",), Section.LETTER, Section.CLOSING),
        Page.FEEDBACK: (
            Section.LETTER,
            ("feedback_asked_at",),
            ("feedback_received_at",),
            ("feedback_q1",),
            ("feedback_q2",),
            ("feedback_q3",),
            ("feedback_text",),
            ("feedback_not_obtained_reason",),
        ),
        Page.LESSONS: (
            ("lesson",),
            ("to_meeting",),
            ("corrective_action",),
            Section.IMPROVEMENT,
            ("meeting_on", "team_informed_on"),
            Section.CLOSING,
        ),
    }
)

ROW_LINES: Mapping[str, tuple[Line, ...]] = MappingProxyType(
    {
        "calls": (("result",), ("at", "by"), ("note",)),
        "actions": (("what",), ("who", "due", "done_on")),
        "redress": (("kind", "amount"), ("text",)),
        "exchanges": (("direction", "medium"), ("at", "by"), ("text",)),
    }
)


def blocks_of(page: Page) -> tuple[Block, ...]:
    """The lines and sections of a page, from top to bottom."""
    blocks = _BLOCKS.get(page, ())
    placed = {name for block in blocks if isinstance(block, tuple) for name in block}
    placed |= {block.value for block in blocks if isinstance(block, Section)} | {"links"}
    left_over = (one.name for one in facts_on(page) if one.name not in placed and one.kind is not FactKind.ROWS)
    return (*blocks, *((name,) for name in left_over))
