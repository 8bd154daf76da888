"""How complaints are written: as all records, and under the terms in force when they were received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peewee import Database

from pegase_desktop.domain.clocks import IsHoliday
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import with_targets
from pegase_desktop.domain.paths import path_of
from pegase_desktop.storage.prepared import Prepared, Slot, slots
from pegase_desktop.storage.recorder import Recorder
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.settings_store import SettingsStore
from pegase_desktop.storage.stored_kinds import CASES
from pegase_desktop.storage.teller import Teller


class CaseRecorder(Recorder[Complaint]):
    """A complaint's targets are reckoned from its reception and its acknowledgement, under its terms."""

    def __init__(
        self, database: Database, tables: Tables, teller: Teller, settings: SettingsStore, *, is_holiday: IsHoliday
    ) -> None:
        super().__init__(database, tables, CASES, teller)
        self._settings = settings
        self._is_holiday = is_holiday
        concerned, mine = tables.concerned, Slot("complaint_id")
        self._forget = Prepared(database, lambda: concerned.delete().where(concerned.complaint_id == mine))
        self._concern = Prepared(database, lambda: concerned.insert(slots("complaint_id", "name")))

    def preview(self, complaint: Complaint) -> Complaint:
        """A complaint not registered yet, with the targets its clocks would have."""
        if complaint.received_at is None:
            return complaint
        terms = self._settings.terms_at(complaint.received_at)[1]
        return with_targets(replace(complaint, terms=terms), self._is_holiday)

    def _prepared(self, before: Complaint, after: Complaint) -> Complaint:
        """A reception that is corrected falls under the terms in force at the right moment."""
        if after.received_at != before.received_at:
            return self.preview(after)
        return self._held(after) if _told_of_targets(after) != _told_of_targets(before) else after

    def _held(self, record: Complaint) -> Complaint:
        return with_targets(record, self._is_holiday)

    def _own(self, before: Complaint, after: Complaint) -> Mapping[str, Any]:
        """Without another reception a complaint stays under the terms it has."""
        if after.received_at == before.received_at or after.received_at is None:
            return {}
        return {"terms_id": self._settings.terms_at(after.received_at)[0]}

    def _put_aside(self, before: Complaint, after: Complaint) -> None:
        """The staff that it is about."""
        if after.staff_concerned != before.staff_concerned:
            mine = {"complaint_id": after.id}
            self._forget.run(mine)
            for name in dict.fromkeys(after.staff_concerned):
                self._concern.run(mine | {"name": name})


def _told_of_targets(complaint: Complaint) -> tuple[Any, ...]:
    """What, under the same terms, the targets depend on: the acknowledgement, and who is to be written to at all."""
    path = path_of(complaint)
    return complaint.ack_sent_at, *(path.asks(complaint, one) for one in ("ack_sent_at", "response_sent_at"))
