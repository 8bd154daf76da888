"""Something long, done beside the window: how far it is, whether it is still wanted, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from pegase_desktop.domain.errors import UserError

_BREATH_MS = 1  # for the window, whose thread shares Python with this one


class GivenUp(Exception):
    """The work is not wanted any more."""


class Work(QThread):
    """Does *do* in a thread of its own; it is given the work itself, which it tells how far it is.

    ``advanced`` says so in thousandths, each once. Once finished, :meth:`outcome` is what *do* gave or raised.
    """

    advanced = Signal(int)

    def __init__(self, do: Callable[[Work], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._do = do
        self._share = -1
        self._given: Any = None
        self._raised: BaseException | None = None

    def give_up(self) -> None:
        """Ask it to end soon."""
        self.requestInterruption()

    @property
    def is_wanted(self) -> bool:
        return not self.isInterruptionRequested()

    def advance(self, share: int) -> None:
        """Within the work: it is that far, in thousandths.

        Raises:
            GivenUp: nobody waits for it any more.
        """
        if not self.is_wanted:
            raise GivenUp
        if share != self._share:
            self._share = share
            self.advanced.emit(share)
        QThread.msleep(_BREATH_MS)

    def outcome(self) -> Any:
        """What it gave, in the window's thread; once it says that it is finished.

        Raises:
            GivenUp: it was ended before.
            UserError: it was refused. Any other error is a bug, and comes out here as well.
        """
        if self._raised:
            raise self._raised
        return self._given

    @property
    def refusal(self) -> UserError | None:
        """Why it was refused, if it was."""
        return self._raised if isinstance(self._raised, UserError) else None

    def run(self) -> None:
        try:
            self._given = self._do(self)
        except BaseException as problem:  # noqa: BLE001  kept for the window's thread
            self._raised = problem
