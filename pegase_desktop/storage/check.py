"""Whether a register is what was recorded: nothing damaged, altered, added or lost since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from peewee import Database, OperationalError

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, with_targets
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import Missing, missing_to_close, missing_to_register
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import REGISTER, SCHOOL, RecordKind
from pegase_desktop.domain.school_codec import staff_to_plain, terms_to_plain
from pegase_desktop.domain.search_words import words_of
from pegase_desktop.domain.words import Status
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.storage.complaint_reader import UNREADABLE, ComplaintReader, DamagedComplaint
from pegase_desktop.storage.draft_rows import DraftRows
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.prepared import Prepared, Slot
from pegase_desktop.storage.records import (
    DERIVED_COLUMNS,
    DUTY_COLUMNS,
    Tables,
    columns_of,
    derived_columns,
    duty_columns,
)
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.replay import Replay, State, complaint_faults, is_told_late, terms_told
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.connection import reading_beside
from pegase_desktop.storage.sqlite.search import SearchIndex
from pegase_desktop.storage.sqlite.structure import structure_faults

_MOST_SENTENCES = 200
_NAME, _NAME_OR_NONE = re.compile("[0-9a-f]{32}"), re.compile("([0-9a-f]{32})?")
_TOLD_LATE = (
    "Une version plus ancienne du logiciel a noté l’enregistrement de {} un instant avant l’entrée du journal : "
    "ce n’est pas un défaut."
)
_UNREADABLE = (*UNREADABLE, OperationalError)


def check_register(
    register: Register,
    *,
    anchors: Iterable[Head] = (),
    on_complaint: Callable[[int, int], None] | None = None,
    on_notice: Callable[[str], None] | None = None,
) -> tuple[str, ...]:
    """What is wrong with an open register, in sentences; nothing if it is sound.

    SQLite's structures, and the schema; the chain of the journal, and that it still ends in the *anchors* noted earlier
    (a journal cut short or rebuilt is sound in itself); every fact against the journal; what is derived and the search
    index against the facts; documents against their hashes; numbers without gap; the gates that complaints have passed.
    An entry of the journal that was erased is no fault as long as what is left tells all that the register holds.
    *on_complaint* is told how many are done, and of how many; *on_notice*, in a sentence, what is unusual and no fault.
    """
    check = _Check(register.store.database, on_complaint)
    faults = check.run(tuple(anchors))
    if on_notice and check.told_late:
        on_notice(_TOLD_LATE.format(french.count(check.told_late, "réclamation")))
    return faults


def check_beside(path: Path, on_complaint: Callable[[int, int], None]) -> tuple[str, ...]:
    """The same for a register that is open in this process, as it is at this moment, while it goes on being used.

    For a thread of its own: it has a connection of its own, which only reads. What *on_complaint* raises ends it.

    Raises:
        UserError: the file cannot be read.
    """
    with reading_beside(path) as database:
        return _Check(database, on_complaint).run(())


class _Check:
    def __init__(self, database: Database, on_complaint: Callable[[int, int], None] | None) -> None:
        self._database = database
        self._on_complaint = on_complaint
        self.told_late = 0
        """How many complaints the journal tells of a moment after they were registered; see :func:`is_told_late`."""
        self._tables = tables = Tables.of(database)
        self._ledger = Ledger(database)
        self._reader = ComplaintReader(database, tables, SettingsStore(database, tables))
        self._index = SearchIndex(database, RecordKind.COMPLAINT)
        complaint, concerned, duty = tables.complaint, tables.concerned, tables.duty
        self._columns = ("year", "number", *DERIVED_COLUMNS)
        self._kept = Prepared(
            database,
            lambda: complaint.select(*columns_of(complaint, self._columns)).where(complaint.id == Slot("id")),
        )
        self._concerned = Prepared(
            database, lambda: concerned.select(concerned.name).where(concerned.complaint_id == Slot("id"))
        )
        self._duties = Prepared(
            database,
            lambda: duty.select(*columns_of(duty, DUTY_COLUMNS)).where(
                duty.record_kind == RecordKind.COMPLAINT.value, duty.record_id == Slot("id")
            ),
        )

    def run(self, anchors: tuple[Head, ...]) -> tuple[str, ...]:
        parts = (
            lambda: structure_faults(self._database),
            self._ledger.faults,
            self._former_chain,
            lambda: self._missing_anchors(anchors),
            self._numbers,
            self._complaints,
            self._journal_alone,
            self._settings,
            self._documents,
            self._drafts,
            self._identity,
        )
        sentences = [*islice((one for part in parts for one in _guarded(part)), _MOST_SENTENCES + 1)]
        if len(sentences) > _MOST_SENTENCES:
            sentences[-1] = "La suite n’est pas dite."
        return tuple(dict.fromkeys(sentences))

    def _former_chain(self) -> Iterator[str]:
        """What was found wrong with the journal of the first format when the register was brought over."""
        for change in (change for entry in self._ledger.of(REGISTER) for change in entry.changes):
            if change.path == "chain":
                yield from (f"{one} C’était avant que le registre change de format." for one in change.new["faults"])

    def _missing_anchors(self, anchors: Sequence[Head]) -> Iterator[str]:
        for anchor in anchors:
            if not self._ledger.holds(anchor):
                yield f"Le journal ne passe plus par le repère {anchor} : il a été coupé ou refait."

    def _numbers(self) -> Iterator[str]:
        text = "SELECT year, COUNT(*), MAX(number) FROM complaint GROUP BY year ORDER BY year"
        for year, count, last in self._rows(text):
            if count != last:
                yield f"Les numéros de {year} ont un trou : {count} réclamations, et le dernier numéro est {last}."

    def _complaints(self) -> Iterator[str]:
        found = self._index.fingerprints()
        # All at once: with a statement going on, SQLite would not let the index drop the table in which it tries words.
        held = list(self._rows("SELECT id, reference FROM complaint ORDER BY id"))
        for done, (number, reference) in enumerate(held, 1):
            try:
                complaint = self._reader.one(number)
                if complaint is not None:
                    yield from self._complaint(complaint)
                    if found.pop(number, None) != self._index.fingerprint(words_of(complaint)):
                        yield f"{reference} : la recherche ne la trouve pas sous les bons mots."
            except (DamagedComplaint, *_UNREADABLE):
                yield f"{reference} : une valeur est illisible."
            if self._on_complaint:
                self._on_complaint(done, len(held))
        if found:
            yield "La recherche connaît des réclamations qui ne sont pas dans le registre."

    def _complaint(self, complaint: Complaint) -> Iterator[str]:
        entries = self._ledger.of(complaint.ref)
        yield from complaint_faults(complaint, entries)
        self.told_late += bool(entries) and is_told_late(complaint, entries[0])
        yield from self._derived(complaint)
        for missing in _not_through_the_gates(complaint):
            yield f"{complaint.reference} : {missing.sentence}"

    def _derived(self, complaint: Complaint) -> Iterator[str]:
        named, mine = complaint.reference, {"id": complaint.id}
        kept = dict(zip(self._columns, self._kept.run(mine).fetchone(), strict=True))
        year, number = kept.pop("year"), kept.pop("number")
        if named != f"R-{year}-{number:04}" or (complaint.received_at and local(complaint.received_at).year != year):
            yield f"{named} : le numéro n’est pas celui de son année."
        if kept != derived_columns(with_targets(complaint, is_public_holiday)):
            yield f"{named} : l’état affiché dans le tableau n’est pas celui du dossier."
        concerned = {name for (name,) in self._concerned.run(mine).fetchall()}
        owed = sorted(self._duties.run(mine).fetchall())
        expected = sorted(tuple(duty_columns(one).values()) for one in duties(complaint))
        if concerned != set(complaint.staff_concerned) or owed != expected:
            yield f"{named} : ce qui reste à faire, ou qui est visé, n’est pas ce que disent les faits."

    def _journal_alone(self) -> Iterator[str]:
        text = (
            "SELECT DISTINCT record_id FROM journal WHERE record_kind = 'complaint' "
            "AND record_id NOT IN (SELECT id FROM complaint)"
        )
        for _ in self._rows(text):
            yield "Le journal parle d’une réclamation qui n’est plus dans le registre."

    def _settings(self) -> Iterator[str]:
        entries = self._ledger.of(SCHOOL)
        replay = Replay.of(entries)
        yield from replay.faults
        store = SettingsStore(self._database, self._tables)
        held: State = {f"staff/{one.id}": staff_to_plain(one) for one in store.staff()} | store.told()
        for path in [path for path in replay.state if path.startswith(("terms/", "settings/terms"))]:
            del replay.state[path]
        for label in replay.differences(held):
            yield f"Les réglages ou l’équipe ne sont pas ce que dit le journal : {label}."
        terms = [terms_to_plain(one) for _, one in store.terms_history()]
        if terms != (terms_told(entries) or terms[:1]):
            yield "Les délais ne sont pas ce que dit le journal."

    def _documents(self) -> Iterator[str]:
        sizes = {}
        for digest, content in self._rows("SELECT sha256, bytes FROM content"):
            sizes[digest] = len(content)
            if hashlib.sha256(content).hexdigest() != digest:
                yield "Un document gardé dans le registre est abîmé."
        for table in ("attachments", "complaint_letters", "draft_attachment"):
            for name, digest, size in self._rows(f"SELECT name, sha256, size FROM {table}"):
                if sizes.get(digest) != size:
                    yield f"Le document « {name} » n’est pas dans le registre tel qu’il a été ajouté."

    def _drafts(self) -> Iterator[str]:
        if None in DraftRows(self._database, self._tables).all():
            yield "Un brouillon est illisible."

    def _identity(self) -> Iterator[str]:
        names = [*self._rows("SELECT register, copy FROM identity")]
        if len(names) != 1 or not _NAME.fullmatch(names[0][0]) or not _NAME_OR_NONE.fullmatch(names[0][1]):
            yield "Le registre a perdu son identité."

    def _rows(self, text: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._database.execute_sql(text).fetchone, None)


def _guarded(part: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The sentences of one part; what it cannot read any more is one more."""
    try:
        yield from part()
    except UserError as damage:
        yield str(damage)
    except _UNREADABLE:
        yield "Une partie du registre est illisible."


def _not_through_the_gates(complaint: Complaint) -> Iterator[Missing]:
    yield from missing_to_register(complaint)
    if complaint.status is Status.CLOSED:
        yield from missing_to_close(complaint)
