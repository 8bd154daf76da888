"""What is counted in the pictures of the review: received and closed by week, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pegase_desktop.domain.moments import local
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CauseFamily

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Bars:
    """What is counted in pictures: in each week how many were received and closed; of those received, by what.

    The key of what is not said is empty.
    """

    weeks: tuple[tuple[Week, int, int], ...]
    by_service: tuple[tuple[str, int], ...]
    by_cause: tuple[tuple[CauseFamily | None, int], ...]


def bars(
    received: Sequence[tuple[datetime, str, CauseFamily | None]], closed: Sequence[datetime], week: Week, weeks: int
) -> Bars:
    """Of the *weeks* that end with *week*: cases *received*, with service and cause; when some were *closed*."""
    spans = [week.shifted(-back) for back in reversed(range(weeks))]
    counted = [one for one in received if spans[0].start <= one[0] < week.end]
    came = Counter(Week.of(local(at).date()) for at, _, _ in counted)
    went = Counter(Week.of(local(at).date()) for at in closed)
    return Bars(
        tuple((one, came[one], went[one]) for one in spans),
        _most_first(Counter(service for _, service, _ in counted)),
        _most_first(Counter(cause for _, _, cause in counted)),
    )


def _most_first(counts: Counter[Key]) -> tuple[tuple[Key, int], ...]:
    """What is not said comes last."""
    return tuple(sorted(counts.items(), key=lambda one: (not one[0], -one[1], str(one[0]))))
