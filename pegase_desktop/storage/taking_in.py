"""What is on the way to a register, taken in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from typing import Any

from pegase_desktop.domain.codec import to_plain
from pegase_desktop.domain.facts import FactKind
from pegase_desktop.domain.journal import Change, Verb
from pegase_desktop.domain.kind import Kind, Named
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.portable import Case, Others, PortableRegister, Progress, WrongCase
from pegase_desktop.domain.record import SCHOOL, RecordKind
from pegase_desktop.domain.school import Settings, Staff
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.recorder import Recorder, WrongNumber
from pegase_desktop.storage.records import Tables, columns_of, to_column
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.teller import Teller

Key = tuple[Any, ...]


class Intake:
    """Writes inside the caller's operation: one wrong record, and nothing of the others is taken in.

    *recorder* gives what writes the records of a kind.
    """

    def __init__(
        self,
        tables: Tables,
        recorder: Callable[[RecordKind], Recorder[Any]],
        teller: Teller,
        store: SettingsStore,
        contents: Contents,
    ) -> None:
        self._tables = tables
        self._recorder = recorder
        self._teller = teller
        self._store = store
        self._contents = contents

    def take(self, coming: PortableRegister, now: datetime, by: str, on_case: Progress | None) -> int:
        """Everything that *coming* tells; returns how many records.

        Raises:
            WrongCase: one cannot be taken in.
        """
        self._adopt_settings(coming, now, by)
        self._add_staff(coming.staff, now, by)
        naming: list[tuple[Kind, int, Any]] = []
        unknown: dict[str, None] = {}
        done = 0
        for batch in (Others(COMPLAINTS, coming.count, coming.cases), *coming.others):
            kind, there = batch.kind, self._already_there(batch.kind)
            for number, case in enumerate(batch.cases(), start=1):
                _refuse_known(kind, case.record, number, there)
                record = self._register(kind, case, number, now, by)
                if any(True for _ in kind.names(record)):
                    naming.append((kind, number, record))
                if kind is not COMPLAINTS:  # whose people the file tells among the staff
                    unknown |= dict.fromkeys(_staff_named(kind, record))
                done += 1
                if on_case:
                    on_case(done, coming.total)
        self._add_staff((Staff(0, name, "") for name in unknown), now, by)
        self._check_names(naming)
        return done

    def _already_there(self, kind: Kind) -> dict[Key, str]:
        """The numbers of the records that the register holds before, by what tells two of them apart."""
        table = self._tables.of_kind[kind.code].table
        query = table.select(table.reference, *columns_of(table, kind.told_apart_by)).tuples()
        return {tuple(key): reference for reference, *key in query}

    def _adopt_settings(self, coming: PortableRegister, now: datetime, by: str) -> None:
        """Only what this register still has as the program gave it."""
        before = self._store.settings()
        pristine = Settings(terms=before.terms)
        own = {one.name for one in fields(Settings) if getattr(before, one.name) != getattr(pristine, one.name)}
        told = {name: value for name, value in coming.settings.items() if name not in own}
        changes = [*self._store.save(before, replace(before, **told), now)]
        if coming.terms and not self._tables.complaint.select().limit(1).exists():
            changes += self._store.adopt_terms(coming.terms)
        if changes:
            self._teller.tell(by, Verb.SET, SCHOOL, changes, at=now)

    def _add_staff(self, staff: Iterable[Staff], now: datetime, by: str) -> None:
        """Those who are not there yet."""
        known = {fold(one.name) for one in self._store.staff()}
        added: list[Change] = []
        for one in staff:
            if fold(one.name) not in known:
                known.add(fold(one.name))
                added.append(self._store.insert_staff(one)[1])
        if added:
            self._teller.tell(by, Verb.STAFF, SCHOOL, added, at=now)

    def _register(self, kind: Kind, case: Case, number: int, now: datetime, by: str) -> Any:
        for name in kind.documents:
            for document in getattr(case.record, name):
                self._contents.keep(document.sha256, case.contents[document.sha256])
        try:
            return self._recorder(kind.code).register(case.record, Verb.IMPORT, by, at=now)
        except WrongNumber as problem:
            raise WrongCase(number, "reference", str(problem), kind) from problem

    def _check_names(self, naming: Iterable[tuple[Kind, int, Any]]) -> None:
        known = cache(self._references)
        for kind, number, record in naming:
            for named in kind.names(record):
                if named.reference not in known(named.code) or named.reference == record.reference:
                    raise WrongCase(number, _place(named), self._not_there(kind, named), kind)

    def _references(self, code: RecordKind) -> Collection[str]:
        table = self._tables.of_kind[code].table
        return {reference for (reference,) in table.select(table.reference).tuples()}

    def _not_there(self, kind: Kind, named: Named) -> str:
        article, _, name = self._tables.of_kind[named.code].stored.kind.one.partition(" ")
        other = "autre " if kind.code is named.code else ""
        return f"« {named.reference} » n’est pas {article} {other}{name} de ce registre."


def _place(named: Named) -> str:
    return f"{named.fact}[{named.row}]" + (f".{named.part}" if named.part else "")


def _refuse_known(kind: Kind, record: Any, number: int, there: Mapping[Key, str]) -> None:
    """A file that is imported a second time would double every record, and none is ever deleted."""
    known = there.get(_key(kind, record)) if there else None
    if known:
        this = "ce cas" if kind is COMPLAINTS else f"{'cette' if kind.is_feminine else 'ce'} {kind.name}"
        raise WrongCase(number, kind.dated_by, f"{this} est déjà au registre, sous le numéro {known}.", kind)


def _key(kind: Kind, record: Any) -> Key:
    """What tells two records apart, as the columns have it."""
    facts = map(kind.fact, kind.told_apart_by)
    return tuple(to_column(one, to_plain(getattr(record, one.name))) for one in facts)


def _staff_named(kind: Kind, record: Any) -> Iterable[str]:
    """The people of the school whom the facts of a record name."""
    told = (getattr(record, one.name) for one in kind.scalars if one.kind is FactKind.STAFF)
    return (name for name in told if name)
