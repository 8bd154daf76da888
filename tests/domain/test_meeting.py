"""Quality meetings: what one needs, what signing off asks for, what stays as it was signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.meeting import Addendum, AgendaReason, Meeting, MeetingState, Point, numbers_in
from pegase_desktop.domain.meeting_rules import begun, faults, frozen, is_treated, meeting_duties
from tests.domain.samples import office

NOW = office(27, 11, 18)
POINT = Point(
    subject="Planning : 3 réclamations en 12 semaines", reason=AgendaReason.RECURRENT, why_here="Même service",
    why_1="Les leçons sont annulées par SMS", said="L’appel est préféré.", no_decision="À revoir avec le nouvel outil",
)  # fmt: skip
WHOLE = Meeting(
    held_on=date(2026, 11, 20),
    starts="14:00",
    ends="15 h 30",
    place="Bureau de Vence",
    owner="Sophie Renaud",
    secretary="Claire Martin",
    present=("Sophie Renaud", "Claire Martin"),
    excused=("Marc Olivier",),
    points=(POINT,),
    next_on=date(2026, 12, 18),
)
ADDED = Addendum(added_on=date(2026, 11, 20), by="Sophie Renaud", words="Mme Roux y était.")
SIGNED = replace(WHOLE, signed_off_on=date(2026, 11, 23), signed_off_by="Sophie Renaud")


def wrong(meeting: Meeting = WHOLE, **facts: Any) -> list[str]:
    return [one.fact for one in faults(replace(meeting, **facts), NOW)]


def test_a_whole_one_is_right_and_an_empty_one_says_what_its_number_asks_for() -> None:
    assert wrong() == wrong(SIGNED) == []
    assert {one.fact for one in faults(Meeting(), NOW)} == {"held_on", "owner"}
    assert (WHOLE.title, Meeting().title) == ("Réunion qualité du 20/11/2026", "Réunion qualité")
    assert (WHOLE.state, SIGNED.state) == (MeetingState.PREPARED, MeetingState.SIGNED_OFF)


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"starts": "après la pause"}, "starts"),
        ({"ends": "25:00"}, "ends"),
        ({"next_on": date(2026, 11, 20)}, "next_on"),
        ({"excused": ("Claire Martin",)}, "excused"),
        ({"signed_off_on": date(2026, 11, 23)}, "signed_off_by"),
        ({"signed_off_by": "Sophie Renaud"}, "signed_off_on"),
        (
            {"addenda": (Addendum(added_on=date(2026, 11, 20), by="Sophie Renaud", words="Mme Roux y était."),)},
            "addenda",
        ),
        ({"points": (Point(),)}, "points"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_place(facts: dict[str, Any], fact: str) -> None:
    assert wrong(**facts)[:1] == [fact]


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"held_on": date(2026, 11, 30), "next_on": None}, "held_on"),
        ({"present": (), "guests": ""}, "present"),
        ({"points": ()}, "points"),
        ({"points": (POINT, replace(POINT, no_decision=""))}, "points"),
    ],
)
def test_minutes_are_signed_off_once_everything_was_concluded(facts: dict[str, Any], fact: str) -> None:
    assert wrong(**facts) == []
    assert wrong(SIGNED, **facts) == [fact]


def test_a_point_is_treated_by_a_decision_or_by_saying_why_there_is_none() -> None:
    bare = replace(POINT, no_decision="")
    assert not is_treated(bare)
    assert is_treated(replace(bare, decisions="A-2026-03"))
    assert is_treated(replace(bare, no_decision="Trop tôt"))
    assert is_treated(replace(bare, taken_off="Déjà réglé"))


def test_signed_minutes_stay_as_they_are_but_for_what_is_added() -> None:
    assert frozen(WHOLE) == frozenset()
    assert {one.name for one in facts_of(Meeting)} - frozen(SIGNED) == {"addenda", "attachments"}


def test_it_begins_with_whoever_prepares_it_and_the_agenda_proposed() -> None:
    made = begun(date(2026, 11, 27), "Claire Martin", (POINT,))
    assert (made.held_on, made.owner, made.present, made.points) == (
        date(2026, 11, 27), "Claire Martin", ("Claire Martin",), (POINT,)
    )  # fmt: skip
    assert begun(date(2026, 11, 27), "", ()).present == ()


def test_it_is_to_be_held_until_its_minutes_are_signed_off() -> None:
    [duty] = meeting_duties(WHOLE)
    assert (duty.kind, duty.day, duty.who) == (DutyKind.HOLD_MEETING, date(2026, 11, 20), "Sophie Renaud")
    assert meeting_duties(SIGNED) == ()


def test_the_numbers_in_words_are_found_each_once() -> None:
    assert numbers_in("r-2026-0014 et A-2026-03, R-2026-0014 ; pas XR-2026-0014a") == ("R-2026-0014", "A-2026-03")
    assert numbers_in("14/2024") == ()
