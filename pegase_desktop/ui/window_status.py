"""The line at the foot of the window: what the screen counts, and that everything is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.ui.screens import Standing
from pegase_desktop.ui.tokens import Tone
from pegase_desktop.ui.widgets.status_bar import StatusBar, StatusItem


class WindowStatus(StatusBar):
    """Says what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted, self._lateness, self._saved = StatusItem(), StatusItem(), StatusItem()
        self.add_left(self._counted)
        self.add_left(self._lateness)
        self.add_right(self._saved)

    def show_standing(self, standing: Standing) -> None:
        """What the screen shown counts."""
        self._counted.set_state(standing.words)
        late = f"{french.number(standing.late)}{french.NBSP}en retard" if standing.late else ""
        self._lateness.set_state(late, "circle-alert", Tone.DANGER)

    def say_saved(self, moment: datetime | None) -> None:
        """When anything was last saved."""
        self._saved.set_state(f"Registre enregistré à {french.hour(moment)}" if moment else "", "check")
