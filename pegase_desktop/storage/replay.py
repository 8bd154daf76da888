"""What the journal says the register must hold: every fact rebuilt from the values that were told.

An entry may have been erased, when a person's data had to go. Then what is left of the journal must still tell all that
the register holds, yet something that it told before of the same facts may be gone: the erased entry can have said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from pegase_desktop.domain.codec import Plain, facts_to_plain, to_plain
from pegase_desktop.domain.journal import Entry
from pegase_desktop.domain.kind import Kind

State = dict[str, Plain]
"""Plain values by path, as in the journal: ``subject``, ``actions/3``, ``staff/1``; what is empty is left out."""

_ALL = "*"  # where it is not said of which facts an erased entry told, it may have been any
_LONGEST_MOMENT = timedelta(seconds=5)
_OF_REGISTRATION = {"reference": "le numéro", "registered_at": "l’enregistrement", "registered_by": "l’enregistrement"}


@dataclass(slots=True)
class Replay:
    """The state that entries, the oldest first, lead to; and which do not follow from the others, in sentences."""

    nothing: Mapping[str, Plain] = field(default_factory=dict)  # by path, what is there before anything is recorded
    state: State = field(default_factory=dict)
    erased: Mapping[int, frozenset[str]] = field(default_factory=dict)  # the facts that erased entries told, by number
    faults: list[str] = field(default_factory=list)
    _unsure: set[str] = field(default_factory=set)  # facts of which erased entries told
    _told_since: set[str] = field(default_factory=set)  # the last erased entry that told of the fact

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        nothing: Mapping[str, Plain] = MappingProxyType({}),
        erased: Mapping[int, frozenset[str]] = MappingProxyType({}),
    ) -> Replay:
        """Go through *entries*, from *nothing*; see :meth:`pegase_desktop.storage.ledger.Ledger.erased_facts`."""
        replay = cls(nothing, erased=erased)
        for entry in entries:
            replay._take(entry)
        replay.state = {path: value for path, value in replay.state.items() if value != replay.nothing.get(path)}
        return replay

    def _take(self, entry: Entry) -> None:
        if entry.is_erased:
            gone = self.erased.get(entry.number, frozenset())
            self._unsure |= gone or {_ALL}
            self._told_since = {path for path in self._told_since if gone and _fact(path) not in gone}
        for change in entry.changes:
            is_first_setting = change.fact == "settings" and change.path not in self.state  # from the program's own
            known = self.state.get(change.path, self.nothing.get(change.path))
            if known != change.old and not is_first_setting and self._is_sure(change.path):
                named = f"L’entrée {entry.number} du journal"
                self.faults.append(f"{named} part d’une valeur que le journal ne connaît pas ({change.fact}).")
            self.state[change.path] = change.new
            self._told_since.add(change.path)

    def _is_sure(self, path: str) -> bool:
        """Whether no erased entry can have told another value since."""
        return path in self._told_since or not self._unsure & {_fact(path), _ALL}

    def differences(self, held: State) -> Iterator[str]:
        """The paths at which the register, which holds *held*, is not what was told."""
        paths = (path for path in {**self.state, **held} if self.state.get(path) != held.get(path))
        return (path for path in paths if path in held or self._is_sure(path))


def record_faults(
    kind: Kind, record: Any, entries: tuple[Entry, ...], erased: Mapping[int, frozenset[str]]
) -> Iterator[str]:
    """In which facts a record differs from what its entries lead to; *erased* as of :class:`Replay`."""
    named = record.reference
    if not entries:
        yield f"{named} : le journal n’en parle pas."
        return
    nothing = _nothing(kind)
    replay = Replay.of(entries, nothing, erased)
    yield from replay.faults
    replay.state.setdefault("registered_at", _registered_at(record, entries[0]))
    replay.state.setdefault("registered_by", entries[0].actor)
    wrong = replay.differences(_state_of(kind, record, nothing))
    for label in dict.fromkeys(_label(kind, path) for path in wrong):
        yield f"{named} : {label} n’est pas ce que dit le journal."
    if record.version != len(entries):
        yield f"{named} : le journal compte {len(entries)} entrées, et le dossier {record.version}."


def _fact(path: str) -> str:
    return path.partition("/")[0]


def is_told_late(record: Any, first: Entry) -> bool:
    """Whether *first*, which registered the record, is of a moment after what the record says of it.

    Earlier versions asked the clock for each of the two: a second could begin between. Nothing else differed by it.
    """
    if record.registered_at is None or any(one.path == "registered_at" for one in first.changes):
        return False
    is_late: bool = timedelta() < first.at - record.registered_at <= _LONGEST_MOMENT
    return is_late


def _registered_at(record: Any, first: Entry) -> Plain:
    return to_plain(record.registered_at if is_told_late(record, first) else first.at)


def terms_told(entries: Iterable[Entry]) -> list[Plain]:
    """The delays of all times as the journal tells them, the oldest first; nothing if they never changed."""
    told: list[Plain] = []
    for change in (change for entry in entries for change in entry.changes):
        if change.path == "settings/terms":
            told = [*(told or [change.old]), change.new]
        elif change.fact == "terms":
            told.append(change.new)
    return told


def _label(kind: Kind, path: str) -> str:
    name = _fact(path)
    try:
        return f"« {kind.fact(name).label} »"
    except KeyError:
        return _OF_REGISTRATION.get(name, f"« {path} »")


@cache
def _nothing(kind: Kind) -> Mapping[str, Plain]:
    return {one.name: to_plain(one.default) for one in kind.scalars}


def _state_of(kind: Kind, record: Any, nothing: Mapping[str, Plain]) -> State:
    state: State = {
        "reference": record.reference,
        "registered_at": to_plain(record.registered_at),
        "registered_by": record.registered_by,
    }
    values: list[tuple[str, Any]] = [(one.name, to_plain(getattr(record, one.name))) for one in kind.scalars]
    state |= {name: value for name, value in values if value != nothing[name]}
    for one in kind.rows:
        state |= {f"{one.name}/{row.id}": facts_to_plain(row) for row in getattr(record, one.name)}
    return state
