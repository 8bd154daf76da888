"""What the weekly review reads of an open register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.review import Watch, review
from pegase_desktop.domain.review_words import topics
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CancelReason, ImprovementKind
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW, closable, office, registrable
from tests.storage.office import CLAIRE, Clock

CASES = Path(__file__).parents[1] / "data" / "cases.json"
W47 = Week(2026, 47)


@pytest.fixture
def filled(register: Register) -> Register:
    register.take_in(read_open_file(CASES, CASES_NOW), by=CLAIRE)
    return register


@pytest.mark.parametrize("back", range(0, 60, 3))
def test_of_any_week_no_case_is_missed(back: int, filled: Register) -> None:
    week = W47.shifted(-back)
    whole = review(filled.cases.all(), filled.improvements.all(), week, CASES_NOW, Watch(is_public_holiday))
    found = filled.reviewing.of(week, CASES_NOW)
    assert replace(found, to_meeting=()) == replace(whole, to_meeting=())
    assert topics(found) == topics(whole), "of what awaits a meeting for long, only what lines say is read"
    assert topics(found, discreet=True) == topics(whole, discreet=True)
    assert whole.balance.adds_up


def test_cases_and_improvements_of_later_do_not_stand_in_an_earlier_week(register: Register, clock: Clock) -> None:
    case = register.cases.receive(closable(received_at=office(2, 11), to_meeting=True), by=CLAIRE)
    register.cases.close(case, by=CLAIRE)
    made = Improvement(
        what="Appeler la veille", kind=ImprovementKind.CORRECTIVE, decided_on=date(2026, 11, 17), owner=CLAIRE,
        due=date(2026, 11, 18), criterion="Moins d’annulations",
    )  # fmt: skip
    register.improvements.register(made, by=CLAIRE)
    later = register.reviewing.of(W47, clock())
    assert [one.reference for one in later.to_meeting] == [case.reference]
    assert [one.record.reference for one in later.actions_late] == ["A-2026-01"]
    assert register.reviewing.of(Week(2026, 46), clock()).actions_late == ()
    assert register.reviewing.of(Week(2026, 40), clock()).balance.open_after == 0


def test_a_meeting_still_to_come_this_week_leaves_a_case_waiting(register: Register, clock: Clock) -> None:
    """Whether it ended lately or long ago: both lie in the list until the day of the meeting."""
    for closed in (office(10, 11), office(18, 11)):
        clock.now = closed
        told = closable(to_meeting=True, meeting_on=date(2026, 11, 22))
        register.cases.close(register.cases.receive(told, by=CLAIRE), by=CLAIRE)
    waiting = register.reviewing.of(W47, office(20, 11, 18)).to_meeting
    assert [one.reference for one in waiting] == ["R-2026-0001", "R-2026-0002"]
    assert register.reviewing.of(W47, office(22, 11)).to_meeting == ()


def test_the_settings_say_after_how_many_days_a_client_is_named(filled: Register) -> None:
    told = {one.case.reference: one.days for one in filled.reviewing.of(W47, CASES_NOW).silent}
    assert min(told.values()) >= 7
    most = max(told.values())
    filled.school.save(replace(filled.school.settings, silent_days=most), by=CLAIRE)
    assert {one.days for one in filled.reviewing.of(W47, CASES_NOW).silent} == {most}


def test_slips_are_in_no_picture(register: Register, clock: Clock) -> None:
    for day in (16, 17, 18):
        one = register.cases.receive(registrable(received_at=office(day, 11), service="Planning"), by=CLAIRE)
    register.cases.cancel(one, CancelReason.DUPLICATE, by=CLAIRE)
    found = register.reviewing.bars(W47)
    assert found.weeks[-1] == (W47, 2, 0)
    assert found.by_service == (("Planning", 2),)
    assert found.by_cause == ((None, 2),)
    assert len(found.weeks) == 12


def test_the_pictures_of_a_past_week_show_what_was_a_slip_at_its_end(register: Register, clock: Clock) -> None:
    """The same as the figures: what was found to be a duplicate later, or reopened later, changes no week before."""
    case = register.cases.receive(registrable(received_at=office(17, 11)), by=CLAIRE)
    seen = []
    for change in ("", "cancel", "reopen"):
        clock.move(days=7)
        if change == "cancel":
            case = register.cases.cancel(case, CancelReason.DUPLICATE, by=CLAIRE)
        elif change == "reopen":
            case = register.cases.reopen(case, "Ce n’en est pas un", by=CLAIRE)
        seen.append(Week.of(clock().date()))
    clock.move(days=7)
    case = register.cases.cancel(case, CancelReason.WITHDRAWN, by=CLAIRE)
    counts = [sum(came for _, came, _ in register.reviewing.bars(week).weeks) for week in (W47, *seen)]
    assert counts == [1, 1, 0, 1]
    assert sum(came for _, came, _ in register.reviewing.bars(Week.of(clock().date())).weeks) == 1


def test_a_closed_case_is_in_the_bar_of_its_week(register: Register, clock: Clock) -> None:
    case = register.cases.receive(closable(received_at=office(2, 11)), by=CLAIRE)
    register.cases.close(case, by=CLAIRE)
    clock.now += timedelta(days=20)
    assert [(week.number, went) for week, _, went in register.reviewing.bars(Week(2026, 49)).weeks if went] == [(47, 1)]
