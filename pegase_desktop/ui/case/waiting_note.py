"""A note that is not recorded yet: it waits in the complaint's draft, where the wizard keeps its entries (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from pegase_desktop.domain.codec import facts_to_plain, from_plain, row_from_plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.noted import NotedContact, contact_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Call, Exchange
from pegase_desktop.storage.drafts import Drafts

_ROWS: Mapping[str, type[Call | Exchange]] = MappingProxyType({"calls": Call, "exchanges": Exchange})
_NEXT_UPDATE = "next_update_on"
_UNFIT = (ValueError, TypeError)  # a value that does not fit its fact any more


class WaitingNote:
    """The note of one complaint in its *draft*, or none yet.

    ``found`` is the note left there the last time; ``next_update_on`` the day that the draft, or else the complaint,
    names; ``is_kept`` says whether the draft holds a note now.
    """

    def __init__(self, drafts: Drafts, draft: Draft | None, complaint: Complaint) -> None:
        self._drafts = drafts
        self._complaint = complaint
        draft = draft or Draft(record_id=complaint.id)
        self.next_update_on = complaint.next_update_on
        with suppress(*_UNFIT, KeyError):
            self.next_update_on = from_plain(fact_named(Complaint, _NEXT_UPDATE), draft.values[_NEXT_UPDATE])
        note = _note_in(draft)
        self.found = replace(note, next_update_on=self.next_update_on) if note else None
        self.is_kept = self.found is not None
        self._rest = draft.without((*_ROWS, _NEXT_UPDATE)) if note else draft

    def keep(self, contact: NotedContact, *, by: str) -> None:
        """Keep it as it stands; one in which nothing is said is dropped.

        Raises:
            UserError: the disk refuses.
        """
        is_moved = contact.next_update_on != self._complaint.next_update_on
        if not (contact.text or contact.result or is_moved):
            self.drop()
            return
        name, entry = contact.entry()
        values = {**self._rest.values, ENTRIES: {**self._rest.entries, name: facts_to_plain(entry)}}
        values[_NEXT_UPDATE] = to_plain(contact.next_update_on)
        if not is_moved:
            del values[_NEXT_UPDATE]
        page = fact_named(Complaint, name).page or self._rest.page
        saved = self._drafts.save(replace(self._rest, page=page, values=values, saved_by=by))
        self._rest = replace(self._rest, id=saved.id)
        self.is_kept = True

    def drop(self) -> None:
        """Take it out of the draft; what else was typed there stays.

        Raises:
            UserError: the disk refuses.
        """
        if not self.is_kept:
            return
        if self._rest.is_empty:
            self._drafts.discard(self._rest.id)
        else:
            self._drafts.save(self._rest)
        self.is_kept = False


def begun_in_wizard(draft: Draft | None) -> tuple[Page, str] | None:
    """Page and fact of the calls or exchanges that the draft holds otherwise than as a note: not to be overtaken."""
    if draft is None or _note_in(draft):
        return None
    name = next((one for one in _ROWS if one in draft.values or one in draft.entries), "")
    page = fact_named(Complaint, name).page if name else None
    return (page, name) if page else None


def _note_in(draft: Draft) -> NotedContact | None:
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
