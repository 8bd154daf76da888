"""Whether a register is what was recorded: nothing damaged, altered, added or lost since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from peewee import Database

from pegase_desktop.domain import french
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.record import REGISTER, SCHOOL
from pegase_desktop.domain.school_codec import staff_to_plain, terms_to_plain
from pegase_desktop.storage.check_records import checks
from pegase_desktop.storage.draft_rows import DraftRows
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.records import StoredKind, Tables
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.replay import Replay, State, terms_told
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.sqlite.connection import reading_beside
from pegase_desktop.storage.sqlite.migrations import Migration
from pegase_desktop.storage.sqlite.schema import MIGRATIONS, SEALED
from pegase_desktop.storage.sqlite.seals import broken_seals
from pegase_desktop.storage.sqlite.structure import structure_faults
from pegase_desktop.storage.stored_kinds import STORED_KINDS
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE

_MOST_SENTENCES = 200
_SAMPLED_RECORDS, _SAMPLED_ENTRIES = 10, 500
_NAME, _NAME_OR_NONE = re.compile("[0-9a-f]{32}"), re.compile("([0-9a-f]{32})?")
_TOLD_LATE = (
    "Une version plus ancienne du logiciel a noté l’enregistrement de {} un instant avant l’entrée du journal : "
    "ce n’est pas un défaut."
)
_BEFORE_TODAYS_FORMAT = (
    "Le repère {} a été noté avant que le registre change de format : la première entrée du journal le reprend."
)
_CHANGED = {
    "journal": (
        "Le journal ne finit pas comme le logiciel l’a laissé : ses dernières entrées ont été retirées, ou d’autres "
        "ajoutées."
    ),
    "draft": "Ce qui attend d’être enregistré a été changé sans le logiciel : saisies en cours.",
    "draft_attachment": "Ce qui attend d’être enregistré a été changé sans le logiciel : pièces jointes.",
    "letter_text": "Ce qui attend d’être enregistré a été changé sans le logiciel : courriers commencés.",
    "typed_setting": "Ce qui attend d’être enregistré a été changé sans le logiciel : réglages.",
    "terms": "Les dates à partir desquelles valent les délais ont été changées sans le logiciel.",
    "identity": "L’identité du registre a été changée sans le logiciel.",
}
_CUT = "Le journal ne passe plus par le repère {} : il a été coupé ou refait."
# Of the chain of before, the register holds the end alone.
_CUT_OR_BEFORE = (
    "Le journal ne passe pas par le repère {} : il a été coupé ou refait, ou ce repère a été noté avant que le "
    "registre change de format. Vérifiez-le alors sur la copie gardée ce jour-là, « avant mise à jour »."
)


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
    index against the facts; documents against their hashes; numbers without gap; the gates that complaints have passed;
    seals on what no entry tells of, and on the end of the journal.
    An entry of the journal that was erased is no fault as long as what is left tells all that the register holds.
    *on_complaint* is told how many are done, and of how many; *on_notice*, in a sentence, what is unusual and no fault.
    """
    check = _Check(register.store.database, register.kinds, register.migrations, on_complaint)
    faults = check.run(tuple(anchors))
    if on_notice:
        for notice in check.notices():
            on_notice(notice)
    return faults


def check_beside(
    path: Path, on_complaint: Callable[[int, int], None], *, is_wanted: Callable[[], bool] = lambda: True
) -> tuple[str, ...]:
    """The same for a register that is open in this process, as it is at this moment, while it goes on being used.

    For a thread of its own: it has a connection of its own, which only reads. What *on_complaint* raises ends it; while
    SQLite looks at the whole file, *is_wanted* is asked, and what is found after a no means nothing.

    Raises:
        UserError: the file cannot be read.
    """
    with reading_beside(path, is_wanted) as database:
        return check_database(database, on_complaint)


def check_database(database: Database, on_complaint: Callable[[int, int], None] | None = None) -> tuple[str, ...]:
    """The same for a file of today's format that is only read."""
    return _Check(database, STORED_KINDS, MIGRATIONS, on_complaint).run(())


def check_sample(database: Database, chance: Random) -> tuple[str, ...]:
    """The same in a moment: SQLite's structures whole, the end of the journal, and some records, most by *chance*."""
    return _Check(database, STORED_KINDS, MIGRATIONS, None).run_sample(chance)


class _Check:
    def __init__(
        self,
        database: Database,
        kinds: Sequence[StoredKind],
        migrations: Sequence[Migration],
        on_complaint: Callable[[int, int], None] | None,
    ) -> None:
        self._database = database
        self._migrations = migrations
        self._on_complaint = on_complaint
        self._tables = tables = Tables.of(database, kinds)
        self._ledger = Ledger(database)
        self._records = tuple(checks(database, tables))
        self._former_anchors: list[Head] = []

    def notices(self) -> Iterator[str]:
        """What was found that is unusual and no fault, in sentences."""
        yield from (_BEFORE_TODAYS_FORMAT.format(anchor) for anchor in self._former_anchors)
        told_late = sum(one.told_late for one in self._records)
        if told_late:
            yield _TOLD_LATE.format(french.count(told_late, "réclamation"))

    def run(self, anchors: tuple[Head, ...]) -> tuple[str, ...]:
        parts = (
            lambda: structure_faults(self._database, self._migrations),
            self._ledger.faults,
            self._former_chain,
            lambda: self._missing_anchors(anchors),
            *(part for one in self._records for part in one.parts(self._on_complaint)),
            self._settings,
            self._documents,
            self._drafts,
            self._identity,
            self._seals,
        )
        return _sentences(parts)

    def run_sample(self, chance: Random) -> tuple[str, ...]:
        parts: tuple[Callable[[], Iterable[str]], ...] = (
            lambda: structure_faults(self._database, self._migrations),
            partial(self._ledger.faults, last=_SAMPLED_ENTRIES),
            *(partial(one.sample, _SAMPLED_RECORDS, chance) for one in self._records),
            self._identity,
            self._seals,
        )
        return _sentences(parts)

    def _former_chain(self) -> Iterator[str]:
        """What was found wrong with the journal of the first format when the register was brought over."""
        for change in (change for entry in self._ledger.of(REGISTER) for change in entry.changes):
            if change.path == "chain":
                yield from (f"{one} C’était avant que le registre change de format." for one in change.new["faults"])

    def _missing_anchors(self, anchors: Sequence[Head]) -> Iterator[str]:
        former = self._ledger.former_head()
        for anchor in anchors:
            if self._ledger.holds(anchor):
                continue
            if former and former.is_at(anchor):
                self._former_anchors.append(anchor)
            else:
                is_before = former is not None and anchor.count <= former.count
                yield (_CUT_OR_BEFORE if is_before else _CUT).format(anchor)

    def _settings(self) -> Iterator[str]:
        entries = self._ledger.of(SCHOOL)
        replay = Replay.of(entries, erased=self._ledger.erased_facts())
        yield from replay.faults
        store = SettingsStore(self._database, self._tables)
        held: State = {f"staff/{one.id}": staff_to_plain(one) for one in store.staff()} | store.told()
        for path in [path for path in replay.state if path.startswith(("terms/", "settings/terms"))]:
            del replay.state[path]
        for path in replay.differences(held):
            yield f"Les réglages ou l’équipe ne sont pas ce que dit le journal : « {path} »."
        terms = [terms_to_plain(one) for _, one in store.all_terms()]
        if terms != (terms_told(entries) or terms[:1]):
            yield "Les délais ne sont pas ce que dit le journal."

    def _documents(self) -> Iterator[str]:
        sizes = {}
        for digest, content in self._rows("SELECT sha256, bytes FROM content"):
            sizes[digest] = len(content)
            if hashlib.sha256(content).hexdigest() != digest:
                yield "Un document gardé dans le registre est abîmé."
        used = [digest for table in self._tables.documents for (digest,) in table.select(table.sha256).tuples()]
        if not sizes.keys() <= set(used):
            yield "Le registre garde un contenu qui n’est celui d’aucune pièce."
        for table in self._tables.documents:
            for name, digest, size in table.select(table.name, table.sha256, table.size).tuples():
                if sizes.get(digest) != size:
                    yield f"Le document « {name} » n’est pas dans le registre tel qu’il a été ajouté."

    def _drafts(self) -> Iterator[str]:
        if None in DraftRows(self._database, self._tables).all():
            yield "Un brouillon est illisible."

    def _identity(self) -> Iterator[str]:
        names = [*self._rows("SELECT register, copy FROM identity")]
        if len(names) != 1 or not _NAME.fullmatch(names[0][0]) or not _NAME_OR_NONE.fullmatch(names[0][1]):
            yield "Le registre a perdu son identité."

    def _seals(self) -> Iterator[str]:
        for name in broken_seals(self._database, SEALED):
            yield _CHANGED[name]

    def _rows(self, text: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._database.execute_sql(text).fetchone, None)


def _sentences(parts: Iterable[Callable[[], Iterable[str]]]) -> tuple[str, ...]:
    found = [*islice((one for part in parts for one in _guarded(part)), _MOST_SENTENCES + 1)]
    if len(found) > _MOST_SENTENCES:
        found[-1] = "La suite n’est pas dite."
    return tuple(dict.fromkeys(found))


def _guarded(part: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The sentences of one part; what it cannot read any more is one more."""
    try:
        yield from part()
    except UserError as damage:
        yield str(damage)
    except UNREADABLE_TABLE:
        yield "Une partie du registre est illisible."
