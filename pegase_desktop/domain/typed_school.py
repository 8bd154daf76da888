"""The delays and the lists of the school as they are typed in the settings: numbers and texts, judged and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pegase_desktop.domain import french
from pegase_desktop.domain.clocks import CountFrom, DelayMode, Slot, Terms
from pegase_desktop.domain.facts import FactKind, Need, SettingsList, fact, missing_in
from pegase_desktop.domain.school import SILENT_DAYS, Settings
from pegase_desktop.domain.text import clean_line, fold
from pegase_desktop.domain.typed_facts import whole_number_wanted
from pegase_desktop.domain.typed_values import parse_date, parse_slots, said_slots

_MOST_HOURS, MOST_DAYS = 24 * 60, 365  # what may be typed
#: The facts that hold the opening slots, in the order of the week.
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_SLOTS = "Ces horaires ne se lisent pas. Par exemple : 09:00-12:00, 14:00-18:00, ou fermé."
_NEVER_OPEN = "Il faut au moins un jour ouvert pour compter en heures ouvrées."


def _count(label: str, default: int, most: int) -> Any:
    return fact(
        label, FactKind.NUMBER, default=default, need=Need.REGISTER, most=most, missing=whole_number_wanted(most)
    )


def _opening(label: str) -> Any:
    return fact(label, FactKind.LINE, default="", hint="fermé")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTerms:
    """The delays as they are typed: hours, days, and the slots of each day of the week in words.

    All are :class:`Terms` but ``silent_days``, of which no complaint keeps what held once.
    """

    ack_hours: int = _count("Accusé de réception (heures)", 48, _MOST_HOURS)
    treatment_hours: int = _count("Traitement (heures)", 48, _MOST_HOURS)
    feedback_days: int = _count("Avis à demander (jours)", 7, MOST_DAYS)
    count_from: CountFrom = fact(
        "Le délai de traitement court à partir", FactKind.CHOICE, default=CountFrom.ACKNOWLEDGEMENT, of=CountFrom
    )
    mode: DelayMode = fact("Les délais se comptent en", FactKind.CHOICE, default=DelayMode.CALENDAR, of=DelayMode)
    monday: str = _opening("Lundi")
    tuesday: str = _opening("Mardi")
    wednesday: str = _opening("Mercredi")
    thursday: str = _opening("Jeudi")
    friday: str = _opening("Vendredi")
    saturday: str = _opening("Samedi")
    sunday: str = _opening("Dimanche")
    closed_days: str = fact(
        "Jours de fermeture", FactKind.TEXT, default="", help="Un jour par ligne, par exemple 24/12/2026."
    )
    silent_days: int = _count("Client sans nouvelles depuis (jours)", SILENT_DAYS, MOST_DAYS)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The delays of *settings* as one would type them."""
        terms = settings.terms
        return cls(
            silent_days=settings.silent_days,
            ack_hours=terms.ack_hours,
            treatment_hours=terms.treatment_hours,
            feedback_days=terms.feedback_days,
            count_from=terms.count_from,
            mode=terms.mode,
            closed_days="\n".join(french.day(day) for day in sorted(terms.closed_days)),
            **{name: said_slots(terms.slots.get(day, ())) for day, name in enumerate(WEEK)},
        )

    def faults(self, today: date) -> dict[str, str]:
        """Why they are no terms, a sentence for each fact; a day without year is in the year of *today*."""
        found = missing_in(self)
        slots = self._slots()
        found |= {name: _NO_SLOTS for name, opened in slots.items() if opened is None}
        unread = next((line for line, day in self._closed_days(today) if day is None), None)
        if unread is not None:
            found["closed_days"] = f"« {unread} » n’est pas une date. Par exemple : 24/12/2026."
        if not found and self.mode is DelayMode.OFFICE and not any(slots.values()):
            found[WEEK[0]] = _NEVER_OPEN
        return found

    def terms(self, today: date) -> Terms:
        """The terms, of which nothing is wrong."""
        slots = self._slots()
        return Terms(
            ack_hours=self.ack_hours,
            treatment_hours=self.treatment_hours,
            mode=self.mode,
            count_from=self.count_from,
            feedback_days=self.feedback_days,
            slots={day: opened for day, name in enumerate(WEEK) if (opened := slots[name])},
            closed_days=frozenset(day for _, day in self._closed_days(today) if day),
        )

    def _slots(self) -> dict[str, tuple[Slot, ...] | None]:
        return {name: parse_slots(getattr(self, name)) for name in WEEK}

    def _closed_days(self, today: date) -> Iterator[tuple[str, date | None]]:
        for line in re.split(r"[\n,;]+", self.closed_days):
            if line.strip():
                yield line.strip(), parse_date(line, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLists:
    """The lists as they are typed, an entry a line."""

    services: str = fact(
        "Services", FactKind.TEXT, default="", lines=12, need=Need.REGISTER, missing="Il faut au moins une entrée."
    )
    categories: str = fact(
        "Catégories", FactKind.TEXT, default="", lines=12, need=Need.REGISTER, missing="Il faut au moins une entrée."
    )
    trainings: str = fact("Formations", FactKind.TEXT, default="", lines=12)
    causes: str = fact("Causes fréquentes", FactKind.TEXT, default="", lines=12)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The lists of *settings* as one would type them."""
        return cls(**{one.value: "\n".join(getattr(settings, one.value)) for one in SettingsList})

    def faults(self) -> dict[str, str]:
        """Why they cannot be proposed, a sentence for each list."""
        twice = {name: _first_twice(entries) for name, entries in self.lists().items()}
        found = missing_in(self) | {name: f"« {one} » est là deux fois." for name, one in twice.items() if one}
        return {name: f"{one} Corrigez la liste." for name, one in found.items()}

    def lists(self) -> dict[str, tuple[str, ...]]:
        """The entries of each list, by its name in the settings."""
        lines = {one.value: map(clean_line, getattr(self, one.value).split("\n")) for one in SettingsList}
        return {name: tuple(filter(None, entries)) for name, entries in lines.items()}


def _first_twice(entries: tuple[str, ...]) -> str:
    """The first entry that stands there already, however it is written."""
    folded = [fold(one) for one in entries]
    return next((one for place, one in enumerate(entries) if folded[place] in folded[:place]), "")
