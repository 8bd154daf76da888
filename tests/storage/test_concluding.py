"""What a meeting brings about: a decision is an improvement at once, signing off marks each case that was examined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import begun, decided_on
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.meeting import Addendum, Meeting, Point
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.operations import new_act
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from tests.domain.samples import office, registrable
from tests.domain.test_meeting import WHOLE
from tests.storage.office import CLAIRE, Clock, everything

ON = date(2026, 11, 23)


@pytest.fixture
def meeting(register: Register, clock: Clock) -> Meeting:
    """With a point on two cases, one that was taken off, and one concluded without a decision."""
    clock.now = office(23, 11, 17)
    for day in (10, 11, 12):
        register.cases.receive(registrable(received_at=office(day, 11)), by=CLAIRE)
    points = (
        Point(subject="Planning", cases="R-2026-0001, r-2026-0002", why_1="Pas d’appel", why_2="Personne n’est chargé"),
        Point(subject="Autre", cases="R-2026-0003", taken_off="Déjà réglé"),
    )
    return register.meetings.register(replace(WHOLE, points=(*points, *WHOLE.points)), by=CLAIRE)


def whole(meeting: Meeting, clock: Clock) -> Improvement:
    proposal = decided_on(begun(clock.now), meeting, meeting.points[0])
    return replace(proposal, what="Appeler", owner=CLAIRE, due=date(2026, 12, 4), criterion="Plus une plainte")


def decide(register: Register, meeting: Meeting, clock: Clock, act: str = "") -> Improvement:
    return register.concluding.decide(meeting, meeting.points[0].id, whole(meeting, clock), by=CLAIRE, act=act)


def test_a_decision_is_an_improvement_with_where_it_comes_from(
    register: Register, meeting: Meeting, clock: Clock
) -> None:
    made = decide(register, meeting, clock)
    assert [(one.kind, one.reference) for one in made.origins] == [
        (OriginKind.MEETING, "RQ-2026-01"),
        (OriginKind.COMPLAINT, "R-2026-0001"),
        (OriginKind.COMPLAINT, "R-2026-0002"),
    ]
    assert made.cause_text == "Pas d’appel ← Personne n’est chargé"
    now = register.meetings.get(meeting.id)
    assert [one.decisions for one in now.points] == ["A-2026-01", "", ""]
    assert register.preparing.decisions(now) == (made,)
    assert register.improvements.naming("origins", "R-2026-0002") == ("A-2026-01",)
    assert check_register(register) == ()
    again = decide(register, now, clock)
    assert register.meetings.get(meeting.id).points[0].decisions == "A-2026-01, A-2026-02"
    assert again.reference == "A-2026-02"


def test_a_decision_repeated_is_one_and_a_refused_one_leaves_nothing(
    register: Register, meeting: Meeting, clock: Clock
) -> None:
    act = new_act()
    assert decide(register, meeting, clock, act) == decide(register, meeting, clock, act)
    before = everything(register)
    with pytest.raises(Outdated):
        decide(register, meeting, clock)
    now = register.meetings.get(meeting.id)
    with pytest.raises(UserError, match="plus à l’ordre du jour"):
        register.concluding.decide(now, 99, whole(now, clock), by=CLAIRE)
    with pytest.raises(WrongFact):
        register.concluding.decide(now, now.points[0].id, replace(whole(now, clock), criterion=""), by=CLAIRE)
    assert everything(register) == before


def test_signing_off_marks_what_was_examined_and_freezes_the_minutes(
    register: Register, meeting: Meeting, clock: Clock
) -> None:
    with pytest.raises(WrongFact, match="Planning"):
        register.concluding.sign_off(meeting, ON, by=CLAIRE)
    decide(register, meeting, clock)
    act = new_act()
    signed = register.concluding.sign_off(register.meetings.get(meeting.id), ON, by=CLAIRE, act=act)
    assert register.concluding.sign_off(meeting, ON, by=CLAIRE, act=act) == signed
    assert (signed.signed_off_on, signed.signed_off_by) == (ON, CLAIRE)
    days = [register.cases.find(f"R-2026-000{number}").meeting_on for number in (1, 2, 3)]
    assert days == [WHOLE.held_on, WHOLE.held_on, None]
    assert register.journal.of(signed.ref)[-1].verb is Verb.COMPLETE
    assert check_register(register) == ()
    with pytest.raises(WrongFact, match="compte rendu est arrêté"):
        register.meetings.record(signed, {"note": "Autre"}, by=CLAIRE, reason="Oubli")
    with pytest.raises(WrongFact, match="compte rendu est arrêté"):
        register.meetings.record(signed, {"signed_off_on": None, "signed_off_by": ""}, by=CLAIRE, reason="Oubli")
    addendum = Addendum(added_on=ON, by=CLAIRE, words="Mme Roux y était.")
    both = register.meetings.record(signed, {"addenda": (addendum,)}, by=CLAIRE)
    assert both.points == signed.points
    assert [one.words for one in both.addenda] == ["Mme Roux y était."]


def test_a_case_that_a_later_meeting_examined_keeps_that_day(
    register: Register, meeting: Meeting, clock: Clock
) -> None:
    decide(register, meeting, clock)
    case = register.cases.find("R-2026-0001")
    register.cases.record(case, {"meeting_on": date(2026, 11, 22)}, by=CLAIRE)
    register.concluding.sign_off(register.meetings.get(meeting.id), ON, by=CLAIRE)
    assert register.cases.find("R-2026-0001").meeting_on == date(2026, 11, 22)
