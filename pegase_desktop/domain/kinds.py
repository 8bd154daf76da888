"""The kinds of dossier that the register keeps."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from pegase_desktop.domain import held_review
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.gates import faults_of_case
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import ORIGINS, faults, improvement_duties
from pegase_desktop.domain.kind import Kind, Named
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.sensitivity import is_sensitive, kept_from


def _named_by_complaint(complaint: Complaint) -> Iterator[Named]:
    for row, link in enumerate(complaint.links, start=1):
        yield Named(RecordKind.COMPLAINT, link.reference, "links", row)
    for row, end in enumerate(complaint.endings, start=1):
        if end.duplicate_of:
            yield Named(RecordKind.COMPLAINT, end.duplicate_of, "endings", row, "duplicate_of")


def _named_by_improvement(improvement: Improvement) -> Iterator[Named]:
    for row, origin in enumerate(improvement.origins, start=1):
        if origin.kind in ORIGINS.values() and COMPLAINTS.is_number(origin.reference):
            yield Named(RecordKind.COMPLAINT, origin.reference, "origins", row, "reference")


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
    names=_named_by_improvement,
    is_open=attrgetter("is_open"),
)


def _named_by_review(held: HeldReview) -> Iterator[Named]:
    for row, remark in enumerate(held.remarks, start=1):
        if COMPLAINTS.is_number(remark.reference):
            yield Named(RecordKind.COMPLAINT, remark.reference, "remarks", row, "reference")


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
    names=_named_by_review,
)
KINDS = (COMPLAINTS, IMPROVEMENTS, WEEKLY_REVIEWS)
