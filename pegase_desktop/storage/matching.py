"""The dossiers beside the risks: of the last year, found by what classifies them alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import end_of_day, to_text
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.risk_register import PROPOSED_WITHIN_DAYS
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.reviewing import Reviewing

if TYPE_CHECKING:
    from pegase_desktop.storage.dossiers import Dossiers

_CLASSIFIES = ("kind", "received_at", "service", "category", "cause_family")


class Matching:
    """Reads; whether a dossier belongs to a risk a person says."""

    def __init__(self, tables: Tables, dossiers: Callable[[RecordKind], Dossiers[Any]], reviewing: Reviewing) -> None:
        self._complaint = tables.complaint
        self._dossiers = dossiers
        self._reviewing = reviewing

    def lately(self, today: date) -> tuple[Complaint, ...]:
        """The cases received in the last year that were no slips; of each only what classifies it is read."""
        table = self._complaint
        before = to_text(end_of_day(today - timedelta(days=PROPOSED_WITHIN_DAYS)))
        came = table.select(table.id).where((table.received_at > before) & ~self._reviewing.is_slip)
        return self._dossiers(RecordKind.COMPLAINT).partly(_CLASSIFIES, came)
