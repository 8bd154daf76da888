"""Opening, closing and writing the one SQLite file that is the register."""

from __future__ import annotations

import contextlib
import filecmp
import os
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from peewee import OperationalError
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.file_errors import (
    DamagedFileError,
    DisplacedFileError,
    FailingDiskError,
    HeldFileError,
    MissingFileError,
    OldEngineError,
    OverwrittenFileError,
    RegisterFileError,
    UnderwayError,
    WorkFileNameError,
)
from pegase_desktop.storage.sqlite import backup, place
from pegase_desktop.storage.sqlite.connection import BUSY_SECONDS, BUSY_SECONDS_ASIDE, connect, is_in_transaction
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.file_identity import (
    APPLICATION_ID,
    FileState,
    has_journal,
    identify,
    journal_files,
    journal_size,
)
from pegase_desktop.storage.sqlite.file_watch import FileWatch, left_as_it_is
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock
from pegase_desktop.storage.sqlite.marks import begin_marks, place_of_mark, renew_mark
from pegase_desktop.storage.sqlite.migrations import Migration, OrphanRow, migrate
from pegase_desktop.storage.sqlite.open_registers import note_open
from pegase_desktop.storage.sqlite.output_place import is_work_file
from pegase_desktop.storage.sqlite.seals import Sealed, begin_seals, renew_seals, with_seals
from pegase_desktop.storage.sqlite.stray_journal import journal_set_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from peewee import SqliteDatabase

    _Connections = tuple[SqliteDatabase, SqliteDatabase]
    _Found = tuple[_Connections, FileState, Sealed, str]

# Up to 3.51.2, two connections to one WAL file could corrupt it: https://sqlite.org/releaselog/3_51_3.html
_OLDEST_SQLITE = (3, 51, 3)
_LONGEST_JOURNAL = 4_000_000  # bytes: SQLite's own measure, 1,000 pages

NO_SEALS: Sealed = MappingProxyType({})

_LOST_JOURNAL = (
    "Le programme ne s’est pas fermé normalement, et un fichier qui accompagnait le registre a disparu depuis : les "
    "derniers enregistrements peuvent manquer. Relisez les derniers dossiers, et notez de nouveau ce qui y manque."
)


class Store:
    """An open register: the only one on this file, in this process and all others.

    Use it from the thread that opened it. Nothing connects by itself after :meth:`close`.
    """

    def __init__(
        self,
        path: Path,
        connections: _Connections,
        lock: InstanceLock,
        state: FileState,
        sealed: Sealed,
        *,
        is_new: bool,
        told: str,
    ) -> None:
        self.path = path
        self.database, self.aside = connections
        """The first for models and queries; writes belong inside :meth:`transaction`. The second on the same file, of
        the same thread, for what is typed and not recorded; writes belong inside :meth:`keeping`."""
        self.told_at_opening = told
        """What the person must know of how the register was found, in sentences; mostly nothing."""
        self.found = state
        """How the file was when it was opened: of which version, with which journal."""
        self.ended_uncleanly = state.had_saves_in_journal or lock.was_left_live
        """The last window did not close: what it had saved is here and sound for SQLite; verify the journal too."""
        self.saves = 0
        """How many there were since it was opened, of anything."""
        self._trouble: RegisterFileError | None = None
        self._lock = lock
        self._is_mark_due = True  # see marks.py: the -wal may be begun anew by the next save
        self._is_writing = False
        self._sealed = sealed
        self._is_new = is_new
        self._bar: RegisterFileError | None = None
        self._watch = FileWatch(path, place_of_mark(self.database.connection()))
        note_open(self.database, path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes durable together when the block ends, or not at all if it raises.

        Begins IMMEDIATE, so that nothing read inside can be outdated when it is written. A block inside another joins
        it.

        Raises:
            RegisterFileError: the disk or another program prevents it; nothing of the block is kept; it may be retried.
            DisplacedFileError, OverwrittenFileError: the file was moved, deleted or replaced, or another one's content
                was written into it; SQLite would go on writing to what it opened.
        """
        if self.database.in_transaction():
            if not self._is_writing:
                raise RuntimeError("a reading that writes would not be saved before its end")
            yield
            return
        self._is_writing = True
        try:
            with self._saving(self.database):
                yield
        finally:
            self._is_writing = False

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """The same on :attr:`aside`, for what is typed and not recorded: whatever the other connection reads meanwhile,
        it is durable when the block ends, and nothing that fails there takes it away.

        Raises:
            UnderwayError: a :meth:`transaction` is going on, on this very thread: one writes at a time, and waiting
                would be for ever. Again once it is over.
            RegisterFileError: as above, and soon: nobody waits for it. Also when the table is damaged.
        """
        if self.aside.in_transaction():
            yield
            return
        if self._is_writing:
            raise UnderwayError(self.path)
        try:
            with self._saving(self.aside):
                yield
        except OperationalError as damage:  # no table or column of that name: what is typed is not told at the opening
            raise DamagedFileError(self.path) from damage

    @property
    def trouble(self) -> RegisterFileError | None:
        """Why nothing is saved: as the last saving failed, or since the file is not in its place now; else None."""
        since = self._watch.fault()
        return since or (None if isinstance(self._trouble, DisplacedFileError) else self._trouble)

    @property
    def barred(self) -> RegisterFileError | None:
        """Why nothing is to be saved here; mostly None."""
        return self._bar

    def bar(self, why: RegisterFileError | None) -> None:
        """From now on nothing is saved, for that reason; until None is given."""
        self._bar = why

    @contextmanager
    def _saving(self, database: SqliteDatabase) -> Iterator[None]:
        if self._bar:
            raise self._bar
        before = database.connection().total_changes
        try:
            with self._saved_whole(database):
                yield
        except RegisterFileError as fault:
            self._trouble = fault
            raise
        if database.connection().total_changes > before:  # who wrote nothing cannot tell
            self._trouble = None
            self.saves += 1
        if journal_size(self.path) > _LONGEST_JOURNAL:
            with contextlib.suppress(UserError):  # what was saved is safe, and this is tried again at the next save
                self.checkpoint()

    @contextmanager
    def _saved_whole(self, database: SqliteDatabase) -> Iterator[None]:
        with faults_as_sentences(self.path):
            self._ensure_in_place()
            connection = database.connection()
            with database.transaction("IMMEDIATE"):
                is_first, before = self._is_mark_due and not has_journal(self.path), connection.total_changes
                yield
                if connection.total_changes > before:
                    renew_seals(database, self._sealed)
                is_marked = self._is_mark_due and connection.total_changes > before
                if is_marked:
                    renew_mark(connection, is_first=is_first)
            self._is_mark_due = self._is_mark_due and not is_marked

    def _ensure_in_place(self) -> None:
        """The register is the one that was opened, and has its ``-wal``; one that somebody took away is begun anew."""
        if fault := self._watch.fault():
            raise fault
        if not self._watch.has_lost_journal():
            return
        if is_in_transaction(self.database) or is_in_transaction(self.aside) or not self.checkpoint():
            raise HeldFileError(self.path)
        with self._foreign_journal_kept():
            self.aside.close()
            self.database.close()
            self.database.connect()
            self.aside.connect()
        self._watch.note_journal()

    def _foreign_journal_kept(self) -> AbstractContextManager[object]:
        """Inside, the last connection is closed, which deletes what bears the name of the ``-wal``, whoever's it is."""
        is_foreign = self._watch.has_lost_journal() and has_journal(self.path)
        return journal_set_aside(self.path) if is_foreign else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one state of the register; inside a transaction, of that."""
        if self.database.in_transaction():
            yield
            return
        with self.database.transaction("DEFERRED"):
            yield

    def checkpoint(self) -> bool:
        """Bring the ``-wal`` into the main file, so that a plain copy of it is whole. Call it when nothing is going on.

        Returns at once; False if a transaction or a reader (a snapshot being made) stands in the way.

        Raises:
            RegisterFileError: the disk is full or fails; every save stays safe in the ``-wal``.
            OverwrittenFileError: what is in the main file now is not of this register; nothing was written to it.
        """
        if self.database.in_transaction():
            return False
        was_due, self._is_mark_due = self._is_mark_due, True
        with faults_as_sentences(self.path), self._watch.writing():
            self.database.timeout = 0
            try:
                is_busy, held, brought_in = _checkpoint(self.database)
            finally:
                self.database.timeout = BUSY_SECONDS
        self._is_mark_due = was_due or held == brought_in  # then SQLite begins it anew as soon as nobody reads it
        return not is_busy

    def begin_anew(self) -> None:
        """A copy becomes a register: it has no name of a copy any more, and no ``-wal`` of any other file is its own.

        Raises:
            RegisterFileError: as for a :meth:`transaction`.
        """
        with self.transaction():
            self.database.execute_sql("UPDATE identity SET copy = ''")
            renew_mark(self.database.connection(), is_first=True)

    def snapshot(self, target: Path) -> None:
        """A checked copy at *target*; see :func:`pegase_desktop.storage.sqlite.backup.snapshot`."""
        backup.snapshot(self.database.connection(), self.path, target)

    def close(self) -> None:
        """Checkpoint, disconnect and give the file free. Closing twice is harmless."""
        if self.database.is_closed():
            return
        self.aside.close()
        with contextlib.suppress(UserError):  # saves are durable in the -wal: the next opening brings them in
            self.checkpoint()
        is_overwritten = isinstance(self._watch.fault(), OverwrittenFileError)
        if not is_overwritten:
            self._lock.mark_ended()  # before SQLite removes the -wal: killed in between, nobody would know by whom
        with left_as_it_is(self.path) if is_overwritten else self._foreign_journal_kept():
            self.database.close()
        self._watch.close()
        self._lock.release(closed_cleanly=not is_overwritten)

    def abandon(self) -> None:
        """Close, what was begun having failed: a register that this very opening made does not stay behind."""
        if self._is_new and not self.database.is_closed() and self._watch.fault() is None:
            self.aside.close()
            self.database.close()
            self._watch.close()
            backup.remove_database(self.path)
            self._lock.release(closed_cleanly=True)
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class _Wanted:
    """How a register is opened; see :func:`open_database`."""

    migrations: Sequence[Migration]
    sealed: Sealed
    create: bool
    checked_later: bool


def open_database(
    path: Path,
    migrations: Sequence[Migration],
    sealed: Sealed = NO_SEALS,
    *,
    create: bool = True,
    checked_later: bool = False,
) -> Store:
    """Open the register at *path*, bringing its schema up to date; make a new one if *create* and nothing is there.

    *sealed* is what no other means than this program's is to change unseen; see :mod:`.seals`. After an unclean end the
    whole file is checked, which takes a second for each 80 MB, unless the caller has it *checked_later*. A file that is
    refused is left as it was, byte for byte. Before a migration, a checked copy is put beside the file.

    Raises:
        RegisterFileError: the file, its place or the disk does not allow it; the subclasses say why.
        OldEngineError: this installation carries an SQLite with a known bug.
    """
    check_engine()
    path = place.resolved(path)
    place.check_place(path)
    if create:
        place.make_folder(path)
    if not path.parent.is_dir():
        raise MissingFileError(path)
    place.check_writable(path)
    place.check_single_name(path)
    lock = InstanceLock(path)
    try:
        return _open_locked(path, _Wanted(migrations, sealed, create, checked_later), lock)
    except BaseException:
        lock.release(closed_cleanly=not (lock.was_left_live and path.exists()))
        raise


def check_engine() -> None:
    """Refuse to work with an SQLite that can corrupt registers.

    Raises:
        OldEngineError: says which version is here and which is needed.
    """
    if sqlite.sqlite_version_info < _OLDEST_SQLITE:
        raise OldEngineError(sqlite.sqlite_version, ".".join(map(str, _OLDEST_SQLITE)))


def _open_locked(path: Path, wanted: _Wanted, lock: InstanceLock) -> Store:
    is_new = wanted.create and not path.exists() and not has_journal(path) and not lock.was_left_live
    if is_new:
        if is_work_file(path):
            raise WorkFileNameError(path)
        _create(path, with_seals(wanted.migrations, wanted.sealed))
    try:
        connections, state, sealed, told = _connected(path, wanted, lock)
    except BaseException:
        if is_new:
            backup.remove_database(path)
        raise
    return Store(path, connections, lock, state, sealed, is_new=is_new, told=told)


def _connected(path: Path, wanted: _Wanted, lock: InstanceLock) -> _Found:
    """The register, connected; how it was found; what is sealed; and what the person must know of all that."""
    migrations, sealed = wanted.migrations, wanted.sealed
    state = identify(path, len(migrations), after_crash=lock.was_left_live, checked_later=wanted.checked_later)
    lost = _LOST_JOURNAL if lock.was_left_live and not state.had_journal else ""
    with faults_as_sentences(path), journal_set_aside(path) if state.has_stray_journal else nullcontext(lost) as told:
        database = connect(path)
        try:
            if state.user_version < len(migrations):
                _copy_before_migration(database, path, state.user_version)
                _bring_over(database, path, with_seals(migrations, sealed))
            begin_marks(database.connection())
            if sealed:
                sealed = begin_seals(database, sealed)
            _keep_private(path)
            lock.mark_live()
            aside = connect(path)
        except BaseException:
            database.close()
            raise
    database.timeout, aside.timeout = BUSY_SECONDS, BUSY_SECONDS_ASIDE
    return (database, aside), state, sealed, told


def _bring_over(database: SqliteDatabase, path: Path, migrations: Sequence[Migration]) -> None:
    try:
        migrate(database, migrations)
    except OrphanRow as damage:
        raise DamagedFileError(path) from damage


def _create(path: Path, migrations: Sequence[Migration]) -> None:
    """Build the new register under another name, so that a process killed meanwhile leaves no half-made register.

    On closing, SQLite says nothing of a disk too full for what is still in the ``-wal``: it is brought in before, and
    the main file, which alone is given the name, is checked.
    """
    growing = path.with_name(f".{path.name}.part")
    with faults_as_sentences(path):
        try:
            backup.make_private_file(growing)
            database = connect(growing, path)
            try:
                database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(database, migrations)
                begin_marks(database.connection())
                is_busy, *_ = _checkpoint(database)
            finally:
                database.close()
            if is_busy or not backup.is_sound(growing):
                raise FailingDiskError(path)
            backup.move_into_place(growing, path)
        finally:
            backup.remove_database(growing)


def _checkpoint(database: SqliteDatabase) -> tuple[int, int, int]:
    """Bring the ``-wal`` into the main file: whether a reader stood in the way, how much it held and how much came."""
    is_busy, held, brought_in = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return is_busy, held, brought_in


def _copy_before_migration(database: SqliteDatabase, path: Path, version: int) -> None:
    """In no other file's place: a copy may have been opened since, and worked in. An equal one need not be twice."""
    taken: list[Path] = []
    while (target := _name_before_migration(path, version, len(taken) + 1)).exists():
        taken.append(target)
    backup.snapshot(database.connection(), path, target)
    if any(filecmp.cmp(target, one, shallow=False) for one in taken):
        target.unlink()


def _name_before_migration(path: Path, version: int, number: int) -> Path:
    which = f", copie {number}" if number > 1 else ""
    return path.with_name(f"{path.stem} (avant mise à jour, version {version}{which}){path.suffix}")


def _keep_private(path: Path) -> None:
    """Readable by its owner alone; on Windows the user's own folder already is."""
    if os.name != "posix":
        return
    for file in (path, *journal_files(path)):
        if file.exists() and file.stat().st_uid == os.geteuid():
            file.chmod(0o600)
