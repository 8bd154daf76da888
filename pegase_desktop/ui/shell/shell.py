"""The shell: the navigation, the screen that it leads to, and the status bar, in agreement."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.record import SCHOOL, RecordKind, RecordRef
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.screen import Place, Screen
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.shell.destinations import DESTINATIONS, Workplace
from pegase_desktop.ui.shell.navigation import Navigation
from pegase_desktop.ui.shell.screens import Screens
from pegase_desktop.ui.shell.window_status import WindowStatus

LEAVE_DESK = "Ctrl+L"
_RAIL_UNDER = 1400  # pixels of width, at the design's text size


class Shell(QWidget):
    """Tells the screens what changed, and the window which screen was ``built``. Hidden, it reads nothing."""

    built = Signal(Screen)
    desk_left = Signal()  # whoever is at the desk wants to leave it

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = work.session
        self._signer = work.signer
        self._destinations = {one.place: one for one in DESTINATIONS}
        self.navigation = Navigation(DESTINATIONS)
        self.screens = Screens({one.place: partial(one.make, work) for one in DESTINATIONS})
        self.status = WindowStatus()
        self._right = QVBoxLayout()
        self._keys: dict[Place, list[QShortcut]] = {}
        self._lay_out()
        self._connect()
        for one in DESTINATIONS:
            if one.key:
                self.add_key(one.key, partial(self.turn_to, one.place))
        self.screens.turn_to(Place.REGISTER)
        self._tell_shown()
        self._show_person()

    # What the window asks of it

    @property
    def place(self) -> Place:
        return self.screens.place

    def turn_to(self, place: Place) -> bool:
        """Show a screen, if the one shown is settled; whether it is shown now."""
        is_going = place is self.place or self.screens.shown.ensure_settled()
        if is_going and self._destinations[place].is_signed:
            is_going = self._signer.ensure_known()
        if is_going:
            self.screens.turn_to(place)
            self._tell_shown()
            self.screens.shown.enter()
        self.navigation.show_place(self.place)
        return is_going

    def show_record(self, record: RecordRef, fact: str) -> None:
        """Go to the screen that keeps records of this kind, and there to the record, at *fact* if one is named."""
        if self._turn_to_kept(record.kind):
            self.screens.shown.show_record(record.id, fact)

    def begin_record(self, kind: RecordKind, origin: RecordRef) -> None:
        """Go to the screen that keeps records of *kind*, and there begin one that comes of *origin*."""
        if self._turn_to_kept(kind):
            self.screens.shown.begin_record(origin)

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed, on the screen that keeps records of its kind."""
        if self._turn_to_kept(draft.kind):
            self.screens.shown.resume(draft)

    def save_work(self) -> None:
        """Put what is typed on the screens into the register file as drafts, whatever else is wrong."""
        for screen in self.screens:
            screen.save_work()

    def _turn_to_kept(self, kind: RecordKind) -> bool:
        return self.turn_to(next(one.place for one in self._destinations.values() if one.keeps is kind))

    def come_back(self) -> None:
        """The shell is there again: what the screens missed meanwhile, and what nobody told of, is made up for."""
        self._hear(EVERYTHING)

    def tick(self) -> None:
        """Time has passed."""
        self.screens.tick(is_seen=self._is_seen)
        self.count_waiting()

    def count_waiting(self) -> None:
        """Say beside the screens' names how much waits there, and at the foot when it was last saved."""
        if not self._is_seen:
            return
        register, now = self._session.register, self._session.clock()
        for one in self._destinations.values():
            if one.waiting:
                with contextlib.suppress(UserError):  # a disk that fails is told by what the person does
                    self.navigation.items[one.place].set_badge(one.waiting(register, now))
        self.show_store()

    def show_store(self) -> None:
        """Say at the foot how the register file is."""
        register = self._session.register
        self.status.show_store(register.last_saved_at, register.store.trouble)

    def fit(self, window_width: int) -> None:
        """The window has another width, in pixels."""
        self.navigation.set_rail(is_rail=window_width < px(_RAIL_UNDER))
        for screen in self.screens:
            screen.fit(window_width)

    def add_key(self, key: str, act: Callable[[], object]) -> QShortcut:
        """A key that acts wherever the keyboard is in the shell."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)  # held down, it would go on with whatever comes next
        shortcut.activated.connect(act)
        return shortcut

    def add_notice(self, notice: QWidget) -> None:
        """Put a line above the screens."""
        self._right.insertWidget(0, notice)

    # In agreement

    def _lay_out(self) -> None:
        right = self._right
        right.setSpacing(0)
        right.addWidget(self.screens, 1)
        right.addWidget(self.status)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(right, 1)

    def _connect(self) -> None:
        self.navigation.wanted.connect(self.turn_to)
        self.navigation.person_wanted.connect(self._offer_desk)
        self.screens.built.connect(self._take_in)
        self._session.changed.connect(self._hear)
        self._session.refused.connect(self.show_store)
        self.status.copies_wanted.connect(partial(self._session.settings_wanted.emit, "copies"))
        self._session.actor_changed.connect(self._take_person)

    def _take_in(self, place: Place) -> None:
        screen = self.screens.screen_of(place)
        assert screen is not None
        screen.counted.connect(self._say_standing)
        screen.place_wanted.connect(self.turn_to)
        screen.fit(self.window().width())
        for key in self._keys.pop(place, []):  # of the screen that stood there before
            key.deleteLater()
        self._keys[place] = [self.add_key(key, act) for key, act in screen.keys().items()]
        self.built.emit(screen)

    def _tell_shown(self) -> None:
        """Of two screens with the same key, it is that of the one shown."""
        for place, keys in self._keys.items():
            for key in keys:
                key.setEnabled(place is self.place)
        self._say_standing()

    def _say_standing(self) -> None:
        """What the screen shown counts; what counts nothing leaves the register's figures there."""
        home = self.screens.screen_of(Place.REGISTER)
        standing = self.screens.shown.standing or (home.standing if home else None)
        if standing:
            self.status.show_standing(standing)

    @property
    def _is_seen(self) -> bool:
        """Whether the shell is there, and not the wizard in its place; also before the window is shown."""
        return not self.isHidden()

    def _hear(self, changed: Changed) -> None:
        self.screens.hear(changed, is_seen=self._is_seen)
        self.count_waiting()
        if changed.concerns(SCHOOL):
            self._show_person()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.screens.shown.escape()
        else:
            super().keyPressEvent(event)

    def _offer_desk(self) -> None:
        """Where nobody is at the desk, ask who is; else offer to change, or to leave it."""
        if self._signer.person is None:
            self._signer.ask()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Changer de personne…").triggered.connect(self._signer.ask)
        leaving = menu.addAction("Je quitte le poste")
        leaving.setShortcut(QKeySequence(LEAVE_DESK))  # said; the key itself is the window's
        leaving.setShortcutVisibleInContextMenu(True)
        leaving.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        leaving.triggered.connect(self.desk_left)
        person = self.navigation.person
        menu.popup(person.mapToGlobal(person.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    def _take_person(self, _: str) -> None:
        self._show_person()
        self.screens.tick(is_seen=False)  # the screen shown heard it; the others say whose work it is once they are

    def _show_person(self) -> None:
        person = self._signer.person
        self.navigation.person.show_person(person.name if person else "", person.role if person else "")
