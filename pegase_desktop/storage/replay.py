"""What the journal says the register must hold: every fact rebuilt from the values that were told.

An entry may have been erased, when a person's data had to go. Then what is left of the journal must still tell all that
the register holds, yet something that it told before may be gone: the erased entry can have said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pegase_desktop.domain.codec import Plain, empty_value, facts_to_plain, to_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.journal import Entry
from pegase_desktop.storage.records import ROWS, SCALARS

State = dict[str, Plain]
"""Plain values by path, as in the journal: ``subject``, ``actions/3``, ``staff/1``; what is empty is left out."""

_NOTHING: Mapping[str, Plain] = {one.name: to_plain(empty_value(Complaint, one.name)) for one in SCALARS}
_LONGEST_MOMENT = timedelta(seconds=5)
_OF_REGISTRATION = {"reference": "le numéro", "registered_at": "l’enregistrement", "registered_by": "l’enregistrement"}


@dataclass(slots=True)
class Replay:
    """The state that entries, the oldest first, lead to; and which do not follow from the others, in sentences."""

    state: State = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _has_erased: bool = False
    _told_since: set[str] = field(default_factory=set)  # the last erased entry

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Replay:
        """Go through *entries*."""
        replay = cls()
        for entry in entries:
            replay._take(entry)
        replay.state = {path: value for path, value in replay.state.items() if value != _NOTHING.get(path)}
        return replay

    def _take(self, entry: Entry) -> None:
        if entry.is_erased:
            self._has_erased = True
            self._told_since.clear()
        for change in entry.changes:
            is_first_setting = change.fact == "settings" and change.path not in self.state  # from the program's own
            known = self.state.get(change.path, _NOTHING.get(change.path))
            if known != change.old and not is_first_setting and self._is_sure(change.path):
                named = f"L’entrée {entry.number} du journal"
                self.faults.append(f"{named} part d’une valeur que le journal ne connaît pas ({change.fact}).")
            self.state[change.path] = change.new
            self._told_since.add(change.path)

    def _is_sure(self, path: str) -> bool:
        """Whether no erased entry can have told another value since."""
        return not self._has_erased or path in self._told_since

    def differences(self, held: State) -> Iterator[str]:
        """In what the register, which holds *held*, is not what was told, in words, each once."""
        paths = (path for path in {**self.state, **held} if self.state.get(path) != held.get(path))
        wrong = (path for path in paths if path in held or self._is_sure(path))
        return iter(dict.fromkeys(map(_label, wrong)))


def complaint_faults(complaint: Complaint, entries: tuple[Entry, ...]) -> Iterator[str]:
    """In which facts a complaint differs from what its entries lead to."""
    named = complaint.reference
    if not entries:
        yield f"{named} : le journal n’en parle pas."
        return
    replay = Replay.of(entries)
    yield from replay.faults
    replay.state.setdefault("registered_at", _registered_at(complaint, entries[0]))
    replay.state.setdefault("registered_by", entries[0].actor)
    for label in replay.differences(_state_of(complaint)):
        yield f"{named} : {label} n’est pas ce que dit le journal."
    if complaint.version != len(entries):
        yield f"{named} : le journal compte {len(entries)} entrées, et le dossier {complaint.version}."


def is_told_late(complaint: Complaint, first: Entry) -> bool:
    """Whether *first*, which registered the complaint, is of a moment after what the complaint says of it.

    Earlier versions asked the clock for each of the two: a second could begin between. Nothing else differed by it.
    """
    if complaint.registered_at is None or any(one.path == "registered_at" for one in first.changes):
        return False
    return timedelta() < first.at - complaint.registered_at <= _LONGEST_MOMENT


def _registered_at(complaint: Complaint, first: Entry) -> Plain:
    return to_plain(complaint.registered_at if is_told_late(complaint, first) else first.at)


def terms_told(entries: Iterable[Entry]) -> list[Plain]:
    """The delays of all times as the journal tells them, the oldest first; nothing if they never changed."""
    told: list[Plain] = []
    for change in (change for entry in entries for change in entry.changes):
        if change.path == "settings/terms":
            told = [*(told or [change.old]), change.new]
        elif change.fact == "terms":
            told.append(change.new)
    return told


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
        state |= {f"{one.name}/{row.id}": facts_to_plain(row) for row in getattr(complaint, one.name)}
    return state
