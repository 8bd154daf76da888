"""What is on the way to a register, taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.moments import to_text
from pegase_desktop.domain.portable import DOCUMENTS, Case, PortableRegister, Progress, WrongCase
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.case_recorder import CaseRecorder
from pegase_desktop.storage.contents import Contents
from pegase_desktop.storage.recorder import WrongNumber
from pegase_desktop.storage.records import Tables, columns_of
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.teller import Teller

_TELL_APART = ("received_at", "complainant_name", "verbatim")


class Intake:
    """Writes inside the caller's operation: one wrong case, and nothing of the others is taken in."""

    def __init__(
        self, tables: Tables, recorder: CaseRecorder, teller: Teller, store: SettingsStore, contents: Contents
    ) -> None:
        self._complaint = tables.complaint
        self._recorder = recorder
        self._teller = teller
        self._store = store
        self._contents = contents

    def take(self, coming: PortableRegister, now: datetime, by: str, on_case: Progress | None) -> int:
        """Everything that *coming* tells; returns how many cases.

        Raises:
            WrongCase: one cannot be taken in.
        """
        there = self._already_there()
        self._adopt_settings(coming, now, by)
        self._add_staff(coming, now, by)
        pointing: list[tuple[int, Complaint]] = []
        done = 0
        for done, case in enumerate(coming.cases(), start=1):
            _refuse_known(case.complaint, done, there)
            registered = self._register(case, done, now, by)
            if registered.links or registered.duplicate_of:
                pointing.append((done, registered))
            if on_case:
                on_case(done, coming.count)
        self._check_references(pointing)
        return done

    def _already_there(self) -> dict[tuple[Any, ...], str]:
        """The numbers of the complaints that the register holds before, by what tells two complaints apart."""
        table = self._complaint
        query = table.select(table.reference, *columns_of(table, _TELL_APART)).tuples()
        return {tuple(key): reference for reference, *key in query}

    def _adopt_settings(self, coming: PortableRegister, now: datetime, by: str) -> None:
        """Only what this register still has as the program gave it."""
        before = self._store.settings()
        pristine = Settings(terms=before.terms)
        own = {one.name for one in fields(Settings) if getattr(before, one.name) != getattr(pristine, one.name)}
        told = {name: value for name, value in coming.settings.items() if name not in own}
        changes = [*self._store.save(before, replace(before, **told), now)]
        if coming.terms and not self._complaint.select().limit(1).exists():
            changes += self._store.adopt_terms(coming.terms)
        if changes:
            self._teller.tell(by, Verb.SET, SCHOOL, changes, at=now)

    def _add_staff(self, coming: PortableRegister, now: datetime, by: str) -> None:
        known = {fold(one.name) for one in self._store.staff()}
        new = [one for one in coming.staff if fold(one.name) not in known]
        added = [
            self._store.add_staff(one.name, one.role, active=one.active, since=one.since, left_on=one.left_on)[1]
            for one in new
        ]
        if added:
            self._teller.tell(by, Verb.STAFF, SCHOOL, added, at=now)

    def _register(self, case: Case, number: int, now: datetime, by: str) -> Complaint:
        for name in DOCUMENTS:
            for document in getattr(case.complaint, name):
                self._contents.keep(document.sha256, case.contents[document.sha256])
        try:
            return self._recorder.register(case.complaint, Verb.IMPORT, by, at=now)
        except WrongNumber as problem:
            raise WrongCase(number, "reference", str(problem)) from problem

    def _check_references(self, pointing: list[tuple[int, Complaint]]) -> None:
        if not pointing:
            return
        known = {reference for (reference,) in self._complaint.select(self._complaint.reference).tuples()}
        for number, complaint in pointing:
            for field, reference in _pointed_at(complaint):
                if reference not in known or reference == complaint.reference:
                    raise WrongCase(number, field, f"« {reference} » n’est pas une autre réclamation de ce registre.")


def _refuse_known(complaint: Complaint, number: int, there: Mapping[tuple[Any, ...], str]) -> None:
    """A file that is imported a second time would double every case, and a complaint is never deleted."""
    if there and complaint.received_at:
        known = there.get((to_text(complaint.received_at), complaint.complainant_name, complaint.verbatim))
        if known:
            raise WrongCase(number, "received_at", f"ce cas est déjà au registre, sous le numéro {known}.")


def _pointed_at(complaint: Complaint) -> Iterator[tuple[str, str]]:
    for index, link in enumerate(complaint.links, start=1):
        yield f"links[{index}]", link.reference
    for index, end in enumerate(complaint.endings, start=1):
        if end.duplicate_of:
            yield f"endings[{index}].duplicate_of", end.duplicate_of
