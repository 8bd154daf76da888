"""The story of an invented complaint: what was recorded of it, when and by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from types import SimpleNamespace
from typing import Any, Protocol

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.rows import Action, Call, Ending, Exchange, Redress


class SoFar(Protocol):
    """What events add to: the rows that a complaint has."""

    @property
    def calls(self) -> tuple[Call, ...]: ...
    @property
    def actions(self) -> tuple[Action, ...]: ...
    @property
    def exchanges(self) -> tuple[Exchange, ...]: ...
    @property
    def redress(self) -> tuple[Redress, ...]: ...
    @property
    def endings(self) -> tuple[Ending, ...]: ...


Values = Callable[[SoFar], dict[str, Any]]


class Act(Enum):
    RECORD = "record"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    ATTACH = "attach"


@dataclass(frozen=True, slots=True)
class Event:
    """Something done by a member of staff; ``values`` gives the new facts from those so far."""

    at: datetime
    by: str
    values: Values
    act: Act = Act.RECORD
    document: str = ""  # of ATTACH: what it says


@dataclass(frozen=True, slots=True)
class Story:
    """The facts at registration, and what was done after."""

    opening: Complaint
    registered_at: datetime
    events: tuple[Event, ...]

    def as_of(self, moment: datetime, reference: str) -> Complaint:
        """The complaint as it was at *moment* in another register, where it had that number."""
        told: dict[str, Any] = {
            "reference": reference,
            "registered_at": self.registered_at,
            "registered_by": self.opening.received_by,
        }
        so_far = SimpleNamespace(calls=(), actions=(), exchanges=(), redress=(), endings=())
        for event in self.events:
            if event.at <= moment:
                values = event.values(so_far)
                vars(so_far).update(values)
                told |= values
        return replace(self.opening, **told)
