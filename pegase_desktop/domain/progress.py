"""Where a complaint stands on its path, derived from its facts: pages, steps, stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.facts import is_there
from pegase_desktop.domain.gates import missing_on
from pegase_desktop.domain.procedure import Chapter, Page, Step
from pegase_desktop.domain.words import Direction, EndingKind, Status


class PageState(Enum):
    DONE = "done"
    MISSING = "missing"  # begun, or passed by, and something is missing
    TO_COME = "to_come"


class Mark(Enum):
    """One of the four segments that show the stage."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to_come"


def page_state(complaint: Complaint, page: Page) -> PageState:
    """Whether the page has all it needs, lacks something, or was not begun."""
    if not missing_on(complaint, page):
        return PageState.DONE
    return PageState.MISSING if is_begun(complaint, page) else PageState.TO_COME


def is_begun(complaint: Complaint, page: Page) -> bool:
    """Whether anything was recorded on the page."""
    return any(is_there(getattr(complaint, one.name)) for one in facts_on(page))


def is_step_done(complaint: Complaint, step: Step) -> bool:
    """Whether every page of the step is done."""
    return all(page_state(complaint, page) is PageState.DONE for page in step.pages)


def current_step(complaint: Complaint) -> Step | None:
    """The first step that is not done, or None when all are."""
    return next((step for step in Step if not is_step_done(complaint, step)), None)


def step_date(complaint: Complaint, step: Step) -> datetime | None:
    """When the step was taken, as far as the facts say."""
    told = [one.at for one in complaint.exchanges if one.direction is Direction.OUTGOING and one.at]
    closing = complaint.last_ending(EndingKind.CLOSED)
    moments: dict[Step, datetime | None] = {
        Step.TAKEN_UP: complaint.received_at,
        Step.IDENTIFICATION: complaint.ack_sent_at,
        Step.RESTATEMENT: max((call.at for call in complaint.calls if call.at), default=None),
        Step.ACTION: complaint.response_sent_at,
        Step.FOLLOW_UP: max(told, default=None),
        Step.CONCLUSION: closing.at if closing else None,
        Step.FEEDBACK: complaint.feedback_received_at or complaint.feedback_asked_at,
    }
    return moments.get(step)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the case is. ``chapter`` is the one being worked on; None once the case is closed or cancelled."""

    status: Status
    chapter: Chapter | None

    @property
    def label(self) -> str:
        return self.status.label if self.chapter is None else self.chapter.label

    @property
    def rank(self) -> int:
        """1 to 4 for the chapters, 5 for what is closed, 6 for what is cancelled: the order of the column."""
        if self.chapter is not None:
            return self.chapter.value
        return 5 if self.status is Status.CLOSED else 6

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The four segments."""
        if self.chapter is None:
            return (Mark.DONE,) * 4
        return tuple(
            Mark.DONE if one < self.chapter else Mark.CURRENT if one is self.chapter else Mark.TO_COME
            for one in Chapter
        )

    @classmethod
    def from_rank(cls, rank: int) -> Stage:
        """The stage of which :attr:`rank` is kept in the register's table."""
        if rank <= len(Chapter):
            return cls(Status.OPEN, list(Chapter)[rank - 1])
        return cls(Status.CLOSED if rank == 5 else Status.CANCELLED, None)


def stage(complaint: Complaint) -> Stage:
    """The stage: the first chapter in which a page lacks something."""
    if not complaint.is_open:
        return Stage(complaint.status, None)
    for chapter in Chapter:
        if any(missing_on(complaint, page) for page in chapter.pages):
            return Stage(Status.OPEN, chapter)
    return Stage(Status.OPEN, Chapter.CLOSURE)
