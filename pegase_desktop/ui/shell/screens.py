"""The screens of the navigation, one shown at a time; each is built, and read anew, when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place, Screen


class Screens(QStackedWidget):
    """Starts empty. A screen that is not shown is told nothing: what it missed is made up for when it is shown."""

    built = Signal(Place)

    def __init__(self, builders: Mapping[Place, Callable[[], Screen]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._builders = builders
        self._built: dict[Place, Screen] = {}
        self._missed: dict[Screen, Changed] = {}
        self._behind: set[Screen] = set()  # those for which time has stood still
        self.place = Place.REGISTER

    def __iter__(self) -> Iterator[Screen]:
        """The screens that were ever shown."""
        return iter(self._built.values())

    @property
    def shown(self) -> Screen:
        return self._built[self.place]

    def screen_of(self, place: Place) -> Screen | None:
        """The screen of *place* if it was ever shown."""
        return self._built.get(place)

    def turn_to(self, place: Place) -> None:
        """Show the screen of *place*, as things are now."""
        if place not in self._built:
            self._built[place] = self._builders[place]()
            self.addWidget(self._built[place])
            self.built.emit(place)
        self.place = place
        self.catch_up(self._built[place])
        self.setCurrentWidget(self._built[place])

    def build_anew(self) -> None:
        """Forget the screens that follow no other size of the text: each is built again when it is next shown.

        The one shown is built again at once.
        """
        for place, screen in [one for one in self._built.items() if one[1].is_sized_once]:
            del self._built[place]
            if place is self.place:
                self.turn_to(place)
            self._missed.pop(screen, None)
            self._behind.discard(screen)
            self.removeWidget(screen)
            screen.deleteLater()

    def hear(self, changed: Changed, *, is_seen: bool) -> None:
        """Have the screen shown, if it *is_seen*, read what changed; the others will when they are shown."""
        for screen in self:
            if screen is not changed.initiator:
                self._missed[screen] = self._missed[screen] | changed if screen in self._missed else changed
        if is_seen:
            self.catch_up(self.shown)

    def tick(self, *, is_seen: bool) -> None:
        """Time has passed, likewise."""
        self._behind |= set(self)
        if is_seen:
            self.catch_up(self.shown)

    def catch_up(self, screen: Screen) -> None:
        """Have a screen make up for what it missed, before it is shown or asked."""
        missed, is_behind = self._missed.pop(screen, None), screen in self._behind
        self._behind.discard(screen)
        if missed is not None:
            screen.refresh(missed)
        elif is_behind:
            screen.tick()
