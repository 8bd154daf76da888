"""The window: the shell with its screens, or the wizard in its place; its size, its hours, its end."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place, Screen
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.look.theme import apply_theme
from pegase_desktop.ui.paper.sheet import show_sheet
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.register.screen import RegisterScreen
from pegase_desktop.ui.shell.absence import Absence
from pegase_desktop.ui.shell.destinations import Workplace
from pegase_desktop.ui.shell.rescue import ensure_rescued
from pegase_desktop.ui.shell.second_click import SecondClicks
from pegase_desktop.ui.shell.shell import LEAVE_DESK, Shell
from pegase_desktop.ui.wizard.place import WizardPlace

if TYPE_CHECKING:
    from pegase_desktop.ui.copies.keeper import CopyKeeper
    from pegase_desktop.ui.shell.copying import Copying
    from pegase_desktop.ui.shell.presence import Presence

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
        self.signer = Signer(session, preferences)
        self.setWindowTitle("Pégase Réclamations")
        self.setMinimumSize(*_LEAST_SIZE)
        self.selection = Selection()
        preferences.begin_in_sight(always_shown=Section.OPEN)
        self.shell = Shell(
            Workplace(session, preferences, self.signer, self.selection, self.wear_look, self._copy_keeper)
        )
        self._whole = WizardPlace(session, self.signer, preferences, self.shell)
        self.presence: Presence | None = None
        self.was_shut_down = False  # closed with the computer: nothing waits for anything more
        self._is_painted = False
        self.setCentralWidget(self._whole)
        self._connect()
        self._restore_place()
        self._ticked_at = session.clock()
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        self._second_clicks = SecondClicks(_application(), self)
        self._absence = Absence(_application(), self.signer, self)

    @property
    def register_screen(self) -> RegisterScreen:
        """The screen one begins with, and which shows the cases that others name."""
        return cast("RegisterScreen", self.shell.screens.screen_of(Place.REGISTER))

    # What others may ask of the window

    def go_to(self, complaint_id: int) -> None:
        """Show a complaint in the register, whatever is filtered there."""
        self.turn_to(Place.REGISTER)
        self.register_screen.panel.open()
        self.register_screen.show_case(complaint_id)
        self.register_screen.enter()

    def show_record(self, record: RecordRef, fact: str = "") -> None:
        """Show a record of any kind where its kind is kept."""
        if record.kind is RecordKind.COMPLAINT:
            self.go_to(record.id)
        elif not self._whole.is_open:
            self.shell.show_record(record, fact)

    def decide_improvement(self, origin: RecordRef) -> None:
        """Begin an improvement that comes of a record."""
        if not self._whole.is_open:
            self.shell.begin_record(RecordKind.IMPROVEMENT, origin)

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed and not recorded: in the wizard, or where records of its kind are kept."""
        if draft.kind is RecordKind.COMPLAINT:
            self._whole.resume(draft)
        elif not self._whole.is_open:
            self.shell.resume(draft)

    def begin_day(self) -> None:
        """Ask once a day who is at the desk."""
        self.signer.ensure_known()

    def leave_desk(self) -> None:
        """Whoever is at the desk leaves it: what they typed is saved, and who signs next is asked."""
        self._whole.leave()
        if not self._whole.is_open:
            self.signer.leave()

    def tick(self) -> None:
        """Time has passed, perhaps midnight: say deadlines and delays anew."""
        self._ticked_at = self._session.clock()
        self.signer.turn_day()
        self.shell.tick()
        self._remember()  # a crash loses a minute of it at most
        if self.presence is not None:
            self.presence.tray.remind()

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""
        self._whole.save_work()
        self.shell.save_work()

    def turn_to(self, place: Place) -> None:
        """Show a screen, unless the wizard is open."""
        if not self._whole.is_open:
            self.shell.turn_to(place)

    def show_settings(self, section: str) -> None:
        """Show one part of the settings; what is typed in the wizard is saved, and stays open while it cannot be."""
        self._whole.leave()
        self.turn_to(Place.SETTINGS)
        if self.shell.place is Place.SETTINGS:
            self.shell.screens.shown.show_section(section)

    def wear_look(self) -> None:
        """Put the look that the preferences ask for into effect, and remember it."""
        self._preferences.save()
        apply_theme(_application(), self._preferences.colour_scheme, self._preferences.text_scale / 100)
        self.shell.screens.build_anew()
        self.shell.fit(self.width())
        if self.presence is not None:
            self.presence.tray.follow()

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

    def _come_back_from_wizard(self, complaint_id: int) -> None:
        self.shell.come_back()
        if complaint_id and self.shell.place is not Place.AGENDA:
            self.shell.screens.catch_up(self.register_screen)
            self.register_screen.find_again(complaint_id)
        self.shell.screens.shown.enter()

    @cached_property
    def copying(self) -> Copying:
        """What the window has to do with copies of its register."""
        from pegase_desktop.ui.shell.copying import Copying  # not before the window is painted

        return Copying(self._session, self._preferences, self.shell)

    def keep_copies(self) -> None:
        """From now on copies of the register are made, and the window says how old the last one is."""
        self.copying.begin()

    def _copy_keeper(self) -> CopyKeeper:
        return self.copying.keeper

    # Setting up

    def _connect(self) -> None:
        for screen in self.shell.screens:
            self._take_in(screen)
        self.shell.built.connect(self._take_in)
        self.shell.add_key("Ctrl+N", self.start_new)
        self.shell.add_key("Ctrl+F", self._search)
        leaving = QShortcut(QKeySequence(LEAVE_DESK), self)  # also in the wizard
        leaving.setAutoRepeat(False)
        leaving.activated.connect(self.leave_desk)
        self.shell.desk_left.connect(self.leave_desk)
        self._whole.left.connect(self._come_back_from_wizard)
        self._whole.improvement_wanted.connect(self.decide_improvement)
        # Later: whoever wants it is still in the midst of a letter.
        self._session.closing_wanted.connect(self._close_for_good, Qt.ConnectionType.QueuedConnection)
        self._session.settings_wanted.connect(self.show_settings, Qt.ConnectionType.QueuedConnection)

    def _take_in(self, screen: Screen) -> None:
        """Do what a screen asks of the window."""
        screen.new_wanted.connect(self.start_new)
        screen.wizard_wanted.connect(self.continue_case)
        screen.draft_wanted.connect(self.resume)
        screen.sheet_wanted.connect(self.print_sheet)
        screen.record_wanted.connect(self.show_record)
        screen.improvement_wanted.connect(self.decide_improvement)
        screen.note_wanted.connect(partial(self.shell.begin_record, RecordKind.INTERNAL_NOTE))

    def _restore_place(self) -> None:
        if not self._preferences.window or not self.restoreGeometry(
            QByteArray.fromHex(self._preferences.window.encode())
        ):
            room = self.screen().availableGeometry().size()
            self.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height() - _TITLE_BAR))

    def _search(self) -> None:
        """In the screen shown, else in the register."""
        if self.shell.screens.shown.start_search():
            return
        self.turn_to(Place.REGISTER)
        if self.shell.place is Place.REGISTER:
            self.register_screen.start_search()

    # The window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shell.fit(event.size().width())

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
        self.register_screen.show_first()
        self.register_screen.enter()
        self.shell.count_waiting()
        self._open_agenda_once()
        self._settle_beside_clock()
        self.first_painted.emit()

    def _open_agenda_once(self) -> None:
        """« À faire » is the first screen of a day on which something is late."""
        today = local(self._session.clock()).date().isoformat()
        if self._preferences.agenda_day == today or self._whole.is_open:
            return
        self.shell.screens.catch_up(self.register_screen)
        if self.register_screen.counts.late:
            self._preferences.agenda_day = today
            self._preferences.save()
            self.turn_to(Place.AGENDA)

    def _settle_beside_clock(self) -> None:
        from pegase_desktop.ui.shell.presence import Presence

        self.presence = Presence(self, self._session, self._preferences)
        self.presence.agenda_wanted.connect(partial(self.turn_to, Place.AGENDA))
        self.presence.new_wanted.connect(self.start_new)
        self.presence.tray.remind()

    def _close_for_good(self) -> None:
        """Close, also where the program would stay beside the clock; if it stays open, what waited for that goes."""
        if self.presence is not None:
            self.presence.quit()
        else:
            self.close()
        if self.isVisible() and self._session.afterwards is not None:
            self._session.afterwards.drop()
            self._session.afterwards = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing typed behind, remember the screen; the program may stay beside the clock."""
        is_ending = _application().isSavingSession()  # the computer is being shut down: nobody answers, nothing stays
        self.save_work()
        if not is_ending and not (self.shell.screens.shown.ensure_settled() and self._whole.ensure_saved()):
            event.ignore()
            return
        if not ensure_rescued(self._session, is_answered=not is_ending):
            event.ignore()
            return
        self._remember()
        if not is_ending and self.presence is not None and self.presence.take_over():
            event.ignore()
            return
        self.was_shut_down = is_ending
        if "copying" in vars(self):
            self.copying.keeper.end()
        super().closeEvent(event)

    def _remember(self) -> None:
        for screen in self.shell.screens:
            screen.remember()
        self._preferences.window = bytes(self.saveGeometry().toHex().data()).decode()
        self._preferences.save()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
