"""How far a note is, what it begins with, and to whom it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.internal_note import InternalNote, Reading, ReadingWay, not_read
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.names_in_text import FoundName
from pegase_desktop.domain.note_rules import (
    NamesAClient,
    NoteLocked,
    NoteState,
    acknowledged,
    addressed,
    addressees_on,
    begun,
    cases_behind,
    frozen,
    function_of,
    issued,
    newcomers,
    state_of,
    team_on,
)
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.domain.wrong_facts import WrongFact
from tests.domain.notes import CLAIRE, JULIEN, MARC, SOPHIE, TEAM, notes

DAY = date(2026, 11, 20)
STAFF = (Staff(1, SOPHIE, "Gérante"), Staff(2, CLAIRE, "Secrétaire"), Staff(3, MARC, "Moniteur", active=False))
READ, WAITING, TO_ISSUE = notes()


def test_how_far_it_is_follows_from_its_days_and_readers() -> None:
    assert [state_of(one) for one in (READ, WAITING, TO_ISSUE)] == [
        NoteState.IN_FORCE, NoteState.TO_READ, NoteState.TO_ISSUE,
    ]  # fmt: skip
    assert state_of(replace(WAITING, ended_on=DAY, ended_reason="Remplacée")) is NoteState.ENDED
    assert state_of(replace(WAITING, addressees=(), readings=())) is NoteState.IN_FORCE


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [
        ({}, True),
        ({"active": False}, False),
        ({"since": DAY}, True),
        ({"since": date(2026, 11, 21)}, False),
        ({"active": False, "left_on": DAY}, True),
        ({"active": False, "left_on": date(2026, 11, 19)}, False),
    ],
)
def test_the_team_of_a_day_is_who_had_come_and_not_left(facts: dict[str, object], is_there: bool) -> None:
    assert team_on([replace(STAFF[0], **facts)], DAY) == ((SOPHIE,) if is_there else ())  # type: ignore[arg-type]


def test_a_new_one_is_of_today_and_goes_to_the_team() -> None:
    one = begun(CLAIRE, STAFF, DAY)
    assert (one.written_on, one.author, one.function, one.owner) == (DAY, CLAIRE, "Secrétaire", CLAIRE)
    assert one.addressees == (SOPHIE, CLAIRE)


def test_it_is_issued_to_a_team_and_names_nobody() -> None:
    team = tuple(Staff(number, name) for number, name in enumerate(TEAM, 1))
    assert issued(TO_ISSUE, team, DAY, (), ()) == replace(TO_ISSUE, issued_on=DAY)
    client, colleague = FoundName("Petit", "Nadia Petit", is_client=True), FoundName(MARC, MARC, is_client=False)
    with pytest.raises(NamesAClient, match="est le nom d’un client") as refused:
        issued(TO_ISSUE, team, DAY, (client, colleague), ())
    assert refused.value.words == ("Petit",)
    assert "sont des noms de clients" in str(NamesAClient(["Petit", "Roux"]))
    assert issued(TO_ISSUE, team, DAY, (client, colleague), ("PETIT",)).issued_on == DAY
    for late in (READ, WAITING, replace(TO_ISSUE, ended_on=DAY, ended_reason="Inutile")):
        with pytest.raises(NoteLocked):
            issued(late, team, DAY, (), ())
    for note, staff in ((TO_ISSUE, team[1:]), (replace(TO_ISSUE, addressees=()), team)):
        with pytest.raises(WrongFact):
            issued(note, staff, DAY, (), ())
    alone = replace(TO_ISSUE, addressees=(), author=CLAIRE)
    assert issued(alone, STAFF[1:2], DAY, (), ()).issued_on == DAY


def test_several_are_noted_at_once_and_the_absent_in_their_row() -> None:
    marc = replace(WAITING.readings[0], id=7)
    known = replace(WAITING, readings=(marc, WAITING.readings[1]))
    after = acknowledged(known, (MARC, SOPHIE), ReadingWay.SIGNED, DAY, STAFF)
    first, by_mail, last = after.readings
    assert first == Reading(id=7, reader=MARC, function="Moniteur", way=ReadingWay.SIGNED, day=DAY)
    assert by_mail == WAITING.readings[1]
    assert last == Reading(reader=SOPHIE, function="Gérante", way=ReadingWay.SIGNED, day=DAY)
    assert not_read(after) == (JULIEN,)


@pytest.mark.parametrize(
    ("note", "names"), [(TO_ISSUE, (CLAIRE,)), (WAITING, ()), (WAITING, (CLAIRE,)), (WAITING, ("Nadia Petit",))]
)
def test_only_who_has_not_read_it_is_noted(note: InternalNote, names: tuple[str, ...]) -> None:
    with pytest.raises(NoteLocked):
        acknowledged(note, names, ReadingWay.SIGNED, DAY, STAFF)


def test_who_came_after_it_was_issued_is_offered_it() -> None:
    nadia = Staff(9, "Nadia Petit", "Monitrice", since=date(2026, 11, 11))
    team = (Staff(1, CLAIRE), nadia, replace(nadia, name="Parti", active=False), Staff(3, "Là depuis toujours"))
    assert newcomers(WAITING, team) == (nadia,)
    assert newcomers(WAITING, [replace(nadia, since=WAITING.issued_on)]) == ()
    for over in (TO_ISSUE, replace(WAITING, ended_on=DAY, ended_reason="Remplacée")):
        assert newcomers(over, team) == ()
    assert newcomers(replace(WAITING, author="nadia petit"), team) == ()

    after = addressed(WAITING, (nadia,), DAY)
    assert (after.addressees[-1], not_read(after)[-1]) == ("Nadia Petit", "Nadia Petit")
    assert after.readings[-1].day == date(2026, 11, 27)
    assert newcomers(after, team) == ()
    for coming in ((), (Staff(1, CLAIRE),)):
        with pytest.raises(NoteLocked):
            addressed(WAITING, coming, DAY)


def test_what_people_signed_stays_as_it_is() -> None:
    assert frozen(TO_ISSUE) == frozenset()
    living = {one.name for one in facts_of(InternalNote)} - frozen(WAITING)
    assert living == {"origins", "owner", "readings", "ended_on", "ended_reason", "attachments"}


def test_the_cases_behind_it_are_those_that_were_looked_at() -> None:
    points = (
        Point(subject="A", cases="R-2026-0001, A-2026-01"),
        Point(subject="B", cases="r-2026-0002", taken_off="Réglé"),
        Point(subject="C", cases="R-2026-0003"),
    )
    meeting = Meeting(held_on=DAY, points=points)
    assert cases_behind(meeting) == ()
    assert cases_behind(replace(meeting, signed_off_on=DAY)) == ("R-2026-0001", "R-2026-0003")
    origins = (Origin(kind=OriginKind.COMPLAINT, reference="R-2026-0004"), Origin(kind=OriginKind.IDEA, words="Idée"))
    assert cases_behind(Improvement(origins=origins)) == ("R-2026-0004",)
    assert cases_behind(Complaint(reference="R-2026-0005")) == ("R-2026-0005",)
    assert cases_behind(None) == ()


def test_in_a_school_of_one_it_goes_to_nobody() -> None:
    assert addressees_on(STAFF[:1], DAY, "sophie renaud") == ()
    assert addressees_on(STAFF[:1], DAY, CLAIRE) == (SOPHIE,)


def test_the_function_is_that_of_the_team_whatever_the_case() -> None:
    assert function_of(STAFF, "claire martin") == "Secrétaire"
    assert function_of(STAFF, "Nadia Petit") == ""
