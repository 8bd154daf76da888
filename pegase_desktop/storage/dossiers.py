"""The records of one kind in an open register: reading them, and the verbs that every kind has.

An operation acts on a record as somebody saw it, and is refused when the register holds another state of it by then. It
is one transaction with one entry in the journal. *act* names the pressing of a button that it answers to: under a name
that the journal holds already, it gives what was recorded then, and records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from pegase_desktop.domain.codec import cleaned, cleaned_values
from pegase_desktop.domain.corrections import check_reason, corrections, needed_reason
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.rows import Attachment, SentLetter
from pegase_desktop.domain.wrong_facts import WrongFact, newly_wrong
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.record_reader import DamagedRecord, RecordReader
from pegase_desktop.storage.recorder import Recorder

Record = TypeVar("Record", bound=Any)


class NoSuchRecord(UserError):
    """No record has that number."""


class Dossiers(Generic[Record]):
    """Every operation either records everything it tells, durably, or nothing.

    All of them raise :class:`pegase_desktop.storage.recorder.Outdated` when the record was changed since it was seen.
    """

    _opening = Verb.BEGIN  # under which a number is given

    def __init__(
        self,
        kind: Kind,
        operations: Operations,
        reader: RecordReader[Record],
        recorder: Recorder[Record],
        ledger: Ledger,
        contents: Contents,
        drafts: Drafts,
    ) -> None:
        self.kind = kind
        self._operations = operations
        self._reader = reader
        self._recorder = recorder
        self._ledger = ledger
        self._contents = contents
        self._drafts = drafts

    # Reading

    def get(self, record_id: int) -> Record:
        """Everything recorded about one.

        Raises:
            NoSuchRecord: there is none with that id.
            DamagedRecord: a value of it cannot be read.
        """
        with self._operations.reading():
            record = self._reader.one(record_id)
        if record is None:
            this = "Cette" if self.kind.is_feminine else "Ce"
            raise NoSuchRecord(f"{this} {self.kind.name} n’est pas dans le registre. Vérifiez son numéro.")
        return record

    def partly(self, names: tuple[str, ...], numbers: Any) -> tuple[Record, ...]:
        """Of the records whose ids *numbers* selects their number and these facts alone, for a list of many lines.

        Raises:
            DamagedRecord: a value cannot be read.
        """
        with self._operations.reading():
            return tuple(self._reader.partly(names, numbers))

    def find(self, reference: str) -> Record:
        """The one that has this number, in whatever case it is typed.

        Raises:
            NoSuchRecord: there is none.
        """
        number = self._reader.id_of(reference)
        if number is None:
            none = "Aucune" if self.kind.is_feminine else "Aucun"
            example = self.kind.reference(2026, 1)
            raise NoSuchRecord(f"{none} {self.kind.name} ne porte le numéro {reference}. Exemple : {example}.")
        return self.get(number)

    def all(self) -> Iterator[Record]:
        """All of them in the order of their numbers, read as one goes on."""
        return self._reader.all()

    def references(self) -> tuple[str, ...]:
        """Their numbers, in the order in which they were given within each year."""
        return self._reader.references()

    def naming(self, fact: str, reference: str) -> tuple[str, ...]:
        """The numbers of those whose rows of *fact* name a record by its number: what it led to."""
        with self._operations.reading():
            return self._reader.naming(fact, reference)

    # What every kind has

    def register(self, facts: Record, *, by: str, draft_id: int | None = None, act: str = "") -> Record:
        """Give the next number of its year to what *facts* tell. The draft in which it was typed is used up.

        Raises:
            WrongFact: something is missing, or a value cannot be right.
        """
        told = _with_whole_numbers(self.kind, cleaned(facts))

        def write(now: datetime) -> Record:
            self._check_new(told, now)
            self._check_names(self.kind.record(), told)
            waiting = self._drafts.use_up(draft_id) if draft_id else ()
            received = replace(told, attachments=told.attachments + waiting) if waiting else told
            return self._recorder.register(received, self._opening, by, at=now)

        return self._once(act, write)

    def record(self, record: Record, values: Mapping[str, Any], *, by: str, reason: str = "", act: str = "") -> Record:
        """Record facts. They leave the draft of the record.

        Facts of kind ROWS are given whole: rows kept carry their id, new ones none.

        Raises:
            WrongFact: something would be missing, or a value cannot be right.
            ReasonNeeded: something recorded would be altered, and *reason* is empty.
        """
        told = cleaned_values(values, self.kind.record)

        def write(now: datetime) -> Record:
            known = self._resolved(record, told)
            after = self._followed(record, replace(record, **known))
            self._check(record, after, now)
            self._check_names(record, after)
            check_reason(record, known, reason)
            recorded = self._recorder.change(record, after, self._verb(record, known), by, reason, at=now)
            self._drafts.settle(record.ref, known, by)
            return recorded

        return self._once(act, write)

    def attach(self, record: Record, name: str, content: bytes, *, by: str, act: str = "") -> Record:
        """Keep a document with the record; its name is made safe.

        Raises:
            UserError: the document is larger than 25 MB.
        """

        def write(now: datetime) -> Record:
            taken = self._contents.take(name, content, at=now, by=by)
            after = replace(record, attachments=(*record.attachments, taken))
            return self._recorder.change(record, after, Verb.ATTACH, by, at=now)

        return self._once(act, write)

    def detach(self, record: Record, attachment_id: int, *, by: str, reason: str, act: str = "") -> Record:
        """Take a document out; its name and hash stay in the journal.

        Raises:
            UserError: *reason* is empty.
        """
        why = needed_reason(reason)

        def write(now: datetime) -> Record:
            kept = tuple(one for one in record.attachments if one.id != attachment_id)
            detached = self._recorder.change(record, replace(record, attachments=kept), Verb.DETACH, by, why, at=now)
            self._contents.drop_unused()
            return detached

        return self._once(act, write)

    def derive_all(self) -> None:
        """Make anew what is derived of them, by the rules of today; nothing is told. Within the caller's operation.

        One that cannot be read stays as it was: it says so itself, and keeps nobody from the others.
        """
        for number in self._reader.ids():
            with suppress(DamagedRecord):
                self._recorder.derive(self.get(number))

    def content_of(self, document: Attachment | SentLetter) -> bytes:
        """The document's bytes.

        Raises:
            UserError: they are not those that were kept.
        """
        return self._contents.read(document)

    # What a kind may know better

    def _check_new(self, facts: Record, now: datetime) -> None:
        """Refuse a number to what cannot be registered."""
        for wrong in self.kind.faults(facts, now):
            raise wrong

    def _resolved(self, record: Record, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values with the numbers that they name as the register writes them."""
        after = _with_whole_numbers(self.kind, replace(record, **told))
        return {name: getattr(after, name) for name in told}

    def _followed(self, before: Record, after: Record) -> Record:
        """The record once what follows of the change is in it."""
        return after

    def _verb(self, record: Record, told: Mapping[str, Any]) -> Verb:
        """Under which verb values are told."""
        return Verb.CORRECT if corrections(record, told) else Verb.COMPLETE

    def _check(self, before: Record, after: Record, now: datetime) -> None:
        for name in self.kind.frozen(before):
            if getattr(before, name) != getattr(after, name):
                label = self.kind.fact(name).label
                raise WrongFact(name, f"« {label} » ne change plus : {self.kind.frozen_since}")
        for wrong in newly_wrong(before, after, now, self.kind.faults):
            raise wrong
        old, new = self.kind.day(before), self.kind.day(after)
        if old and new and old.year != new.year:
            label = self.kind.fact(self.kind.dated_by).label
            raise WrongFact(
                self.kind.dated_by,
                f"Le numéro {before.reference} est de l’année {old.year}. Gardez cette année pour « {label} ».",
            )

    def _check_names(self, before: Record, after: Record) -> None:
        """What was named before stays as it is: it may have been named where nobody looked."""
        known = {one.reference for one in self.kind.names(before)}
        for named in self.kind.names(after):
            if named.reference not in known and not self._reader.holds(named):
                raise WrongFact(
                    named.fact,
                    f"« {named.reference} » n’est pas dans ce registre. Vérifiez le numéro.",
                    named.row - 1,
                )

    def _once(self, act: str, write: Callable[[datetime], Record]) -> Record:
        """What an act records, at its instant; or what it recorded before."""
        with self._operations.begin(act) as now:
            recorded = self._ledger.record_of(act)
            if recorded is None:
                return write(now)
            self._drafts.drop_recorded()
            return self.get(recorded.id)


def _with_whole_numbers(kind: Kind, record: Record) -> Record:
    """The record with the numbers that it names as the register writes them."""
    for named in kind.names(record):
        whole = named.reference.upper()
        if named.part and whole != named.reference:
            rows = list(getattr(record, named.fact))
            rows[named.row - 1] = replace(rows[named.row - 1], **{named.part: whole})
            record = replace(record, **{named.fact: tuple(rows)})
    return record
