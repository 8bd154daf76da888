"""Whether the program lives on when its window is closed, and the ways back to it: the tray, or a second start."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session


class Presence(QObject):
    """The window and its icon beside the clock. Both signals come once the window is shown again."""

    agenda_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, window: QWidget, session: Session, preferences: Preferences) -> None:
        super().__init__(window)
        from pegase_desktop.ui.shell.recall import Recall  # neither before the window is painted
        from pegase_desktop.ui.shell.tray import Tray

        self._window = window
        self._is_quitting = False
        self.tray = Tray(session, preferences, self)
        self._recall = Recall(session.register.path, self)
        self._recall.heard.connect(self.come_back)
        self.tray.window_wanted.connect(self.come_back)
        self.tray.agenda_wanted.connect(self._come_back_to_agenda)
        self.tray.new_wanted.connect(self._come_back_to_new)
        self.tray.quit_wanted.connect(self.quit)

    def come_back(self) -> None:
        """Show the window again, in front."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        QApplication.setQuitOnLastWindowClosed(True)
        window.raise_()
        window.activateWindow()

    def quit(self) -> None:
        """Leave the program, also when closing the window would keep it beside the clock."""
        self._is_quitting = True
        if self._window.close():
            QApplication.quit()
        self._is_quitting = False

    def take_over(self) -> bool:
        """The window is being closed: hide it if the program stays, else take the icon away; whether it stays."""
        if self.tray.keeps_program and not self._is_quitting:
            QApplication.setQuitOnLastWindowClosed(False)  # a dialog closed from the tray must not end the program
            self._window.hide()
            return True
        self.tray.leave()
        return False

    def _come_back_to_agenda(self) -> None:
        self.come_back()
        self.agenda_wanted.emit()

    def _come_back_to_new(self) -> None:
        self.come_back()
        self.new_wanted.emit()
