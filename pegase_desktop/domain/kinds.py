"""The kinds of dossier that the register keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.gates import faults_of_case
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import faults, improvement_duties
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.record import RecordKind

COMPLAINTS = Kind(
    code=RecordKind.COMPLAINT,
    record=Complaint,
    one="une réclamation",
    several="réclamations",
    the="la réclamation",
    letter="R",
    digits=4,
    dated_by="received_at",
    faults=faults_of_case,
    duties=duties,
    is_ended=lambda complaint: not complaint.is_open,
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
    faults=faults,
    duties=improvement_duties,
    is_ended=lambda improvement: not improvement.is_open,
)
KINDS = (COMPLAINTS, IMPROVEMENTS)


def by_code(kinds: Iterable[Kind]) -> Mapping[RecordKind, Kind]:
    """The kinds by what the journal calls them."""
    return {one.code: one for one in kinds}
