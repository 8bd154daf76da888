"""What a line of the table says in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pegase_desktop.domain.procedure import Chapter
from pegase_desktop.domain.progress import Stage
from pegase_desktop.domain.words import Kind, Status
from pegase_desktop.ui.register.columns import COMPLAINANT, STAGE
from pegase_desktop.ui.register.sentences import cell, deadline_words, spoken
from tests.ui.register.test_model import NOW, row


@pytest.mark.parametrize("kind", [Kind.DIFFICULTY, Kind.INCIDENT])
def test_the_nature_stands_before_the_object_and_is_read_aloud(kind: Kind) -> None:
    line = replace(row(1), kind=kind)
    assert cell(COMPLAINANT, line, NOW) == (line.complainant, f"{kind.label} · {line.subject}")
    assert f"; {kind.label.lower()}\u202f; " in spoken(line, NOW)
    without_object = replace(line, subject="")
    assert cell(COMPLAINANT, without_object, NOW)[1] == kind.label


def test_a_complaint_needs_no_word_for_it() -> None:
    assert cell(COMPLAINANT, row(1), NOW) == (row(1).complainant, row(1).subject)
    assert "réclamation" not in spoken(row(1), NOW).lower()


def test_a_nature_that_stands_for_the_name_is_said_once() -> None:
    line = replace(row(1), kind=Kind.INCIDENT, complainant="Aléa")
    assert cell(COMPLAINANT, line, NOW) == ("Aléa", line.subject)
    assert spoken(line, NOW).lower().count("aléa") == 1


def test_the_stage_and_the_priority_are_those_of_the_path_of_a_nature() -> None:
    """An incident is never assessed, and of a difficulty nothing is restated."""
    begun = replace(row(1), stage=Stage(Status.OPEN, Chapter.RESTATEMENT), status=Status.OPEN, priority=None)
    lines = {kind: replace(begun, kind=kind) for kind in Kind}
    assert {kind: (line.stage_label, line.priority_label) for kind, line in lines.items()} == {
        Kind.COMPLAINT: ("Reformulation", "À évaluer"),
        Kind.DIFFICULTY: ("Évaluation", "À évaluer"),
        Kind.INCIDENT: ("Reformulation", ""),
    }


def test_an_incident_that_ended_is_masculine() -> None:
    ended = replace(row(1), stage=Stage(Status.CLOSED, None), status=Status.CLOSED)
    assert (cell(STAGE, ended, NOW)[0], deadline_words(ended, NOW)[0]) == ("Clôturée", "Clôturée")
    incident = replace(ended, kind=Kind.INCIDENT)
    assert (cell(STAGE, incident, NOW)[0], deadline_words(incident, NOW)[0]) == ("Clôturé", "Clôturé")
