"""The printed list of the day, compared with its text, and short of nothing when there is much to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pegase_desktop.documents.agenda_list import agenda_list_file_name, agenda_list_pdf
from pegase_desktop.domain.agenda import Todo, agenda
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.school import Settings
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from tests.documents.conftest import NOW, Compare, Read
from tests.domain.test_agenda import todo

CASES = Path(__file__).parents[1] / "data" / "cases.json"


@pytest.fixture
def todos(tmp_path: Path) -> Iterator[tuple[Todo, ...]]:
    with Register.open(tmp_path / "registre.pegase", clock=lambda: NOW) as register:
        register.take_in(read_open_file(CASES, NOW), by="Claire Martin")
        yield register.table.todos()


def test_the_list_of_the_cases(todos: tuple[Todo, ...], compare_with_golden: Compare) -> None:
    team = agenda_list_pdf(agenda(todos, (), NOW), Settings(), now=NOW)
    mine = agenda_list_pdf(agenda(todos, (), NOW, me="Sophie Renaud"), Settings(), now=NOW, whose="Sophie Renaud")
    compare_with_golden("agenda_list", team, mine)


def test_nothing_to_do_is_said(read: Read) -> None:
    assert "Rien à faire aujourd’hui." in read(agenda_list_pdf(agenda((), (), NOW), Settings(), now=NOW))[0]


def test_three_hundred_duties_flow_over_the_pages_and_none_is_lost(read: Read) -> None:
    many = [todo(DutyKind.ACT, date(2026, 11, 1 + number % 19), number=number) for number in range(1, 301)]
    pages = read(agenda_list_pdf(agenda(many, (), NOW), Settings(), now=NOW))
    assert len(pages) > 5
    assert all(f"R-2026-{number:04}" in "".join(pages) for number in range(1, 301))
    assert all("Actions du plan échues" in page for page in pages)


def test_typed_words_are_never_read_as_markup(read: Read) -> None:
    hostile = replace(todo(DutyKind.ACT, date(2026, 11, 18)), subject="<b>gras</b> & <img src=x> " + "long " * 200)
    assert "<b>gras</b> & <img src=x>" in read(agenda_list_pdf(agenda([hostile], (), NOW), Settings(), now=NOW))[0]


def test_the_file_says_the_day() -> None:
    assert agenda_list_file_name(date(2026, 11, 20)) == "A_faire_2026-11-20.pdf"
