"""The operations of a register: all that one of them writes is written together, and is of one instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pegase_desktop.storage.engine import RegisterFile


def utc_now() -> datetime:
    """The computer's clock, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Operations:
    """Begins the operations of an open register. Nothing else holds its clock: whoever writes is told the instant.

    (A clock asked twice may stand in the next second, and the register would contradict its own journal.)
    """

    def __init__(self, file: RegisterFile, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._clock = clock
        self._now: datetime | None = None

    @contextmanager
    def begin(self) -> Iterator[datetime]:
        """One operation, in one :meth:`RegisterFile.transaction`: gives its instant, to the second.

        A block inside another belongs to the same operation. Operations that follow each other inside one transaction
        of the file have each their own instant.
        """
        if self._now is not None:
            yield self._now
            return
        with self._file.transaction():
            self._now = self._clock().replace(microsecond=0)
            try:
                yield self._now
            finally:
                self._now = None
