"""The register: one operation for each action of the process, in one transaction, with one entry in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.codec import cleaned, cleaned_values
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import check_change, check_reason, needed_reason
from pegase_desktop.domain.duties import superseded
from pegase_desktop.domain.endings import cancelled, closed, reopened
from pegase_desktop.domain.entries import Attachment, Link, SentLetter
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import check_entry
from pegase_desktop.domain.journal import Entry, Verb, verb_for
from pegase_desktop.domain.record import SCHOOL, complaint_ref
from pegase_desktop.domain.school import Settings, Staff
from pegase_desktop.domain.views import Counts, Row, Similar, Spine, View
from pegase_desktop.domain.words import CancelReason, Medium
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.storage.complaint_reader import ComplaintReader
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.letter_texts import LetterTexts
from pegase_desktop.storage.operations import Operations, utc_now
from pegase_desktop.storage.recorder import Recorder
from pegase_desktop.storage.records import RULES, Tables
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.engine import Store, open_database
from pegase_desktop.storage.sqlite.schema import MIGRATIONS
from pegase_desktop.storage.table_view import TableView

if TYPE_CHECKING:  # what only one operation needs is loaded by it: the window opens sooner
    from pegase_desktop.domain.agenda import Todo
    from pegase_desktop.domain.letters import Letter
    from pegase_desktop.storage.open_file import OpenFile, Progress


class NoSuchComplaint(UserError):
    """No complaint has that number."""


class Register:
    """An open register file. Every operation either records everything it tells, durably, or nothing.

    All of them may raise the sentences of :mod:`pegase_desktop.storage.file_errors` when the disk fails.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store = store
        self._operations = Operations(store, clock)
        self._tables = Tables.of(store.database)
        self._ledger = Ledger(store.database)
        self._school = SettingsStore(store.database, self._tables)
        self._reader = ComplaintReader(store.database, self._tables, self._school)
        self._view = TableView(store.database, self._tables)
        self._contents = Contents(self._tables)
        self.letter_texts = LetterTexts(store, self._tables)
        self.drafts = Drafts(store.database, self._tables, self._contents, self._operations)
        self._recorder = Recorder(
            store.database, self._tables, self._ledger, self._school, self._operations, is_holiday=is_public_holiday
        )

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], datetime] = utc_now, create: bool = True) -> Self:
        """Open the register at *path*, or make it.

        Raises:
            UserError: the file is refused, and left as it was; the sentence says why.
        """
        store = open_database(path, MIGRATIONS, create=create)
        try:
            register = cls(store, clock)
            register._settle_in()
        except BaseException:
            store.abandon()
            raise
        return register

    def _settle_in(self) -> None:
        """Begin a new register; in one of before, derive anew what was derived by other rules."""
        with self._operations.begin():
            self._school.begin(RULES)
            if self._school.rules != RULES:
                for complaint in self.complaints():
                    self._recorder.derive(complaint)
                self._school.note_rules(RULES)

    @property
    def path(self) -> Path:
        return self.store.path

    def close(self) -> None:
        """Leave the file whole and free; closing twice is harmless."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def last_saved_at(self) -> datetime | None:
        """When this opening of the register last saved anything."""
        saves = [at for at in (self._recorder.last_saved_at, self.drafts.last_saved_at) if at]
        return max(saves, default=None)

    # Reading

    def complaint(self, complaint_id: int) -> Complaint:
        """Everything recorded about one complaint.

        Raises:
            NoSuchComplaint: there is none with that id.
            DamagedComplaint: a value of it cannot be read.
        """
        with self.store.reading():
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
        return self.complaint(number)

    def complaints(self) -> Iterator[Complaint]:
        """All complaints in the order of their numbers, read as one goes on."""
        return self._reader.all()

    def references(self) -> tuple[str, ...]:
        """The numbers of all complaints, in the order in which they were given within each year."""
        return self._reader.references()

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        return self._recorder.preview(complaint)

    def journal(self, complaint_id: int | None = None) -> tuple[Entry, ...]:
        """What was done, the oldest first: for one complaint, or in the whole register."""
        return tuple(self._ledger.entries(complaint_ref(complaint_id) if complaint_id is not None else None))

    def journal_head(self) -> Head:
        """The anchor of the journal that printed sheets carry."""
        return self._ledger.head()

    def erased_entries(self) -> int:
        """How many entries of the journal no longer say what was changed: the data of a person had to go."""
        return self._ledger.erased()

    def linked_from(self, complaint_id: int) -> tuple[str, ...]:
        """The numbers of the complaints that point to this one: linked to it, or its duplicates."""
        return self._reader.linked_from(complaint_id)

    def spine(self, view: View) -> Spine:
        """The ids of the register's table, in order."""
        with self.store.reading():
            return self._view.spine(view)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """Lines of the register's table, by id."""
        return self._view.rows(ids)

    def counts(self, now: datetime, me: str, year: int) -> Counts:
        """The numbers of the chips and of the status bar; *me* is a name, *year* one of reception."""
        with self.store.reading():
            return self._view.counts(now, me, year)

    def similar(self, complaint: Complaint, limit: int = 6) -> tuple[Similar, ...]:
        """Past complaints that resemble this one, the most alike first."""
        with self.store.reading():
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
        return self._school.settings()

    def terms_history(self) -> tuple[tuple[datetime, Terms], ...]:
        """The delays of all times with the instant from which each holds, the oldest first."""
        return self._school.terms_history()

    def save_settings(self, settings: Settings, *, by: str) -> None:
        """Change the settings; new delays hold for what is received from now on."""
        with self._operations.begin() as now:
            changes = self._school.save(self.settings, settings, now)
            if changes:
                self._recorder.tell(by, Verb.SET, SCHOOL, changes, at=now)

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who signs or signed, in the order of their arrival."""
        return self._school.staff()

    def add_staff(self, name: str, role: str = "", *, by: str) -> Staff:
        """A new member of staff.

        Raises:
            UserError: without a name, or with one that somebody has.
        """
        with self._operations.begin() as now:
            staff, change = self._school.add_staff(name, role)
            self._recorder.tell(by or staff.name, Verb.STAFF, SCHOOL, (change,), at=now)
        return staff

    def change_staff(self, staff: Staff, *, by: str) -> None:
        """Record another role, or that the person left or came back."""
        with self._operations.begin() as now:
            change = self._school.change_staff(staff)
            if change:
                self._recorder.tell(by, Verb.STAFF, SCHOOL, (change,), at=now)

    # The process

    def receive(self, facts: Complaint, *, by: str, draft_id: int | None = None, act: str = "") -> Complaint:
        """Register a complaint: it gets the next number of its year. The draft it was typed in is used up.

        *act* names what the person did, such as the draft's act: done again, it gives what was recorded, once.

        Raises:
            GateClosed: something is missing.
            WrongFact: a value cannot be right.
        """
        facts = cleaned(facts)
        with self._operations.begin(act) as now:
            if recorded := self._ledger.record_of(act):
                return self.complaint(recorded.id)
            check_entry(facts, now)
            waiting = self.drafts.use_up(draft_id) if draft_id else ()
            received = replace(facts, attachments=facts.attachments + waiting)
            return self._recorder.register(received, Verb.RECEIVE, by, at=now)

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
        with self._operations.begin() as now:
            if "links" in values:
                values["links"] = self._found(values["links"], complaint)
            after = replace(complaint, **values)
            after = replace(after, announced=superseded(complaint, after))
            check_change(complaint, after, now)
            check_reason(complaint, values, reason)
            recorded = self._recorder.change(complaint, after, verb_for(complaint, values), by, reason, at=now)
            self.drafts.settle(complaint.ref, values, by)
        return recorded

    def record_message(
        self, complaint: Complaint, values: Mapping[str, Any], name: str, content: bytes, *, by: str
    ) -> Complaint:
        """:meth:`record`, and keep with the complaint the document in which the client said it."""
        with self._operations.begin() as now:
            kept = self._contents.take(name, content, at=now, by=by)
            return self.record(complaint, {**values, "attachments": (*complaint.attachments, kept)}, by=by)

    def close_case(self, complaint_id: int, *, by: str) -> Complaint:
        """Close a complaint.

        Raises:
            GateClosed: the process asks for something that is missing.
        """
        with self._operations.begin() as now:
            complaint = self.complaint(complaint_id)
            return self._recorder.change(complaint, closed(complaint, now, by), Verb.CLOSE, by, at=now)

    def reopen(self, complaint_id: int, reason: str, *, by: str) -> Complaint:
        """Open a closed or cancelled complaint again.

        Raises:
            UserError: it is open, or *reason* is empty.
        """
        with self._operations.begin() as now:
            complaint = self.complaint(complaint_id)
            return self._recorder.change(
                complaint, reopened(complaint, now, by, reason), Verb.REOPEN, by, reason, at=now
            )

    def cancel(
        self, complaint_id: int, reason: CancelReason, note: str = "", duplicate_of: str = "", *, by: str
    ) -> Complaint:
        """Cancel a complaint, which stays in the register with its reason.

        Raises:
            UserError: it is not open, or the complaint it duplicates is not in the register.
        """
        with self._operations.begin() as now:
            complaint = self.complaint(complaint_id)
            other = self.find(duplicate_of).reference if duplicate_of else ""
            after = cancelled(complaint, now, by, reason, note, other)
            return self._recorder.change(complaint, after, Verb.CANCEL, by, reason.label, at=now)

    def attach(self, complaint_id: int, name: str, content: bytes, *, by: str) -> Complaint:
        """Keep a document with the complaint; its name is made safe.

        Raises:
            UserError: the document is larger than 25 MB.
        """
        with self._operations.begin() as now:
            complaint = self.complaint(complaint_id)
            taken = self._contents.take(name, content, at=now, by=by)
            after = replace(complaint, attachments=(*complaint.attachments, taken))
            return self._recorder.change(complaint, after, Verb.ATTACH, by, at=now)

    def detach(self, complaint_id: int, attachment_id: int, *, by: str, reason: str) -> Complaint:
        """Take a document out; its name and hash stay in the journal.

        Raises:
            UserError: *reason* is empty.
        """
        reason = needed_reason(reason)
        with self._operations.begin() as now:
            complaint = self.complaint(complaint_id)
            after = replace(
                complaint, attachments=tuple(one for one in complaint.attachments if one.id != attachment_id)
            )
            detached = self._recorder.change(complaint, after, Verb.DETACH, by, reason, at=now)
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

        intake = Intake(self._tables, self._recorder, self._school, self._contents)
        with self._operations.begin() as now:
            return intake.take(file, now, by, on_case)

    def send(
        self, complaint: Complaint, letter: Letter, pdf: bytes, name: str, *, medium: Medium, sent_at: datetime, by: str
    ) -> Complaint:
        """Keep a letter as it left, with the exchange it is and the fact it makes true (acknowledged, answered …).

        Raises:
            WrongFact: *sent_at* lies in the future or before the reception.
            Outdated: the complaint was changed meanwhile.
        """
        from pegase_desktop.domain.letters import as_sent, made_true, sent_facts

        with self._operations.begin() as now:
            kept = self._contents.take(name, pdf, at=now, by=by)
            sent = as_sent(letter, kept, medium, sent_at)
            after = cleaned(sent_facts(complaint, sent))
            after = replace(after, announced=superseded(complaint, after))
            check_change(complaint, after, now)
            self._recorder.change(complaint, after, Verb.SEND, by, at=now)
            record = complaint.ref
            self.drafts.settle(record, made_true(sent), by)
            self.letter_texts.drop(record, letter.kind)
        return self.complaint(complaint.id)

    # How an operation writes

    def _found(self, links: Sequence[Link], complaint: Complaint) -> tuple[Link, ...]:
        """The links, each once, new ones under the numbers as the register writes them."""
        found: dict[str, Link] = {}
        for link in links:
            reference = link.reference if link.id else self.find(link.reference).reference
            found.setdefault(reference, replace(link, reference=reference))
        if complaint.reference in found:
            raise UserError("Un dossier ne peut pas être lié à lui-même. Vérifiez le numéro.")
        return tuple(found.values())
