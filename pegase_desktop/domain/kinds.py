"""The kinds of dossier that the register keeps."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from pegase_desktop.domain import held_review, internal_note, meeting_rules, note_rules, risk_rules
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.gates import faults_of_case
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import faults, improvement_duties
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.kind import Kind, Named
from pegase_desktop.domain.meeting import Meeting, MeetingState, numbers_in
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.risk import Risk
from pegase_desktop.domain.sensitivity import is_sensitive, kept_from


def _named_by_complaint(complaint: Complaint) -> Iterator[Named]:
    for row, link in enumerate(complaint.links, start=1):
        yield Named(RecordKind.COMPLAINT, link.reference, "links", row)
    for row, end in enumerate(complaint.endings, start=1):
        if end.duplicate_of:
            yield Named(RecordKind.COMPLAINT, end.duplicate_of, "endings", row, "duplicate_of")


COMPLAINTS = Kind(
    code=RecordKind.COMPLAINT,
    record=Complaint,
    one="une réclamation",
    several="réclamations",
    the="la réclamation",
    letter="R",
    digits=4,
    dated_by="received_at",
    told_apart_by=("received_at", "complainant_name", "verbatim"),
    faults=faults_of_case,
    duties=duties,
    names=_named_by_complaint,
    is_open=attrgetter("is_open"),
    is_sensitive=is_sensitive,
    kept_from=kept_from,
)
IMPROVEMENTS = Kind(
    code=RecordKind.IMPROVEMENT,
    record=Improvement,
    one="une amélioration",
    several="améliorations",
    the="l’amélioration",
    letter="A",
    digits=2,
    dated_by="decided_on",
    told_apart_by=("decided_on", "what", "criterion"),
    faults=faults,
    duties=improvement_duties,
    names=lambda improvement: _named_in_rows("origins", improvement.origins),
    is_open=attrgetter("is_open"),
)


WEEKLY_REVIEWS = Kind(
    code=RecordKind.WEEKLY_REVIEW,
    record=HeldReview,
    one="une revue hebdomadaire",
    several="revues hebdomadaires",
    the="la revue hebdomadaire",
    letter="RH",
    digits=2,
    dated_by="held_on",
    told_apart_by=("week", "held_on", "owner"),
    faults=held_review.faults,
    names=lambda held: _named_in_rows("remarks", held.remarks),
)
MEETINGS = Kind(
    code=RecordKind.MEETING,
    record=Meeting,
    one="une réunion qualité",
    several="réunions qualité",
    the="la réunion qualité",
    letter="RQ",
    digits=2,
    dated_by="held_on",
    told_apart_by=("held_on", "owner", "starts"),
    faults=meeting_rules.faults,
    duties=meeting_rules.meeting_duties,
    names=lambda meeting: _named_by_meeting(meeting),
    is_open=lambda meeting: meeting.state is MeetingState.PREPARED,
    frozen=meeting_rules.frozen,
)
INTERNAL_NOTES = Kind(
    code=RecordKind.INTERNAL_NOTE,
    record=InternalNote,
    one="une note interne",
    several="notes internes",
    the="la note interne",
    letter="NI",
    digits=2,
    dated_by="written_on",
    told_apart_by=("written_on", "subject", "text"),
    faults=internal_note.faults,
    duties=internal_note.note_duties,
    names=lambda note: _named_in_rows("origins", note.origins),
    is_open=lambda note: note.ended_on is None,
    frozen=note_rules.frozen,
    frozen_since="la note a été remise. Écrivez-en une nouvelle, et notez que celle-ci n’est plus en vigueur.",
)
RISKS = Kind(
    code=RecordKind.RISK,
    record=Risk,
    one="un risque",
    several="risques",
    the="le risque",
    letter="RK",
    digits=2,
    dated_by="entered_on",
    told_apart_by=("entered_on", "what"),
    faults=risk_rules.faults,
    duties=risk_rules.risk_duties,
    names=lambda risk: (*_named_in_rows("measures", risk.measures), *_named_in_rows("cases", risk.cases)),
    is_open=attrgetter("is_open"),
)
KINDS = (COMPLAINTS, IMPROVEMENTS, WEEKLY_REVIEWS, MEETINGS, INTERNAL_NOTES, RISKS)


def kind_of_number(words: str) -> Kind | None:
    """The kind of dossier whose number words are, in whatever case; None if they are no number."""
    return next((kind for kind in KINDS if kind.is_number(words)), None)


def _named_in_rows(fact: str, rows: tuple[Any, ...]) -> Iterator[Named]:
    """The numbers of dossiers that the rows of *fact* have as their ``reference``."""
    for row, one in enumerate(rows, start=1):
        if kind := kind_of_number(one.reference):
            yield Named(kind.code, one.reference, fact, row, "reference")


def _named_by_meeting(meeting: Meeting) -> Iterator[Named]:
    for row, point in enumerate(meeting.points, start=1):
        for number in numbers_in(f"{point.cases} {point.decisions}"):
            if kind := kind_of_number(number):
                yield Named(kind.code, number, "points", row)
