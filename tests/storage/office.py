"""An office with a register and a clock that stands still; and how to look behind the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.codec import from_plain, row_from_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.journal import Entry
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.words import CancelReason
from pegase_desktop.interchange.open_file_writing import write_open_file
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.saved_file import saving_whole
from tests.domain.samples import closable, office, registrable
from tests.storage.behind import engine_of

if TYPE_CHECKING:
    from pathlib import Path

CLAIRE = "Claire Martin"
TABLES = (
    "identity", "terms", "complaint", "complaint_calls", "complaint_links", "complaint_actions", "complaint_redress",
    "complaint_exchanges", "complaint_announced", "complaint_endings", "complaint_letters", "attachments", "duty",
    "improvement", "improvement_origins", "weekly_review", "weekly_review_remarks", "meeting", "meeting_points",
    "meeting_addenda", "internal_note", "internal_note_origins", "internal_note_readings", "risk", "risk_measures",
    "risk_reviews", "risk_cases",
    "concerned", "content", "draft", "draft_attachment", "letter_text", "staff", "setting", "typed_setting",
    "journal",
)  # fmt: skip


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **length: int) -> datetime:
        self.now += timedelta(**length)
        return self.now


class TickingClock(Clock):
    """Goes on a little each time it is asked, as a real one does."""

    def __init__(self, now: datetime, **tick: int) -> None:
        super().__init__(now)
        self.tick = tick or {"seconds": 1}

    def __call__(self) -> datetime:
        return self.move(**self.tick)


def opened(path: Path, clock: Clock | None = None) -> Register:
    return Register.open(path, clock=clock or Clock(office(20, 11, 18)))


def exported(register: Register, path: Path) -> int:
    """Write the whole register to an open file; returns how many cases."""
    with saving_whole(path) as file:
        return write_open_file(file, register.portable())


def live_in(register: Register, clock: Clock) -> None:
    """What people do with a register: settings, corrections, documents, a case closed, reopened, cancelled, a draft."""
    register.school.add_staff("Nadia Petit", "Accueil", by=CLAIRE)
    register.school.save(replace(register.school.settings, services=("Planning", "Conduite")), by=CLAIRE)
    clock.move(hours=1)
    register.school.save(replace(register.school.settings, terms=Terms(ack_hours=24)), by=CLAIRE)
    clock.move(hours=1)
    other = register.cases.receive(closable(), by=CLAIRE)
    register.cases.reopen(register.cases.close(other, by=CLAIRE), "Revenu", by=CLAIRE)
    received = registrable(received_at=clock.now, staff_concerned=("Marc Olivier",), subject="Élève fâché 😀 مرحبا")
    complaint = register.cases.receive(received, by=CLAIRE)
    complaint = register.cases.record(complaint, {"subject": "Autre objet"}, by=CLAIRE, reason="Faute")
    complaint = register.cases.record(complaint, {"links": (Link(reference=other.reference),)}, by=CLAIRE)
    complaint = register.cases.attach(complaint, "a.pdf", b"bytes", by=CLAIRE)
    complaint = register.cases.attach(complaint, "b.pdf", b"others", by=CLAIRE)
    register.cases.detach(complaint, complaint.attachments[0].id, by=CLAIRE, reason="Doublon")
    twice = register.cases.receive(registrable(), by=CLAIRE)
    register.cases.cancel(twice, CancelReason.DUPLICATE, "", other.reference, by=CLAIRE)
    draft = register.drafts.save(Draft(values={"subject": "Com"}))
    register.drafts.attach(draft.id, "c.pdf", b"waiting", by=CLAIRE)


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """All that the file holds, to see that nothing changed."""
    database = engine_of(register)
    return {name: database.execute_sql(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in TABLES}


def told_by(entries: tuple[Entry, ...]) -> dict[str, Any]:
    """The facts of one complaint as its journal alone tells them."""
    told: dict[str, Any] = {}
    for entry in entries:
        for change in entry.changes:
            assert told.get(change.path) in (change.old, None)
            told[change.path] = change.new
    return told


def rebuilt(entries: tuple[Entry, ...]) -> Complaint:
    """The complaint that the journal tells."""
    told = told_by(entries)
    facts: dict[str, Any] = {}
    for declared in facts_of(Complaint):
        if declared.kind is not FactKind.ROWS:
            if told.get(declared.name) is not None:
                facts[declared.name] = from_plain(declared, told[declared.name])
        elif declared.row:
            facts[declared.name] = _entries(told, declared.name, declared.row)
    return Complaint(**facts)


def _entries(told: Mapping[str, Any], name: str, record: type[Any]) -> tuple[Any, ...]:
    numbers = sorted(int(path.partition("/")[2]) for path in told if path.startswith(f"{name}/"))
    plain = {number: told[f"{name}/{number}"] for number in numbers}
    return tuple(row_from_plain(record, one | {"id": number}) for number, one in plain.items() if one is not None)


def facts(complaint: Complaint) -> dict[str, Any]:
    """The facts of a complaint by name, without what belongs to the register."""
    return {one.name: getattr(complaint, one.name) for one in facts_of(Complaint)}
