"""The words that invented complaints are made of, from ``resources/demo.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pegase_desktop.domain.school import Mediator, Staff
from pegase_desktop.domain.words import CauseFamily, Kind, Labelled, RedressKind
from pegase_desktop.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What happened and how the school deals with it; ``redress_amount`` in cents, 0 for none.

    Of an incident there is nobody to answer: what it tells instead is whom it ``affected`` and who was ``told``.
    """

    service: str
    category: str
    subjects: tuple[str, ...]
    verbatims: tuple[str, ...]
    immediate: str
    family: CauseFamily
    cause: str
    actions: tuple[str, ...]
    lesson: str
    remedies: tuple[str, ...] = ()
    restatement: str = ""
    granted: str = ""
    refused: str = ""
    affected: str = ""
    told: str = ""
    redress_kind: RedressKind = RedressKind.APOLOGY
    redress_amount: int = 0
    redress_text: str = "Excuses écrites de la responsable"
    kind: Kind = Kind.COMPLAINT
    about_staff: bool = False
    two_wheels: bool = False
    severe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything that is chosen from. The first two members of staff are the director and the desk."""

    school_name: str
    mediator: Mediator
    staff: tuple[Staff, ...]
    situations: tuple[Situation, ...]
    incidents: tuple[Situation, ...]
    notes_of_calls: Mapping[str, tuple[str, ...]]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    companies: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    trainings: tuple[str, ...]
    two_wheels: tuple[str, ...]
    answers_of_clients: tuple[str, ...]
    told_of_conclusion: tuple[str, ...]
    proposals: tuple[str, ...]
    comments: tuple[str, ...]
    no_feedback: tuple[str, ...]
    reasons_for_time: tuple[str, ...]
    reopenings: tuple[str, ...]
    withdrawals: tuple[str, ...]
    mistakes: tuple[str, ...]
    criteria: tuple[str, ...]
    proofs: tuple[str, ...]
    found: tuple[str, ...]
    found_lacking: str
    follow_up: str
    meeting_place: str
    no_decisions: tuple[str, ...]

    @property
    def director(self) -> str:
        return self.staff[0].name

    @property
    def desk(self) -> str:
        return self.staff[1].name

    @property
    def instructors(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.staff[2:] if one.active)


@cache
def vocabulary() -> Vocabulary:
    """Read once."""
    told: dict[str, Any] = tomllib.loads(resource("demo.toml").read_text("utf-8"))
    staff = (Staff(0, one["name"], one["role"], one.get("active", True)) for one in told.pop("staff"))
    return Vocabulary(
        school_name=told.pop("school_name"),
        mediator=Mediator(*told.pop("mediator")),
        staff=tuple(staff),
        situations=tuple(_situation(one) for one in told.pop("situations")),
        incidents=tuple(_situation(one) for one in told.pop("incidents")),
        notes_of_calls={name: tuple(notes) for name, notes in told.pop("notes_of_calls").items()},
        found_lacking=told.pop("found_lacking"),
        follow_up=told.pop("follow_up"),
        meeting_place=told.pop("meeting_place"),
        **{name: tuple(words) for name, words in told.items()},
    )


_CODES: Mapping[str, type[Labelled]] = {"family": CauseFamily, "redress_kind": RedressKind, "kind": Kind}


def _situation(told: Mapping[str, Any]) -> Situation:
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
    return Situation(**values | {name: code(values[name]) for name, code in _CODES.items() if name in values})
