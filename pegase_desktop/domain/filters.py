"""What the register is filtered by, besides the words searched: declared as facts are, and so asked for as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from pegase_desktop.domain import french
from pegase_desktop.domain.facts import Fact, FactKind, SettingsList, fact, facts_of
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.period import Period, days
from pegase_desktop.domain.views import Chip, Dated, View
from pegase_desktop.domain.wording import said
from pegase_desktop.domain.words import CauseFamily, Kind, Priority

_OF_THE_PERIOD = ("period", "dated", "since", "until")


def _is_free(filters: Filters) -> bool:
    return filters.period is Period.FREE


def _has_period(filters: Filters) -> bool:
    return filters.period is not Period.ALWAYS


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person filters by. ``since`` and ``until`` are days of the office, both within."""

    chip: Chip = Chip.ALL

    # fmt: off
    kind: Kind | None = fact("Nature", FactKind.CHOICE, of=Kind)
    service: str = fact("Service", FactKind.MENU, default="", menu=SettingsList.SERVICES)
    category: str = fact("Catégorie", FactKind.MENU, default="", menu=SettingsList.CATEGORIES)
    cause: CauseFamily | None = fact("Cause", FactKind.CHOICE, of=CauseFamily)
    priority: Priority | None = fact("Priorité", FactKind.CHOICE, of=Priority)
    owner: str = fact("Responsable", FactKind.STAFF, default="")
    period: Period = fact("Période", FactKind.CHOICE, default=Period.ALWAYS, of=Period)
    dated: Dated = fact("Date retenue", FactKind.CHOICE, default=Dated.RECEPTION, of=Dated, when=_has_period)
    since: date | None = fact("Du", FactKind.DAY, when=_is_free)
    until: date | None = fact("Au", FactKind.DAY, when=_is_free)
    # fmt: on

    def faults(self) -> Mapping[str, str]:
        """What cannot be filtered by, a sentence for each fact."""
        if not _is_free(self):
            return {}
        if self.since is None and self.until is None:
            return {"since": "Il manque un jour. Donnez le premier, le dernier, ou les deux."}
        if self.since and self.until and self.until < self.since:
            return {"until": f"Ce jour est avant le {french.day(self.since)}. Vérifiez les deux jours."}
        return {}

    def ends(self, today: date) -> tuple[date | None, date | None]:
        """The first day of the period and the one after its last, None where it has no end."""
        if not _is_free(self):
            return days(self.period, today)
        return self.since, self.until + timedelta(days=1) if self.until and self.until < date.max else None

    def without(self, name: str) -> Filters:
        """The same but for one fact; without its period nothing of that is left."""
        defaults = Filters()
        gone = _OF_THE_PERIOD if name == "period" else (name,)
        return replace(self, **{one: getattr(defaults, one) for one in gone})

    def view(self, now: datetime) -> View:
        """The look at the register that they ask for."""
        same = {one.name: getattr(self, one.name) for one in fields(self) if one.name in _OF_A_VIEW}
        since, until = self.ends(local(now).date())
        return View(now=now, **same, since=since, until=until, dated=self.dated)


#: The facts by which one filters; what a period is made of counts as one.
NARROWING = tuple(one for one in facts_of(Filters) if one.name not in _OF_THE_PERIOD[1:])
_OF_A_VIEW = ("chip", "kind", "service", "category", "cause", "priority", "owner")


def chosen(filters: Filters) -> Mapping[str, str]:
    """What is filtered by besides the chip, in words: by the name of a fact « Service : Planning »."""
    return {one.name: _words(one, filters) for one in NARROWING if getattr(filters, one.name) != one.default}


def _words(declared: Fact, filters: Filters) -> str:
    if declared.name != "period":
        return f"{declared.label}{french.NBSP}: {said(declared, getattr(filters, declared.name))}"
    return f"{_SAID[filters.dated]}{french.NBSP}: {_period_words(filters)}"


_SAID = {Dated.RECEPTION: "Reçues", Dated.CLOSURE: "Clôturées", Dated.DUE: "Échéance"}


def _period_words(filters: Filters) -> str:
    if not _is_free(filters):
        return filters.period.label[0].lower() + filters.period.label[1:]
    since, until = (french.day(one) if one else "" for one in (filters.since, filters.until))
    if since and until:
        return f"du {since} au {until}"
    return f"depuis le {since}" if since else f"jusqu’au {until}"
