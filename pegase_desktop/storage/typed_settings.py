"""What was typed in the settings and not saved: it waits here, to be offered again, until it is saved or given up."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pegase_desktop.domain.codec import without_nul
from pegase_desktop.storage.records import Tables
from pegase_desktop.storage.sqlite.engine import Store
from pegase_desktop.storage.unreadable import readable


class TypedSettings:
    """Texts by a place (« school », « templates/update ») and there by the label of their field.

    They are no facts and have no journal. *aside* are the tables of the connection on which drafts are kept.
    """

    def __init__(self, store: Store, aside: Tables) -> None:
        self._store = store
        self._table = aside.typed_setting

    def places(self) -> tuple[str, ...]:
        """Where something waits."""
        table = self._table
        query = table.select(table.place).order_by(table.place).tuples()
        return readable(lambda: tuple(place for (place,) in query), ())

    def at(self, place: str) -> dict[str, str]:
        """What waits in a place, by label."""
        table = self._table
        query = table.select(table.texts).where(table.place == place).tuples()

        def texts() -> dict[str, str]:
            found = query.first()
            return dict(json.loads(found[0])) if found else {}

        return readable(texts, {})

    def keep(self, place: str, texts: Mapping[str, str]) -> None:
        """Keep these in the place of those before."""
        table, told = self._table, json.dumps(without_nul(dict(texts)), ensure_ascii=False)
        with self._store.keeping():
            kept = table.insert(place=place, texts=told)
            kept.on_conflict(conflict_target=[table.place], update={"texts": told}).execute()

    def drop(self, place: str) -> None:
        """They were saved, taken back or given up."""
        with self._store.keeping():
            self._table.delete().where(self._table.place == place).execute()
