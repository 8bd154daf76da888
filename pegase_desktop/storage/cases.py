"""The cases of an open register: one operation for each action of the process; see :class:`Dossiers` for the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.codec import cleaned
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import check_change
from pegase_desktop.domain.duties import superseded
from pegase_desktop.domain.endings import cancelled, closed, reopened
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import check_entry
from pegase_desktop.domain.journal import Verb, verb_for
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.words import CancelReason, Medium
from pegase_desktop.storage.case_reader import CaseReader
from pegase_desktop.storage.case_recorder import CaseRecorder
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.letter_texts import LetterTexts
from pegase_desktop.storage.operations import Operations

if TYPE_CHECKING:  # what only one operation needs is loaded by it: the window opens sooner
    from pegase_desktop.domain.letters import Letter


class Cases(Dossiers[Complaint]):
    """Every operation either records everything it tells, durably, or nothing."""

    _opening = Verb.RECEIVE

    def __init__(
        self,
        operations: Operations,
        reader: CaseReader,
        recorder: CaseRecorder,
        ledger: Ledger,
        contents: Contents,
        drafts: Drafts,
        letter_texts: LetterTexts,
    ) -> None:
        super().__init__(COMPLAINTS, operations, reader, recorder, ledger, contents, drafts)
        self._cases = reader
        self._case_recorder = recorder
        self._letter_texts = letter_texts

    # Reading

    def linked_from(self, complaint: Complaint) -> tuple[str, ...]:
        """The numbers of the complaints that point to this one: linked to it, or its duplicates."""
        return self._cases.linked_from(complaint.id)

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        return self._case_recorder.preview(complaint)

    # The process

    def receive(self, facts: Complaint, *, by: str, draft_id: int | None = None, act: str = "") -> Complaint:
        """Register a complaint: it gets the next number of its year. The draft it was typed in is used up.

        Raises:
            GateClosed: something is missing.
            WrongFact: a value cannot be right.
        """
        return self.register(facts, by=by, draft_id=draft_id, act=act)

    def record_message(
        self, complaint: Complaint, values: Mapping[str, Any], name: str, content: bytes, *, by: str
    ) -> Complaint:
        """:meth:`record`, and keep with the complaint the document in which the client said it."""
        with self._operations.begin() as now:
            kept = self._contents.take(name, content, at=now, by=by)
            return self.record(complaint, {**values, "attachments": (*complaint.attachments, kept)}, by=by)

    def close(self, complaint: Complaint, *, by: str, act: str = "") -> Complaint:
        """Close a complaint.

        Raises:
            GateClosed: the process asks for something that is missing.
        """
        return self._end(complaint, lambda now: closed(complaint, now, by), Verb.CLOSE, by, act=act)

    def reopen(self, complaint: Complaint, reason: str, *, by: str, act: str = "") -> Complaint:
        """Open a closed or cancelled complaint again.

        Raises:
            UserError: it is open, or *reason* is empty.
        """
        return self._end(complaint, lambda now: reopened(complaint, now, by, reason), Verb.REOPEN, by, reason, act=act)

    def cancel(
        self,
        complaint: Complaint,
        reason: CancelReason,
        note: str = "",
        duplicate_of: str = "",
        *,
        by: str,
        act: str = "",
    ) -> Complaint:
        """Cancel a complaint, which stays in the register with its reason.

        Raises:
            UserError: it is not open, or the complaint it duplicates is not in the register.
        """

        def ended(now: datetime) -> Complaint:
            other = self.find(duplicate_of).reference if duplicate_of else ""
            return cancelled(complaint, now, by, reason, note, other)

        return self._end(complaint, ended, Verb.CANCEL, by, reason.label, act=act)

    def send(
        self,
        complaint: Complaint,
        letter: Letter,
        pdf: bytes,
        name: str,
        *,
        medium: Medium,
        sent_at: datetime,
        by: str,
        act: str = "",
    ) -> Complaint:
        """Keep a letter as it left, with the exchange it is and the fact it makes true (acknowledged, answered …).

        Raises:
            WrongFact: *sent_at* lies in the future or before the reception.
        """
        from pegase_desktop.domain.letters import as_sent, made_true, sent_facts

        def write(now: datetime) -> Complaint:
            kept = self._contents.take(name, pdf, at=now, by=by)
            sent = as_sent(letter, kept, medium, sent_at)
            after = cleaned(sent_facts(complaint, sent))
            after = replace(after, announced=superseded(complaint, after))
            check_change(complaint, after, now)
            recorded = self._recorder.change(complaint, after, Verb.SEND, by, at=now)
            self._drafts.settle(complaint.ref, made_true(sent), by)
            self._letter_texts.use_up(complaint.ref, letter.kind)
            return recorded

        return self._once(act, write)

    # What a complaint knows better

    def _check_new(self, facts: Complaint, now: datetime) -> None:
        check_entry(facts, now)

    def _resolved(self, record: Complaint, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """The links, under the numbers of the register."""
        return {**told, "links": self._found(told["links"], record)} if "links" in told else told

    def _followed(self, before: Complaint, after: Complaint) -> Complaint:
        return replace(after, announced=superseded(before, after))

    def _verb(self, record: Complaint, told: Mapping[str, Any]) -> Verb:
        return verb_for(record, told)

    def _check(self, before: Complaint, after: Complaint, now: datetime) -> None:
        check_change(before, after, now)

    # How an operation writes

    def _end(
        self,
        complaint: Complaint,
        ended: Callable[[datetime], Complaint],
        verb: Verb,
        by: str,
        reason: str = "",
        *,
        act: str,
    ) -> Complaint:
        return self._once(act, lambda now: self._recorder.change(complaint, ended(now), verb, by, reason, at=now))

    def _found(self, links: Sequence[Link], complaint: Complaint) -> tuple[Link, ...]:
        """The links, each once, new ones under the numbers as the register writes them."""
        found: dict[str, Link] = {}
        for link in links:
            reference = link.reference if link.id else self.find(link.reference).reference
            found.setdefault(reference, replace(link, reference=reference))
        if complaint.reference in found:
            raise UserError("Un dossier ne peut pas être lié à lui-même. Vérifiez le numéro.")
        return tuple(found.values())
