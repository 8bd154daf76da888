"""The window: navigation, register, detail panel and status bar; the wizard takes it whole."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.views import Counts
from pegase_desktop.ui.case.place import PanelPlace
from pegase_desktop.ui.desk import Desk
from pegase_desktop.ui.navigation import Navigation
from pegase_desktop.ui.preferences import Preferences
from pegase_desktop.ui.register.screen import RegisterScreen
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.sheet import show_sheet
from pegase_desktop.ui.theme import Scheme, apply_theme
from pegase_desktop.ui.tokens import Tone
from pegase_desktop.ui.widgets.status_bar import StatusBar, StatusItem

if TYPE_CHECKING:
    from pegase_desktop.ui.wizard.window import WizardWindow

_RAIL_UNDER = 1400  # pixels of width
_FIRST_SIZE = (1440, 900)
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
        self.register_screen = RegisterScreen(session, preferences)
        self.panel = PanelPlace(session, self.desk, is_open=preferences.panel_open)
        self.panel.setVisible(preferences.panel_open and bool(self.register_screen.counts.total))
        self._in_year, self._late, self._saved = StatusItem(), StatusItem(), StatusItem()
        self._shell, self._stack = QWidget(), QStackedWidget()
        self._wizard: WizardWindow | None = None
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

    # What others may ask of the window

    def show_first_case(self) -> None:
        """Select the case selected last time, else the first, and fill the panel."""
        screen = self.register_screen
        screen.select(screen.selected if screen.is_shown(screen.selected) else screen.first_complaint())
        self.panel.show_case(screen.selected)

    def begin_day(self) -> None:
        """Ask once a day who is at the desk."""
        self.desk.is_known()

    def tick(self) -> None:
        """Time has passed: say deadlines and delays anew."""
        self._ticked_at = self._session.clock()
        self.register_screen.tick()
        self.panel.tick()
        self._say_saved()

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""
        if self._wizard is not None:
            self._wizard.save_now()

    def set_scheme(self, scheme: Scheme) -> None:
        """Change the colours, and remember them."""
        self._preferences.scheme = scheme.value
        self._preferences.save()
        self.navigation.show_scheme(scheme)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, scheme)

    # Setting up

    def _lay_out(self) -> None:
        status = StatusBar()
        status.add_left(self._in_year)
        status.add_left(self._late)
        status.add_right(self._saved)
        self.register_screen.side.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.register_screen, 1)
        right.addWidget(status)
        line = QHBoxLayout(self._shell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(right, 1)
        self._stack.addWidget(self._shell)
        self.setCentralWidget(self._stack)

    def _connect(self) -> None:
        self.navigation.person_wanted.connect(self._change_person)
        self.navigation.scheme_wanted.connect(self.set_scheme)
        self.navigation.show_scheme(self._preferences.colour_scheme)
        self.register_screen.new_wanted.connect(self.start_new)
        self.register_screen.draft_wanted.connect(self.resume)
        self.register_screen.wizard_wanted.connect(self.continue_case)
        self.register_screen.chosen.connect(self.panel.show_case)
        self.register_screen.panel_wanted.connect(self._open_panel)
        self.register_screen.counted.connect(self._count)
        self.panel.wizard_wanted.connect(self.continue_case)
        self.panel.sheet_wanted.connect(self.print_sheet)
        self.panel.case_wanted.connect(self._go_to)
        self._session.changed.connect(self._refresh)
        self._session.actor_changed.connect(self._show_person)

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.start_new),
            ("Ctrl+F", self._search),
            ("Ctrl+P", self._print_selected),
            ("Ctrl+R", self._write_letter),
            ("Ctrl+1", self._focus_table),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._shell)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _restore_place(self) -> None:
        if not self._preferences.window or not self.restoreGeometry(
            QByteArray.fromHex(self._preferences.window.encode())
        ):
            room = self.screen().availableGeometry().size()
            self.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))

    # Complaints

    def start_new(self) -> None:
        """A new complaint in the wizard."""
        if self.desk.is_known():
            self._show_wizard(None, None)

    def continue_case(self, complaint_id: int, page: Page | None = None) -> None:
        """The wizard on a registered complaint, at the page left, or at *page*."""
        if not self.desk.is_known():
            return
        complaint = self._session.do(lambda: self._session.register.complaint(complaint_id))
        if complaint:
            self._show_wizard(complaint, self._session.register.draft_of(complaint_id), page)

    def resume(self, draft: Draft) -> None:
        """The wizard on what was typed and not recorded."""
        if draft.complaint_id:
            self.continue_case(draft.complaint_id)
        elif self.desk.is_known():
            self._show_wizard(None, draft)

    def print_sheet(self, complaint_id: int) -> None:
        """The sheet of a complaint, to be looked at, printed or saved."""
        show_sheet(self._session, complaint_id, self)

    def _show_wizard(self, complaint: Complaint | None, draft: Draft | None, page: Page | None = None) -> None:
        from pegase_desktop.ui.wizard.window import WizardWindow

        self._wizard = WizardWindow(self._session, complaint=complaint, draft=draft, page=page)
        self._wizard.left.connect(self._leave_wizard)
        self._stack.addWidget(self._wizard)
        self._stack.setCurrentWidget(self._wizard)
        self._wizard.setFocus()

    def _leave_wizard(self, complaint_id: int) -> None:
        wizard, self._wizard = self._wizard, None
        if wizard is None:
            return
        self._stack.setCurrentIndex(0)
        self._stack.removeWidget(wizard)
        wizard.deleteLater()
        self.register_screen.refresh()
        if complaint_id:
            self._go_to(complaint_id)
        self._focus_table()

    def _go_to(self, complaint_id: int) -> None:
        self.register_screen.select(complaint_id)
        self.panel.show_case(complaint_id)

    # The window's parts in agreement

    def _refresh(self, complaint_id: int) -> None:
        self.register_screen.refresh()
        self.panel.refresh(complaint_id)
        self._say_saved()

    def _count(self, counts: Counts) -> None:
        year = local(self._session.clock()).year
        opened = french.count(counts.open, "ouverte")
        self._in_year.set_state(f"{french.count(counts.in_year, 'réclamation')} en {year} · {opened}")
        late = f"{counts.late}{french.NBSP}en retard" if counts.late else ""
        self._late.set_state(late, "circle-alert", Tone.DANGER)

    def _say_saved(self) -> None:
        saved = self._session.register.last_saved_at
        self._saved.set_state(f"Registre enregistré à {french.hour(saved)}" if saved else "", "check")

    def _show_person(self, _: str = "") -> None:
        person = self.desk.person
        self.navigation.person.show_person(person.name if person else "", person.role if person else "")

    def _change_person(self) -> None:
        self.desk.ask()

    # Keyboard

    def _search(self) -> None:
        self.register_screen.start_search()

    def _focus_table(self) -> None:
        self.register_screen.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print_selected(self) -> None:
        if self.register_screen.selected:
            self.print_sheet(self.register_screen.selected)

    def _write_letter(self) -> None:
        """The letter that the process asks for next, of the case selected: first of all the acknowledgement."""
        from pegase_desktop.ui.letters.writing import write_next_letter

        if self.register_screen.selected and self.desk.is_known():
            write_next_letter(self._session, self.register_screen.selected, self)

    def _open_panel(self) -> None:
        self.panel.open()
        self.panel.show_case(self.register_screen.selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, unless somebody nearer the keyboard had a use for it (the search, a menu)."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self._shell:
            self.panel.close_panel()
            self._focus_table()
            return
        super().keyPressEvent(event)

    # The window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.set_rail(is_rail=event.size().width() < _RAIL_UNDER)
        self.panel.fit(event.size().width())
        self.register_screen.table.fit_owner(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_back = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self._session.clock() - self._ticked_at > _STALE:
            self.tick()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._after_first_painting)

    def _after_first_painting(self) -> None:
        self.show_first_case()
        self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing typed behind, remember the screen."""
        self.save_work()
        self.register_screen.remember()
        self._preferences.panel_open = self.panel.is_open
        self._preferences.window = bytes(self.saveGeometry().toHex().data()).decode()
        self._preferences.save()
        super().closeEvent(event)
