"""Above the screens: that the register has moved to another computer, or that it has no copy but on this one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.custody import Moved
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.leaving import come_back, moved_words
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.notices import Banner

_HERE_ONLY = (
    "Le registre n’est sauvegardé que sur ce PC : s’il est perdu, volé ou en panne, tout est perdu avec lui. "
    "Choisissez une clé USB, un autre disque ou un dossier synchronisé."
)


class CopyNotice(Banner):
    """Hidden while there is nothing to say."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, closable=True, parent=parent)
        self._session = session
        self._keeper: CopyKeeper | None = None
        self._moved: Moved | None = None
        self.triggered.connect(self._act)
        self.dismissed.connect(self._put_off)
        self.hide()
        self.show_moved()

    def show_moved(self) -> None:
        """Say whether the register is at home here."""
        was_moved, self._moved = self._moved, self._session.register.custody.moved
        if self._moved:
            self._close.hide()
            self.show_message(
                Tone.WARNING, typeset(moved_words(self._moved)), lead="Lecture seule.", action="Reprendre ici…"
            )
            self.show()
        elif was_moved:
            self.hide()

    def propose(self, keeper: CopyKeeper) -> None:
        """Say that a second place is missing, if it is to be said."""
        self._keeper = keeper
        if self._moved is None:
            self._close.show()
            self.show_message(Tone.WARNING, typeset(_HERE_ONLY), action="Choisir où…")
            self.setVisible(keeper.wants_second_place)
            keeper.changed.connect(self._follow)

    def _follow(self) -> None:
        if self._moved is None and self._keeper and not self._keeper.wants_second_place:
            self.hide()

    def _act(self) -> None:
        from pegase_desktop.ui.copies.choosing import ask_second_place

        if self._moved:
            come_back(self._session)
        elif self._keeper and ask_second_place(self._session, self._keeper):
            self._keeper.copy_now()

    def _put_off(self) -> None:
        if self._keeper:
            self._keeper.put_off()
