"""What a quality meeting is prepared from, and the agenda that the register proposes for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.meeting import AgendaReason
from pegase_desktop.domain.meeting_agenda import added, proposed
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE
from pegase_desktop.domain.words import CancelReason, OriginKind
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW, closable, office, registrable
from tests.domain.test_improvement import DONE
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.domain.test_meeting import WHOLE as MEETING
from tests.domain.test_risk import WHOLE as RISK
from tests.storage.office import CLAIRE, Clock

CASES = Path(__file__).parents[1] / "data" / "cases.json"
GOLDEN = Path(__file__).parent / "golden" / "agenda.txt"
DAY = date(2026, 11, 27)


def agenda(register: Register, clock: Clock) -> list[tuple[AgendaReason | None, str, str, str]]:
    points = proposed(register.preparing.material(DAY, clock.now))
    return [(one.reason, one.subject, one.why_here, one.cases) for one in points]


def of(reason: AgendaReason, register: Register, clock: Clock) -> list[tuple[str, ...]]:
    return [said for found, *said in agenda(register, clock) if found is reason]  # type: ignore[misc]


def test_the_agenda_of_the_cases_with_its_reasons(
    register: Register, clock: Clock, request: pytest.FixtureRequest
) -> None:
    clock.now = CASES_NOW
    register.take_in(read_open_file(CASES, CASES_NOW), by=CLAIRE)
    text = "".join(
        f"{reason.label if reason else ''}\n  {subject}\n  {why}\n  {numbers}\n"
        for reason, subject, why, numbers in agenda(register, clock)
    )
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, "utf-8", newline="\n")
    assert text == GOLDEN.read_text("utf-8")
    for case in register.cases.all():
        for name in filter(None, (case.complainant_name, case.student, case.subject)):
            assert name not in text, "cases stand in it by number alone"


def test_what_was_decided_the_last_time_comes_first(register: Register, clock: Clock) -> None:
    held = register.meetings.register(MEETING, by=CLAIRE)
    origin = Origin(kind=OriginKind.MEETING, reference=held.reference)
    for work in (IMPROVEMENT, DONE, replace(IMPROVEMENT, due=date(2027, 1, 4))):
        register.improvements.register(replace(work, origins=(origin,)), by=CLAIRE)
    register.improvements.register(IMPROVEMENT, by=CLAIRE)  # of no meeting
    [(subject, why, numbers)] = of(AgendaReason.DECIDED, register, clock)
    assert (subject, why) == ("3\u00a0décisions du 20/11/2026", "1\u00a0faite, 1 en retard")
    assert numbers == "A-2026-01, A-2026-02, A-2026-03"
    assert agenda(register, clock)[0][0] is AgendaReason.DECIDED


def test_the_same_again_is_there_with_what_chance_would_give(register: Register, clock: Clock) -> None:
    for year, month, day in ((2024, 11, 5), (2025, 12, 2), (2026, 11, 3), (2026, 11, 9)):
        clock.now = office(day, month, 12, year=year)
        register.cases.receive(registrable(received_at=clock.now, service="Planning", category="Retard"), by=CLAIRE)
    clock.now = CASES_NOW
    [(subject, why, numbers)] = of(AgendaReason.RECURRENT, register, clock)
    assert subject == "Planning, retard : 2\u00a0dossiers en 90 jours"
    assert why == "Au rythme de l’année on en attendait 0,2 ; trop peu pour comparer"
    assert numbers == "R-2026-0001, R-2026-0002"


def test_a_slip_is_no_case_and_a_sensitive_one_is_named_so(register: Register, clock: Clock) -> None:
    clock.now = CASES_NOW
    made = [
        register.cases.receive(
            registrable(received_at=office(day, 11), service="Conduite", category="Harcèlement"), by=CLAIRE
        )
        for day in (10, 11, 12)
    ]
    register.cases.cancel(made[2], CancelReason.DUPLICATE, by=CLAIRE)
    [(subject, _, numbers)] = of(AgendaReason.RECURRENT, register, clock)
    assert subject == f"{SENSITIVE_TITLE} : 2\u00a0dossiers en 90 jours"
    assert numbers == "R-2026-0001, R-2026-0002"
    assert "arcèlement" not in str(agenda(register, clock))


def test_low_marks_checks_and_risks_have_their_points(register: Register, clock: Clock) -> None:
    clock.now = CASES_NOW
    register.cases.receive(
        closable(received_at=office(2, 11), feedback_received_at=office(19, 11), feedback_q2=2), by=CLAIRE
    )
    register.improvements.register(replace(DONE, check_on=date(2026, 11, 16)), by=CLAIRE)
    register.risks.register(replace(RISK, entered_on=date(2026, 1, 5), reviews=(), due=None), by=CLAIRE)
    assert of(AgendaReason.RISK, register, clock) == []
    [(subject, _, numbers)] = of(AgendaReason.MARKS, register, clock)
    assert (subject, numbers) == ("1\u00a0avis avec une note de 2 ou moins", "R-2026-0001")
    clock.now = office(20, 1, 12, year=2027)
    material = register.preparing.material(date(2027, 1, 20), clock.now)
    told = {one.reason: one for one in proposed(material)}
    assert told[AgendaReason.CHECK].cases == "A-2026-01"
    assert told[AgendaReason.RISK].cases == "RK-2026-01"


def test_what_is_on_the_agenda_already_is_not_added_twice(register: Register, clock: Clock) -> None:
    clock.now = CASES_NOW
    register.take_in(read_open_file(CASES, CASES_NOW), by=CLAIRE)
    points = proposed(register.preparing.material(DAY, clock.now))
    first = replace(points[0], taken_off="Déjà vu")
    assert added((first,), points) == (first, *points[1:])
    assert added(points, points) == points
