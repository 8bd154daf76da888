"""What the file of a register holds, in figures: by which a copy is counted, and told from others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from peewee import Database

from pegase_desktop.domain.copies import Figures
from pegase_desktop.domain.moments import from_text
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.seals import seals_held

_IDENTITY = "SELECT register, copy FROM identity"
_NEWEST = "SELECT reference FROM complaint ORDER BY year DESC, number DESC LIMIT 1"
_LAST = "SELECT at FROM journal WHERE record_kind <> ? ORDER BY number DESC LIMIT 1"  # of what was entered


@dataclass(frozen=True, slots=True)
class Holding:
    """``register`` is the id that a register and all its copies share; ``copy`` that of one copy, empty in itself.

    ``state`` is the same for what was saved last, and for what waits to be recorded: of two files with one state, the
    second tells nothing that the first does not.
    """

    register: str
    copy: str
    figures: Figures
    head: Head
    state: str


def held_by(register: Register) -> Holding:
    """The same of a register that is open here."""
    return holding_of(register.store.database)


def holding_of(database: Database) -> Holding:
    """Read it, in one state of the file.

    Raises:
        peewee.PeeweeException, UserError: the file is damaged.
    """

    def one(text: str, *values: str) -> tuple[str, ...]:
        return tuple(database.execute_sql(text, values).fetchone() or ("",))

    register, copy = one(_IDENTITY)
    (cases,) = database.execute_sql("SELECT count(*) FROM complaint").fetchone()
    (newest,), (last_at,) = one(_NEWEST), one(_LAST, RecordKind.REGISTER.value)
    head = Ledger(database).head()
    state = hashlib.sha256(f"{head.digest} {seals_held(database)}".encode()).hexdigest()
    figures = Figures(cases, newest, from_text(last_at) if last_at else None)
    return Holding(register, copy, figures, head, state)
