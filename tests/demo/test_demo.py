"""The fictional register: sound, alive, varied, the same for the same seed, and nobody's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pegase_desktop.demo.making import make_demo
from pegase_desktop.demo.office_hours import opened_after, opened_before
from pegase_desktop.demo.vocabulary import vocabulary
from pegase_desktop.documents.fiche import fiche_pdf
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, has_commitment
from pegase_desktop.domain.improvement import ImprovementState
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.meeting import MeetingState, numbers_in
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.risk_words import moved_words
from pegase_desktop.domain.school import CATEGORIES, SERVICES, TRAININGS
from pegase_desktop.domain.views import Chip, View
from pegase_desktop.domain.words import Channel, Decision, Direction, Kind, Priority, Status
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from tests.domain.samples import office, with_facts

FRIDAY = office(20, 11, 15, 20)
MOMENTS = [FRIDAY, office(22, 11, 16), office(23, 11, 9, 5), office(1, 1, 0, 10, year=2027), office(29, 3, 3, 30)]


def made(path: Path, complaints: int = 38, seed: int = 1, now: datetime = FRIDAY) -> Register:
    make_demo(path, complaints, seed, now=now)
    return Register.open(path, clock=lambda: now)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register of 300 complaints; nobody writes into it."""
    with made(tmp_path_factory.mktemp("many") / "d.pegase", 300) as register:
        yield register


def bare(complaint: Complaint) -> Complaint:
    entries = {one.name: tuple(replace(row, id=0) for row in getattr(complaint, one.name)) for one in COMPLAINTS.rows}
    return with_facts(complaint, {"id": 0, **entries})


@pytest.mark.parametrize("now", MOMENTS, ids=lambda one: f"{one:%a %d %b %H:%M}")
def test_the_register_is_sound_whatever_the_hour(now: datetime, tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase", now=now) as register:
        assert len(register.cases.references()) == 38
        assert check_register(register) == ()
        assert all(entry.at <= now for entry in register.journal.all())
        moments = [entry.at for entry in register.journal.all()]
        assert moments == sorted(moments)


@pytest.mark.parametrize("complaints", [1, 2, 7, 61, 350, 1500])
def test_any_number_of_complaints_is_sound(complaints: int, tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase", complaints) as register:
        assert len(register.cases.references()) == complaints
        assert check_register(register) == ()


def test_the_same_seed_gives_the_same_register_and_another_another(tmp_path: Path) -> None:
    told = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        with made(tmp_path / f"{name}.pegase", 80, seed) as register:
            told.append([bare(one) for one in register.cases.all()])
    assert told[0] == told[1]
    assert told[0] != told[2]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("now", MOMENTS[:3], ids=lambda one: f"{one:%a %d %b %H:%M}")
def test_the_desk_has_something_of_everything(seed: int, now: datetime, tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase", seed=seed, now=now) as register:
        complaints = list(register.cases.all())
        counts = register.table.counts(now, vocabulary().director, now.year)
        spine = register.table.spine(View(now=now, chip=Chip.CANCELLED))
    opened = [one for one in complaints if one.is_open]
    assert 10 <= len(opened) <= 16
    assert 3 <= counts.late <= 9
    assert counts.ack_to_send >= 3
    assert len(spine.ids) >= 2
    assert {stage(one).label for one in complaints} >= {
        "Identification",
        "Plan d’action",
        "Clôture",
        "Clôturée",
        "Annulée",
    }
    assert sum(bool(one.endings) and one.is_open for one in complaints) == 1
    assert sum(has_commitment(one) for one in opened) >= 1
    assert any(_is_due_today(one, now) for one in opened)
    assert sum(local(one.received_at).date() == local(now).date() for one in complaints if one.received_at) >= 1


def _is_due_today(complaint: Complaint, now: datetime) -> bool:
    return any(one.day == local(now).date() for one in duties(complaint))


def test_the_whole_process_is_in_it(many: Register) -> None:
    complaints = list(many.cases.all())
    verbs = {entry.verb for entry in many.journal.all()}
    with_paper = [one for one in complaints if one.attachments]
    assert many.cases.content_of(with_paper[0].attachments[0]).startswith(b"Document fictif")
    assert {one.kind for one in complaints} == set(Kind)
    assert {one.channel for one in complaints if one.kind is not Kind.INCIDENT} == set(Channel)
    assert {one.status for one in complaints} == set(Status)
    assert {one.decision for one in complaints} > set(Decision)
    assert {Priority.LOW, Priority.NORMAL, Priority.HIGH} <= _priorities(complaints)
    assert {one.service for one in complaints} <= set(SERVICES)
    assert {one.category for one in complaints} <= set(CATEGORIES)
    assert {one.training for one in complaints if one.kind is not Kind.INCIDENT} <= set(TRAININGS)
    assert any(one.links for one in complaints)
    assert any(one.anonymous for one in complaints)
    assert any(one.student and one.student != one.complainant_name for one in complaints)
    assert verbs >= {
        Verb.RECEIVE,
        Verb.ACKNOWLEDGE,
        Verb.PLAN,
        Verb.ANSWER,
        Verb.CLOSE,
        Verb.REOPEN,
        Verb.CANCEL,
        Verb.IMPORT,
    }


def _priorities(complaints: list[Complaint]) -> set[Priority | None]:
    return {priority(one) for one in complaints}


def test_there_are_notes_of_several_states_that_name_no_client(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase") as register:
        told = list(register.notes.all())
        assert [state_of(one) for one in told] == [NoteState.IN_FORCE, NoteState.TO_READ, NoteState.TO_ISSUE]
        for one in told:
            assert one.origins
            assert not [name for name in register.learning.names_in(one) if name.is_client]


def test_there_are_improvements_of_several_states(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase") as register:
        made_of_them = list(register.improvements.all())
        staff = {one.name for one in register.school.staff() if one.active}
        complaints = set(register.cases.references())
        owed = [one for one in register.table.todos() if one.record.kind is RecordKind.IMPROVEMENT]
    states = [one.state for one in made_of_them]
    assert {ImprovementState.DECIDED, ImprovementState.CHECKED} <= set(states)
    assert len(owed) == len(states) - states.count(ImprovementState.CHECKED)
    assert {one.owner for one in made_of_them} <= staff
    assert all({origin.reference for origin in one.origins} & complaints for one in made_of_them)
    assert {one.registered_at for one in made_of_them} == {FRIDAY}


def test_there_is_a_year_of_meetings_and_what_they_decided(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase") as register:
        held = list(register.meetings.all())
        decisions = [number for one in held for point in one.points for number in numbers_in(point.decisions)]
        assert len(held) >= 2
        assert all(one.state is MeetingState.SIGNED_OFF and one.points for one in held)
        assert sorted(decisions) == list(register.improvements.references())
        for one in held:
            for number in (number for point in one.points for number in numbers_in(point.cases)):
                examined = register.cases.find(number)
                assert examined.to_meeting
                assert examined.meeting_on == one.held_on


def test_there_are_risks_with_the_cases_that_made_them_real(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase") as register:
        weighed = list(register.risks.all())
        assert len(weighed) == 5
        assert any(moved_words(one) for one in weighed)
        for one in weighed:
            for found in one.cases:
                assert register.cases.find(found.reference).cause_family is one.cause_family


def test_people_differ_and_their_words_are_elided(many: Register) -> None:
    complaints = list(many.cases.all())
    assert Counter(one.complainant_name for one in complaints if one.complainant_name).most_common(1)[0][1] <= 3
    assert len({one.verbatim for one in complaints}) > 200
    written = " ".join(f"{one.subject} {one.verbatim} {one.restatement}" for one in complaints)
    assert not re.findall(r"\b(?:de|que|le|la|ne|se|je) [aàâeéèêioôuù]\w*", written)  # « d’avril », not « de avril »


def test_nobody_can_be_reached(many: Register) -> None:
    """Numbers of the ranges reserved for fiction, addresses of a domain reserved for examples."""
    complaints = [one for one in many.cases.all() if one.kind is not Kind.INCIDENT]
    for one in complaints:
        assert re.fullmatch(r"(06 39 98|01 99 00) \d\d \d\d", one.phone) or one.anonymous
        assert re.fullmatch(r"[a-z.-]+@exemple\.fr", one.email) or one.anonymous


def test_nobody_writes_to_who_cannot_be_reached(many: Register) -> None:
    unknown = [one for one in many.cases.all() if one.anonymous]
    assert {one.status for one in unknown} >= {Status.CLOSED}
    for one in unknown:
        assert "non joignable" in one.ack_not_applicable
        assert (one.ack_sent_at, one.response_sent_at, one.feedback_asked_at, one.calls) == (None, None, None, ())
        assert not any(said.direction is Direction.OUTGOING for said in one.exchanges)


def test_it_says_that_it_is_invented(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase", 3) as register:
        settings = register.school.settings
        complaint = register.cases.find("R-2026-0001")
    assert "DÉMONSTRATION" in settings.school.name
    assert "fictive" in settings.mediator.name
    assert fiche_pdf(complaint, settings, printed_at=FRIDAY).startswith(b"%PDF")


def test_the_staff_signs_and_one_has_left(tmp_path: Path) -> None:
    with made(tmp_path / "d.pegase") as register:
        staff = {one.name: one.active for one in register.school.staff()}
        actors = {entry.actor for entry in register.journal.all()}
    assert list(staff.values()).count(False) == 1
    assert actors <= {name for name, active in staff.items() if active}


@pytest.mark.parametrize(
    ("moment", "after", "before"),
    [
        (office(20, 11, 10, 7), office(20, 11, 10, 7), office(20, 11, 10, 7)),
        (office(20, 11, 12, 30), office(20, 11, 14, 30), office(20, 11, 11, 30)),
        (office(20, 11, 19, 15), office(23, 11, 9, 15), office(20, 11, 17, 15)),
        (office(21, 11, 10), office(23, 11, 9), office(20, 11, 17)),
        (office(23, 11, 4, 5), office(23, 11, 9, 5), office(20, 11, 17, 5)),
    ],
)
def test_the_office_works_when_it_is_open(moment: datetime, after: datetime, before: datetime) -> None:
    assert opened_after(moment) == after
    assert opened_before(moment) == before


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_demo(tmp_path / "d.pegase", 90, 1, now=FRIDAY, on_case=lambda *done: told.append(done))
    assert told == [(number, 90) for number in range(1, 91)]
