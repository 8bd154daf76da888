"""A draft: what was typed about a record of any kind and is not recorded yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef

# Where a draft names the facts that the program filled in and nobody typed.
PROPOSED = "proposed"
# Where it keeps, by row fact, the entry whose form was being filled in.
ENTRIES = "entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Typed values by fact name, in plain form.

    ``record_id`` is None for a record that has no number yet. ``page`` is where the person was in the wizard; None for
    what is typed on one page alone. ``saved_by`` is whose draft it is: each person has one of
    their own. ``act`` names the saving that the draft waits for: once an entry of the journal bears it, what was typed
    is recorded.
    """

    id: int = 0
    kind: RecordKind = RecordKind.COMPLAINT
    record_id: int | None = None
    act: str = ""
    page: Page | None = None
    values: Mapping[str, Plain] = field(default_factory=dict)
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def record(self) -> RecordRef | None:
        """The record that it is about; None as long as that has no number."""
        return None if self.record_id is None else RecordRef(self.kind, self.record_id)

    def without(self, names: Collection[str]) -> Draft:
        """The draft once the facts *names* are recorded; what was typed about others stays."""
        return replace(self, values=_without(self.values, names))

    @property
    def entries(self) -> Mapping[str, Plain]:
        """By row fact, the entry (a call, an exchange …) that was being typed and is not among the rows yet."""
        entries: Mapping[str, Plain] = self.values.get(ENTRIES, {})
        return entries

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it was typed by a person: what the wizard proposed comes again by itself."""
        return set(self.values) <= {PROPOSED, *self.values.get(PROPOSED, ())}


def _without(values: Mapping[str, Plain], names: Collection[str]) -> dict[str, Plain]:
    """Also within the groups kept apart: entries not finished, texts that cannot be read yet."""
    kept = {name: value for name, value in values.items() if name not in names}
    groups = {name: _without(value, names) for name, value in kept.items() if isinstance(value, Mapping)}
    return {name: groups.get(name, value) for name, value in kept.items() if groups.get(name) != {}}
