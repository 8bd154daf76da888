"""The program beside the clock: reminders told once, closing that hides, the menu, and a desktop without a tray."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.agenda import Todo
from pegase_desktop.domain.errors import UserError
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell import tray
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.storage.office import Clock
from tests.ui.conftest import NOW, Opener
from tests.ui.scripted_questions import ScriptedQuestions

TODAY = "2026-11-20"


class DesktopIcon(QSystemTrayIcon):
    """The icon on a desktop that has a place for it, which the screen of the tests has not."""

    told: list[tuple[str, str]]
    is_shown = False

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return True

    def setVisible(self, visible: bool) -> None:
        self.is_shown = visible

    def isVisible(self) -> bool:
        return self.is_shown

    def hide(self) -> None:
        self.is_shown = False

    def showMessage(self, title: str, words: str, *_: object) -> None:
        self.told.append((title.replace("\u00a0", " "), words.replace("\u00a0", " ")))


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The notices that the desktop showed."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(DesktopIcon, "told", told, raising=False)
    monkeypatch.setattr(tray, "QSystemTrayIcon", DesktopIcon)
    return told


def preferences(tmp_path: Path, **choices: object) -> Preferences:
    kept = Preferences.load(tmp_path / "preferences.json")
    kept.actor, kept.actor_day, kept.agenda_day = "Claire Martin", TODAY, TODAY
    for name, value in choices.items():
        setattr(kept, name, value)
    return kept


def tray_of(window: MainWindow) -> tray.Tray:
    assert window.presence is not None
    return window.presence.tray


def choose(window: MainWindow, label: str) -> None:
    action = next(one for one in tray_of(window).menu.actions() if one.text() == label)
    assert isinstance(action, QAction)
    action.trigger()


def test_late_duties_are_told_together_and_never_again(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path
) -> None:
    window = open_window(session, preferences(tmp_path))
    assert len(notices) == 1
    title, words = notices[0]
    assert title == "6 échéances dépassées"
    assert words.splitlines()[0] == "Répondre à Mme Océane Ferrand (R-2026-0016)"
    assert words.endswith("et 3 autres.")
    window.tick()
    window.close()
    open_window(session, preferences(tmp_path))
    assert len(notices) == 1


def test_a_deadline_that_comes_close_is_told_when_it_does(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path, clock: Clock
) -> None:
    window = open_window(session, preferences(tmp_path))
    due = next(one.duty.due_at for one in session.register.table.todos() if one.reference == "R-2026-0024")
    assert due is not None
    clock.now = due - timedelta(hours=5)
    window.tick()
    told_before = len(notices)
    clock.now = due - timedelta(hours=3)
    window.tick()
    assert len(notices) == told_before + 1
    assert "R-2026-0024" in notices[-1][1]


def test_what_is_remembered_names_nobody(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path
) -> None:
    kept = preferences(tmp_path)
    open_window(session, kept)
    assert notices
    written = (tmp_path / "preferences.json").read_text("utf-8")
    assert kept.notified
    assert not any(one.about in written for one in session.register.table.todos())


def test_a_duty_that_is_done_is_forgotten(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path, clock: Clock
) -> None:
    kept = preferences(tmp_path)
    window = open_window(session, kept)
    remembered = len(kept.notified)
    case = session.register.cases.find("R-2026-0022")
    values = {"ack_sent_at": NOW, "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.do(lambda: session.register.cases.record(case, values, by="Claire Martin"))
    clock.now += timedelta(days=5)
    window.tick()
    assert len(kept.notified) > remembered
    assert len(kept.notified) <= len(session.register.table.todos())


def test_reminders_can_be_switched_off(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path
) -> None:
    window = open_window(session, preferences(tmp_path, notices=False))
    assert notices == []
    assert not tray_of(window).icon.isVisible()


def test_a_reminder_leads_to_the_agenda(
    session: Session, open_window: Opener, notices: list[tuple[str, str]], tmp_path: Path
) -> None:
    window = open_window(session, preferences(tmp_path))
    tray_of(window).icon.messageClicked.emit()
    assert window.shell.screens.place is Place.AGENDA


@pytest.mark.usefixtures("notices")
def test_closing_the_window_ends_the_program_unless_it_was_told_to_stay(
    session: Session, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(session, preferences(tmp_path))
    assert window.close()
    assert not tray_of(window).icon.isVisible()


@pytest.mark.usefixtures("notices")
def test_told_to_stay_it_hides_and_comes_back(
    session: Session, open_window: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(session, preferences(tmp_path, stays_in_tray=True))
    assert not window.close()
    assert not window.isVisible()
    assert tray_of(window).icon.isVisible()
    choose(window, "Ouvrir")
    assert window.isVisible()
    window.close()
    choose(window, "Nouvelle réclamation")
    assert window.isVisible()
    assert window._whole.is_open
    window.close()
    tray_of(window).icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


@pytest.mark.usefixtures("notices")
def test_quitting_from_the_menu_ends_it(
    session: Session, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", staticmethod(lambda: ended.append(True)))
    window = open_window(session, preferences(tmp_path, stays_in_tray=True))
    choose(window, "Quitter")
    assert ended == [True]
    assert not window.isVisible()


def test_a_desktop_without_a_tray_misses_nothing(session: Session, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(session, preferences(tmp_path, stays_in_tray=True))
    window.tick()
    assert not tray_of(window).icon.isVisible()
    assert window.close()


def test_a_disk_that_fails_is_not_told_every_minute(
    session: Session,
    open_window: Opener,
    notices: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    questions: ScriptedQuestions,
) -> None:
    def fail(*_: object) -> tuple[Todo, ...]:
        raise UserError("Le disque ne répond pas. Réessayez.")

    window = open_window(session, preferences(tmp_path))
    told = len(notices)
    monkeypatch.setattr(session.register.table, "todos", fail)
    monkeypatch.setattr(session.register.table, "todo_count", fail)
    window.tick()
    assert questions.said == []
    assert len(notices) == told
