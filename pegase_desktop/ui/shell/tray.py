"""The program's place beside the clock: reminders of deadlines, and a way back to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from pegase_desktop.domain import reminders
from pegase_desktop.domain.errors import UserError
from pegase_desktop.resources import resource
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.plain_words import as_notice

_SHOWN_MS = 12_000


class Tray(QObject):
    """Shown while the preferences ask for it and the desktop has a place for it; otherwise nothing happens."""

    window_wanted = Signal()
    agenda_wanted = Signal()
    new_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self.menu = QMenu()
        for label, signal in (
            ("Ouvrir", self.window_wanted),
            ("Nouvelle réclamation", self.new_wanted),
            ("Quitter", self.quit_wanted),
        ):
            action = QAction(label, self.menu)
            action.triggered.connect(signal)
            self.menu.addAction(action)
        self.icon = QSystemTrayIcon(QIcon(str(resource("icon.png"))), self)
        self.icon.setToolTip("Pégase Réclamations")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._open)
        self.icon.messageClicked.connect(self.agenda_wanted)
        self.follow()

    def follow(self) -> None:
        """Do as the preferences now say."""
        kept = self._preferences
        self.icon.setVisible((kept.notices or kept.stays_in_tray) and QSystemTrayIcon.isSystemTrayAvailable())

    @property
    def keeps_program(self) -> bool:
        """Whether closing the window leaves the program beside the clock."""
        return self._preferences.stays_in_tray and self.icon.isVisible()

    def remind(self) -> None:
        """Tell, once each, the deadlines that are close or have passed; several are told together."""
        if not self._preferences.notices or not self.icon.isVisible():
            return
        now, register = self._session.clock(), self._session.register
        try:
            todos = register.table.todos()
        except UserError:  # a disk that fails is told by what the person does, not by every minute
            return
        file = str(register.path)
        told = set(self._preferences.notified)
        fresh = reminders.to_remind(todos, now, told, file)
        if not fresh:
            return
        told |= {reminders.mark(one, file) for one in fresh}
        # What is no longer to be done is forgotten; the rest is remembered first, and then told: never twice.
        self._preferences.notified = [mark for one in todos if (mark := reminders.mark(one, file)) in told]
        self._preferences.save()
        self.say(reminders.title(fresh, now), reminders.words(fresh))

    def say(self, title: str, words: str) -> None:
        """Show a notice of the desktop."""
        self.icon.showMessage(title, as_notice(words), self.icon.icon(), _SHOWN_MS)

    def leave(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def _open(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.window_wanted.emit()
