"""Where each of the 24 fictional cases stands, read from the cases by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import PAGES, Chapter, Page, Phase, Step
from pegase_desktop.domain.progress import (
    Mark,
    PageState,
    Stage,
    current_step,
    is_step_done,
    page_state,
    stage,
    step_date,
)
from pegase_desktop.domain.rows import Exchange
from pegase_desktop.domain.words import Direction, Medium, Status
from tests.domain.samples import cases, closable, office, registrable

# Per case: its stage, its thirteen pages (✓ done, ! something is missing, · to come), the step it is at.
ALL_DONE = ("Clôturée", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓✓✓", None)
EXPECTED = [
    *[ALL_DONE] * 9,
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓✓✓✓", 5),  # reopened: two more actions
    *[ALL_DONE] * 3,
    ("Annulée", "✓✓✓✓ ·· ··· ✓···", 3),  # a duplicate, of which the client was told
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓✓!✓", 5),  # a last action; the feedback is asked and has not come
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!· ✓···", 5),  # serious, and the commitment is missed
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓···", 5),
    ("Clôture", "✓✓✓✓ ✓✓ ✓✓✓ ✓✓··", 9),  # nothing left but the feedback and the lessons
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!✓ ✓···", 5),
    ("Plan d’action", "✓✓✓✓ ✓✓ ✓!· ✓···", 5),
    ("Reformulation", "✓✓✓✓ !✓ !·· ····", 3),  # the client was not asked to confirm
    ("Identification", "✓!✓· ·· ··· ····", 2),  # nobody said that they introduced themselves
    ("Reformulation", "✓✓✓✓ !✓ !·· ✓···", 3),  # the client corrects a point
    ("Identification", "✓!✓· ·· ··· ····", 2),
]
SIGNS = {PageState.DONE: "✓", PageState.MISSING: "!", PageState.TO_COME: "·"}


@pytest.mark.parametrize(("number", "expected"), list(enumerate(EXPECTED, 1)))
def test_where_a_case_stands(number: int, expected: tuple[str, str, int | None]) -> None:
    case = cases()[number - 1]
    pages = " ".join("".join(SIGNS[page_state(case, page)] for page in chapter.pages) for chapter in Chapter)
    assert (stage(case).label, pages, current_step(case)) == expected


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.subject)
def test_a_step_is_done_when_its_pages_are(case: Complaint) -> None:
    for step in Step:
        assert is_step_done(case, step) == all(page_state(case, page) is PageState.DONE for page in step.pages)
    first = current_step(case)
    assert all(is_step_done(case, step) for step in Step if first is None or step < first)


def test_a_step_has_the_date_of_its_facts() -> None:
    case = cases()[0]
    assert step_date(case, Step.TAKEN_UP) == office(8, 1, 9, 12)
    assert step_date(case, Step.IDENTIFICATION) == office(8, 1, 11, 30)
    assert step_date(case, Step.ACTION) == office(9, 1, 15, 40)
    assert step_date(case, Step.FOLLOW_UP) == office(23, 1, 11, 20)
    since = Exchange(
        at=office(24, 1), medium=Medium.EMAIL, direction=Direction.INCOMING, by="Claire Martin", text="Merci."
    )
    heard = replace(case, exchanges=(*case.exchanges, since))
    assert step_date(heard, Step.FOLLOW_UP) == office(23, 1, 11, 20)  # the last word of ours, not the client's
    assert step_date(case, Step.CONCLUSION) == office(29, 1, 10, 5)
    assert step_date(case, Step.FEEDBACK) == office(26, 1, 19, 42)
    assert step_date(cases()[2], Step.RESTATEMENT) == office(6, 2, 17, 45)
    assert all(step_date(Complaint(), step) is None for step in Step)


@pytest.mark.parametrize(
    ("case", "marks"),
    [
        (registrable(), "C···"),
        (cases()[20], "✓C··"),
        (cases()[15], "✓✓C·"),
        (cases()[17], "✓✓✓C"),
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


def test_the_path_is_thirteen_pages_in_four_chapters_nine_steps_and_four_phases() -> None:
    assert [page.number for page in PAGES] == list(range(1, 14))
    assert [len(chapter.pages) for chapter in Chapter] == [4, 2, 3, 4]
    assert [chapter.steps_label for chapter in Chapter] == ["Étapes 1 et 2", "Étape 3", "Étapes 4 à 6", "Étapes 7 à 9"]
    assert [page.step for page in PAGES] == sorted(page.step for page in PAGES)
    assert all(step.pages for step in Step)
    phases = [page.phase for page in PAGES]
    assert (phases[:5], phases[5:8], phases[8:12], phases[12:]) == (
        [Phase.INTAKE] * 5,
        [Phase.TREATMENT] * 3,
        [Phase.ANSWER] * 4,
        [Phase.INTERNAL],
    )
    assert Page("restatement").location == "Étape 3 du protocole · Phase 1, Prise en charge"
