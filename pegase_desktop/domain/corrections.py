"""Which changes correct something already recorded: they need a reason, and the former value stays in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pegase_desktop.domain.complaint import Complaint, Fact, FactKind, fact_named, facts_of
from pegase_desktop.domain.gates import is_there


def changed(before: Complaint, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *values* that differ from what is recorded."""
    return {name: value for name, value in values.items() if getattr(before, name) != value}


def corrections(before: Complaint, values: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts of which *values* alter or remove what was recorded; completing an empty one corrects nothing."""
    declared = (fact_named(Complaint, name) for name in changed(before, values))
    return tuple(one for one in declared if _corrects(one, getattr(before, one.name), values[one.name]))


def _corrects(declared: Fact, old: Any, new: Any) -> bool:
    if declared.living or not is_there(old):
        return False
    if declared.kind is FactKind.ROWS:
        kept = {row.id: row for row in new}
        return any(_row_corrects(row, kept.get(row.id)) for row in old)
    return True


def _row_corrects(old: Any, new: Any) -> bool:
    if new is None:
        return True
    pairs = ((getattr(old, one.name), getattr(new, one.name)) for one in facts_of(type(old)) if not one.living)
    return any(is_there(before) and before != after for before, after in pairs)
