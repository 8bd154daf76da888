"""The layout of the fiche, as data: which fact stands in which cell, and how wide it is. Widths in mm.

A path that has not all the facts of a line shares its width among the others.

Labels, words and choices are not said here: they come from the declarations of the facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.complaint import feedback_questions
from pegase_desktop.domain.procedure import Phase

#: Of a line, in mm.
WIDTH = 182


class Form(Enum):
    """How a fact is shown."""

    WORDS = "words"
    STRONG = "strong"  # words that the eye looks for
    TEXT = "text"  # words, or dotted rules when there are none yet
    BOXES = "boxes"


@dataclass(frozen=True, slots=True)
class Place:
    """One cell. ``rules`` is the number of lines to write on by hand."""

    fact: str
    width: float
    form: Form = Form.WORDS
    rules: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Cells side by side. One that is ``only_if_told`` is left out while its first fact is missing."""

    places: tuple[Place, ...]
    only_if_told: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its facts stand one below the other, the first beside a box if ``is_ticked``."""

    facts: tuple[str, ...]
    width: float
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of entries, with lines to go on by hand while its page is not done: ``blank`` in all, one at least;
    with none, the list is left out while it is empty.
    """

    fact: str
    columns: tuple[Column, ...]
    blank: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The questions marked from 1 to 5, and the comment beside them."""

    facts: tuple[str, ...]
    comment: Place


Block = Line | Entries | Marks


@dataclass(frozen=True, slots=True)
class Section:
    """One phase of the process."""

    phase: Phase
    blocks: tuple[Block, ...]

    def note(self, path: CasePath) -> str:
        """« Protocole, étapes 1 à 3 »; nothing on a path that has steps of its own."""
        steps = sorted({page.step.value for page in path.pages_of(self.phase) if page.step})
        if self.phase is Phase.INTERNAL:
            return "Analyse en réunion qualité, retour à toute l’équipe"
        return f"Protocole, étapes {steps[0]} à {steps[-1]}" if path.has_protocol_steps else ""


def _line(*places: Place, only_if_told: bool = False) -> Line:
    return Line(places, only_if_told)


def _words(fact: str, width: float) -> Place:
    return Place(fact, width)


def _strong(fact: str, width: float) -> Place:
    return Place(fact, width, Form.STRONG)


def _text(fact: str, width: float, rules: int) -> Place:
    return Place(fact, width, Form.TEXT, rules)


def _boxes(fact: str, width: float) -> Place:
    return Place(fact, width, Form.BOXES)


CANCELLATION = _line(
    _strong("cancelled_at", 40), _strong("cancel_reason", 40), _strong("duplicate_of", 30), _words("cancel_note", 72),
    only_if_told=True,
)  # fmt: skip

SECTIONS = (
    Section(
        Phase.INTAKE,
        (
            _line(_words("received_at", 36), _words("received_by", 38), _boxes("kind", 70), _words("facts_date", 38)),
            _line(_boxes("was_expressed", 182)),
            _line(_boxes("channel", 130), _boxes("in_writing", 52)),
            _line(
                _boxes("complainant_title", 29), _strong("complainant_name", 58), _words("student", 46),
                _boxes("anonymous", 49),
            ),
            _line(_boxes("complainant_quality", 116), _words("complainant_function", 66)),
            _line(_words("phone", 34), _words("email", 56), _boxes("preferred_medium", 92)),
            _line(_words("address", 84), _words("training", 98)),
            _line(_words("service", 36), _words("category", 56), _strong("subject", 90)),
            _line(_words("staff_concerned", 62), _words("owner", 62), _boxes("self_introduced", 58)),
            _line(_text("verbatim", 182, 3)),
            _line(_text("people_affected", 91, 2), _text("people_told", 91, 2)),
            _line(_text("remedy_sought", 120, 2), _text("attachments", 62, 2)),
            _line(_words("ack_sent_at", 38), _boxes("ack_medium", 89), _words("ack_by", 29), _boxes("ack_in_time", 26)),
            _line(_text("ack_text", 182, 1), only_if_told=True),
            _line(_text("given_up", 182, 1), only_if_told=True),
            _line(_text("restatement", 182, 2)),
            _line(_boxes("restatement_agreed", 128), _words("next_call_at", 54)),
            Entries(
                "calls",
                (Column(("at",), 44), Column(("by",), 32), Column(("result",), 28), Column(("note",), 78)),
                blank=2,
            ),
        ),
    ),
    Section(
        Phase.TREATMENT,
        (
            _line(_boxes("severity", 61), _boxes("complexity", 60), _boxes("impact", 61)),
            _line(_boxes("priority", 80), _boxes("recurrence", 102)),
            _line(
                _boxes("immediate_action_needed", 46), _words("immediate_action_on", 34),
                _words("immediate_action_by", 38), _words("links", 64),
            ),
            _line(_boxes("cause_family", 182)),
            _line(_text("immediate_action", 91, 3), _text("cause_text", 91, 3)),
            Entries(
                "actions",
                (
                    Column(("what",), 88), Column(("who",), 32), Column(("due",), 24),
                    Column(("done_on", "abandoned_reason"), 38, is_ticked=True),
                ),
                blank=3,
            ),
            _line(_words("commitment_date", 48), _words("commitment_reason", 86), _words("commitment_told_at", 48)),
        ),
    ),
    Section(
        Phase.ANSWER,
        (
            _line(
                _boxes("decision", 66), _words("response_sent_at", 42), _words("response_medium", 38),
                _words("response_by", 36),
            ),
            _line(_boxes("resolution", 182)),
            _line(_text("reasons", 182, 3)),
            _line(_boxes("redress", 112), _text("redress_details", 70, 1)),
            Entries(
                "exchanges",
                (Column(("at", "by"), 43), Column(("medium", "direction"), 29), Column(("text",), 110)),
                blank=3,
            ),
            Entries(
                "letters",
                (
                    Column(("kind",), 43), Column(("subject",), 49), Column(("sent_at",), 34), Column(("medium",), 28),
                    Column(("by",), 28),
                ),
                blank=0,
            ),
            _line(_text("outcome", 116, 2), _text("proposals", 66, 2)),
            _line(
                _boxes("client_agrees", 58), _words("next_update_on", 48), _words("closed_at", 40),
                _words("closed_by", 36),
            ),
            _line(
                _words("feedback_asked_at", 42), _words("feedback_received_at", 42),
                _words("feedback_not_obtained_reason", 98),
            ),
            Marks(tuple(one.name for one in feedback_questions()), _text("feedback_text", 56, 2)),
            _line(_words("mediation_on", 42), _text("mediation_outcome", 140, 1), only_if_told=True),
            _line(_words("reopened_at", 42), _words("reopen_reason", 140), only_if_told=True),
        ),
    ),
    Section(
        Phase.INTERNAL,
        (
            _line(_text("lesson", 91, 2), _text("corrective_action", 91, 2)),
            _line(_boxes("to_meeting", 60), _words("meeting_on", 60), _words("team_informed_on", 62)),
            _line(_words("ended_at", 91), _words("ended_by", 91)),
        ),
    ),
)  # fmt: skip
