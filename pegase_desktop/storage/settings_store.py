"""The settings, the staff and the terms, in the register file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

from peewee import Database

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.codec import without_nul
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Change
from pegase_desktop.domain.moments import from_text, to_text
from pegase_desktop.domain.school import Mediator, School, Settings, Staff
from pegase_desktop.domain.school_codec import settings_to_plain, staff_to_plain, terms_from_plain, terms_to_plain
from pegase_desktop.domain.text import clean_line, fold
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.prepared import Prepared
from pegase_desktop.storage.records import Tables, columns_of

_ALWAYS = to_text(datetime(2000, 1, 1, tzinfo=UTC))


class StaffNameTaken(UserError):
    """Two members of staff cannot sign with the same name."""


class SettingsStore:
    """Reads and writes inside the caller's transaction; each write returns the changes for the journal."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._tables = tables
        terms = tables.terms
        self._terms_rows = Prepared(
            database, lambda: terms.select(terms.id, terms.since, terms.value).order_by(terms.id.desc())
        )

    @property
    def rules(self) -> int | None:
        """By which rules the file's derived columns were made; see :data:`pegase_desktop.storage.records.RULES`."""
        identity = self._tables.identity
        found = identity.select(identity.rules).tuples().first()
        return found[0] if found else None

    def note_rules(self, rules: int) -> None:
        """The derived columns are those of these rules now."""
        self._tables.identity.update(rules=rules).execute()

    def begin(self, rules: int) -> None:
        """A new register gets its name, and starts with the terms of the protocol."""
        terms = self._tables.terms
        if terms.select(terms.id).limit(1).tuples().first() is None:
            terms.insert(since=_ALWAYS, value=json.dumps(terms_to_plain(Terms()))).execute()
            self._tables.identity.insert(one=1, register=uuid4().hex, copy="", rules=rules).execute()

    def terms(self, number: int) -> Terms:
        """The terms that have this number.

        Raises:
            KeyError: none have; only damage can bring that about.
        """
        return _terms_in({one: value for one, _, value in self._all_terms()}[number])

    def terms_at(self, moment: datetime) -> tuple[int, Terms]:
        """The terms in force for what is received at *moment*, after their number; the first for what is older.

        Of those that had begun, the last that were saved: some may have been under a clock that was far ahead.
        """
        began = to_text(moment)
        newest_first = self._all_terms()
        number, _, value = next((row for row in newest_first if row[1] <= began), newest_first[-1])
        return number, _terms_in(value)

    def all_terms(self) -> tuple[tuple[datetime, Terms], ...]:
        """All terms with the instant from which each was to hold, in the order in which they were saved."""
        return tuple((from_text(since), _terms_in(value)) for _, since, value in reversed(self._all_terms()))

    def terms_history(self) -> tuple[tuple[datetime, Terms], ...]:
        """The terms that hold at some time, with the instant from which each does, the oldest first."""
        holding: list[tuple[datetime, Terms]] = []
        for since, terms in reversed(self.all_terms()):
            if not holding or since < holding[-1][0]:
                holding.append((since, terms))
        return tuple(reversed(holding))

    def _beginning(self, now: datetime) -> datetime:
        """Now, or the first second after it at which no other terms begin."""
        taken = {since for _, since, _ in self._all_terms()}
        while to_text(now) in taken:
            now += timedelta(seconds=1)
        return now

    def _all_terms(self) -> list[tuple[int, str, str]]:
        rows: list[tuple[int, str, str]] = self._terms_rows.run({}).fetchall()
        return rows

    def told(self) -> dict[str, Any]:
        """What was ever changed, but for the terms, by the paths of the journal: ``settings/school``."""
        return {f"settings/{name}": value for name, value in self._stored().items()}

    def settings(self) -> Settings:
        """The settings as they are, with the newest terms."""
        stored, defaults = self._stored(), Settings()
        return Settings(
            school=School(**stored.get("school", {})),
            mediator=Mediator(**stored.get("mediator", {})),
            terms=_terms_in(self._all_terms()[0][2]),
            services=tuple(stored.get("services", defaults.services)),
            categories=tuple(stored.get("categories", defaults.categories)),
            trainings=tuple(stored.get("trainings", defaults.trainings)),
            causes=tuple(stored.get("causes", defaults.causes)),
            templates={LetterKind(kind): text for kind, text in stored.get("templates", {}).items()},
            logo=stored.get("logo", defaults.logo),
            silent_days=stored.get("silent_days", defaults.silent_days),
        )

    def _stored(self) -> dict[str, Any]:
        setting = self._tables.setting
        return {name: json.loads(value) for name, value in setting.select(setting.name, setting.value).tuples()}

    def save(self, before: Settings, after: Settings, now: datetime) -> tuple[Change, ...]:
        """Write what differs; new terms hold for what is received from *now* on."""
        changes = []
        told = without_nul(_with_terms(after))
        for name, old in _with_terms(before).items():
            new = told[name]
            if old == new:
                continue
            changes.append(Change(f"settings/{name}", old, new))
            if name == "terms":
                self._tables.terms.insert(since=to_text(self._beginning(now)), value=json.dumps(new)).execute()
            else:
                row = {"name": name, "value": json.dumps(new, ensure_ascii=False)}
                setting = self._tables.setting
                setting.insert(row).on_conflict(
                    conflict_target=[setting.name], update={"value": row["value"]}
                ).execute()
        return tuple(changes)

    def staff(self) -> tuple[Staff, ...]:
        """Everybody, those who left too, in the order of their arrival."""
        staff = self._tables.staff
        columns = columns_of(staff, ("id", "name", "role", "active", "since", "left_on"))
        return tuple(
            Staff(number, name, role, bool(active), _day(since), _day(left_on))
            for number, name, role, active, since, left_on in staff.select(*columns).order_by(staff.id).tuples()
        )

    def adopt_terms(self, history: Sequence[tuple[datetime, Terms]]) -> tuple[Change, ...]:
        """The terms of another register, for one that holds no complaint and never changed its own."""
        terms = self._tables.terms
        if len(self._all_terms()) > 1 or not history:
            return ()
        told = [(to_text(since), terms_to_plain(one)) for since, one in history]
        terms.delete().execute()
        for since, plain in told:
            terms.insert(since=since, value=json.dumps(plain)).execute()
        return tuple(Change(f"terms/{since}", None, plain) for since, plain in told)

    def add_staff(
        self, name: str, role: str, *, active: bool = True, since: date | None = None, left_on: date | None = None
    ) -> tuple[Staff, Change]:
        """A new member of staff.

        Raises:
            UserError: without a name.
            StaffNameTaken: somebody has that name, accents and case aside.
        """
        name = clean_line(name)
        if any(fold(one.name) == fold(name) for one in self.staff()):
            raise StaffNameTaken(f"{name} est déjà dans l’équipe. Choisissez ce nom dans la liste.")
        return self.insert_staff(Staff(0, name, role, active, since, left_on))

    def insert_staff(self, coming: Staff) -> tuple[Staff, Change]:
        """The same for somebody whose name nobody has, as the caller knows: of thousands each need not be looked for.

        Raises:
            UserError: without a name.
        """
        person = replace(coming, name=clean_line(coming.name), role=clean_line(coming.role))
        if not person.name:
            raise UserError("Il manque le nom. Écrivez le prénom et le nom.")
        told = staff_to_plain(person)
        staff = self._tables.staff
        number = staff.insert(told | {"active": int(person.active)}).returning(staff.id).tuples().execute()[0][0]
        return replace(person, id=number), Change(f"staff/{number}", None, told)

    def change_staff(self, changed: Staff) -> Change | None:
        """Another role, or when the person came or left; the name signs the past and never changes."""
        before = next(one for one in self.staff() if one.id == changed.id)
        after = replace(changed, name=before.name, role=clean_line(changed.role))
        if after == before:
            return None
        staff = self._tables.staff
        columns = staff_to_plain(after) | {"active": int(after.active)}
        nothing = {"since": None, "left_on": None}
        staff.update(**(nothing | columns)).where(staff.id == after.id).execute()
        return Change(f"staff/{after.id}", staff_to_plain(before), staff_to_plain(after))


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _with_terms(settings: Settings) -> dict[str, Any]:
    return settings_to_plain(settings) | {"terms": terms_to_plain(settings.terms)}


@lru_cache(maxsize=64)
def _terms_in(value: str) -> Terms:
    return terms_from_plain(json.loads(value))
