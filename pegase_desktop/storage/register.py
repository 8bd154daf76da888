"""An open register: the parts that read and write it, over one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.storage.case_reader import CaseReader
from pegase_desktop.storage.case_recorder import CaseRecorder
from pegase_desktop.storage.cases import Cases
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.custody import Custody
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.draft_rows import DraftRows
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.file_errors import DamagedFileError, MovedFileError
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.letter_texts import LetterTexts
from pegase_desktop.storage.operations import Operations, utc_now
from pegase_desktop.storage.record_reader import RecordReader
from pegase_desktop.storage.recorder import Recorder
from pegase_desktop.storage.records import StoredKind, Tables, look_at
from pegase_desktop.storage.school_records import SchoolRecords
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.engine import Store, open_database
from pegase_desktop.storage.sqlite.migrations import Migration
from pegase_desktop.storage.sqlite.schema import MIGRATIONS, SEALED
from pegase_desktop.storage.sqlite.search import SearchIndex
from pegase_desktop.storage.stored_kinds import RULES, STORED_KINDS
from pegase_desktop.storage.table_view import TableView
from pegase_desktop.storage.teller import Teller
from pegase_desktop.storage.typed_settings import TypedSettings
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE

if TYPE_CHECKING:  # what only one operation needs is loaded by it: the window opens sooner
    from pegase_desktop.domain.complaint import Complaint
    from pegase_desktop.domain.held_review import HeldReview
    from pegase_desktop.domain.improvement import Improvement
    from pegase_desktop.domain.internal_note import InternalNote
    from pegase_desktop.domain.kind import Kind
    from pegase_desktop.domain.meeting import Meeting
    from pegase_desktop.domain.portable import Case, PortableRegister, Progress
    from pegase_desktop.domain.risk import Risk
    from pegase_desktop.storage.concluding import Concluding
    from pegase_desktop.storage.entrusting import Entrusting
    from pegase_desktop.storage.learning import Learning
    from pegase_desktop.storage.preparing import Preparing
    from pegase_desktop.storage.reviewing import Reviewing


class Register:
    """The parts of an open register file: cases, school, journal, the table, what waits to be recorded.

    All of them may raise the sentences of :mod:`pegase_desktop.storage.file_errors` when the disk fails.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        kinds: Sequence[StoredKind],
        migrations: Sequence[Migration],
    ) -> None:
        database = store.database
        self.store = store
        self.kinds, self.migrations = tuple(kinds), tuple(migrations)
        self._operations = Operations(store, clock)
        self._tables = Tables.of(database, kinds)
        self._settings = SettingsStore(database, self._tables)
        self._contents = Contents(self._tables)
        self.journal = Ledger(database)
        self._teller = Teller(self.journal, self._operations)
        self.custody = Custody(self._operations, self.journal, self._teller)
        self.table = TableView(store, self._tables)
        aside = Tables.of(store.aside, kinds)
        self.letter_texts = LetterTexts(store, aside, self._tables)
        self.typed_settings = TypedSettings(store, aside)
        self.drafts = Drafts(
            DraftRows(store.aside, aside), DraftRows(database, self._tables), self.journal, self._operations
        )
        self.school = SchoolRecords(self._operations, self._settings, self._teller)
        self._recorder = CaseRecorder(
            database, self._tables, self._teller, self._settings, is_holiday=is_public_holiday
        )
        self.cases = Cases(
            self._operations,
            CaseReader(database, self._tables, self._settings),
            self._recorder,
            self.journal,
            self._contents,
            self.drafts,
            self.letter_texts,
        )
        self._dossiers: dict[RecordKind, Dossiers[Any]] = {RecordKind.COMPLAINT: self.cases}
        self._recorders: dict[RecordKind, Recorder[Any]] = {RecordKind.COMPLAINT: self._recorder}

    def dossiers(self, code: RecordKind) -> Dossiers[Any]:
        """The records of one kind."""
        if code not in self._dossiers:
            stored = next(one for one in self.kinds if one.kind.code is code)
            database, tables = self.store.database, self._tables
            self._dossiers[code] = Dossiers(
                stored.kind,
                self._operations,
                RecordReader(database, tables, stored),
                self._recorder_of(code),
                self.journal,
                self._contents,
                self.drafts,
            )
        return self._dossiers[code]

    def _recorder_of(self, code: RecordKind) -> Recorder[Any]:
        """What writes the records of one kind, within an operation."""
        if code not in self._recorders:
            stored = next(one for one in self.kinds if one.kind.code is code)
            self._recorders[code] = Recorder(self.store.database, self._tables, stored, self._teller)
        return self._recorders[code]

    @property
    def improvements(self) -> Dossiers[Improvement]:
        return self.dossiers(RecordKind.IMPROVEMENT)

    def led_to(self, complaint: Complaint) -> tuple[Improvement, ...]:
        """The improvements that come from a complaint, in the order of their numbers."""
        there = self.improvements
        return tuple(map(there.find, there.naming("origins", complaint.reference)))

    @cached_property
    def reviewing(self) -> Reviewing:
        """The register as the weekly review sees it."""
        from pegase_desktop.domain.review import Watch
        from pegase_desktop.storage.reviewing import Reviewing

        return Reviewing(
            self.store, self._tables, self.cases, self.improvements, self.weekly_reviews,
            lambda: Watch(is_public_holiday, self.school.settings.silent_days),
        )  # fmt: skip

    @cached_property
    def concluding(self) -> Concluding:
        """What a quality meeting brings about beside itself."""
        from pegase_desktop.storage.concluding import Concluding

        return Concluding(self._operations, self.journal, self.dossiers)

    @cached_property
    def preparing(self) -> Preparing:
        """What a quality meeting is prepared from."""
        from pegase_desktop.storage.preparing import Preparing

        return Preparing(self.store, self._tables, self.dossiers, self.reviewing)

    @property
    def weekly_reviews(self) -> Dossiers[HeldReview]:
        """The weekly reviews that were held."""
        return self.dossiers(RecordKind.WEEKLY_REVIEW)

    @property
    def meetings(self) -> Dossiers[Meeting]:
        """The quality meetings."""
        return self.dossiers(RecordKind.MEETING)

    @property
    def notes(self) -> Dossiers[InternalNote]:
        """The internal notes."""
        return self.dossiers(RecordKind.INTERNAL_NOTE)

    @cached_property
    def learning(self) -> Learning:
        """What the team is told, and what is noted of it in the cases that it comes from."""
        from pegase_desktop.storage.learning import Learning

        return Learning(self._tables, self._operations, self.journal, self.school, self.dossiers, self._recorder_of)

    @property
    def risks(self) -> Dossiers[Risk]:
        """The risks on the quality of the training."""
        return self.dossiers(RecordKind.RISK)

    @cached_property
    def entrusting(self) -> Entrusting:
        """What each member of staff is to see to, and how another takes it over."""
        from pegase_desktop.storage.entrusting import Entrusting

        return Entrusting(self._tables, self._operations, self.journal, self.school, self.dossiers, self._recorder_of)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        create: bool = True,
        kinds: Sequence[StoredKind] = STORED_KINDS,
        migrations: Sequence[Migration] = MIGRATIONS,
        checked_later: bool = False,
    ) -> Self:
        """Open the register at *path*, or make it. It keeps records of *kinds*, for which *migrations* make room.

        After an unclean end the whole file is checked, or *checked_later* by the caller, whom the store tells of it.

        Raises:
            UserError: the file is refused, and left as it was; the sentence says why.
        """
        try:
            store = open_database(path, migrations, SEALED, create=create, checked_later=checked_later)
            try:
                register = cls(store, clock, kinds, migrations)
                register._settle_in()
            except BaseException:
                store.abandon()
                raise
        except UNREADABLE_TABLE as damage:  # what an opening reads is not there
            raise DamagedFileError(path) from damage
        return register

    def _settle_in(self) -> None:
        """Begin a new register; in one of before, derive anew what other rules derived, and drop drafts recorded."""
        self._ensure_there()
        with self._operations.begin():
            self._settings.begin(RULES)
            if self._settings.rules != RULES:
                for one in self.kinds:
                    self.dossiers(one.kind.code).derive_all()
                self._settings.note_rules(RULES)
        # Drafts that are damaged keep nobody from the cases.
        with suppress(UserError, *UNREADABLE_TABLE), self.store.transaction():
            self.drafts.drop_recorded()
        if self.custody.moved:
            self.store.bar(MovedFileError(self.path))

    def _ensure_there(self) -> None:
        """Look for all that operations write, at once: not in the middle of the first of them."""
        self.journal.ensure_there()
        for table in self._tables.recorded:
            look_at(self.store.database, table)
        for one in self.kinds:
            SearchIndex(self.store.database, one.kind.code).ensure_there()

    @property
    def path(self) -> Path:
        return self.store.path

    def hand_over(self, file: str, *, by: str) -> None:
        """From now on the register is at home on another computer, to which *file* brings it: here it is only read."""
        self.custody.tell_moved(file, by=by)
        self.store.bar(MovedFileError(self.path))

    def take_back(self, *, by: str) -> None:
        """It is at home here all the same."""
        self.store.bar(None)
        try:
            self.custody.tell_returned(by=by)
        except BaseException:
            self.store.bar(MovedFileError(self.path))
            raise

    def close(self) -> None:
        """Leave the file whole and free; closing twice is harmless."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take_changed(self) -> frozenset[RecordRef]:
        """The records of which the journal has told since this was last asked."""
        return self._operations.take_changed()

    @property
    def last_saved_at(self) -> datetime | None:
        """When this opening of the register last saved anything."""
        saves = [at for at in (self._teller.last_saved_at, self.drafts.last_saved_at) if at]
        return max(saves, default=None)

    def take_in(self, coming: PortableRegister, *, by: str, on_case: Progress | None = None) -> int:
        """Take in what comes from elsewhere, all or nothing; returns how many records. Staff is added where unknown.

        Raises:
            WrongCase: one cannot be taken in; the register is as before.
        """
        from pegase_desktop.storage.taking_in import Intake

        intake = Intake(self._tables, self._recorder_of, self._teller, self._settings, self._contents)
        with self._operations.begin() as now:
            return intake.take(coming, now, by, on_case)

    def portable(self) -> PortableRegister:
        """All of it as values, for another register or program; the records are read as one goes on.

        Reading them raises UserError: one is damaged, or a document is not what was kept.
        """
        from pegase_desktop.domain.portable import Others, PortableRegister

        def read(kind: Kind) -> Iterator[Case]:
            return (self._with_contents(kind, record) for record in self.dossiers(kind.code).all())

        settings = self.school.settings
        return PortableRegister(
            count=len(self.cases.references()),
            cases=partial(read, self.cases.kind),
            others=tuple(
                Others(kind, len(self.dossiers(kind.code).references()), partial(read, kind))
                for kind in (one.kind for one in self.kinds if one.kind is not self.cases.kind)
            ),
            staff=self.school.staff(),
            settings={one.name: getattr(settings, one.name) for one in fields(settings) if one.name != "terms"},
            terms=self.school.terms_history(),
        )

    def _with_contents(self, kind: Kind, record: Any) -> Case:
        from pegase_desktop.domain.portable import Case

        documents = [one for name in kind.documents for one in getattr(record, name)]
        return Case(record, {one.sha256: self._contents.read(one) for one in documents})
