"""The window: navigation, the screen it leads to, and status bar; the wizard takes it whole."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from pegase_desktop.domain.agenda import Agenda
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.views import Counts
from pegase_desktop.ui.agenda.printing import show_list
from pegase_desktop.ui.case.place import PanelPlace
from pegase_desktop.ui.desk import Desk
from pegase_desktop.ui.navigation import Navigation
from pegase_desktop.ui.preferences import Preferences
from pegase_desktop.ui.register.screen import RegisterScreen
from pegase_desktop.ui.screens import Place, Screens
from pegase_desktop.ui.second_click import SecondClicks
from pegase_desktop.ui.selection import Selection
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.sheet import show_sheet
from pegase_desktop.ui.theme import apply_theme, px
from pegase_desktop.ui.window_status import WindowStatus
from pegase_desktop.ui.wizard.place import WizardPlace

if TYPE_CHECKING:
    from pegase_desktop.ui.agenda.screen import AgendaScreen
    from pegase_desktop.ui.presence import Presence
    from pegase_desktop.ui.settings.screen import SettingsScreen

_RAIL_UNDER = 1400  # pixels of width, at the design's text size
_FIRST_SIZE = (1440, 900)
_TITLE_BAR = 40  # pixels of height that the desktop adds at most
_LEAST_SIZE = (1000, 600)
_TICK_MS = 60_000
_STALE = timedelta(seconds=30)  # what was said longer ago is said anew when the window comes back


class MainWindow(QMainWindow):
    """Built from a session and the preferences; shows the register at once, and fills the panel after that."""

    first_painted = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._preferences = preferences
        self.desk = Desk(session, preferences)
        self.setWindowTitle("Pégase Réclamations")
        self.setMinimumSize(*_LEAST_SIZE)
        self.navigation = Navigation()
        self.selection = Selection(preferences.selected)
        self.register_screen = RegisterScreen(session, preferences, self.selection)
        self.panel = PanelPlace(session, self.desk, self.selection, is_open=preferences.panel_open)
        if not (preferences.panel_open and self.register_screen.counts.total):
            self.panel.hide()  # never shown here: until it has its place it would be a window of its own
        self.screens = Screens(
            {
                Place.REGISTER: self._build_register,
                Place.AGENDA: self._build_agenda,
                Place.SETTINGS: self._build_settings,
            }
        )
        self.status = WindowStatus()
        self.presence: Presence | None = None
        self._shell = QWidget()
        self._whole = WizardPlace(session, self.desk, preferences, self._shell)
        self._is_painted = False
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._restore_place()
        self._show_person()
        self._count(self.register_screen.counts)
        self._ticked_at = session.clock()
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        self._second_clicks = SecondClicks(_application(), self)

    # What others may ask of the window

    def show_first_case(self) -> None:
        """Select the case selected last time, else the first, and fill the panel."""
        self.register_screen.show_first()
        self.panel.show_case()

    def go_to(self, complaint_id: int) -> None:
        """Select a complaint in the register, whatever is filtered there, and show it in the panel."""
        self.register_screen.show_case(complaint_id)
        self.panel.show_case()

    def begin_day(self) -> None:
        """Ask once a day who is at the desk."""
        self.desk.ensure_known()

    def tick(self) -> None:
        """Time has passed, perhaps midnight: say deadlines and delays anew."""
        self._ticked_at = self._session.clock()
        self.desk.turn_day()
        self.register_screen.tick()
        self.panel.tick()
        self._refresh_duties()
        self._remember()  # a crash loses a minute of it at most
        if self.presence is not None:
            self.presence.tray.remind()

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""
        self._whole.save_work()

    def turn_to(self, place: Place) -> None:
        """Show a screen, unless the wizard is open; what was changed in the settings and not saved is asked about."""
        if self._whole.is_open:
            return
        may_go = self.desk.ensure_known() if place is Place.SETTINGS else self._ensure_settings_settled()
        if not may_go:
            self.navigation.show_place(self.screens.place)
            return
        self.screens.turn_to(place)
        self.navigation.show_place(place)
        self.status.show_place(place)
        if place is Place.REGISTER:
            self.register_screen.enter()
        elif agenda := self._agenda:
            agenda.refresh()
            agenda.enter()

    def wear_look(self) -> None:
        """Put the look that the preferences ask for into effect, and remember it."""
        self._preferences.save()
        apply_theme(_application(), self._preferences.colour_scheme, self._preferences.text_scale / 100)
        self.screens.build_anew(Place.AGENDA)
        self._fit(self.width())
        if self.presence is not None:
            self.presence.tray.follow()

    # Setting up

    def _lay_out(self) -> None:
        self.screens.turn_to(Place.REGISTER)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.screens, 1)
        right.addWidget(self.status)
        line = QHBoxLayout(self._shell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(right, 1)
        self.setCentralWidget(self._whole)

    def _build_register(self) -> QWidget:
        self.register_screen.side.addWidget(self.panel)
        return self.register_screen

    def _build_agenda(self) -> QWidget:
        from pegase_desktop.ui.agenda.acting import Acting
        from pegase_desktop.ui.agenda.screen import AgendaScreen

        screen = AgendaScreen(self._session)
        acting = Acting(self._session, self.desk, screen, self.continue_case)
        screen.acted.connect(acting.act)
        screen.opened.connect(self._show_case)
        screen.draft_wanted.connect(self._whole.resume)
        screen.register_wanted.connect(partial(self.turn_to, Place.REGISTER))
        screen.print_wanted.connect(self._print_list)
        screen.counted.connect(self.status.count_todos)
        self.status.count_todos(screen.agenda.count, len(screen.agenda.late))
        return screen

    def _build_settings(self) -> QWidget:
        from pegase_desktop.ui.settings.screen import SettingsScreen

        return SettingsScreen(self._session, self._preferences, self.wear_look)

    @property
    def _agenda(self) -> AgendaScreen | None:
        """The agenda, while it is the screen shown."""
        shown = self.screens.built(Place.AGENDA) if self.screens.place is Place.AGENDA else None
        return cast("AgendaScreen | None", shown)

    @property
    def _settings(self) -> SettingsScreen | None:
        return cast("SettingsScreen | None", self.screens.built(Place.SETTINGS))

    def _connect(self) -> None:
        self.navigation.person_wanted.connect(self.desk.ask)
        self.navigation.wanted.connect(self.turn_to)
        self.register_screen.new_wanted.connect(self.start_new)
        self.register_screen.draft_wanted.connect(self._whole.resume)
        self.register_screen.wizard_wanted.connect(self.continue_case)
        self.register_screen.chosen.connect(self.panel.follow)
        self.register_screen.panel_wanted.connect(self._open_panel)
        self.register_screen.counted.connect(self._count)
        self.panel.wizard_wanted.connect(self.continue_case)
        self.panel.sheet_wanted.connect(self.print_sheet)
        self.panel.case_wanted.connect(self.go_to)
        self._whole.left.connect(self._come_back_from_wizard)
        self._session.changed.connect(self._refresh)
        self._session.actor_changed.connect(self._show_person)

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.start_new),
            ("Ctrl+F", self._search),
            ("Ctrl+P", self._print_shown),
            ("Ctrl+R", self._write_letter),
            ("Ctrl+1", partial(self.turn_to, Place.REGISTER)),
            ("Ctrl+2", partial(self.turn_to, Place.AGENDA)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._shell)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _restore_place(self) -> None:
        if not self._preferences.window or not self.restoreGeometry(
            QByteArray.fromHex(self._preferences.window.encode())
        ):
            room = self.screen().availableGeometry().size()
            self.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height() - _TITLE_BAR))

    # Complaints

    def start_new(self) -> None:
        """A new complaint in the wizard."""
        self._whole.start_new()

    def continue_case(self, complaint_id: int, page: Page | None = None, fact: str = "") -> None:
        """The wizard on a registered complaint, at the page left, or at *page* and there at *fact*."""
        self._whole.continue_case(complaint_id, page, fact)

    def print_sheet(self, complaint_id: int) -> None:
        """The sheet of a complaint, to be looked at, printed or saved."""
        show_sheet(self._session, complaint_id, self)

    def _print_list(self, agenda: Agenda, whose: str) -> None:
        show_list(self._session, agenda, whose, self)

    def _come_back_from_wizard(self, complaint_id: int) -> None:
        self.register_screen.refresh()
        if complaint_id and not self._agenda:
            self._find_again(complaint_id)
        self.turn_to(self.screens.place)

    def _show_case(self, complaint_id: int) -> None:
        """A case in the register, with its panel."""
        self.turn_to(Place.REGISTER)
        self.panel.open()
        self.go_to(complaint_id)
        self.register_screen.enter()

    def _find_again(self, complaint_id: int) -> None:
        """After the wizard: the case it was opened on may have left the filter by what was done, which stays."""
        if complaint_id == self.selection.case:
            self.panel.show_case()
        else:
            self.go_to(complaint_id)

    # The window's parts in agreement

    def _refresh(self, complaint_id: int) -> None:
        self.register_screen.refresh()
        self.panel.refresh(complaint_id)
        self._refresh_duties()
        if self._settings:
            self._settings.refresh()

    def _refresh_duties(self) -> None:
        """The badge says what there is for today; the screen itself is read anew only while it is shown."""
        register = self._session.register
        with contextlib.suppress(UserError):  # a disk that fails is told by what the person does
            self.navigation.items[Place.AGENDA].set_badge(register.table.todo_count(self._session.clock()))
        if self._agenda:
            self._agenda.refresh()
        self.status.say_saved(register.last_saved_at)

    def _count(self, counts: Counts) -> None:
        self.status.count_complaints(counts, local(self._session.clock()).year)

    def _show_person(self, _: str = "") -> None:
        person = self.desk.person
        self.navigation.person.show_person(person.name if person else "", person.role if person else "")

    # Keyboard

    def _search(self) -> None:
        self.turn_to(Place.REGISTER)
        if self.screens.place is Place.REGISTER:
            self.register_screen.start_search()

    def _print_shown(self) -> None:
        """What the screen shows, on paper: the day's list, or the sheet of the case selected."""
        if self._agenda:
            self._agenda.print_list()
        elif self.screens.place is Place.REGISTER and self.selection.case:
            self.print_sheet(self.selection.case)

    def _write_letter(self) -> None:
        """The letter that the process asks for next, of the case selected: first of all the acknowledgement."""
        from pegase_desktop.ui.letters.writing import write_next_letter

        is_shown = self.screens.place is Place.REGISTER and self.selection.case
        if is_shown and self.desk.ensure_known():
            write_next_letter(self._session, self.selection.case, self)

    def _open_panel(self) -> None:
        self.panel.open()
        self.panel.show_case()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, unless somebody nearer the keyboard had a use for it (the search, a menu)."""
        is_register = not self._whole.is_open and self.screens.place is Place.REGISTER
        if event.key() == Qt.Key.Key_Escape and is_register:
            self.panel.close_panel()
            self.turn_to(Place.REGISTER)
            return
        super().keyPressEvent(event)

    # The window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        self.navigation.set_rail(is_rail=width < px(_RAIL_UNDER))
        self.panel.fit(width)
        self.register_screen.table.fit_owner(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_back = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self._session.clock() - self._ticked_at > _STALE:
            self.tick()
            self._open_agenda_once()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._after_first_painting)

    def _after_first_painting(self) -> None:
        self.show_first_case()
        self.register_screen.enter()
        self._refresh_duties()
        self._open_agenda_once()
        self._settle_beside_clock()
        self.first_painted.emit()

    def _open_agenda_once(self) -> None:
        """« À faire » is the first screen of a day on which something is late."""
        today = local(self._session.clock()).date().isoformat()
        if self.register_screen.counts.late and self._preferences.agenda_day != today and not self._whole.is_open:
            self._preferences.agenda_day = today
            self._preferences.save()
            self.turn_to(Place.AGENDA)

    def _settle_beside_clock(self) -> None:
        from pegase_desktop.ui.presence import Presence

        self.presence = Presence(self, self._session, self._preferences)
        self.presence.agenda_wanted.connect(partial(self.turn_to, Place.AGENDA))
        self.presence.new_wanted.connect(self.start_new)
        self.presence.tray.remind()

    def _ensure_settings_settled(self) -> bool:
        """Have the person say what becomes of what waits in the settings; False when it still waits."""
        settings = self._settings
        if settings is None or not settings.is_dirty:
            return True
        title, safe = "Réglages", "Revenir aux réglages"
        sentence = "Des changements ne sont pas enregistrés. Que faut-il en faire ?"
        chosen = self._session.questions.choose_one(title, sentence, ["Les enregistrer", "Les abandonner"], safe=safe)
        if chosen == 1:
            settings.give_up()
        return chosen == 1 or (chosen == 0 and settings.save())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing typed behind, remember the screen; the program may stay beside the clock."""
        is_ending = _application().isSavingSession()  # the computer is being shut down: nobody answers, nothing stays
        self.save_work()
        if not is_ending and not (self._ensure_settings_settled() and self._whole.ensure_saved()):
            event.ignore()
            return
        self._remember()
        if not is_ending and self.presence is not None and self.presence.take_over():
            event.ignore()
            return
        super().closeEvent(event)

    def _remember(self) -> None:
        self.register_screen.remember()
        self._preferences.panel_open = self.panel.is_open
        self._preferences.window = bytes(self.saveGeometry().toHex().data()).decode()
        self._preferences.save()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
