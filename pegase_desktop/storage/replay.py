"""What the journal says the register must hold: every fact rebuilt from the values that were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pegase_desktop.domain.codec import Plain, empty_value, entry_to_plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.journal import Entry
from pegase_desktop.domain.moments import to_text
from pegase_desktop.storage.records import ROWS, SCALARS

State = dict[str, Plain]
"""Plain values by path, as in the journal: ``subject``, ``actions/3``, ``staff/1``; what is empty is left out."""

_NOTHING: Mapping[str, Plain] = {one.name: to_plain(empty_value(Complaint, one.name)) for one in SCALARS}
_OF_REGISTRATION = {"reference": "le numéro", "registered_at": "l’enregistrement", "registered_by": "l’enregistrement"}


def replayed(entries: Iterable[Entry]) -> tuple[State, list[str]]:
    """The state that *entries*, the oldest first, lead to; and which do not follow from the others, in sentences."""
    state: State = {}
    faults = []
    for entry in entries:
        for change in entry.changes:
            is_first_setting = change.fact == "settings" and change.path not in state  # from the program's own value
            if not is_first_setting and state.get(change.path, _NOTHING.get(change.path)) != change.old:
                faults.append(
                    f"L’entrée {entry.id} du journal part d’une valeur que le journal ne connaît pas ({change.fact})."
                )
            state[change.path] = change.new
    return {path: value for path, value in state.items() if value != _NOTHING.get(path)}, faults


def complaint_faults(complaint: Complaint, entries: tuple[Entry, ...]) -> Iterator[str]:
    """In which facts a complaint differs from what its entries lead to."""
    named = complaint.reference
    if not entries:
        yield f"{named} : le journal n’en parle pas."
        return
    told, faults = replayed(entries)
    yield from faults
    first = entries[0]
    told.setdefault("registered_at", to_text(first.at))
    told.setdefault("registered_by", first.actor)
    for label in differences(told, _state_of(complaint)):
        yield f"{named} : {label} n’est pas ce que dit le journal."
    if complaint.version != len(entries):
        yield f"{named} : le journal compte {len(entries)} entrées, et le dossier {complaint.version}."


def terms_told(entries: Iterable[Entry]) -> list[Plain]:
    """The delays of all times as the journal tells them, the oldest first; nothing if they never changed."""
    told: list[Plain] = []
    for change in (change for entry in entries for change in entry.changes):
        if change.path == "settings/terms":
            told = [*(told or [change.old]), change.new]
        elif change.fact == "terms":
            told.append(change.new)
    return told


def differences(told: State, held: State) -> Iterator[str]:
    """What differs between two states, in words, each once."""
    paths = (path for path in {**told, **held} if told.get(path) != held.get(path))
    return iter(dict.fromkeys(_label(path) for path in paths))


def _label(path: str) -> str:
    name = path.partition("/")[0]
    try:
        return f"« {fact_named(Complaint, name).label} »"
    except KeyError:
        return _OF_REGISTRATION.get(name, f"« {path} »")


def _state_of(complaint: Complaint) -> State:
    state: State = {
        "reference": complaint.reference,
        "registered_at": to_plain(complaint.registered_at),
        "registered_by": complaint.registered_by,
    }
    values: list[tuple[str, Any]] = [(one.name, to_plain(getattr(complaint, one.name))) for one in SCALARS]
    state |= {name: value for name, value in values if value != _NOTHING[name]}
    for one in ROWS:
        state |= {f"{one.name}/{row.id}": entry_to_plain(row) for row in getattr(complaint, one.name)}
    return state
