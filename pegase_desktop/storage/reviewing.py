"""What the weekly review reads: the cases and improvements that concern a week, and the counts of its pictures.

Whole records are read only of those that concern it, found by one lean query: a register of years opens as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from peewee import fn

from pegase_desktop.domain.bars import Bars, bars
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.figures import SLIPS
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.moments import end_of_day, from_text, local, to_text
from pegase_desktop.domain.review import Review, Watch, review
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CauseFamily, EndingKind
from pegase_desktop.storage.records import FileTable, Tables
from pegase_desktop.storage.sqlite.engine import Store

if TYPE_CHECKING:
    from pegase_desktop.storage.dossiers import Dossiers

WEEKS = 12  # in the pictures
_CLASSIFIES = ("kind", "received_at", "service", "category", "cause_family")
_OF_A_LINE = (
    "kind", "received_at", "anonymous", "complainant_title", "complainant_name", "subject", "verbatim", "service",
    "category", "owner", "to_meeting",
)  # fmt: skip


class Reviewing:
    """Reviews of one open register; nothing here writes."""

    def __init__(
        self,
        store: Store,
        tables: Tables,
        cases: Dossiers[Any],
        improvements: Dossiers[Any],
        held: Dossiers[HeldReview],
        watch: Callable[[], Watch],
    ) -> None:
        self._store = store
        self._complaint = tables.complaint
        self._endings = FileTable(
            "complaint_endings", ("id", "record_id", "kind", "at", "reason"), _database=store.database
        )
        self._improvement = FileTable("improvement", ("id", "decided_on"), _database=store.database)
        self._held_table = FileTable("weekly_review", ("id", "week"), _database=store.database)
        self._cases = cases
        self._held = held
        self._improvements = improvements
        self._watch = watch

    def of(self, week: Week, now: datetime) -> Review:
        """The review of that week."""
        with self._store.reading():
            cases = [self._cases.get(number) for number in self._ids(week)]
            work = [self._improvements.get(number) for number in self._decided_by(week)]
            found = review(cases, work, week, now, self._watch())
            earlier = self._long_awaiting(week, local(found.moment).date())
            awaiting = sorted((*earlier, *found.to_meeting), key=lambda one: one.id)
            return replace(found, to_meeting=tuple(awaiting))

    def bars(self, week: Week) -> Bars:
        """The counts of the weeks that end with that one; what its end saw as duplicates and mistakes is none."""
        table, ends = self._complaint, self._endings
        first = to_text(week.shifted(1 - WEEKS).start)
        came = table.select(table.received_at, table.service, table.cause_family).where(
            (table.received_at >= first) & (table.received_at < to_text(week.end)) & table.id.not_in(self._slips(week))
        )
        went = ends.select(ends.at).where((ends.kind == EndingKind.CLOSED.value) & (ends.at >= first))
        with self._store.reading():
            received = [
                (from_text(at), service, CauseFamily(cause) if cause else None) for at, service, cause in came.tuples()
            ]
            return bars(received, [from_text(at) for (at,) in went.tuples()], week, WEEKS)

    def lately(self, day: date, days: int) -> tuple[Complaint, ...]:
        """The cases received in the *days* that end with *day*, but for those that ended as slips.

        Of each only its number and what classifies it is read: they are counted and put side by side.
        """
        table = self._complaint
        before, after = (to_text(end_of_day(one)) for one in (day - timedelta(days=days), day))
        came = (table.received_at > before) & (table.received_at <= after) & ~self._is_slip
        return self._cases.partly(_CLASSIFIES, table.select(table.id).where(came))

    @property
    def _is_slip(self) -> Any:
        """The condition of a query: that a case ended as a duplicate or a mistake, and so is none."""
        ends, table = self._endings, self._complaint
        slips = ends.select(ends.record_id).where(ends.reason.in_([one.value for one in SLIPS]))
        return (table.is_ended == 1) & table.id.in_(slips)

    def held(self, week: Week) -> tuple[HeldReview, ...]:
        """What was noted when that week was reviewed, the oldest first; mostly once."""
        table = self._held_table
        query = table.select(table.id).where(table.week == week.name).order_by(table.id)
        with self._store.reading():
            return tuple(self._held.get(number) for (number,) in query.tuples())

    def _slips(self, week: Week) -> Any:
        """The ids of cases that were, when the week ended, cancelled as duplicates or mistakes."""
        ends = self._endings
        last = ends.select(fn.MAX(ends.id)).where(ends.at < to_text(week.end)).group_by(ends.record_id)
        return ends.select(ends.record_id).where(ends.id.in_(last) & ends.reason.in_([one.value for one in SLIPS]))

    def _ids(self, week: Week) -> list[int]:
        """Of cases received by its end: those open at any moment of it, or since."""
        table = self._complaint
        query = table.select(table.id).where((table.received_at < to_text(week.end)) & self._concerned(week))
        return [number for (number,) in query.order_by(table.id).tuples()]

    def _long_awaiting(self, week: Week, day: date) -> tuple[Complaint, ...]:
        """The cases that ended before the week, were not cancelled, and that a quality meeting awaits on that *day*.

        They may be many, and nothing but their lines is wanted: what the lines say is read.
        """
        table, ends = self._complaint, self._endings
        is_last = (ends.record_id == table.id) & (ends.at == table.ended_at)
        cancelled = ends.select(ends.id).where(is_last & (ends.kind == EndingKind.CANCELLED.value))
        later = table.meeting_on.is_null() | (table.meeting_on > day.isoformat())
        awaits = (table.to_meeting == 1) & later & ~fn.EXISTS(cancelled)
        return self._cases.partly(_OF_A_LINE, table.select(table.id).where(awaits & ~self._concerned(week)))

    def _concerned(self, week: Week) -> Any:
        table, ends = self._complaint, self._endings
        touched = ends.select(ends.record_id).where(ends.at >= to_text(week.start))
        return (table.is_ended == 0) | (table.received_at >= to_text(week.start)) | table.id.in_(touched)

    def _decided_by(self, week: Week) -> list[int]:
        table = self._improvement
        query = table.select(table.id).where(table.decided_on <= week.sunday.isoformat()).order_by(table.id)
        return [number for (number,) in query.tuples()]
