"""Work entrusted to somebody else: what stands in the name of one who leaves or is away, and who takes it over.

All of it is read off the declarations: a fact says by its ``charge`` that whom it names is to see to something. What is
done, ended or signed is history, and stays in the name of whoever did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Charge, Fact, facts_of
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE
from pegase_desktop.domain.text import fold


class WrongSuccessor(UserError):
    """The work cannot be entrusted to that person."""


class Place(NamedTuple):
    """Where a kind of record says who is in charge: a fact, or a *part* of the rows of one."""

    fact: Fact
    part: Fact | None = None

    @property
    def charge(self) -> Charge:
        """What the one who is named there is to see to."""
        charge = (self.part or self.fact).charge
        assert charge is not None
        return charge


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody is to see to, as it was seen: ``version`` is that of its record.

    Attributes:
        fact: the fact that names the one in charge; of a row, its ``part``, and ``row`` its id.
        what: as lists say it; of a sensitive record they say nothing.
        due: the day by which, if there is one.
        kept_from: the members of staff to whom it is never entrusted.
    """

    record: RecordRef
    version: int
    reference: str
    charge: Charge
    fact: str
    row: int = 0
    part: str = ""
    what: str = ""
    due: date | None = None
    kept_from: tuple[str, ...] = ()

    def may_be_of(self, name: str) -> bool:
        """Whether *name* may be put in charge."""
        return fold(name) not in map(fold, self.kept_from)


def places(kind: Kind) -> Iterator[Place]:
    """Where records of a kind say who is in charge of something, in the order of their declarations."""
    for declared in facts_of(kind.record):
        if declared.charge:
            yield Place(declared)
        if declared.row:
            yield from (Place(declared, part) for part in facts_of(declared.row) if part.charge)


def standing(kind: Kind, record: Any, name: str) -> tuple[Task, ...]:
    """What *name*, accents and case aside, is still to see to in a record; nothing of one that is over."""
    if not kind.is_open(record):
        return ()
    wanted = fold(name)
    return tuple(
        _task(kind, record, place, holder)
        for place in places(kind)
        for holder in (getattr(record, place.fact.name) if place.part else (record,))
        if fold(getattr(holder, (place.part or place.fact).name)) == wanted and place.charge.stands(holder)
    )


def _task(kind: Kind, record: Any, place: Place, holder: Any) -> Task:
    charge = place.charge
    what = getattr(holder, charge.what) if charge.what else record.title
    return Task(
        record=record.ref,
        version=record.version,
        reference=record.reference,
        charge=charge,
        fact=place.fact.name,
        row=holder.id if place.part else 0,
        part=place.part.name if place.part else "",
        what=SENSITIVE_TITLE if kind.is_sensitive(record) else what,
        due=getattr(holder, charge.due) if charge.due else _first_due(kind, record),
        kept_from=kind.kept_from(record),
    )


def _first_due(kind: Kind, record: Any) -> date | None:
    return next((duty.day for duty in kind.duties(record)), None)


def in_groups(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """Tasks by what they are called, each group by its days; what has none comes last."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.charge.title, []).append(task)
    return {title: sorted(group, key=lambda one: one.due or date.max) for title, group in groups.items()}


def entrusted(record: Any, tasks: Iterable[Task], to: str) -> Any:
    """The record once *to* is in charge of these of its tasks; nothing else of it changes."""
    after: dict[str, Any] = {}
    for task in tasks:
        if task.part:
            rows = after.get(task.fact, getattr(record, task.fact))
            after[task.fact] = tuple(replace(one, **{task.part: to}) if one.id == task.row else one for one in rows)
        else:
            after[task.fact] = to
    return replace(record, **after)


def check_successor(staff: Iterable[Staff], giver: str, to: str, tasks: Sequence[Task]) -> None:
    """Refuse one who cannot take over the tasks of *giver*.

    Raises:
        WrongSuccessor: nobody is named, or *giver*, or one who is not in the team, or is kept from one of the tasks.
    """
    if fold(to) == fold(giver):
        raise WrongSuccessor(f"C’est déjà le travail de {giver}. Choisissez quelqu’un d’autre.")
    if not any(one.active and one.name == to for one in staff):
        named = f"«{NBSP}{to}{NBSP}» n’est pas dans l’équipe" if to else "Il manque à qui confier ce travail"
        raise WrongSuccessor(f"{named}. Choisissez un collègue dans la liste.")
    for task in tasks:
        if not task.may_be_of(to):
            raise WrongSuccessor(
                f"{task.reference} ne peut pas être confié à {to}. Confiez ce dossier à quelqu’un d’autre."
            )


def reason_for(giver: Staff, to: str, *, leaves: bool) -> str:
    """Why the journal says that *to* took over: « Marc Olivier a quitté l’équipe »."""
    if leaves or not giver.active:
        return f"{giver.name} a quitté l’équipe"
    return f"{to} prend la relève de {giver.name}"
