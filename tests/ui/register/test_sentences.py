"""What a line of the table says in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pegase_desktop.domain.words import Kind
from pegase_desktop.ui.register.columns import COMPLAINANT
from pegase_desktop.ui.register.sentences import cell, spoken
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
