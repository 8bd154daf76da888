"""Whoever leaves the desk, is long away from it or left the team signs nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.storage.office import Clock
from tests.ui.hands import part, type_letters
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("way", ["menu", "key", "key in the wizard"])
def test_who_leaves_the_desk_signs_nothing_more(
    way: str, window: MainWindow, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    if way == "menu":
        qtbot.mouseClick(window.shell.navigation.person, Qt.MouseButton.LeftButton)
        part(window.shell, QMenu).actions()[1].trigger()
    elif way == "key":
        qtbot.keyClick(window.register_screen.table, Qt.Key.Key_L, CONTROL)
    else:
        window.start_new()
        type_letters(part(window, WizardWindow).form.editors["verbatim"].input, "Ma leçon")
        qtbot.keyClick(part(window, WizardWindow), Qt.Key.Key_L, CONTROL)
        [draft] = session.register.drafts.all()
        assert (draft.values["verbatim"], draft.saved_by) == ("Ma leçon", "Claire Martin")
        assert window.shell.isVisible()
    assert session.actor == ""
    assert window.shell.navigation.person.text() == "Qui êtes-vous\u202f?"
    questions.choices.append(0)
    assert window.signer.ensure_known()
    assert session.actor == "Sophie Renaud"


@pytest.mark.parametrize(
    ("minutes", "away", "stays"), [(30, 29, True), (30, 31, False), (10, 11, False), (0, 600, True)]
)
def test_after_a_time_without_anybody_the_first_touch_asks_who_signs(
    minutes: int, away: int, stays: bool, window: MainWindow, session: Session, clock: Clock
) -> None:
    clock.now = clock.now.replace(hour=8)  # the whole day lies before
    window.signer.notice()
    session.set_actor("Claire Martin")
    window._preferences.actor_day = "2026-11-20"
    window._preferences.absence_minutes = minutes
    clock.now += timedelta(minutes=away)
    window.tick()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    QApplication.processEvents()
    assert (session.actor == "Claire Martin") is stays


def test_who_left_the_team_signs_nothing_more(
    window: MainWindow, session: Session, questions: ScriptedQuestions
) -> None:
    """However it came about: with another computer's register, or by a name put back."""
    school = session.register.school
    me = next(one for one in school.staff() if one.name == session.actor)
    school.change_staff(replace(me, active=False), by="Sophie Renaud")
    questions.choices.append(None)
    assert not window.signer.ensure_known()
    assert session.actor == ""
