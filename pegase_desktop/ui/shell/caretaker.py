"""What the open register needs besides the person's work: what a crash left looked at, a main file that is whole."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from pegase_desktop.domain import french
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.work import Work

_LOOK_EVERY_MS = 30_000
_QUIET = timedelta(seconds=20)  # since the last save: nobody is typing

_UNSOUND = (
    "Après un arrêt imprévu, le registre a été vérifié, et quelque chose ne va pas : {first}{rest} Il n’est plus "
    "sauvegardé tant que cela dure. Dans les réglages, « Sauvegardes » permet de reprendre la dernière bonne : ce qui "
    "est ici reste à côté."
)


class Caretaker(QObject):
    """Looks after the register of a session, from :meth:`begin` to :meth:`end`.

    ``checked`` with the number of things found wrong, once the check that follows an unclean end is over.
    """

    checked = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._check: Work | None = None
        self._brought_in_at: datetime | None = None
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self.bring_in)

    def begin(self) -> None:
        """The window is there: say or take away what the last opening left, and look for damage at leisure."""
        from pegase_desktop.storage.saved_file import remove_old_copies  # not before the window is painted

        self._looking.start()
        remove_old_copies()
        file = self._session.register.store
        if file.told_at_opening:
            self._session.questions.inform("Registre à vérifier", typeset(file.told_at_opening))
        if file.ended_uncleanly:
            self._check = Work(partial(_checked, file.path), self)
            self._check.finished.connect(self._tell)
            self._check.start(QThread.Priority.LowPriority)

    def end(self) -> None:
        """The program is being left; a check that is not over begins anew next time."""
        self._looking.stop()
        if self._check is not None:
            self._check.finished.disconnect(self._tell)
            self._check.give_up()
            self._check.wait()

    def bring_in(self) -> None:
        """When nothing was saved for a while, bring the last saves into the main file: a plain copy of it is whole."""
        register, saved_at = self._session.register, self._session.register.last_saved_at
        if saved_at is None or saved_at == self._brought_in_at or self._session.clock() - saved_at < _QUIET:
            return
        with contextlib.suppress(UserError):  # every save stays safe beside the main file; the next save says why
            if register.store.checkpoint():
                self._brought_in_at = saved_at

    def _tell(self) -> None:
        assert self._check is not None
        faults = self._check.outcome()
        if faults:
            count = len(faults) - 1
            rest = f" Et {french.count(count, 'autre problème', 'autres problèmes')}." if count else ""
            self._session.questions.inform("Registre à vérifier", typeset(_UNSOUND.format(first=faults[0], rest=rest)))
        self.checked.emit(len(faults))


def _checked(path: Path, work: Work) -> tuple[str, ...]:
    from pegase_desktop.storage.check import check_beside

    try:
        return check_beside(path, lambda *_: work.advance(0), is_wanted=lambda: work.is_wanted)
    except UserError as damage:
        return (str(damage),)
