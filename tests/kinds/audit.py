"""A kind of dossier that the program does not know, declared whole: what CONTRIBUTING shows, and its tests try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.facts import Charge, FactKind, Need, fact
from pegase_desktop.domain.kind import Kind, Named
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.words import Level
from pegase_desktop.domain.wrong_facts import WrongFact, wrong_anywhere
from pegase_desktop.storage.records import StoredKind

if TYPE_CHECKING:
    from peewee import SqliteDatabase

# 1. The facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that answers what was found; what it came from, by its number."""

    id: int = 0
    what: str = fact("Mesure", FactKind.LINE, default="", need=Need.REGISTER, missing="Il manque la mesure.")
    due: date | None = fact("Pour le", FactKind.DAY)
    done: bool | None = fact("Faite ?", FactKind.FLAG)
    after: str = fact("À la suite de", FactKind.LINE, default="", hint="R-2026-0014")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """An audit."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    what: str = fact("Constat", FactKind.TEXT, default="", need=Need.REGISTER, missing="Il manque ce qui a été vu.")
    seen_on: date | None = fact(
        "Vu le", FactKind.DAY, need=Need.REGISTER, past=True, missing="Il manque le jour où il a été vu."
    )
    level: Level | None = fact("Gravité", FactKind.CHOICE, of=Level)
    cost: int | None = fact("Coût possible", FactKind.MONEY)
    owner: str = fact("Suivi par", FactKind.STAFF, default="", living=True, charge=Charge("Risques suivis"))
    exposed: tuple[str, ...] = fact("Exposés", FactKind.STAFF_LIST, default=())
    looked_at: datetime | None = fact("Revu le", FactKind.MOMENT, past=True)
    measures: tuple[Measure, ...] = fact(
        "Mesures", FactKind.ROWS, default=(), row=Measure, living=True, add="Ajouter la mesure"
    )
    accepted: bool | None = fact("Accepté ?", FactKind.FLAG)
    attachments: tuple[Attachment, ...] = fact("Pièces", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        return RecordRef(RecordKind.AUDIT, self.id)

    @property
    def title(self) -> str:
        return shortened(self.what, 80)


# 2. The rules


def audit_faults(audit: Audit, now: datetime) -> tuple[WrongFact, ...]:
    wrong = wrong_anywhere(audit, now)
    if audit.cost is not None and audit.cost < 0:
        return (*wrong, WrongFact("cost", "Le coût ne peut pas être négatif."))
    return wrong


def audit_duties(audit: Audit) -> tuple[Duty, ...]:
    if audit.accepted:
        return ()
    return tuple(duty_by_day(DutyKind.ACT, one.due, audit.owner, one.what) for one in audit.measures if not one.done)


def _is_open(audit: Audit) -> bool:
    return not audit.accepted


def _named(audit: Audit) -> Iterator[Named]:
    for row, one in enumerate(audit.measures, start=1):
        if COMPLAINTS.is_number(one.after):
            yield Named(RecordKind.COMPLAINT, one.after, "measures", row, "after")


# 3. The kind

AUDITS = Kind(
    code=RecordKind.AUDIT,
    record=Audit,
    one="un audit",
    several="audits",
    the="l’audit",
    letter="AU",
    digits=2,
    dated_by="seen_on",
    told_apart_by=("seen_on", "what"),
    faults=audit_faults,
    duties=audit_duties,
    names=_named,
    is_open=_is_open,
)
STORED_AUDITS = StoredKind(AUDITS)

# 4. Its room in the file

_STATEMENTS = (
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY, version INTEGER NOT NULL, reference TEXT NOT NULL UNIQUE, year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0), registered_at TEXT NOT NULL, registered_by TEXT NOT NULL,
        what TEXT NOT NULL DEFAULT '', seen_on TEXT, level TEXT, cost INTEGER, owner TEXT NOT NULL DEFAULT '',
        exposed TEXT NOT NULL DEFAULT '[]', looked_at TEXT, accepted INTEGER,
        title TEXT NOT NULL, UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE audit_measures (
        id INTEGER PRIMARY KEY AUTOINCREMENT, record_id INTEGER NOT NULL REFERENCES audit (id),
        what TEXT NOT NULL DEFAULT '', due TEXT, done INTEGER, after TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE audit_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "CREATE INDEX audit_measures_record ON audit_measures (record_id)",
    """
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'an audit is never deleted'); END
    """,
)


def add_audits(database: SqliteDatabase) -> None:
    for statement in _STATEMENTS:
        database.execute_sql(statement)
