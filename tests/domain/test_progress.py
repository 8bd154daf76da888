"""Where each of the 24 fictional cases stands, read from the cases by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.paths import COMPLAINT_PATH, INCIDENT_PATH, path_of
from pegase_desktop.domain.procedure import Chapter, Page, Phase, Step
from pegase_desktop.domain.progress import (
    Mark,
    PageState,
    Stage,
    current_step,
    done_on,
    is_done,
    page_state,
    stage,
    step_done_on,
)
from pegase_desktop.domain.rows import Exchange
from pegase_desktop.domain.words import Direction, Medium, Status
from tests.domain.samples import cases, closable, office, registrable
from tests.domain.test_paths import incident

# Per case: its stage, the pages of its path (✓ done, ! something is missing, · to come), the step it is at. Of hardly
# any is it noted that the team was told.
EXPECTED = [
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "!✓ ✓✓ !", 1),  # an incident of before: whom it touched was not asked
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "✓✓✓✓ ✓ ✓✓✓ ✓✓!", None),
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓! ✓✓✓!", 6),  # closed under former rules, with its redress not noted as given
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "!✓ ✓✓ !", 1),
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓✓✓!", 5),  # reopened: two more actions
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓!", None),
    ("Annulée", "✓✓✓✓ ·· ··· ✓···", 3),  # a duplicate, of which the client was told
    ("Plan d’action", "✓✓✓✓ ✓ ✓!! ✓!!", 5),  # a last action; the feedback is asked and has not come
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!· ✓···", 5),  # serious, and the commitment is missed
    ("Identification", "!✓ ✓! ·", 1),
    ("Clôture", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓··", 9),  # the feedback and the lessons are left
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓···", 5),
    ("Plan d’action", "✓✓✓✓ ✓ ✓!· ✓··", 5),
    ("Reformulation", "✓✓✓✓ !✓ !·· ····", 3),  # the client was not asked to confirm
    ("Identification", "✓✓✓· ·· ··· ····", 2),
    ("Reformulation", "✓✓✓✓ !✓ !·· ✓···", 3),  # the client corrects a point
    ("Identification", "✓!✓· ·· ··· ····", 2),
]
SIGNS = {PageState.DONE: "✓", PageState.MISSING: "!", PageState.TO_COME: "·"}


@pytest.mark.parametrize(("number", "expected"), list(enumerate(EXPECTED, 1)))
def test_where_a_case_stands(number: int, expected: tuple[str, str, int | None]) -> None:
    case = cases()[number - 1]
    path = path_of(case)
    pages = " ".join(
        "".join(SIGNS[page_state(case, page)] for page in path.pages_of(chapter)) for chapter in path.chapters
    )
    step = current_step(case)
    assert (stage(case).label, pages, step.number if step else None) == expected


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.subject)
def test_a_step_is_done_when_its_pages_are(case: Complaint) -> None:
    steps = path_of(case).steps
    for step in steps:
        assert is_done(case, step.pages) == all(page_state(case, page) is PageState.DONE for page in step.pages)
    first = current_step(case)
    assert all(is_done(case, step.pages) for step in steps if first is None or step.number < first.number)


def test_a_step_has_the_date_of_its_facts() -> None:
    case = cases()[0]
    assert day_of(case, Step.TAKEN_UP) == date(2026, 1, 8)
    assert day_of(case, Step.IDENTIFICATION) == date(2026, 1, 8)
    assert day_of(case, Step.ACTION) == date(2026, 1, 9)
    assert day_of(case, Step.FOLLOW_UP) == date(2026, 1, 23)
    since = Exchange(
        at=office(24, 1), medium=Medium.EMAIL, direction=Direction.INCOMING, by="Claire Martin", text="Merci."
    )
    heard = replace(case, exchanges=(*case.exchanges, since))
    assert day_of(heard, Step.FOLLOW_UP) == date(2026, 1, 23)  # the last word of ours, not the client's
    assert day_of(case, Step.CONCLUSION) == date(2026, 1, 29)
    assert day_of(case, Step.FEEDBACK) == date(2026, 1, 26)
    assert day_of(cases()[2], Step.RESTATEMENT) == date(2026, 2, 6)
    assert all(day_of(Complaint(), step) is None for step in Step)


def test_no_day_is_made_up_for_the_fixing_of_deadlines() -> None:
    assert done_on(cases()[0], [Page.PLAN]) == date(2026, 1, 21)  # when its last action was done
    assert day_of(cases()[0], Step.DEADLINES) is None
    acting = next(one for one in INCIDENT_PATH.steps if one.pages == (Page.PLAN,))
    assert step_done_on(incident(), acting) == date(2026, 11, 4)  # there the page is the action itself


def day_of(case: Complaint, step: Step) -> date | None:
    return step_done_on(case, next(one for one in COMPLAINT_PATH.steps if one.number == step.value))


@pytest.mark.parametrize(
    ("case", "marks"),
    [
        (registrable(), "C···"),
        (cases()[20], "✓C··"),
        (cases()[15], "✓✓C·"),
        (replace(cases()[0], endings=()), "✓✓✓C"),
        (closable(closed_at=office(9, 11)), "✓✓✓✓"),
    ],
)
def test_four_segments_show_the_stage(case: Complaint, marks: str) -> None:
    signs = {Mark.DONE: "✓", Mark.CURRENT: "C", Mark.TO_COME: "·"}
    assert "".join(signs[mark] for mark in stage(case).marks) == marks


def test_a_stage_is_known_by_its_rank() -> None:
    stages = [
        *(Stage(Status.OPEN, chapter) for chapter in Chapter),
        Stage(Status.CLOSED, None),
        Stage(Status.CANCELLED, None),
    ]
    assert [one.rank for one in stages] == [1, 2, 3, 4, 5, 6]
    assert [Stage.from_rank(one.rank) for one in stages] == stages


END, LATER = office(9, 11), office(10, 11)


@pytest.mark.parametrize(
    ("facts", "status", "ended_at"),
    [
        ({}, Status.OPEN, None),
        ({"closed_at": END}, Status.CLOSED, END),
        ({"cancelled_at": END}, Status.CANCELLED, END),
        ({"closed_at": END, "reopened_at": LATER}, Status.OPEN, None),
        ({"closed_at": END, "reopened_at": END}, Status.OPEN, None),
        ({"cancelled_at": END, "reopened_at": LATER}, Status.OPEN, None),
        ({"closed_at": LATER, "reopened_at": END}, Status.CLOSED, LATER),
        ({"closed_at": END, "reopened_at": END, "cancelled_at": LATER}, Status.CANCELLED, LATER),
        ({"cancelled_at": END, "reopened_at": END, "closed_at": LATER}, Status.CLOSED, LATER),
    ],
)
def test_a_case_is_open_unless_its_end_came_after_its_reopening(
    facts: dict[str, Any], status: Status, ended_at: Any
) -> None:
    case = registrable(**facts)
    assert (case.status, case.ended_at, case.is_open) == (status, ended_at, status is Status.OPEN)


def test_a_complaint_goes_thirteen_pages_in_four_chapters_nine_steps_and_four_phases() -> None:
    path = COMPLAINT_PATH
    assert [path.number(page) for page in path.pages] == list(range(1, 14))
    assert [len(path.pages_of(chapter)) for chapter in Chapter] == [4, 2, 3, 4]
    assert [step.label for step in path.steps] == [step.label for step in Step]
    assert [len(path.pages_of(phase)) for phase in Phase] == [5, 3, 4, 1]
