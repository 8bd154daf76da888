"""The line at the foot of the window: what the screen counts, and that everything is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.views import Counts
from pegase_desktop.ui.screens import Place
from pegase_desktop.ui.tokens import Tone
from pegase_desktop.ui.widgets.status_bar import StatusBar, StatusItem


class WindowStatus(StatusBar):
    """Knows the counts of each screen, and says those of the one shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: dict[Place, str] = {}
        self._late: dict[Place, int] = {}
        self._place = Place.REGISTER
        self._counted, self._lateness, self._saved = StatusItem(), StatusItem(), StatusItem()
        self.add_left(self._counted)
        self.add_left(self._lateness)
        self.add_right(self._saved)

    def count_complaints(self, counts: Counts, year: int) -> None:
        """What the register holds; the settings say the same."""
        opened = french.count(counts.open, "ouverte")
        words = f"{french.count(counts.in_year, 'réclamation')} en {year} · {opened}"
        for place in (Place.REGISTER, Place.SETTINGS):
            self._words[place], self._late[place] = words, counts.late
        self._say()

    def count_todos(self, today: int, late: int) -> None:
        """What the agenda shows."""
        words = f"{french.count(today, 'action')} à faire"
        self._words[Place.AGENDA], self._late[Place.AGENDA] = words, late
        self._say()

    def show_place(self, place: Place) -> None:
        """Another screen is shown."""
        self._place = place
        self._say()

    def say_saved(self, moment: datetime | None) -> None:
        """When anything was last saved."""
        self._saved.set_state(f"Registre enregistré à {french.hour(moment)}" if moment else "", "check")

    def _say(self) -> None:
        late = self._late.get(self._place, 0)
        self._counted.set_state(self._words.get(self._place, ""))
        words = f"{french.number(late)}{french.NBSP}en retard" if late else ""
        self._lateness.set_state(words, "circle-alert", Tone.DANGER)
