"""The cases of an open register: reading them, and one operation for each action of the process.

An operation acts on a case as somebody saw it, and is refused when the register holds another state of it by then. It
is one transaction with one entry in the journal. *act* names the pressing of a button that it answers to: under a name
that the journal holds already, it gives what was recorded then, and records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.codec import cleaned, cleaned_values
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import check_change, check_reason, needed_reason
from pegase_desktop.domain.duties import superseded
from pegase_desktop.domain.endings import cancelled, closed, reopened
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import check_entry
from pegase_desktop.domain.journal import Verb, verb_for
from pegase_desktop.domain.rows import Attachment, Link, SentLetter
from pegase_desktop.domain.words import CancelReason, Medium
from pegase_desktop.storage.complaint_reader import ComplaintReader
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.letter_texts import LetterTexts
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.recorder import Recorder

if TYPE_CHECKING:  # what only one operation needs is loaded by it: the window opens sooner
    from pegase_desktop.domain.letters import Letter


class NoSuchComplaint(UserError):
    """No complaint has that number."""


class Cases:
    """Every operation either records everything it tells, durably, or nothing.

    All of them raise :class:`pegase_desktop.storage.recorder.Outdated` when the case was changed since it was seen.
    """

    def __init__(
        self,
        operations: Operations,
        reader: ComplaintReader,
        recorder: Recorder,
        ledger: Ledger,
        contents: Contents,
        drafts: Drafts,
        letter_texts: LetterTexts,
    ) -> None:
        self._operations = operations
        self._reader = reader
        self._recorder = recorder
        self._ledger = ledger
        self._contents = contents
        self._drafts = drafts
        self._letter_texts = letter_texts

    # Reading

    def get(self, complaint_id: int) -> Complaint:
        """Everything recorded about one complaint.

        Raises:
            NoSuchComplaint: there is none with that id.
            DamagedComplaint: a value of it cannot be read.
        """
        with self._operations.reading():
            complaint = self._reader.one(complaint_id)
        if complaint is None:
            raise NoSuchComplaint("Cette réclamation n’est pas dans le registre. Vérifiez son numéro.")
        return complaint

    def find(self, reference: str) -> Complaint:
        """The complaint that has this number, in whatever case it is typed.

        Raises:
            NoSuchComplaint: there is none.
        """
        number = self._reader.id_of(reference)
        if number is None:
            raise NoSuchComplaint(f"Aucune réclamation ne porte le numéro {reference}. Exemple : R-2026-0001.")
        return self.get(number)

    def all(self) -> Iterator[Complaint]:
        """All complaints in the order of their numbers, read as one goes on."""
        return self._reader.all()

    def references(self) -> tuple[str, ...]:
        """The numbers of all complaints, in the order in which they were given within each year."""
        return self._reader.references()

    def linked_from(self, complaint: Complaint) -> tuple[str, ...]:
        """The numbers of the complaints that point to this one: linked to it, or its duplicates."""
        return self._reader.linked_from(complaint.id)

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        return self._recorder.preview(complaint)

    def content_of(self, document: Attachment | SentLetter) -> bytes:
        """The document's bytes.

        Raises:
            UserError: they are not those that were kept.
        """
        return self._contents.read(document)

    # The process

    def receive(self, facts: Complaint, *, by: str, draft_id: int | None = None, act: str = "") -> Complaint:
        """Register a complaint: it gets the next number of its year. The draft it was typed in is used up.

        Raises:
            GateClosed: something is missing.
            WrongFact: a value cannot be right.
        """
        told = cleaned(facts)

        def write(now: datetime) -> Complaint:
            check_entry(told, now)
            waiting = self._drafts.use_up(draft_id) if draft_id else ()
            received = replace(told, attachments=told.attachments + waiting)
            return self._recorder.register(received, Verb.RECEIVE, by, at=now)

        return self._once(act, write)

    def record(
        self, complaint: Complaint, values: Mapping[str, Any], *, by: str, reason: str = "", act: str = ""
    ) -> Complaint:
        """Record facts of a complaint: the operation of every page. They leave its draft.

        Facts of kind ROWS are given whole: rows kept carry their id, new ones none.

        Raises:
            WrongFact: a value cannot be right.
            GateClosed: what its number or its closure asks for would be missing.
            NoSuchComplaint: a link leads nowhere.
            ReasonNeeded: something recorded would be altered, and *reason* is empty.
        """
        told = cleaned_values(values)

        def write(now: datetime) -> Complaint:
            if "links" in told:
                told["links"] = self._found(told["links"], complaint)
            after = replace(complaint, **told)
            after = replace(after, announced=superseded(complaint, after))
            check_change(complaint, after, now)
            check_reason(complaint, told, reason)
            recorded = self._recorder.change(complaint, after, verb_for(complaint, told), by, reason, at=now)
            self._drafts.settle(complaint.ref, told, by)
            return recorded

        return self._once(act, write)

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

    def attach(self, complaint: Complaint, name: str, content: bytes, *, by: str, act: str = "") -> Complaint:
        """Keep a document with the complaint; its name is made safe.

        Raises:
            UserError: the document is larger than 25 MB.
        """

        def write(now: datetime) -> Complaint:
            taken = self._contents.take(name, content, at=now, by=by)
            after = replace(complaint, attachments=(*complaint.attachments, taken))
            return self._recorder.change(complaint, after, Verb.ATTACH, by, at=now)

        return self._once(act, write)

    def detach(self, complaint: Complaint, attachment_id: int, *, by: str, reason: str, act: str = "") -> Complaint:
        """Take a document out; its name and hash stay in the journal.

        Raises:
            UserError: *reason* is empty.
        """
        why = needed_reason(reason)

        def write(now: datetime) -> Complaint:
            kept = tuple(one for one in complaint.attachments if one.id != attachment_id)
            detached = self._recorder.change(
                complaint, replace(complaint, attachments=kept), Verb.DETACH, by, why, at=now
            )
            self._contents.drop_unused()
            return detached

        return self._once(act, write)

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

    # How an operation writes

    def _once(self, act: str, write: Callable[[datetime], Complaint]) -> Complaint:
        """What an act records, at its instant; or what it recorded before."""
        with self._operations.begin(act) as now:
            recorded = self._ledger.record_of(act)
            if recorded is None:
                return write(now)
            self._drafts.drop_recorded()
            return self.get(recorded.id)

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
