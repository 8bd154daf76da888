"""A noted contact that is not recorded yet: how it lies in the complaint's draft, where the wizard keeps its rows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pegase_desktop.domain.codec import facts_to_plain, from_plain, row_from_plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.noted import NotedContact, contact_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Call, Exchange

_ROWS: Mapping[str, type[Call | Exchange]] = MappingProxyType({"calls": Call, "exchanges": Exchange})
_NEXT_UPDATE = "next_update_on"
_UNFIT = (ValueError, TypeError)  # a value that does not fit its fact any more


def note_in(draft: Draft) -> NotedContact | None:
    """The note that waits in *draft*; None also for what is none, such as a row that the wizard is changing."""
    waiting = [one for one in _ROWS if one in draft.entries]
    if len(waiting) != 1 or draft.values.keys() & _ROWS:
        return None
    plain = draft.entries[waiting[0]]
    if plain.keys() & {"index", "unread"}:  # an entry being changed, or a text that is no date yet
        return None
    try:
        return contact_of(row_from_plain(_ROWS[waiting[0]], plain))
    except _UNFIT:
        return None


def begun_in_wizard(draft: Draft | None) -> tuple[Page, str] | None:
    """Page and fact of the calls or exchanges that the draft holds otherwise than as a note: not to be overtaken."""
    if draft is None or note_in(draft):
        return None
    name = next((one for one in _ROWS if one in draft.values or one in draft.entries), "")
    page = fact_named(Complaint, name).page if name else None
    return (page, name) if page else None


def next_update_in(draft: Draft, complaint: Complaint) -> date | None:
    """The day for the client's next information that the draft names, else the complaint."""
    with suppress(*_UNFIT, KeyError):
        day: date | None = from_plain(fact_named(Complaint, _NEXT_UPDATE), draft.values[_NEXT_UPDATE])
        return day
    return complaint.next_update_on


def without_note(draft: Draft) -> Draft:
    """What else was typed in *draft*."""
    return draft.without((*_ROWS, _NEXT_UPDATE))


def with_note(draft: Draft, contact: NotedContact, complaint: Complaint) -> Draft | None:
    """*draft*, which holds no note, with this one about *complaint*; None when nothing is said in it."""
    is_moved = contact.is_information_moved(complaint)
    if not (contact.text or contact.result or is_moved):
        return None
    name, entry = contact.entry()
    values = {name: value for name, value in draft.values.items() if name != _NEXT_UPDATE}
    values[ENTRIES] = {**draft.entries, name: facts_to_plain(entry)}
    if is_moved:
        values[_NEXT_UPDATE] = to_plain(contact.next_update_on)
    return replace(draft, page=fact_named(Complaint, name).page or draft.page, values=values)
