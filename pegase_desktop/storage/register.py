"""The register: one operation for each action of the process, in one transaction, with one entry in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pegase_desktop.domain.attachments import check_size, safe_name
from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.codec import cleaned, cleaned_values
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import check_change, corrections
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.entries import Attachment, Link, SentLetter
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed, missing_to_close, missing_to_register, wrong_facts
from pegase_desktop.domain.journal import Entry, Verb, verb_for
from pegase_desktop.domain.school import Settings, Staff
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.views import Counts, Row, Similar, Spine, View
from pegase_desktop.domain.words import CancelReason, Medium
from pegase_desktop.storage.complaint_reader import ComplaintReader
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.engine import RegisterFile, open_database
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.letter_texts import LetterTexts
from pegase_desktop.storage.public_holidays import french_holidays
from pegase_desktop.storage.recorder import Recorder
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.schema import MIGRATIONS
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.table_view import TableView

if TYPE_CHECKING:  # what only one operation needs is loaded by it: the window opens sooner
    from pegase_desktop.domain.agenda import Todo
    from pegase_desktop.domain.letters import Letter
    from pegase_desktop.storage.open_file import OpenFile, Progress


class NoSuchComplaint(UserError):
    """No complaint has that number."""


class ReasonNeeded(UserError):
    """Something recorded would be altered without a reason."""


def utc_now() -> datetime:
    """The computer's clock, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Register:
    """An open register file. Every operation either records everything it tells, durably, or nothing.

    All of them may raise the sentences of :mod:`pegase_desktop.storage.file_errors` when the disk fails.
    """

    def __init__(self, file: RegisterFile, clock: Callable[[], datetime]) -> None:
        self.file = file
        self._clock: Callable[[], datetime] = lambda: clock().replace(microsecond=0)
        self._tables = Tables.of(file.database)
        self._ledger = Ledger(file.database)
        self._store = SettingsStore(file.database, self._tables)
        self._reader = ComplaintReader(file.database, self._tables, self._store)
        self._view = TableView(file.database, self._tables)
        self._contents = Contents(self._tables)
        self.letter_texts = LetterTexts(file, self._tables)
        self._drafts = Drafts(file.database, self._tables, self._contents)
        self._recorder = Recorder(
            file.database, self._tables, self._ledger, self._store, clock=self._clock, is_holiday=french_holidays()
        )
        self._draft_saved_at: datetime | None = None

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], datetime] = utc_now, create: bool = True) -> Self:
        """Open the register at *path*, or make it.

        Raises:
            UserError: the file is refused, and left as it was; the sentence says why.
        """
        file = open_database(path, MIGRATIONS, create=create)
        try:
            register = cls(file, clock)
            with file.transaction():
                register._store.ensure_terms()
        except BaseException:
            file.close()
            raise
        return register

    @property
    def path(self) -> Path:
        return self.file.path

    def close(self) -> None:
        """Leave the file whole and free; closing twice is harmless."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def last_saved_at(self) -> datetime | None:
        """When this opening of the register last saved anything."""
        saves = [at for at in (self._recorder.last_saved_at, self._draft_saved_at) if at]
        return max(saves, default=None)

    # Reading

    def complaint(self, complaint_id: int) -> Complaint:
        """Everything recorded about one complaint.

        Raises:
            NoSuchComplaint: there is none with that id.
        """
        complaint = self._reader.one(complaint_id)
        if complaint is None:
            raise NoSuchComplaint("Cette réclamation n’est pas dans le registre. Vérifiez son numéro.")
        return complaint

    def find(self, reference: str) -> Complaint:
        """The complaint that has this number, in whatever case it is typed.

        Raises:
            NoSuchComplaint: there is none.
        """
        table = self._tables.complaint
        found = table.select(table.id).where(table.reference == clean_line(reference).upper()).tuples().first()
        if found is None:
            raise NoSuchComplaint(f"Aucune réclamation ne porte le numéro {reference}. Exemple : R-2026-0001.")
        return self.complaint(found[0])

    def complaints(self) -> Iterator[Complaint]:
        """All complaints in the order of their numbers, read as one goes on."""
        return self._reader.all()

    def references(self) -> tuple[str, ...]:
        """The numbers of all complaints, in the order in which they were given within each year."""
        table = self._tables.complaint
        query = table.select(table.reference).order_by(table.year, table.number).tuples()
        return tuple(reference for (reference,) in query)

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        return self._recorder.preview(complaint)

    def journal(self, complaint_id: int | None = None) -> tuple[Entry, ...]:
        """What was done, the oldest first: for one complaint, or in the whole register."""
        return tuple(self._ledger.entries(complaint_id))

    def journal_head(self) -> Head:
        """The anchor of the journal that printed sheets carry."""
        return self._ledger.head()

    def linked_from(self, complaint_id: int) -> tuple[str, ...]:
        """The numbers of the complaints that are linked to this one from their side, or were its duplicates."""
        links, table = self._tables.rows["links"], self._tables.complaint
        here = table.select(table.reference).where(table.id == complaint_id)
        there = links.select(links.complaint_id).where(links.reference.in_(here))
        from_there = table.id.in_(there) | table.duplicate_of.in_(here)
        query = table.select(table.reference).where(from_there).order_by(table.id).tuples()
        return tuple(reference for (reference,) in query)

    def spine(self, view: View) -> Spine:
        """The ids of the register's table, in order."""
        return self._view.spine(view)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Lines of the register's table, by id."""
        return self._view.rows(ids)

    def counts(self, now: datetime, me: str, year: int) -> Counts:
        """The numbers of the chips and of the status bar; *me* is a name, *year* one of reception."""
        return self._view.counts(now, me, year)

    def similar(self, complaint: Complaint, limit: int = 6) -> tuple[Similar, ...]:
        """Past complaints that resemble this one, the most alike first."""
        return self._view.similar(complaint, limit)

    def todos(self) -> tuple[Todo, ...]:
        """Every duty of every open complaint, the most urgent first."""
        return tuple(self._view.todos())

    def todo_count(self, now: datetime) -> int:
        """How many duties are for today, the whole team's."""
        return self._view.todo_count(now)

    def journal_since(self, moment: datetime) -> tuple[Entry, ...]:
        """What was done in the whole register since *moment*, the oldest first."""
        return tuple(self._ledger.since(moment))

    # Settings and staff

    @property
    def settings(self) -> Settings:
        return self._store.settings()

    def terms_history(self) -> tuple[tuple[datetime, Terms], ...]:
        """The delays of all times with the instant from which each holds, the oldest first."""
        return self._store.terms_history()

    def save_settings(self, settings: Settings, *, by: str) -> None:
        """Change the settings; new delays hold for what is received from now on."""
        with self.file.transaction():
            changes = self._store.save(self.settings, settings, self._clock())
            if changes:
                self._recorder.tell(by, Verb.SET, None, changes)

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who signs or signed, in the order of their arrival."""
        return self._store.staff()

    def add_staff(self, name: str, role: str = "", *, by: str) -> Staff:
        """A new member of staff.

        Raises:
            UserError: without a name, or with one that somebody has.
        """
        with self.file.transaction():
            staff, change = self._store.add_staff(name, role)
            self._recorder.tell(by or staff.name, Verb.STAFF, None, (change,))
        return staff

    def change_staff(self, staff: Staff, *, by: str) -> None:
        """Record another role, or that the person left or came back."""
        with self.file.transaction():
            change = self._store.change_staff(staff)
            if change:
                self._recorder.tell(by, Verb.STAFF, None, (change,))

    # The process

    def receive(self, facts: Complaint, *, by: str, draft_id: int | None = None) -> Complaint:
        """Register a complaint: it gets the next number of its year. The draft it was typed in is used up.

        Raises:
            GateClosed: something is missing.
            WrongFact: a value cannot be right.
        """
        facts = cleaned(facts)
        _check_entry(facts, self._clock())
        with self.file.transaction():
            waiting = self._drafts.take_attachments(draft_id) if draft_id else ()
            complaint = replace(facts, attachments=facts.attachments + waiting)
            registered = self._recorder.register(complaint, Verb.RECEIVE, by)
            if draft_id:
                self._drafts.discard(draft_id)
        return registered

    def record(self, complaint: Complaint, values: Mapping[str, Any], *, by: str, reason: str = "") -> Complaint:
        """Record facts of a complaint as it was read: the operation of every page. They leave its draft.

        Facts of kind ROWS are given whole: entries kept carry their id, new ones none.

        Raises:
            WrongFact: a value cannot be right.
            GateClosed: what its number or its closure asks for would be missing.
            NoSuchComplaint: a link leads nowhere.
            ReasonNeeded: something recorded would be altered, and *reason* is empty.
            Outdated: the complaint was changed meanwhile.
        """
        values = cleaned_values(values)
        if "links" in values:
            values["links"] = self._found(values["links"], complaint)
        after = replace(complaint, **values)
        check_change(complaint, after, self._clock())
        if corrections(complaint, values) and not clean_line(reason):
            labels = ", ".join(one.label_in_sentence for one in corrections(complaint, values))
            raise ReasonNeeded(f"Ces informations sont déjà enregistrées : {labels}. Donnez la raison du changement.")
        with self.file.transaction():
            recorded = self._recorder.change(complaint, after, verb_for(complaint, values), by, reason)
            self._drafts.settle(complaint.id, values)
        return recorded

    def record_message(
        self, complaint: Complaint, values: Mapping[str, Any], name: str, content: bytes, *, by: str
    ) -> Complaint:
        """:meth:`record`, and keep with the complaint the document in which the client said it."""
        with self.file.transaction():
            kept = self._keep(name, content, by)
            return self.record(complaint, {**values, "attachments": (*complaint.attachments, kept)}, by=by)

    def close_case(self, complaint_id: int, *, by: str) -> Complaint:
        """Close a complaint.

        Raises:
            GateClosed: the process asks for something that is missing.
        """
        complaint = self._open_complaint(complaint_id)
        missing = missing_to_close(complaint)
        if missing:
            raise GateClosed("Le dossier ne peut pas encore être clôturé.", missing)
        return self._end(complaint, {"closed_at": self._end_of(complaint), "closed_by": by}, Verb.CLOSE, by)

    def reopen(self, complaint_id: int, reason: str, *, by: str) -> Complaint:
        """Open a closed or cancelled complaint again.

        Raises:
            UserError: it is open, or *reason* is empty.
        """
        complaint, reason = self.complaint(complaint_id), _needed(reason)
        if complaint.ended_at is None:
            raise UserError("Ce dossier est déjà ouvert.")
        values = {"reopened_at": max(self._clock(), complaint.ended_at), "reopen_reason": reason}
        return self._end(complaint, values, Verb.REOPEN, by, reason)

    def cancel(
        self, complaint_id: int, reason: CancelReason, note: str = "", duplicate_of: str = "", *, by: str
    ) -> Complaint:
        """Cancel a complaint, which stays in the register with its reason.

        Raises:
            UserError: it is not open, or the complaint it duplicates is not in the register.
        """
        complaint = self._open_complaint(complaint_id)
        other = self.find(duplicate_of).reference if duplicate_of else ""
        if other == complaint.reference:
            raise UserError("Un dossier ne peut pas être le doublon de lui-même. Vérifiez le numéro.")
        values = {
            "cancelled_at": self._end_of(complaint),
            "cancel_reason": reason,
            "cancel_note": clean_line(note),
            "duplicate_of": other,
        }
        return self._end(complaint, values, Verb.CANCEL, by, reason.label)

    def attach(self, complaint_id: int, name: str, content: bytes, *, by: str) -> Complaint:
        """Keep a document with the complaint; its name is made safe.

        Raises:
            UserError: the document is larger than 25 MB.
        """
        complaint = self.complaint(complaint_id)
        with self.file.transaction():
            attachment = self._keep(name, content, by)
            after = replace(complaint, attachments=(*complaint.attachments, attachment))
            return self._recorder.change(complaint, after, Verb.ATTACH, by)

    def detach(self, complaint_id: int, attachment_id: int, *, by: str, reason: str) -> Complaint:
        """Take a document out; its name and hash stay in the journal.

        Raises:
            UserError: *reason* is empty.
        """
        complaint, reason = self.complaint(complaint_id), _needed(reason)
        kept = tuple(one for one in complaint.attachments if one.id != attachment_id)
        with self.file.transaction():
            after = replace(complaint, attachments=kept)
            detached = self._recorder.change(complaint, after, Verb.DETACH, by, reason)
            self._contents.drop_unused()
        return detached

    def attachment_content(self, document: Attachment | SentLetter) -> bytes:
        """The document's bytes.

        Raises:
            UserError: they are not those that were kept.
        """
        return self._contents.read(document)

    def take_in(self, file: OpenFile, *, by: str, on_case: Progress | None = None) -> int:
        """Take in an open file, all of it or nothing; returns how many cases. Staff is added where unknown.

        Raises:
            WrongCase: one cannot be taken in; the register is as before.
        """
        from pegase_desktop.storage.taking_in import Intake

        intake = Intake(self._tables, self._recorder, self._store, self._contents)
        with self.file.transaction():
            return intake.take(file, self._clock(), by, on_case)

    def send(
        self, complaint: Complaint, letter: Letter, pdf: bytes, name: str, *, medium: Medium, sent_at: datetime, by: str
    ) -> Complaint:
        """Keep a letter as it left, with the exchange it is and the fact it makes true (acknowledged, answered …).

        Raises:
            WrongFact: *sent_at* lies in the future or before the reception.
            Outdated: the complaint was changed meanwhile.
        """
        from pegase_desktop.domain.letters import made_true, sent_facts

        with self.file.transaction():
            kept = self._keep(name, pdf, by)
            sent = SentLetter(
                kind=letter.kind, sent_at=sent_at, medium=medium, by=by, subject=letter.subject, text=letter.body,
                name=kept.name, size=kept.size, sha256=kept.sha256,
            )  # fmt: skip
            after = cleaned(sent_facts(complaint, sent))
            check_change(complaint, after, self._clock())
            self._recorder.change(complaint, after, Verb.SEND, by)
            self._drafts.settle(complaint.id, made_true(sent))
            self.letter_texts.drop(complaint.id, letter.kind)
        return self.complaint(complaint.id)

    # Drafts

    def save_draft(self, draft: Draft) -> Draft:
        """Keep what was typed; one draft for a registered complaint, any number for new ones."""
        with self.file.transaction():
            saved = self._drafts.save(replace(draft, saved_at=self._clock()))
        self._draft_saved_at = saved.saved_at
        return saved

    def drafts(self) -> tuple[Draft, ...]:
        """Everything typed and not recorded, the oldest first."""
        return self._drafts.all()

    def draft_of(self, complaint_id: int) -> Draft | None:
        """The draft of a registered complaint."""
        return self._drafts.of(complaint_id)

    def discard_draft(self, draft_id: int) -> None:
        """Drop a draft and the documents that were waiting in it."""
        with self.file.transaction():
            self._drafts.discard(draft_id)
            self._contents.drop_unused()

    def attach_to_draft(self, draft_id: int, name: str, content: bytes, *, by: str) -> tuple[Attachment, ...]:
        """Keep a document for a complaint that has no number yet; returns all that wait in the draft."""
        with self.file.transaction():
            self._drafts.attach(draft_id, self._keep(name, content, by))
        return self._drafts.attachments(draft_id)

    def detach_from_draft(self, draft_id: int, attachment_id: int) -> tuple[Attachment, ...]:
        """Take out a document that waits; nothing was recorded, so nothing stays. Returns those that still wait."""
        with self.file.transaction():
            self._drafts.detach(draft_id, attachment_id)
            self._contents.drop_unused()
        return self._drafts.attachments(draft_id)

    def draft_attachments(self, draft_id: int) -> tuple[Attachment, ...]:
        """The documents that wait in a draft."""
        return self._drafts.attachments(draft_id)

    # How an operation writes

    def _open_complaint(self, complaint_id: int) -> Complaint:
        complaint = self.complaint(complaint_id)
        if not complaint.is_open:
            raise UserError(f"Cette réclamation est déjà {complaint.status.label.lower()}. Rouvrez-la d’abord.")
        return complaint

    def _end_of(self, complaint: Complaint) -> datetime:
        """Now; yet after the last reopening, also when the computer's clock was set back meanwhile."""
        reopened = complaint.reopened_at
        return max(self._clock(), reopened + timedelta(seconds=1)) if reopened else self._clock()

    def _found(self, links: Sequence[Link], complaint: Complaint) -> tuple[Link, ...]:
        """The links, each once, new ones under the numbers as the register writes them."""
        found: dict[str, Link] = {}
        for link in links:
            reference = link.reference if link.id else self.find(link.reference).reference
            found.setdefault(reference, replace(link, reference=reference))
        if complaint.reference in found:
            raise UserError("Un dossier ne peut pas être lié à lui-même. Vérifiez le numéro.")
        return tuple(found.values())

    def _end(self, complaint: Complaint, values: Mapping[str, Any], verb: Verb, by: str, reason: str = "") -> Complaint:
        with self.file.transaction():
            return self._recorder.change(complaint, replace(complaint, **values), verb, by, reason)

    def _keep(self, name: str, content: bytes, by: str) -> Attachment:
        check_size(len(content))
        digest = hashlib.sha256(content).hexdigest()
        self._contents.keep(digest, content)
        return Attachment(name=safe_name(name), size=len(content), sha256=digest, added_at=self._clock(), added_by=by)


def _check_entry(facts: Complaint, now: datetime) -> None:
    missing = missing_to_register(facts)
    if missing:
        raise GateClosed("La réclamation ne peut pas encore être enregistrée.", missing)
    for wrong in wrong_facts(facts, now):
        raise wrong


def _needed(reason: str) -> str:
    cleaned = clean_line(reason)
    if not cleaned:
        raise UserError("Il manque la raison. Écrivez-la en quelques mots : elle reste au journal.")
    return cleaned
