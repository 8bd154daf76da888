"""A note handed to the team: in one operation, once, with the cases that it comes from; and refused as it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin, ReadingWay, not_read, readers
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.note_rules import NamesAClient, NoteLocked
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.words import OriginKind, Quality
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.operations import new_act
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from tests.domain.notes import CLAIRE, MARC, SOPHIE
from tests.domain.samples import closable, registrable
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.storage.office import Clock, everything

TODAY = date(2026, 11, 20)
NOTE = InternalNote(
    written_on=TODAY, author=SOPHIE, owner=SOPHIE, function="Gérante", subject="Leçons annulées",
    text="Chaque annulation se dit par un appel.", addressees=(CLAIRE, SOPHIE, MARC),
)  # fmt: skip


@pytest.fixture(autouse=True)
def team(register: Register) -> None:
    for name in (CLAIRE, SOPHIE, MARC):
        register.school.add_staff(name, by=CLAIRE)


@pytest.fixture
def cases(register: Register) -> list[Complaint]:
    """Two looked at in a meeting, one taken off its agenda, one behind an improvement, one told already."""
    told = closable(team_informed_on=date(2026, 11, 12))
    return [register.cases.receive(one, by=CLAIRE) for one in (*[registrable(), closable()] * 2, told)]


@pytest.fixture
def meeting(register: Register, cases: list[Complaint]) -> Meeting:
    points = (
        Point(subject="Planning", cases=f"{cases[0].reference}, {cases[4].reference}", no_decision="Trop tôt"),
        Point(subject="Accueil", cases=cases[1].reference, decisions="A-2026-01"),
        Point(subject="Véhicule", cases=cases[2].reference, taken_off="Réglé"),
    )
    held = Meeting(held_on=TODAY, owner=SOPHIE, present=(SOPHIE,), points=points)
    behind = (
        Origin(kind=OriginKind.COMPLAINT, reference=cases[3].reference),
        Origin(kind=OriginKind.IDEA, words="Idée"),
    )
    register.improvements.register(replace(IMPROVEMENT, origins=behind), by=CLAIRE)
    return register.meetings.register(held, by=CLAIRE)


def written(register: Register, **facts: object) -> InternalNote:
    return register.notes.register(replace(NOTE, **facts), by=SOPHIE)  # type: ignore[arg-type]


def sign_off(register: Register, meeting: Meeting) -> None:
    register.meetings.record(meeting, {"signed_off_on": TODAY, "signed_off_by": SOPHIE}, by=SOPHIE)


def from_all(register: Register) -> InternalNote:
    return written(register, origins=tuple(NoteOrigin(reference=one) for one in ("RQ-2026-01", "A-2026-01")))


def informed(register: Register, cases: list[Complaint]) -> list[date | None]:
    return [register.cases.get(one.id).team_informed_on for one in cases]


def test_issuing_tells_the_note_and_every_case_behind_it_in_one_operation(
    register: Register, cases: list[Complaint], meeting: Meeting, clock: Clock
) -> None:
    sign_off(register, meeting)
    note = from_all(register)
    at, told = clock.move(hours=1), len(register.journal.all())
    register.take_changed()
    behind = [cases[0].reference, cases[1].reference, cases[3].reference]
    assert list(register.learning.cases_told(note)) == behind

    issued = register.learning.issue(note, by=SOPHIE)

    assert issued == replace(note, issued_on=TODAY, version=2) == register.notes.get(note.id)
    assert informed(register, cases) == [TODAY, TODAY, None, TODAY, date(2026, 11, 12)]
    entries = register.journal.all()[told:]
    assert [(one.record.kind, one.verb, one.at, one.actor) for one in entries] == [
        (RecordKind.INTERNAL_NOTE, Verb.ISSUE, at, SOPHIE),
        *[(RecordKind.COMPLAINT, Verb.LEARN, at, SOPHIE)] * 3,
    ]
    assert [bool(one.act) for one in entries] == [True, False, False, False]
    assert entries[0].sentence == "Sophie Renaud a remis la note à l’équipe"
    assert register.take_changed() == {note.ref, cases[0].ref, cases[1].ref, cases[3].ref}
    assert register.learning.cases_told(issued) == ()
    assert {one.duty.who for one in register.table.todos() if one.record == note.ref} == {SOPHIE}
    assert check_register(register) == ()


def test_of_a_meeting_that_is_not_signed_off_no_case_is_told(
    register: Register, cases: list[Complaint], meeting: Meeting
) -> None:
    register.learning.issue(from_all(register), by=SOPHIE)
    assert informed(register, cases)[:4] == [None, None, None, TODAY]


def test_a_case_that_is_named_itself_is_told(register: Register, cases: list[Complaint]) -> None:
    note = written(register, origins=(NoteOrigin(reference=cases[2].reference), NoteOrigin(reference="le cahier")))
    register.learning.issue(note, by=SOPHIE)
    assert informed(register, cases)[2] == TODAY


def test_the_same_act_twice_is_once(register: Register, cases: list[Complaint], meeting: Meeting) -> None:
    note, act = from_all(register), new_act()
    issued = register.learning.issue(note, by=SOPHIE, act=act)
    held = everything(register)
    assert register.learning.issue(note, by=SOPHIE, act=act) == issued
    assert everything(register) == held


def test_a_note_that_changed_since_is_refused_and_nothing_is_told(
    register: Register, cases: list[Complaint], meeting: Meeting
) -> None:
    note = from_all(register)
    register.notes.record(note, {"owner": CLAIRE}, by=CLAIRE)
    held = everything(register)
    with pytest.raises(Outdated):
        register.learning.issue(note, by=SOPHIE)
    assert everything(register) == held


def test_a_disk_that_fails_half_way_leaves_all_as_it_was(
    register: Register, cases: list[Complaint], meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = from_all(register)
    held = everything(register)

    def fail(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(register.cases, "record", fail)
    with pytest.raises(OSError):
        register.learning.issue(note, by=SOPHIE)
    assert everything(register) == held


def test_a_clients_name_is_refused_unless_the_word_means_something_else(register: Register) -> None:
    register.cases.receive(registrable(complainant_name="Élodie Garnier", student="Rose Petit"), by=CLAIRE)
    note = written(register, subject="Petit rappel", text="Mme Garnier a raison. Marc Olivier s’en charge.")
    for confirmed, left in (((), ("Petit", "Garnier")), (("petit",), ("Garnier",))):
        with pytest.raises(NamesAClient) as refused:
            register.learning.issue(note, by=SOPHIE, meaning_others=confirmed)
        assert refused.value.words == left
    assert str(refused.value).replace("\u00a0", " ").startswith("« Garnier » est le nom d’un client.")
    assert register.notes.get(note.id).issued_on is None
    register.learning.issue(note, by=SOPHIE, meaning_others=("Petit", "Garnier"))  # a colleague is only pointed at
    assert register.notes.get(note.id).issued_on == TODAY


def test_the_names_are_those_of_clients_students_and_the_team(register: Register) -> None:
    firm = registrable(complainant_name="Transports Rapides", complainant_quality=Quality.COMPANY, student="Rose Petit")
    register.cases.receive(firm, by=CLAIRE)
    note = replace(NOTE, text="Transports rapides, les transports ; Rose ; Marc Olivier", subject="")
    found = register.learning.names_in(note)
    assert [(one.words, one.is_client) for one in found] == [
        ("Transports rapides", True), ("Rose", True), ("Marc Olivier", False),
    ]  # fmt: skip


def test_whoever_is_not_in_the_team_is_not_addressed(register: Register) -> None:
    gone = next(one for one in register.school.staff() if one.name == MARC)
    register.school.change_staff(replace(gone, active=False), by=CLAIRE)
    for facts, words in (({}, "Marc Olivier n’est pas dans l’équipe"), ({"addressees": ()}, "destinataires")):
        with pytest.raises(WrongFact, match=words) as refused:
            register.learning.issue(written(register, subject=words, **facts), by=SOPHIE)
        assert refused.value.fact == "addressees"


def test_in_a_school_of_one_it_is_issued_to_nobody(register: Register) -> None:
    for one in register.school.staff():
        if one.name != SOPHIE:
            register.school.change_staff(replace(one, active=False), by=CLAIRE)
    issued = register.learning.issue(written(register, addressees=()), by=SOPHIE)
    assert issued.issued_on == TODAY
    assert not [one for one in register.table.todos() if one.record == issued.ref]


def test_it_is_issued_once_and_then_stays_as_people_signed_it(register: Register) -> None:
    issued = register.learning.issue(written(register), by=SOPHIE)
    with pytest.raises(NoteLocked):
        register.learning.issue(issued, by=SOPHIE)
    for name, value in (("text", "Autre"), ("subject", "Autre"), ("addressees", (CLAIRE,)), ("issued_on", None)):
        with pytest.raises(WrongFact, match="la note a été remise"):
            register.notes.record(issued, {name: value}, by=SOPHIE, reason="Faute")
    ended = register.notes.record(issued, {"ended_on": TODAY, "ended_reason": "Remplacée"}, by=SOPHIE)
    assert ended.ended_on == TODAY
    with pytest.raises(NoteLocked):
        register.learning.issue(replace(ended, issued_on=None), by=SOPHIE)


def test_the_day_of_arrival_is_that_of_the_entry_but_for_those_who_were_there(register: Register, clock: Clock) -> None:
    clock.move(days=3)
    register.school.add_staff("Nadia Petit", "Monitrice", by=CLAIRE)
    nadia = register.school.staff()[-1]
    clock.move(days=3)
    register.school.change_staff(replace(nadia, role="Accueil"), by=CLAIRE)
    assert {one.name: one.since for one in register.learning.team()} == {
        CLAIRE: None, SOPHIE: None, MARC: None, "Nadia Petit": date(2026, 11, 23),
    }  # fmt: skip


# Who has read it


def test_several_readings_are_one_operation_and_the_same_act_twice_is_once(register: Register) -> None:
    issued = register.learning.issue(written(register), by=SOPHIE)
    told, act = len(register.journal.all()), new_act()
    read = register.learning.acknowledge(issued, (CLAIRE, MARC), ReadingWay.SIGNED, TODAY, by=SOPHIE, act=act)
    assert (readers(read), not_read(read)) == ((CLAIRE, MARC), (SOPHIE,))
    assert read == register.notes.get(read.id)
    [entry] = register.journal.all()[told:]
    assert (entry.verb, len(entry.changes)) == (Verb.READ, 2)
    held = everything(register)
    assert register.learning.acknowledge(issued, (CLAIRE, MARC), ReadingWay.SIGNED, TODAY, by=SOPHIE, act=act) == read
    assert everything(register) == held
    assert check_register(register) == ()


def test_a_reading_that_cannot_be_right_or_is_late_to_the_note_is_refused(register: Register) -> None:
    issued = register.learning.issue(written(register), by=SOPHIE)
    acknowledge = register.learning.acknowledge
    held = everything(register)
    for day in (date(2026, 11, 21), date(2026, 11, 19)):
        with pytest.raises(WrongFact):
            acknowledge(issued, (CLAIRE,), ReadingWay.EMAIL, day, by=SOPHIE)
    with pytest.raises(NoteLocked):
        acknowledge(issued, ("Nadia Petit",), ReadingWay.EMAIL, TODAY, by=SOPHIE)
    assert everything(register) == held
    acknowledge(issued, (CLAIRE,), ReadingWay.EMAIL, TODAY, by=SOPHIE)
    with pytest.raises(Outdated):
        acknowledge(issued, (MARC,), ReadingWay.EMAIL, TODAY, by=SOPHIE)


def test_a_newcomer_is_addressed_with_the_reason_and_has_some_days(register: Register, clock: Clock) -> None:
    issued = register.learning.issue(written(register, addressees=(CLAIRE,)), by=SOPHIE)
    read = register.learning.acknowledge(issued, (CLAIRE,), ReadingWay.SIGNED, TODAY, by=SOPHIE)
    clock.move(days=3)
    register.school.add_staff("Nadia Petit", "Monitrice", by=CLAIRE)
    with pytest.raises(NoteLocked):
        register.learning.address(read, (MARC,), by=SOPHIE)  # was there, and was not addressed
    act = new_act()
    after = register.learning.address(read, ("Nadia Petit",), by=SOPHIE, act=act)
    assert register.learning.address(read, ("Nadia Petit",), by=SOPHIE, act=act) == after
    assert (after.addressees, not_read(after)) == ((CLAIRE, "Nadia Petit"), ("Nadia Petit",))
    assert register.journal.all()[-1].reason == "Nadia Petit (arrivée le 23/11/2026)"
    [todo] = [one for one in register.table.todos() if one.record == after.ref]
    assert todo.duty.day == date(2026, 11, 30)
    assert check_register(register) == ()
