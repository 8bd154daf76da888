"""What the first open form told otherwise: the ends of a case, and which exchange is which letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import made_true
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.rows import SentLetter
from pegase_desktop.domain.words import EndingKind

# Where the first form had each fact of an end; of two at the same instant the later one in this order stands.
_PLACES = {
    EndingKind.CLOSED: {"at": "closed_at", "by": "closed_by"},
    EndingKind.CANCELLED: {
        "at": "cancelled.at",
        "reason": "cancelled.reason",
        "note": "cancelled.note",
        "duplicate_of": "cancelled.duplicate_of",
    },
    EndingKind.REOPENED: {"at": "reopened.at", "note": "reopened.reason"},
}
_AN_END = re.compile(r"endings\[(\d+)\](?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class FormerEnds:
    """A case as today's form tells it, and of which kinds the ends are that were told in the former way."""

    tree: Mapping[str, Plain]
    kinds: tuple[EndingKind, ...] = ()

    @classmethod
    def of(cls, tree: Mapping[str, Plain]) -> FormerEnds:
        """Bring the ends of a case into today's form; what is not told in the former way stays as it is."""
        ends = {kind: told for kind in _PLACES if (told := dict(_told(tree, kind)))}
        if "endings" in tree or not ends:
            return cls(tree)
        moved = {path.partition(".")[0] for kind in ends for path in _PLACES[kind].values()}
        kinds = tuple(sorted(ends, key=lambda kind: _instant(ends[kind].get("at"))))
        rest = {name: value for name, value in tree.items() if name not in moved}
        return cls(rest | {"endings": [{"kind": kind.value} | ends[kind] for kind in kinds]}, kinds)

    def path_of(self, path: str) -> str:
        """Where the file has what stands at *path* of today's form."""
        found = _AN_END.match(path)
        if not found or not self.kinds:
            return path
        places = _PLACES[self.kinds[int(found[1]) - 1]]
        group = places["at"].rpartition(".")[0]
        return places.get(found[2] or "at") or (f"{group}.{found[2]}" if group else path)


def _told(tree: Mapping[str, Plain], kind: EndingKind) -> Iterator[tuple[str, Plain]]:
    """The facts of an end of that kind, under today's names; names that no form knows are kept, to be refused."""
    names = {path: name for name, path in _PLACES[kind].items()}
    groups = {path.partition(".")[0] for path in names}
    for group in groups:
        told = tree.get(group)
        inner = {f"{group}.{one}": value for one, value in told.items()} if isinstance(told, Mapping) else {group: told}
        yield from (
            (names.get(path, path.rpartition(".")[2]), value) for path, value in inner.items() if value is not None
        )


def _instant(plain: Plain) -> float:
    with suppress(ValueError, TypeError):
        return from_text(plain).timestamp()
    return 0.0


def with_letters_named(complaint: Complaint) -> Complaint:
    """Each exchange with the letter that it is, told until then by saying the same at the same instant."""
    letters = tuple(
        replace(one, id=-place, settles=_is_settled_by(complaint, one) or None)
        for place, one in enumerate(complaint.letters, start=1)
    )
    ids = {(one.sent_at, one.medium, one.by, one.subject): one.id for one in letters}
    exchanges = tuple(
        replace(one, letter=ids.get((one.at, one.medium, one.by, one.text))) for one in complaint.exchanges
    )
    return replace(complaint, letters=letters, exchanges=exchanges)


def _is_settled_by(complaint: Complaint, letter: SentLetter) -> bool:
    settled = [name for name in made_true(letter) if name.endswith("_at")]
    return bool(settled) and all(getattr(complaint, name) == letter.sent_at for name in settled)
