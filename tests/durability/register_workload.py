"""The office's real work, through the register's own operations."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Exchange
from pegase_desktop.domain.words import Channel, Direction, Kind, Medium
from pegase_desktop.storage.dossiers import NoSuchRecord
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.register import Register

if TYPE_CHECKING:
    from collections.abc import Collection

_NOW = datetime(2026, 11, 17, 17, 40, tzinfo=UTC)
_WHO = "Camille Roy"


class Office:
    """Complaints are received, pages recorded, documents attached, drafts kept, in turn."""

    def __init__(self, path: Path) -> None:
        self._register = Register.open(path, clock=lambda: _NOW)
        self.file = self._register.store
        self._current: Complaint | None = None
        self._typed: Draft | None = None

    def save(self, number: int) -> str:
        text = f"{number} é" + "é" * (number * 97 % 1500)
        if self._typed:
            return self._receive(self._typed)
        if self._current is None or number % 8 == 0:
            return self._type(text)
        operation = (self._record, self._attach, self._draft)[number % 3]
        return operation(self._current, text)

    def _type(self, text: str) -> str:
        """What the next save receives: until then it waits in a draft, and from then on in none."""
        self._typed = self._register.drafts.save(Draft(values={"verbatim": text}, saved_by=_WHO))
        self._register.drafts.attach(self._typed.id, "lettre.txt", text.encode() * 2, by=_WHO)
        return f"typed/{self._typed.act}/{_mark(text)}"

    def _receive(self, typed: Draft) -> str:
        text = str(typed.values["verbatim"])
        facts = Complaint(
            kind=Kind.COMPLAINT,
            received_at=_NOW,
            channel=Channel.PHONE,
            complainant_name="Élodie Martin",
            verbatim=text,
        )
        self._current = self._register.cases.receive(facts, by=_WHO, draft_id=typed.id, act=typed.act)
        self._typed = None
        return f"received/{self._current.reference}/{_mark(text)}"

    def _record(self, complaint: Complaint, text: str) -> str:
        exchange = Exchange(at=_NOW, medium=Medium.PHONE, direction=Direction.OUTGOING, by=_WHO, text=text)
        exchanges = (*complaint.exchanges, exchange)
        self._current = self._register.cases.record(complaint, {"exchanges": exchanges}, by=_WHO)
        return f"recorded/{complaint.reference}/{_mark(text)}"

    def _attach(self, complaint: Complaint, text: str) -> str:
        self._current = self._register.cases.attach(complaint, "lettre.txt", text.encode() * 2, by=_WHO)
        return f"attached/{complaint.reference}/{_mark(text)}"

    def _draft(self, complaint: Complaint, text: str) -> str:
        draft = Draft(page=Page.RECEPTION, values={"verbatim": text}, saved_by=_WHO)
        return f"drafted/{self._register.drafts.save(draft).id}/{_mark(text)}"

    def problems(self, tokens: Collection[str]) -> list[str]:
        found = self._drafts_found()
        for reference in {token.split("/")[1] for token in tokens if not token.startswith(("drafted", "typed"))}:
            found |= self._found_in(reference)
        typed = [token.split("/")[1] for token in tokens if token.startswith("typed")]
        for act in typed:
            found |= self._found_typed(act)
        lost = [f"{token} is lost" for token in sorted(set(tokens) - found)]
        return [*lost, *Ledger(self.file.database).faults(), *self._numbering_faults()]

    def _found_typed(self, act: str) -> set[str]:
        """What was typed under an act, be it in a draft with its document or in the complaint that was made of it."""
        recorded = self._register.journal.record_of(act)
        waiting = [one for one in self._register.drafts.all() if one.act == act]
        if recorded and not waiting:
            complaint = self._register.cases.get(recorded.id)
            documents, text = complaint.attachments, complaint.verbatim
        elif waiting and not recorded:
            documents, text = self._register.drafts.attachments(waiting[0].id), str(waiting[0].values["verbatim"])
        else:
            return set()
        contents = [self._register.cases.content_of(one).decode() for one in documents]
        return {f"typed/{act}/{_mark(text)}"} if text * 2 in contents else set()

    def _drafts_found(self) -> set[str]:
        return {f"drafted/{one.id}/{_mark(str(one.values['verbatim']))}" for one in self._register.drafts.all()}

    def _found_in(self, reference: str) -> set[str]:
        try:
            complaint = self._register.cases.find(reference)
        except NoSuchRecord:
            return set()
        contents = (self._register.cases.content_of(one) for one in complaint.attachments)
        return {
            f"received/{reference}/{_mark(complaint.verbatim)}",
            *(f"recorded/{reference}/{_mark(one.text)}" for one in complaint.exchanges),
            *(f"attached/{reference}/{_mark(content[: len(content) // 2].decode())}" for content in contents),
        }

    def _numbering_faults(self) -> list[str]:
        numbers = self._register.cases.references()
        expected = tuple(f"R-2026-{number:04}" for number in range(1, len(numbers) + 1))
        return [] if numbers == expected else [f"the numbers have a gap: {numbers}"]

    def close(self) -> None:
        self._register.close()


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
