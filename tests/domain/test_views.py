"""What a line of the table says of a case, by its nature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pegase_desktop.domain.paths import DIFFICULTY_PATH, NOTICED_PATH
from pegase_desktop.domain.procedure import Chapter
from pegase_desktop.domain.progress import Stage
from pegase_desktop.domain.views import Line
from pegase_desktop.domain.words import Kind, Priority, Status
from tests.domain.samples import office

LINE = Line(
    id=1,
    reference="R-2026-0001",
    kind=Kind.COMPLAINT,
    received_at=office(2, 11),
    complainant="Mme Élodie Garnier",
    subject="Leçon annulée",
    service="Planning",
    channel=None,
    priority=None,
    stage=Stage(Status.OPEN, Chapter.RESTATEMENT),
    duty=None,
    owner="",
    status=Status.OPEN,
    ended_at=None,
)


@pytest.mark.parametrize(
    ("kind", "chapter", "priority", "ended"),
    [
        (Kind.COMPLAINT, "Reformulation", "À évaluer", "Clôturée"),
        (Kind.DIFFICULTY, "Évaluation", "À évaluer", "Clôturée"),
        (Kind.INCIDENT, "", "", "Clôturé"),
    ],
)
def test_a_line_speaks_in_the_words_of_its_nature(kind: Kind, chapter: str, priority: str, ended: str) -> None:
    line = replace(LINE, kind=kind)
    if chapter:
        assert line.stage_label == chapter
    assert line.priority_label == priority
    assert replace(line, priority=Priority.HIGH).priority_label == "Haute"
    closed = replace(line, status=Status.CLOSED, stage=Stage(Status.CLOSED, None))
    assert closed.stage_label == closed.status_label == ended


def test_both_difficulties_call_their_chapters_alike() -> None:
    """A line knows the nature alone."""
    for chapter in Chapter:
        assert DIFFICULTY_PATH.chapter_label(chapter) == NOTICED_PATH.chapter_label(chapter)
