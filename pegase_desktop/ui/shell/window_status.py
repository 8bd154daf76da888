"""The line at the foot of the window: what the screen counts, and that everything is saved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.file_errors import Fault, RegisterFileError
from pegase_desktop.ui.desk.screen import Standing
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.status_bar import StatusBar, StatusItem

if TYPE_CHECKING:  # the window is painted before anything is known of copies
    from pegase_desktop.ui.copies.words import Said

_TROUBLES = {
    Fault.NOT_NOW: "Non enregistré : le registre n’est plus à sa place",
    Fault.LATER: "Non enregistré : le disque n’a pas répondu",
    Fault.REFUSED: "Non enregistré : écriture refusée",
    Fault.DAMAGED: "Non enregistré : registre endommagé",
    Fault.FULL: "Non enregistré : disque plein",
}


class WindowStatus(StatusBar):
    """Says what it is told. ``copies_wanted`` when what it says of copies is clicked."""

    copies_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted, self._lateness, self._store = StatusItem(), StatusItem(), StatusItem()
        self._copies = StatusItem()
        self._copies.clicked.connect(self.copies_wanted)
        self.add_left(self._counted)
        self.add_left(self._lateness)
        self.add_right(self._store)
        self.add_right(self._copies)

    def show_standing(self, standing: Standing) -> None:
        """What the screen shown counts."""
        self._counted.set_state(standing.words)
        late = f"{french.number(standing.late)}{french.NBSP}en retard" if standing.late else ""
        self._lateness.set_state(late, "circle-alert", Tone.DANGER)

    def show_copies(self, said: Said | None) -> None:
        """How old the last copy of the register is; None where there is nothing to say."""
        if said is None:
            self._copies.set_state("")
        else:
            self._copies.set_state(said.words, said.icon, said.tone, more=said.more)

    def show_store(self, saved_at: datetime | None, trouble: RegisterFileError | None) -> None:
        """When anything was last saved; or why the last saving failed, until one goes well."""
        if trouble:
            self._store.set_state(typeset(_TROUBLES[trouble.fault]), "circle-alert", Tone.DANGER, more=str(trouble))
        else:
            self._store.set_state(f"Registre enregistré à {french.hour(saved_at)}" if saved_at else "", "check")
