"""How far invented complaints have come, so that every screen has something of each kind to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, IntEnum
from random import Random


class Turn(IntEnum):
    """What happens in a story, in order."""

    RECEPTION = 0
    ACKNOWLEDGEMENT = 1
    RESTATEMENT = 2
    ASSESSMENT = 3
    CAUSES = 4
    PLAN = 5
    RESPONSE = 6
    ACTIONS = 7
    CONCLUSION = 8
    FEEDBACK_ASKED = 9
    FEEDBACK = 10
    LESSONS = 11
    CLOSURE = 12


class Outcome(Enum):
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    CLOSED_AGAIN = "closed_again"  # after it was reopened


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """``age`` is how long ago the complaint came; ``last`` the last turn that it takes, however long ago.

    ``commitment`` and ``action_due`` are days from today: of the date announced to the client, of an action still open.
    """

    age: timedelta
    last: Turn = Turn.CLOSURE
    outcome: Outcome = Outcome.CLOSED
    commitment: int | None = None
    action_due: int | None = None
    calls_today: bool = False
    is_incident: bool = False


# The newest complaints: what a desk has before it on an ordinary day.
_ON_THE_DESK = (
    Fate(age=timedelta(hours=2), last=Turn.RECEPTION),
    Fate(age=timedelta(hours=20), last=Turn.RECEPTION),
    Fate(age=timedelta(hours=26), last=Turn.ACKNOWLEDGEMENT, calls_today=True),
    Fate(age=timedelta(hours=43), last=Turn.RECEPTION),
    Fate(age=timedelta(hours=50), last=Turn.RESTATEMENT),
    Fate(age=timedelta(hours=76), last=Turn.RECEPTION),
    Fate(age=timedelta(days=4), last=Turn.CAUSES, is_incident=True),
    Fate(age=timedelta(days=5), last=Turn.ASSESSMENT),
    Fate(age=timedelta(days=6), last=Turn.PLAN, commitment=3),
    Fate(age=timedelta(days=8), last=Turn.RESPONSE, action_due=0),
    Fate(age=timedelta(days=10), last=Turn.PLAN, commitment=-1),
    Fate(age=timedelta(days=11), last=Turn.RESPONSE, action_due=-2),
    Fate(age=timedelta(days=13), last=Turn.CONCLUSION),
    Fate(age=timedelta(days=16), last=Turn.LESSONS),
    Fate(age=timedelta(days=40), outcome=Outcome.REOPENED),
)
_FIRST_OTHER = timedelta(days=41)
_BETWEEN_OTHERS = timedelta(days=10)
_LONGEST_PAST = timedelta(days=3650)


def fate(index: int, total: int, chance: Random) -> Fate:
    """The fate of the complaint that is the *index*-th newest of *total*; ages rise with the index."""
    if index < len(_ON_THE_DESK):
        return _ON_THE_DESK[index]
    rank = index - len(_ON_THE_DESK)
    age = _FIRST_OTHER + (rank + chance.random() * 0.9) * min(_BETWEEN_OTHERS, _LONGEST_PAST / total)
    if rank % 9 == 2:
        return Fate(age=age, outcome=Outcome.CANCELLED)
    if rank % 13 == 5:
        return Fate(age=age, outcome=Outcome.CLOSED_AGAIN)
    if rank % 11 == 3:
        return Fate(age=age, is_incident=True)
    return Fate(age=age, last=Turn.RESPONSE if rank % 60 == 34 else Turn.CLOSURE)
