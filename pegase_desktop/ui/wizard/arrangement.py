"""How the facts of each page are laid out: which share a line, and where the special sections stand (no Qt in here).

A fact that no line names still gets one of its own, at the end: a new fact is one declaration and nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from types import MappingProxyType

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.facts import FactKind
from pegase_desktop.domain.procedure import Page


class Section(Enum):
    """What a page shows besides its fields."""

    NATURE = "nature"
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
            ("was_expressed",),
            ("verbatim",),
            ("people_affected",),
            ("immediate_action",),
            ("people_told",),
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
        Page.ACKNOWLEDGEMENT: (
            Section.LETTER,
            ("ack_not_applicable",),
            ("ack_medium",),
            ("ack_sent_at", "ack_by"),
            ("ack_text",),
        ),
        Page.RESTATEMENT: (
            Section.QUOTE,
            ("restatement",),
            ("restatement_agreed",),
            Section.RULE,
            ("call_not_applicable",),
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
            ("response_not_applicable",),
            ("decision",),
            ("resolution",),
            ("reasons",),
            Section.REDRESS,
            Section.LETTER,
            ("response_sent_at", "response_by"),
            ("response_medium",),
        ),
        Page.FOLLOW_UP: (Section.LETTER, Section.EXCHANGES, Section.RULE, ("next_update_on",)),
        Page.CONCLUSION: (
            ("outcome",),
            ("client_agrees",),
            ("proposals",),
            Section.LETTER,
            ("mediation_on",),
            ("mediation_outcome",),
            Section.CLOSING,
        ),
        Page.FEEDBACK: (
            Section.LETTER,
            ("feedback_not_applicable",),
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
        "redress": (("kind", "amount"), ("text",), ("done_on",)),
        "exchanges": (("direction", "medium"), ("at", "by"), ("text",)),
    }
)


def blocks_of(path: CasePath, page: Page, *, is_registered: bool = False) -> tuple[Block, ...]:
    """The lines and sections of a page as a path has it, from top to bottom.

    What a registered case is, is changed as a whole: not by the way, in a field.
    """
    asked = [one for one in path.facts_on(page) if not (is_registered and one.name in _NATURE)]
    first: tuple[Block, ...] = (Section.NATURE,) if is_registered and page is Page.RECEPTION else ()
    kept = {one.name for one in asked} | ({Section.LETTER.value} if path.is_said else set())
    blocks = first + tuple(_kept(block, kept) for block in _BLOCKS.get(page, ()))
    placed = {name for block in blocks if isinstance(block, tuple) for name in block}
    left_over = (one.name for one in asked if one.name not in placed and one.kind is not FactKind.ROWS)
    return _without_stray_rules((*(block for block in blocks if block), *((name,) for name in left_over)))


def _kept(block: Block, asked: AbstractSet[str]) -> Block | None:
    """Of a line the facts that are asked for; of the sections those of rows that are, and letters to somebody."""
    if isinstance(block, tuple):
        return tuple(name for name in block if name in asked)
    return block if block.value in asked or block not in _IF_ASKED else None


_NATURE = ("kind", "was_expressed")
_IF_ASKED = frozenset({Section.CALLS, Section.ACTIONS, Section.REDRESS, Section.EXCHANGES, Section.LETTER})


def _without_stray_rules(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A rule parts two things: none stands first, last, or below another."""
    kept: list[Block] = []
    for block in blocks:
        if block is not Section.RULE or (kept and kept[-1] is not Section.RULE):
            kept.append(block)
    return tuple(kept[:-1] if kept and kept[-1] is Section.RULE else kept)
