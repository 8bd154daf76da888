"""One dossier under the person's hands: what is recorded of it, and what they typed over it (no Qt in here)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from pegase_desktop.domain.codec import facts_to_plain
from pegase_desktop.domain.corrections import changed
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.wrong_facts import newly_wrong, row_faults
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.forms.record_form import RecordForm, RowForm


class Sheet(RecordForm[Any]):
    """Of a registered dossier of that kind, or of a new one, which *proposed* begins; ``rows`` are the forms of *rows*.

    *actor* is who is at the desk, *draft* what was typed about it the last time. ``draft_id`` and ``act`` are those
    under which the register file keeps what is typed now.
    """

    def __init__(
        self,
        kind: Kind,
        actor: str,
        clock: Callable[[], datetime],
        record: Any,
        *,
        rows: Iterable[str] = (),
        proposed: Any = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(record, clock, self._wrong_in)
        self.kind = kind
        self.actor = actor
        self.rows = {name: RowForm(kind.fact(name), self, self._wrong_in_row, _nothing_proposed) for name in rows}
        self.draft_id = 0
        self._lent: Mapping[str, Any] = {}  # what a colleague typed, offered to go on with
        self.act = new_act()
        self.is_resumed = draft is not None
        if draft:
            self._resume(draft)
        elif proposed:
            for name in facts_to_plain(proposed):
                if getattr(proposed, name) != getattr(record, name):
                    self.typed.propose(name, getattr(proposed, name))

    def _resume(self, draft: Draft) -> None:
        self.kept_as(draft)
        self.typed.load(draft.values)
        for name in self.rows.keys() & draft.entries.keys():
            self.rows[name].load(draft.entries[name])
        self._lent = self._to_keep() if draft.saved_by != self.actor and not draft.id else {}

    @property
    def is_registered(self) -> bool:
        """Whether it has its number."""
        return bool(self.recorded.id)

    @property
    def is_touched(self) -> bool:
        """Whether anything typed is not recorded yet."""
        differs = any(value != getattr(self.recorded, name) for name, value in self.typed.values.items())
        return differs or bool(self.typed.unread) or any(one.is_touched for one in self.rows.values())

    @property
    def is_lent(self) -> bool:
        """Whether all that is typed stands in a colleague's draft, and nothing of it is this person's own."""
        return bool(self._lent) and all(self._lent.get(name) == plain for name, plain in self._to_keep().items())

    @property
    def changes(self) -> dict[str, Any]:
        """What is to be recorded of a registered one."""
        return changed(self.recorded, self.typed.facts)

    def recorded_as(self, record: Any, names: Iterable[str] = ()) -> None:
        """The register now holds *record*; the typed values *names* have reached it."""
        self.recorded = record
        same = [name for name, value in self.typed.facts.items() if value == getattr(record, name)]
        for name in (*names, *same):
            self.typed.forget(name)

    def forget_draft(self) -> None:
        """Nothing of it is kept any more; what is typed from now on waits for another saving."""
        self.draft_id, self.act = 0, new_act()

    def kept_as(self, draft: Draft) -> None:
        """The register holds what is typed as this draft."""
        self.draft_id, self.act = draft.id, draft.act or new_act()

    def draft(self) -> Draft:
        """What is typed and not recorded, to be kept; a touched row is kept even when it is incomplete."""
        return Draft(
            id=self.draft_id,
            kind=self.kind.code,
            record_id=self.recorded.id or None,
            act=self.act,
            values=self._to_keep(),
            saved_by=self.actor,
        )

    def _to_keep(self) -> dict[str, Any]:
        values = self.typed.to_plain()
        if begun := {name: one.to_plain() for name, one in self.rows.items() if one.is_touched}:
            values[ENTRIES] = begun
        return values

    def _wrong_in(self, record: Any) -> dict[str, str]:
        now, judge = self.clock(), self.kind.faults
        found = newly_wrong(self.recorded, record, now, judge) if self.is_registered else judge(record, now)
        return {one.fact: str(one) for one in reversed(found)}

    def _wrong_in_row(self, row: object) -> dict[str, str]:
        return row_faults(row, self.clock())


def _nothing_proposed(_: str) -> Mapping[str, Any]:
    return {}
