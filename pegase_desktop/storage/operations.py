"""The operations of a register: all that one of them writes is written together, and is of one instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from uuid import uuid4

from pegase_desktop.domain.record import RecordRef
from pegase_desktop.storage.sqlite.engine import Store


def utc_now() -> datetime:
    """The computer's clock, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def new_act() -> str:
    """A name for one pressing of a button: pressed again under the same name, it is answered by what it recorded."""
    return uuid4().hex


class Operations:
    """Begins the operations of an open register. Nothing else holds its clock: whoever writes is told the instant.

    (A clock asked twice may stand in the next second, and the register would contradict its own journal.)
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._now: datetime | None = None
        self._act = ""
        self._told: set[RecordRef] = set()
        self._changed: set[RecordRef] = set()

    @contextmanager
    def begin(self, act: str = "") -> Iterator[datetime]:
        """One operation, in one :meth:`Store.transaction`: gives its instant, to the second.

        *act* names the pressing of a button that it answers to (see :func:`new_act`); without one it is an act of its
        own.

        A block inside another belongs to the same operation. Operations that follow each other inside one transaction
        of the file have each their own instant.
        """
        if self._now is not None:
            yield self._now
            return
        told: set[RecordRef] = set()
        with self._store.transaction():
            self._now, self._act = self._clock().replace(microsecond=0), act or new_act()
            self._told = told
            try:
                yield self._now
            finally:
                self._now, self._act = None, ""
        self._changed |= told

    @contextmanager
    def aside(self) -> Iterator[datetime]:
        """What is typed and not recorded is kept beside the operations, in one :meth:`Store.keeping`: its instant."""
        with self._store.keeping():
            yield self._clock().replace(microsecond=0)

    def reading(self) -> AbstractContextManager[None]:
        """What is read inside in several statements is of one state of the register."""
        return self._store.reading()

    def tell(self, record: RecordRef) -> str:
        """The operation tells of *record*: gives its act, for the entry; one that tells more has told it already."""
        self._told.add(record)
        act, self._act = self._act, ""
        return act

    def take_changed(self) -> frozenset[RecordRef]:
        """The records of which the operations that ended well have told, since this was last asked."""
        changed, self._changed = frozenset(self._changed), set()
        return changed
