"""What the school learns from its cases, told to the team: operations over a note and the cases that it comes from.

Each is one transaction and one act, with one entry of the journal for each record that it tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.internal_note import InternalNote, ReadingWay
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.kinds import INTERNAL_NOTES, kind_of_number
from pegase_desktop.domain.meeting import Meeting
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.names_in_text import FoundName, KnownName, KnownNames, names_in_text
from pegase_desktop.domain.note_proposal import decided_in
from pegase_desktop.domain.note_rules import acknowledged, addressed, cases_behind, issued
from pegase_desktop.domain.note_words import arrival_words
from pegase_desktop.domain.record import SCHOOL, RecordKind
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.words import Quality
from pegase_desktop.domain.wrong_facts import newly_wrong
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.recorder import Recorder
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.school_records import SchoolRecords

_FIRMS = (Quality.FUNDER.value, Quality.COMPANY.value)


class Learning:
    """All operations raise :class:`pegase_desktop.storage.recorder.Outdated` when the note changed since it was seen,
    and are answered with the note as it was recorded when their act was recorded before.
    """

    def __init__(
        self,
        tables: Tables,
        operations: Operations,
        ledger: Ledger,
        school: SchoolRecords,
        dossiers: Callable[[RecordKind], Dossiers[Any]],
        recorder: Callable[[RecordKind], Recorder[Any]],
    ) -> None:
        """*dossiers* gives what reads the records of a kind, *recorder* what writes them."""
        self._tables = tables
        self._operations = operations
        self._ledger = ledger
        self._school = school
        self._dossiers = dossiers
        self._recorder = recorder

    # Reading

    def known_names(self) -> KnownNames:
        """The names of the clients and students of all cases, and of everybody who is or was in the team."""
        with self._operations.reading():
            return KnownNames.of(self._names())

    def _names(self) -> Iterator[KnownName]:
        table = self._tables.of_kind[RecordKind.COMPLAINT].table
        clients = table.select(table.complainant_name, table.complainant_quality, table.student).distinct().tuples()
        for name, quality, student in clients:
            yield KnownName(name, is_person=quality not in _FIRMS)
            yield KnownName(student)
        for one in self._school.staff():
            yield KnownName(one.name, is_client=False)

    def names_in(self, note: InternalNote) -> tuple[FoundName, ...]:
        """Those of them that stand in the subject or the text of *note*."""
        return names_in_text(f"{note.subject}\n{note.text}", self.known_names())

    def team(self) -> tuple[Staff, ...]:
        """Everybody who is or was in the team, each with the day of arrival.

        Where nobody said it, it is the day of entry; of those entered on the first day it is not known.
        """
        with self._operations.reading():
            entered = {
                change.path: local(entry.at).date()
                for entry in self._ledger.of(SCHOOL)
                for change in entry.changes
                if change.old is None and change.path.startswith("staff/")
            }
            staff = self._school.staff()
        first = min(entered.values(), default=None)
        days = {path: day for path, day in entered.items() if day != first}
        return tuple(replace(one, since=one.since or days.get(f"staff/{one.id}")) for one in staff)

    def cases_told(self, note: InternalNote) -> tuple[str, ...]:
        """The numbers of the cases that *note* leads to and of which it is not noted yet that the team is informed."""
        with self._operations.reading():
            return tuple(one.reference for one in self._untold(note))

    def _untold(self, note: InternalNote) -> Iterator[Any]:
        cases = self._dossiers(RecordKind.COMPLAINT)
        found = (self._found(one.reference) for one in note.origins)
        numbers = dict.fromkeys(number for origin in found for number in cases_behind(origin))
        return (case for case in map(cases.find, numbers) if case.team_informed_on is None)

    def _found(self, reference: str) -> Any:
        kind = kind_of_number(reference)
        return self._dossiers(kind.code).find(reference) if kind else None

    def meetings_to_tell(self, limit: int) -> tuple[Meeting, ...]:
        """The last meetings whose minutes are signed off, the newest first."""
        table = self._tables.of_kind[RecordKind.MEETING].table
        query = table.select(table.id).where(table.signed_off_on.is_null(False))
        newest = query.order_by(table.held_on.desc(), table.id.desc()).limit(limit).tuples()
        with self._operations.reading():
            return tuple(self._dossiers(RecordKind.MEETING).get(number) for (number,) in newest)

    def improvements_to_tell(self, since: date) -> tuple[Improvement, ...]:
        """The improvements decided since that day, but for those that were given up, the oldest first."""
        table = self._tables.of_kind[RecordKind.IMPROVEMENT].table
        is_late = (table.decided_on >= since.isoformat()) & table.abandoned_on.is_null()
        query = table.select(table.id).where(is_late).order_by(table.decided_on, table.id).tuples()
        with self._operations.reading():
            return tuple(self._dossiers(RecordKind.IMPROVEMENT).get(number) for (number,) in query)

    def decided_in(self, meeting: Meeting) -> tuple[Improvement, ...]:
        """The improvements that a meeting decided, in its order."""
        improvements = self._dossiers(RecordKind.IMPROVEMENT)
        with self._operations.reading():
            return tuple(map(improvements.find, decided_in(meeting)))

    # Operations

    def issue(
        self, note: InternalNote, *, by: str, meaning_others: Collection[str] = (), act: str = ""
    ) -> InternalNote:
        """Hand the note to its addressees, today; the cases that it comes from have the team informed on that day.

        Words that are a client's name, but for those *meaning_others*, are refused.

        Raises:
            NoteLocked: it is issued already, or no longer in force.
            NamesAClient: it names a client.
            WrongFact: its addressees are not, or not all, in the team.
        """

        def write(now: datetime) -> InternalNote:
            today = local(now).date()
            after = issued(note, self._school.staff(), today, self.names_in(note), meaning_others)
            recorded = self._change(note, after, Verb.ISSUE, by, at=now)
            self._inform(note, today, by)
            return recorded

        return self._once(act, write)

    def acknowledge(
        self, note: InternalNote, names: Collection[str], way: ReadingWay, day: date, *, by: str, act: str = ""
    ) -> InternalNote:
        """Note that all of *names* read it in one way on one day; of the absent, that they are to be seen on it.

        Raises:
            NoteLocked: nobody is named, or somebody who is not among those who have not read it.
            WrongFact: the day cannot be right.
        """

        def write(now: datetime) -> InternalNote:
            after = acknowledged(note, names, way, day, self._school.staff())
            for wrong in newly_wrong(note, after, now, INTERNAL_NOTES.faults):
                raise wrong
            return self._change(note, after, Verb.READ, by, at=now)

        return self._once(act, write)

    def address(self, note: InternalNote, names: Collection[str], *, by: str, act: str = "") -> InternalNote:
        """Give it to *names* as well, who joined the team after it was issued.

        Raises:
            NoteLocked: nobody is named, or somebody who is no newcomer to it.
        """

        def write(now: datetime) -> InternalNote:
            coming = [one for one in self.team() if one.name in names]
            after = addressed(note, coming, local(now).date())
            return self._change(note, after, Verb.ISSUE, by, arrival_words(coming), at=now)

        return self._once(act, write)

    def _inform(self, note: InternalNote, day: date, by: str) -> None:
        cases = self._dossiers(RecordKind.COMPLAINT)
        for case in tuple(self._untold(note)):
            cases.record(case, {"team_informed_on": day}, by=by)

    def _change(
        self, before: InternalNote, after: InternalNote, verb: Verb, by: str, reason: str = "", *, at: datetime
    ) -> InternalNote:
        changed: InternalNote = self._recorder(RecordKind.INTERNAL_NOTE).change(before, after, verb, by, reason, at=at)
        return changed

    def _once(self, act: str, write: Callable[[datetime], InternalNote]) -> InternalNote:
        with self._operations.begin(act) as now:
            recorded = self._ledger.record_of(act)
            if recorded is None:
                return write(now)
            known: InternalNote = self._dossiers(recorded.kind).get(recorded.id)
            return known
