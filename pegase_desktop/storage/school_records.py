"""The school of an open register: its settings and its staff, each change an operation."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.school import Settings, Staff
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.teller import Teller


class SchoolRecords:
    """Every operation either records everything it tells, durably, or nothing."""

    def __init__(self, operations: Operations, store: SettingsStore, teller: Teller) -> None:
        self._operations = operations
        self._store = store
        self._teller = teller

    @property
    def settings(self) -> Settings:
        return self._store.settings()

    def terms_history(self) -> tuple[tuple[datetime, Terms], ...]:
        """The delays of all times with the instant from which each holds, the oldest first."""
        return self._store.terms_history()

    def save(self, settings: Settings, *, by: str) -> None:
        """Change the settings; new delays hold for what is received from now on."""
        with self._operations.begin() as now:
            changes = self._store.save(self.settings, settings, now)
            if changes:
                self._teller.tell(by, Verb.SET, SCHOOL, changes, at=now)

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who signs or signed, in the order of their arrival."""
        return self._store.staff()

    def add_staff(self, name: str, role: str = "", *, by: str) -> Staff:
        """A new member of staff.

        Raises:
            UserError: without a name, or with one that somebody has.
        """
        with self._operations.begin() as now:
            staff, change = self._store.add_staff(name, role)
            self._teller.tell(by or staff.name, Verb.STAFF, SCHOOL, (change,), at=now)
        return staff

    def change_staff(self, staff: Staff, *, by: str) -> None:
        """Record another role, or that the person left or came back."""
        with self._operations.begin() as now:
            change = self._store.change_staff(staff)
            if change:
                self._teller.tell(by, Verb.STAFF, SCHOOL, (change,), at=now)
