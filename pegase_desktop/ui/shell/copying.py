"""The window and the copies of its register: what is said of them at its foot and above its screens."""

from __future__ import annotations

from PySide6.QtCore import QObject

from pegase_desktop.domain.record import REGISTER
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.words import status
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.copy_notice import CopyNotice
from pegase_desktop.ui.shell.shell import Shell


class Copying(QObject):
    """Made once the window is painted. Copies are kept from :meth:`begin` on, until the window closes."""

    def __init__(self, session: Session, preferences: Preferences, shell: Shell) -> None:
        super().__init__(shell)
        self._session = session
        self._shell = shell
        self.keeper = CopyKeeper(session, preferences, self)
        self._notice = CopyNotice(session)
        shell.add_notice(self._notice)
        self.keeper.changed.connect(self.show_standing)
        self.keeper.unsound.connect(self._say_unsound)
        session.changed.connect(self._hear)

    def begin(self) -> None:
        """Keep copies, and propose a second place for them."""
        self.keeper.begin()
        self._notice.propose(self.keeper)
        self.show_standing()

    def show_standing(self) -> None:
        """Say at the foot of the window how old the last copy is."""
        is_moved = self._session.register.custody.moved is not None
        self._shell.status.show_copies(None if is_moved else status(self.keeper.standing, self._session.clock()))

    def _hear(self, changed: Changed) -> None:
        if changed.records and changed.concerns(REGISTER):
            self._notice.show_moved()
            self.show_standing()

    def _say_unsound(self, sentence: str) -> None:
        self._session.questions.inform("Registre à vérifier", sentence)
