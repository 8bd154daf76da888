"""The duties of the whole register, and the badge that counts those of today without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pegase_desktop.domain.agenda import is_for_today
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW

CASES = Path(__file__).parents[1] / "data" / "cases.json"


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "registre.pegase", clock=lambda: CASES_NOW) as register:
        register.take_in(read_open_file(CASES, CASES_NOW), by="Claire Martin")
        yield register


def test_every_duty_of_every_open_complaint_is_there(filled: Register) -> None:
    derived = {(case.id, duty) for case in filled.cases.all() for duty in duties(case)}
    assert {(one.complaint_id, one.duty) for one in filled.table.todos()} == derived


@pytest.mark.parametrize("days", [-40, -3, 0, 1, 4, 7, 30])
def test_the_badge_counts_what_the_agenda_of_that_day_shows(filled: Register, days: int) -> None:
    now = CASES_NOW + timedelta(days=days)
    shown = [one for one in filled.table.todos() if is_for_today(one.duty, now)]
    assert filled.table.todo_count(now) == len(shown) > 0


def test_the_line_of_a_duty_says_whose_case_it_is(filled: Register) -> None:
    case = filled.cases.find("R-2026-0022")
    acknowledge = next(one for one in filled.table.todos() if one.reference == case.reference)
    assert acknowledge.duty.kind is DutyKind.ACKNOWLEDGE
    assert (acknowledge.about, acknowledge.subject) == (case.complainant, case.title)
    assert (acknowledge.phone, acknowledge.received_at) == (case.phone, case.received_at)
