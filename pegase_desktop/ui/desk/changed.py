"""What an operation changed, told to whoever shows it (no Qt in here)."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain.record import RecordKind, RecordRef


@dataclass(frozen=True, slots=True)
class Changed:
    """The records that the journal told of, and whoever began it, who shows the outcome already.

    Without *records* anything may be another: a draft, of which no journal tells, or something long not read.
    """

    records: frozenset[RecordRef] = frozenset()
    initiator: object | None = None

    def concerns(self, record: RecordRef) -> bool:
        """Whether *record* may have changed."""
        return not self.records or record in self.records

    def concerns_any(self, *kinds: RecordKind) -> bool:
        """Whether a record of these kinds may have changed."""
        return not self.records or any(one.kind in kinds for one in self.records)

    def __or__(self, other: Changed) -> Changed:
        """Both, one after the other."""
        return Changed(self.records | other.records if self.records and other.records else frozenset())


EVERYTHING = Changed()
