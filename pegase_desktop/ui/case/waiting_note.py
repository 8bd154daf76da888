"""A note that is not recorded yet: it waits in the complaint's draft (no Qt)."""

from __future__ import annotations

from dataclasses import replace

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.noted import NotedContact
from pegase_desktop.domain.noted_draft import next_update_in, note_in, with_note, without_note
from pegase_desktop.storage.drafts import Drafts


class WaitingNote:
    """The note of one complaint in its *draft*, or none yet.

    ``found`` is the note left there the last time; ``next_update_on`` the day that the draft, or else the complaint,
    names; ``is_kept`` says whether the draft holds a note now. Of a colleague's draft, which has no id, the note is
    offered; it stays there, and what is kept here begins a draft of its own.
    """

    def __init__(self, drafts: Drafts, draft: Draft | None, complaint: Complaint) -> None:
        self._drafts = drafts
        self._complaint = complaint
        own = Draft(record_id=complaint.id)
        draft = draft or own
        self.next_update_on = next_update_in(draft, complaint)
        note = note_in(draft)
        self.found = replace(note, next_update_on=self.next_update_on) if note else None
        self.is_kept = bool(note and draft.id)
        self._rest = own if not draft.id else without_note(draft) if note else draft

    def keep(self, contact: NotedContact, *, by: str) -> None:
        """Keep it as it stands; one in which nothing is said is dropped.

        Raises:
            UserError: the disk refuses.
        """
        draft = with_note(self._rest, contact, self._complaint)
        if draft is None:
            self.drop()
            return
        saved = self._drafts.save(replace(draft, saved_by=by))
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
