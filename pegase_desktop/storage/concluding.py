"""What a quality meeting brings about beside itself: an improvement from a decision, the mark on each case examined.

Each is one operation over several records, with an entry for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.meeting import Meeting, Point, numbers_in
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.operations import Operations

_GONE = "Ce sujet n’est plus à l’ordre du jour. Reprenez la réunion comme elle est maintenant."


class Concluding:
    """Writes. *dossiers* gives what reads and writes the records of a kind."""

    def __init__(self, operations: Operations, ledger: Ledger, dossiers: Callable[[RecordKind], Dossiers[Any]]) -> None:
        self._operations = operations
        self._ledger = ledger
        self._dossiers = dossiers

    def decide(
        self, meeting: Meeting, point_id: int, improvement: Improvement, *, by: str, act: str = ""
    ) -> Improvement:
        """Give the decision its number, and note it at the point of the meeting.

        Raises:
            UserError: the point is not there any more.
            WrongFact: something is missing, or the minutes are signed off.
            Outdated: the meeting was changed since it was seen.
        """
        with self._operations.begin(act):
            known = self._ledger.record_of(act)
            if known is not None:
                made: Improvement = self._dossiers(known.kind).get(known.id)
                return made
            made = self._dossiers(RecordKind.IMPROVEMENT).register(improvement, by=by)
            points = tuple(_decided(one, made) if one.id == point_id else one for one in meeting.points)
            if points == meeting.points:
                raise UserError(_GONE)
            self._dossiers(RecordKind.MEETING).record(meeting, {"points": points}, by=by)
            return made

    def sign_off(self, meeting: Meeting, on: date, *, by: str, act: str = "") -> Meeting:
        """Sign the minutes off, and note on each case that was examined the day on which it was.

        Raises:
            WrongFact: the minutes lack something.
            Outdated: the meeting was changed since it was seen.
        """
        with self._operations.begin(act):
            known = self._ledger.record_of(act)
            if known is not None:
                signed: Meeting = self._dossiers(known.kind).get(known.id)
                return signed
            values = {"signed_off_on": on, "signed_off_by": by}
            signed = self._dossiers(RecordKind.MEETING).record(meeting, values, by=by)
            for case in self._examined(signed):
                self._dossiers(RecordKind.COMPLAINT).record(case, {"meeting_on": signed.held_on}, by=by)
            return signed

    def _examined(self, meeting: Meeting) -> Iterator[Complaint]:
        """The cases of the points that stayed on the agenda; one that a later meeting examined keeps that day."""
        cases = self._dossiers(RecordKind.COMPLAINT)
        numbers = (number for point in meeting.points if not point.taken_off for number in numbers_in(point.cases))
        for number in dict.fromkeys(numbers):
            if COMPLAINTS.is_number(number):
                case: Complaint = cases.find(number)
                if case.meeting_on is None or (meeting.held_on and case.meeting_on < meeting.held_on):
                    yield case


def _decided(point: Point, made: Improvement) -> Point:
    numbers = (*numbers_in(point.decisions), made.reference)
    return replace(point, decisions=", ".join(numbers), no_decision="")
