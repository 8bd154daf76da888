"""The screens of the navigation, one shown at a time; each is built, and read anew, when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pegase_desktop.domain.draft import Draft
from pegase_desktop.ui.changed import EVERYTHING, Changed
from pegase_desktop.ui.tokens import Tone
from pegase_desktop.ui.widgets.grounds import Ground


class Place(StrEnum):
    """Where the navigation leads."""

    REGISTER = "register"
    AGENDA = "agenda"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status bar says of a screen: what it counts, and how much of it is late."""

    words: str = ""
    late: int = 0


class Screen(Ground):
    """One of the screens. It knows no other: what it wants of them, and of the window, its signals say."""

    new_wanted = Signal()
    wizard_wanted = Signal(int, object, str)  # a complaint; a page of the wizard or None, and a fact of it
    case_wanted = Signal(int)  # to be shown in the register
    draft_wanted = Signal(Draft)
    sheet_wanted = Signal(int)
    place_wanted = Signal(Place)
    counted = Signal()  # the standing is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, parent=parent)

    @property
    def standing(self) -> Standing | None:
        """What the status bar says while the screen is shown; None where it counts nothing of its own."""
        return None

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """The keys that act while the screen is shown, wherever the keyboard is."""
        return {}

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        """Show what the register holds, and how late it is, now; what *changed* does not concern may stay as it is."""
        raise NotImplementedError

    def tick(self) -> None:
        """Time has passed, perhaps midnight."""

    def enter(self) -> None:
        """The screen is gone to: bring the keyboard where one begins."""

    def escape(self) -> None:
        """Escape was pressed, and nobody nearer the keyboard had a use for it (a search, a menu)."""

    def fit(self, window_width: int) -> None:
        """The window has another width, in pixels."""

    def ensure_settled(self) -> bool:
        """Have the person say what becomes of what is typed and not recorded; False when they stay with it."""
        return True

    def remember(self) -> None:
        """Put what is worth keeping for the next opening into the preferences."""


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

    def build_anew(self, place: Place) -> None:
        """Forget the screen of *place*: it is built again when it is next shown, or at once if it is shown now."""
        screen = self._built.pop(place, None)
        if screen is None:
            return
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
