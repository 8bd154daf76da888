"""The screens of the navigation, one shown at a time; each is built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget


class Place(StrEnum):
    """Where the navigation leads."""

    REGISTER = "register"
    AGENDA = "agenda"
    SETTINGS = "settings"


class Screens(QStackedWidget):
    """Starts empty; ``turned`` tells the place shown."""

    turned = Signal(Place)

    def __init__(self, builders: Mapping[Place, Callable[[], QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._builders = builders
        self._built: dict[Place, QWidget] = {}
        self.place = Place.REGISTER

    def turn_to(self, place: Place) -> None:
        """Show the screen of *place*."""
        if place not in self._built:
            self._built[place] = self._builders[place]()
            self.addWidget(self._built[place])
        self.place = place
        self.setCurrentWidget(self._built[place])
        self.turned.emit(place)

    def build_anew(self, place: Place) -> None:
        """Forget the screen of *place*: it is built again when it is next shown, or at once if it is shown now."""
        screen = self._built.pop(place, None)
        if screen is None:
            return
        if place is self.place:
            self.turn_to(place)
        self.removeWidget(screen)
        screen.deleteLater()

    def built(self, place: Place) -> QWidget | None:
        """The screen of *place* if it was ever shown."""
        return self._built.get(place)
