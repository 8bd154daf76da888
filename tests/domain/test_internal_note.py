"""Internal notes: what one needs, who has read it, and who is still to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.internal_note import (
    InternalNote,
    Reading,
    ReadingWay,
    faults,
    not_read,
    note_duties,
    readers,
    readers_words,
)
from tests.domain.samples import office

NOW = office(27, 11, 18)
STAFF = ("Claire Martin", "Sophie Renaud", "Marc Olivier")
WHOLE = InternalNote(
    written_on=date(2026, 11, 20),
    author="Sophie Renaud",
    owner="Sophie Renaud",
    function="Gérante",
    subject="Leçons annulées la veille",
    text="Désormais, chaque annulation se dit par un appel avant 18 h.",
    addressees=STAFF,
)
READ = Reading(reader="Claire Martin", way=ReadingWay.SIGNED, day=date(2026, 11, 23))
AWAY = Reading(reader="Marc Olivier", way=ReadingWay.ABSENT, day=date(2026, 12, 7))


def wrong(**facts: object) -> list[str]:
    return [one.fact for one in faults(replace(WHOLE, **facts), NOW)]  # type: ignore[arg-type]


def test_a_whole_one_is_right_and_an_empty_one_says_what_its_number_asks_for() -> None:
    assert wrong() == []
    assert {one.fact for one in faults(InternalNote(), NOW)} == {"written_on", "author", "owner", "subject", "text"}
    assert WHOLE.title == WHOLE.subject


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"issued_on": date(2026, 11, 19)}, "issued_on"),
        ({"ended_on": date(2026, 11, 25)}, "ended_reason"),
        ({"readings": (replace(READ, day=date(2026, 11, 1)),)}, "readings"),
        ({"readings": (Reading(),)}, "readings"),
        ({"readings": (replace(READ, day=date(2026, 11, 28)),)}, "readings"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_place(facts: dict[str, object], fact: str) -> None:
    assert wrong(**facts)[:1] == [fact]


def test_who_was_absent_has_not_read_it() -> None:
    note = replace(WHOLE, issued_on=date(2026, 11, 20), readings=(AWAY, READ))
    assert (readers(note), not_read(note)) == (("Claire Martin",), ("Sophie Renaud", "Marc Olivier"))
    assert readers_words(note) == "1 lecteur sur 3"
    assert readers_words(replace(note, readings=(READ, replace(READ, reader="Marc Olivier")))) == "2 lecteurs sur 3"
    assert readers_words(replace(WHOLE, addressees=())) == "sans objet"


def test_who_has_not_read_it_is_to_be_asked_within_days_or_when_they_are_back() -> None:
    issued = replace(WHOLE, issued_on=date(2026, 11, 20), readings=(AWAY, READ))
    [duty] = note_duties(issued)
    assert (duty.kind, duty.day, duty.who) == (DutyKind.READ_NOTE, date(2026, 11, 27), "Sophie Renaud")
    assert duty.what == "À faire lire à Sophie Renaud, Marc Olivier"
    [duty] = note_duties(replace(issued, addressees=("Claire Martin", "Marc Olivier")))
    assert duty.day == date(2026, 12, 7)
    for over in ({"issued_on": None}, {"ended_on": date(2026, 11, 26)}, {"addressees": ("Claire Martin",)}):
        assert note_duties(replace(issued, **over)) == ()
