"""What a quality meeting is prepared from, read in one state of the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.meeting_agenda import Material
from pegase_desktop.domain.moments import end_of_day, from_text, local, to_text
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.trends import SHORT, TWO_YEARS
from pegase_desktop.domain.weeks import Week
from pegase_desktop.storage.records import FileTable, Tables
from pegase_desktop.storage.reviewing import Reviewing
from pegase_desktop.storage.sqlite.engine import Store

if TYPE_CHECKING:
    from pegase_desktop.storage.dossiers import Dossiers


class Preparing:
    """Reads; what it gives is a proposal, and nothing is entered."""

    def __init__(
        self, store: Store, tables: Tables, dossiers: Callable[[RecordKind], Dossiers[Any]], reviewing: Reviewing
    ) -> None:
        self._store = store
        self._complaint = tables.complaint
        self._meeting = FileTable("meeting", ("id", "held_on"), _database=store.database)
        self._origins = FileTable("improvement_origins", ("record_id", "reference"), _database=store.database)
        self._dossiers = dossiers
        self._reviewing = reviewing

    def material(self, day: date, now: datetime) -> Material:
        """What there is to talk about in a meeting of that *day*, as it stands *now*."""
        cases = self._dossiers(RecordKind.COMPLAINT)
        table = self._complaint
        with self._store.reading():
            review = self._reviewing.of(Week.of(local(now).date()), now)
            previous = self._previous(day)
            since = previous.held_on if previous and previous.held_on else day - timedelta(days=SHORT)
            answered = table.select(table.id).where(table.feedback_received_at > to_text(end_of_day(since)))
            ongoing = table.select(table.id).where(table.is_ended == 0).order_by(table.id)
            return Material(
                today=day,
                previous=previous,
                decided=self.decisions(previous) if previous else (),
                review=review,
                ongoing=[cases.get(number) for (number,) in ongoing.tuples()],
                lately=self._reviewing.lately(day, TWO_YEARS),
                answered=[cases.get(number) for (number,) in answered.order_by(table.id).tuples()],
                risks=[one for one in self._dossiers(RecordKind.RISK).all() if one.is_open],
                begun_on=self._begun_on(day),
            )

    def _previous(self, day: date) -> Meeting | None:
        table = self._meeting
        earlier = table.select(table.id).where(table.held_on < day.isoformat())
        found = earlier.order_by(table.held_on.desc(), table.id.desc()).limit(1).tuples().first()
        return self._dossiers(RecordKind.MEETING).get(found[0]) if found else None

    def decisions(self, meeting: Meeting) -> tuple[Improvement, ...]:
        """The improvements that a meeting decided, in the order of their numbers."""
        origins = self._origins
        query = origins.select(origins.record_id).where(origins.reference == meeting.reference).distinct()
        there = self._dossiers(RecordKind.IMPROVEMENT)
        return tuple(there.get(number) for number in sorted(number for (number,) in query.tuples()))

    def _begun_on(self, day: date) -> date:
        """The day of the first case: before it the register can say nothing of how many there were."""
        table = self._complaint
        first = table.select(table.received_at).order_by(table.received_at).limit(1).tuples().first()
        return local(from_text(first[0])).date() if first else day
