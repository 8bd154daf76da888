"""A note that waits in the complaint's draft, beside what the wizard keeps there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.noted import Noted, NotedContact
from pegase_desktop.domain.noted_draft import begun_in_wizard, next_update_in, note_in, with_note, without_note
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CallResult
from tests.domain.samples import office, registrable

AT, DAY = office(20, 11, 9, 30), date(2026, 11, 25)
CASE = registrable(next_update_on=date(2026, 11, 23))
CALL = NotedContact(
    what=Noted.CALL_MADE, at=AT, by="Claire Martin", text="Rappeler", result=CallResult.MESSAGE_LEFT,
    next_update_on=CASE.next_update_on,
)  # fmt: skip
VISIT = replace(CALL, what=Noted.VISIT, result=None)
OTHER = Draft(record_id=3, page=Page.FEEDBACK, values={"lesson": "Prévenir", ENTRIES: {"actions": {"what": "Écrire"}}})


def kept(contact: NotedContact, draft: Draft = OTHER) -> Draft:
    found = with_note(draft, contact, CASE)
    assert found is not None
    return found


@pytest.mark.parametrize(("contact", "page"), [(CALL, Page.RESTATEMENT), (VISIT, Page.FOLLOW_UP)])
def test_a_note_is_found_again_and_taken_out_without_what_lies_beside_it(contact: NotedContact, page: Page) -> None:
    draft = kept(contact)
    assert draft.page is page
    assert note_in(draft) == replace(contact, next_update_on=None)
    assert begun_in_wizard(draft) is None
    assert without_note(draft).values == OTHER.values


def test_a_day_is_kept_only_when_it_is_another() -> None:
    assert next_update_in(kept(CALL), CASE) == CASE.next_update_on
    moved = kept(replace(CALL, next_update_on=DAY))
    assert next_update_in(moved, CASE) == DAY
    assert next_update_in(kept(replace(CALL, next_update_on=None)), CASE) is None
    assert next_update_in(Draft(values={"next_update_on": "demain"}), CASE) == CASE.next_update_on
    assert without_note(moved).values == OTHER.values


@pytest.mark.parametrize(
    ("change", "is_said"),
    [
        ({}, False),
        ({"at": office(20, 11, 10)}, False),
        ({"text": "Bonjour"}, True),
        ({"result": CallResult.REACHED}, True),
        ({"next_update_on": DAY}, True),
    ],
)
def test_what_says_nothing_is_not_kept(change: dict[str, Any], is_said: bool) -> None:
    contact = replace(CALL, **({"text": "", "result": None} | change))
    assert (with_note(OTHER, contact, CASE) is not None) is is_said


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({}, None),
        ({"lesson": "Prévenir"}, None),
        ({ENTRIES: {"calls": {"note": "a", "unread": {"at": "31/02"}}}}, (Page.RESTATEMENT, "calls")),
        ({ENTRIES: {"calls": {"note": "a", "result": "nobody"}}}, (Page.RESTATEMENT, "calls")),
        ({"exchanges": []}, (Page.FOLLOW_UP, "exchanges")),
    ],
)
def test_what_only_the_wizard_can_show_is_told_by_its_place(
    values: dict[str, Any], place: tuple[Page, str] | None
) -> None:
    draft = Draft(record_id=3, values=values)
    assert note_in(draft) is None
    assert begun_in_wizard(draft) == place
    assert begun_in_wizard(None) is None
