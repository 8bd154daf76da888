"""Where a complaint stands on its path, derived from its facts: pages, steps, stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pegase_desktop.domain.case_path import PathStep
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import is_there
from pegase_desktop.domain.gates import missing_on, times_informed
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Chapter, Page
from pegase_desktop.domain.words import EndingKind, Status


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
    return any(is_there(getattr(complaint, one.name)) for one in path_of(complaint).facts_on(page))


def is_done(complaint: Complaint, pages: Iterable[Page]) -> bool:
    """Whether nothing is missing on any of these pages: what is shown as done anywhere is done by this.

    A step, a phase and a chapter are their pages on the path of the case; see :mod:`.paths`.
    """
    return not any(missing_on(complaint, page) for page in pages)


def done_on(complaint: Complaint, pages: Iterable[Page]) -> date | None:
    """The day on which the last of these pages was acted on, as far as the facts say; None where none says it."""
    days = (_day_of(_acted_on(complaint, page)) for page in pages)
    return max(filter(None, days), default=None)


def step_done_on(complaint: Complaint, step: PathStep) -> date | None:
    """The day of a step; of the protocol's « Fixation d’échéances » none: no fact says when they were fixed."""
    is_fixing = path_of(complaint).has_protocol_steps and step.pages == (Page.PLAN,)
    return None if is_fixing else done_on(complaint, step.pages)


def _acted_on(complaint: Complaint, page: Page) -> datetime | date | None:
    """When what a page tells of happened."""
    return _MOMENTS[page](complaint) if page in _MOMENTS else None


def _closed_at(complaint: Complaint) -> datetime | None:
    closing = complaint.last_ending(EndingKind.CLOSED)
    return closing.at if closing else None


_MOMENTS: Mapping[Page, Callable[[Complaint], datetime | date | None]] = {
    Page.RECEPTION: lambda one: one.received_at,
    Page.ACKNOWLEDGEMENT: lambda one: one.ack_sent_at,
    Page.RESTATEMENT: lambda one: max((call.at for call in one.calls if call.at), default=None),
    Page.CAUSES: lambda one: one.immediate_action_on,
    Page.PLAN: lambda one: max((action.done_on for action in one.actions if action.done_on), default=None),
    Page.RESPONSE: lambda one: one.response_sent_at,
    Page.FOLLOW_UP: lambda one: max(times_informed(one), default=None),
    Page.CONCLUSION: _closed_at,
    Page.FEEDBACK: lambda one: one.feedback_received_at or one.feedback_asked_at,
    Page.LESSONS: lambda one: one.team_informed_on,
}


def _day_of(when: datetime | date | None) -> date | None:
    return local(when).date() if isinstance(when, datetime) else when


def current_step(complaint: Complaint) -> PathStep | None:
    """The first step that is not done, or None when all are."""
    return next((one for one in path_of(complaint).steps if not is_done(complaint, one.pages)), None)


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
    path = path_of(complaint)
    undone = (one for one in path.chapters if not is_done(complaint, path.pages_of(one)))
    return Stage(Status.OPEN, next(undone, Chapter.CLOSURE))
