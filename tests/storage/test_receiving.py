"""A complaint gets its number, and is read back as it was typed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.views import SortKey, View
from pegase_desktop.domain.words import Channel
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.dossiers import NoSuchRecord
from pegase_desktop.storage.ledger import Ledger
from tests.domain.samples import cases, office, registrable
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, everything, facts, opened, rebuilt

if TYPE_CHECKING:
    from pathlib import Path

    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock


def receive(register: Register, **values: Any) -> Complaint:
    return register.cases.receive(registrable(**values), by=CLAIRE)


def test_numbers_run_within_each_year_in_the_order_of_entry(register: Register) -> None:
    received = [
        office(2, 11),
        office(31, 12, 23, 59, year=2025),
        office(1, 1, 0, 0),  # 23:00 of the year before, in UTC
        office(3, 5),  # entered late
        office(15, 6, year=2025),
    ]
    references = [receive(register, received_at=at).reference for at in received]
    assert references == ["R-2026-0001", "R-2025-0001", "R-2026-0002", "R-2026-0003", "R-2025-0002"]
    assert register.cases.references() == ("R-2025-0001", "R-2025-0002", "R-2026-0001", "R-2026-0002", "R-2026-0003")


def test_numbers_go_on_after_reopening_the_file_and_when_the_clock_was_set_back(path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        receive(register)
    clock.move(days=-10)
    with opened(path, clock) as register:
        assert receive(register).reference == "R-2026-0002"
        assert register.journal.all()[-1].at == clock.now


@pytest.mark.parametrize(
    ("values", "refusal"),
    [({"channel": None}, GateClosed), ({"received_at": office(21, 11)}, WrongFact), ({"subject": " "}, GateClosed)],
)
def test_what_is_refused_leaves_no_trace_and_no_gap(
    register: Register, values: dict[str, Any], refusal: type[Exception]
) -> None:
    before = everything(register)
    with pytest.raises(refusal):
        receive(register, **values)
    assert everything(register) == before
    assert receive(register).reference == "R-2026-0001"


def test_a_fault_at_the_last_moment_leaves_no_trace_and_no_gap(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(register)
    with monkeypatch.context() as fault:
        fault.setattr(Ledger, "append", _fails)
        with pytest.raises(RuntimeError, match="by design"):
            receive(register)
    assert everything(register) == before
    assert receive(register).reference == "R-2026-0001"


def _fails(*_: Any, **__: Any) -> None:
    raise RuntimeError("fails by design")


def test_past_ten_thousand_a_year_numbers_still_run_and_sort(register: Register) -> None:
    first = receive(register)
    execute(register, "UPDATE complaint SET number = 9999, reference = 'R-2026-9999'")
    second = receive(register)
    assert second.reference == "R-2026-10000"
    for descending, ids in ((False, [first.id, second.id]), (True, [second.id, first.id])):
        view = View(now=office(20, 11), sort=SortKey.REFERENCE, descending=descending)
        assert list(register.table.spine(view).ids) == ids
    assert register.cases.references() == ("R-2026-9999", "R-2026-10000")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.subject)
def test_every_case_is_read_back_as_it_went_in(register: Register, case: Complaint) -> None:
    received = register.cases.receive(case, by=CLAIRE)
    assert register.cases.get(received.id) == received == register.cases.find(received.reference)
    assert (received.version, received.registered_at, received.registered_by) == (1, office(20, 11, 18), CLAIRE)
    is_owed = path_of(case).has("ack_sent_at")
    assert (received.ack_due_at is not None, received.response_due_at is not None) == (is_owed, is_owed)
    assert _without_ids(received) == _without_ids(case)
    (entry,) = register.journal.of(received.ref)
    assert (entry.verb, entry.actor, entry.at) == (Verb.RECEIVE, CLAIRE, office(20, 11, 18))
    assert facts(rebuilt((entry,))) == facts(received)


def _without_ids(complaint: Complaint) -> dict[str, Any]:
    return {
        name: tuple(replace(one, id=0) if hasattr(one, "id") else one for one in value)
        if isinstance(value, tuple)
        else value
        for name, value in facts(complaint).items()
    }


HOSTILE = [
    "'); DROP TABLE complaint; --",
    "<script>alert(1)</script> &amp; {0} %s \\x00",
    "=1+1",
    "محمد العربي · שלום",
    "👩\u200d🏫🚗",
    "x" * 20_000,
    "ligne 1\nligne 2\t!",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_texts_are_data(path: Path, text: str) -> None:
    with opened(path) as register:
        receive(register, verbatim=text, subject=text.replace("\n", " ").replace("\t", " "))
    with opened(path) as register:
        (read,) = register.cases.all()
        assert read.verbatim == text
        assert register.journal.all()[0].changes


def test_a_complaint_is_found_by_its_number_however_it_is_typed(register: Register) -> None:
    receive(register)
    for typed in ("R-2026-0001", " r-2026-0001 "):
        assert register.cases.find(typed).reference == "R-2026-0001"
    for typed in ("R-2026-0002", "", "' OR 1=1"):
        with pytest.raises(NoSuchRecord):
            register.cases.find(typed)
    with pytest.raises(NoSuchRecord):
        register.cases.get(2)


def test_two_hundred_receptions_of_three_years_leave_no_gap(register: Register) -> None:
    chance = random.Random(2026)
    years = [chance.choice((2024, 2025, 2026)) for _ in range(200)]
    for year in years:
        receive(register, received_at=office(5, 3, year=year), channel=chance.choice(list(Channel)))
    expected = tuple(
        f"R-{year}-{number:04}" for year in sorted(set(years)) for number in range(1, years.count(year) + 1)
    )
    assert register.cases.references() == expected
