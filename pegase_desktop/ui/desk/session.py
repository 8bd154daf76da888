"""Who is at the desk, with which register: what every screen gets by constructor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.operations import utc_now
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.questions import Questions

if TYPE_CHECKING:
    from pegase_desktop.ui.desk.delivery import Delivery

Result = TypeVar("Result")


class Afterwards(Protocol):
    """Something that is done to a register's file while nobody has it open."""

    @property
    def preferences(self) -> Mapping[str, Any] | None:
        """What comes along with it from another computer."""

    def carry_out(self, register: Path, now: datetime) -> Path | None:
        """Do it; returns where the file that was there is kept now, if another took its place."""

    def drop(self) -> None: ...


class Session(QObject):
    """One opening of the program: the register, the person, the seam for questions; says when something changed."""

    changed = Signal(Changed)
    refused = Signal()  # what was wanted of the register was not done
    actor_changed = Signal(str)
    settings_wanted = Signal(str)  # one part of them, by its name
    closing_wanted = Signal()  # the window is to close, for what is done afterwards

    def __init__(
        self,
        register: Register,
        questions: Questions,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
        *,
        delivery: Delivery | None = None,
    ) -> None:
        """*delivery* is how letters leave: the programs and printers of this computer, when not told otherwise."""
        super().__init__(parent)
        self.register = register
        self.questions = questions
        self.clock = clock
        self.delivery = delivery
        self._actor = ""
        self.afterwards: Afterwards | None = None
        """What is done to the register's file once it is closed; then the program opens it again."""
        self.ensure_signed: Callable[[], bool] = lambda: bool(self._actor)
        """False when nobody is there to sign; the desk, where there is one, asks then."""

    @property
    def actor(self) -> str:
        """The name that signs the journal; empty until the day's question is answered."""
        return self._actor

    def set_actor(self, name: str) -> None:
        """From now on *name* signs."""
        if name != self._actor:
            self._actor = name
            self.actor_changed.emit(name)

    def close_for(self, afterwards: Afterwards) -> None:
        """Have the window close, unless somebody stays with what they typed; then do that, and open it again."""
        self.afterwards = afterwards
        self.closing_wanted.emit()

    def do(self, operation: Callable[[], Result], *, initiator: object | None = None) -> Result | None:
        """Run one operation of the register and tell the screens; a refusal is shown as its sentence, None returned.

        None also when nobody wants to sign. *operation* reads :attr:`actor` itself: who signs may be asked just before.
        *initiator* shows the outcome by itself, and is not told to.
        """
        return self._run(operation, tells=True, initiator=initiator) if self.ensure_signed() else None

    def introduce(self, operation: Callable[[], Result]) -> Result | None:
        """The same for what makes the person known who will sign."""
        return self._run(operation, tells=True)

    def attempt(self, operation: Callable[[], Result]) -> Result | None:
        """The same for what changes nothing in the register: a look into it, a file, a letter handed over."""
        return self._run(operation, tells=False)

    def _run(self, operation: Callable[[], Result], *, tells: bool, initiator: object | None = None) -> Result | None:
        try:
            result = operation()
        except UserError as refusal:
            self.refused.emit()
            self.questions.inform("À vérifier", str(refusal))
            return None
        if tells:
            self.tell(initiator)
        return result

    def tell(self, initiator: object | None = None) -> None:
        """Tell the screens what the operations that are over have changed."""
        self.changed.emit(Changed(self.register.take_changed(), initiator))
