"""Leaving the settings, or the program, with something typed and not saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Typist, field

SAVE, GIVE_UP = 0, 1


@pytest.fixture
def settings(window: MainWindow, write: Typist) -> SettingsScreen:
    window.turn_to(Place.SETTINGS)
    screen = window.shell.screens.screen_of(Place.SETTINGS)
    assert isinstance(screen, SettingsScreen)
    write(field(screen, "Ville"), "Nice")
    return screen


def test_what_was_typed_is_saved_on_the_way_out(
    window: MainWindow, settings: SettingsScreen, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    questions.choices.append(SAVE)
    qtbot.mouseClick(window.shell.navigation.items[Place.REGISTER], Qt.MouseButton.LeftButton)
    assert window.shell.screens.place is Place.REGISTER
    assert session.register.school.settings.school.city == "Nice"
    assert not settings.is_dirty


def test_or_given_up(
    window: MainWindow, settings: SettingsScreen, session: Session, questions: ScriptedQuestions
) -> None:
    questions.choices.append(GIVE_UP)
    window.turn_to(Place.AGENDA)
    assert window.shell.screens.place is Place.AGENDA
    assert session.register.school.settings.school.city == "Vence"
    assert field(settings, "Ville").value() == "Vence"


def test_or_one_stays(window: MainWindow, settings: SettingsScreen, questions: ScriptedQuestions, qtbot: QtBot) -> None:
    questions.choices.append(None)
    qtbot.mouseClick(window.shell.navigation.items[Place.REGISTER], Qt.MouseButton.LeftButton)
    assert window.shell.screens.place is Place.SETTINGS
    assert window.shell.navigation.items[Place.SETTINGS].isChecked()
    assert field(settings, "Ville").value() == "Nice"
    settings.give_up()


def test_one_stays_where_a_field_refuses(
    window: MainWindow, settings: SettingsScreen, questions: ScriptedQuestions, write: Typist
) -> None:
    write(field(settings, "Nom de l’école"), "")
    questions.choices.append(SAVE)
    window.turn_to(Place.REGISTER)
    assert window.shell.screens.place is Place.SETTINGS
    assert field(settings, "Nom de l’école").fault()
    settings.give_up()


def test_what_refuses_is_shown_when_it_is_not_the_page_in_sight(
    window: MainWindow, settings: SettingsScreen, questions: ScriptedQuestions, write: Typist
) -> None:
    settings.show_section("mediator")
    write(field(settings, "Nom du médiateur"), "Médiation Exemple")
    settings.show_section("staff")
    questions.choices.append(SAVE)
    window.turn_to(Place.REGISTER)
    assert window.shell.screens.place is Place.SETTINGS
    assert field(settings, "Site internet").fault()
    settings.give_up()


def test_a_colleague_typed_and_not_added_yet_is_asked_about(
    window: MainWindow,
    settings: SettingsScreen,
    session: Session,
    questions: ScriptedQuestions,
    write: Typist,
) -> None:
    settings.give_up()
    settings.show_section("staff")
    write(field(settings, "Prénom et nom"), "Inès Faure")
    questions.choices.append(SAVE)
    window.turn_to(Place.REGISTER)
    assert window.shell.screens.place is Place.REGISTER
    assert "Inès Faure" in [one.name for one in session.register.school.staff()]


def test_what_was_left_overnight_is_signed_by_whoever_saves_it(
    window: MainWindow,
    settings: SettingsScreen,
    session: Session,
    questions: ScriptedQuestions,
    clock: Clock,
    qtbot: QtBot,
) -> None:
    clock.now += timedelta(days=1)
    questions.choices += [None, 0]
    qtbot.keyClick(settings, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.register.school.settings.school.city == "Vence"
    assert field(settings, "Ville").value() == "Nice"
    qtbot.keyClick(settings, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.register.school.settings.school.city == "Nice"
    assert session.register.journal.all()[-1].actor == "Sophie Renaud"
    assert window.shell.navigation.person.text() == "Sophie Renaud"


@pytest.mark.usefixtures("settings")
def test_the_window_is_not_closed_over_it(window: MainWindow, session: Session, questions: ScriptedQuestions) -> None:
    questions.choices += [None, SAVE]
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert session.register.school.settings.school.city == "Nice"


def test_nothing_is_asked_nothing_waits(
    window: MainWindow, settings: SettingsScreen, questions: ScriptedQuestions
) -> None:
    assert settings.save()
    window.turn_to(Place.REGISTER)
    assert questions.asked == []


def test_nobody_unknown_changes_the_settings(
    window: MainWindow, session: Session, questions: ScriptedQuestions
) -> None:
    session.set_actor("")
    questions.choices.append(None)
    window.turn_to(Place.SETTINGS)
    assert window.shell.screens.screen_of(Place.SETTINGS) is None
    assert window.shell.navigation.items[Place.REGISTER].isChecked()


def test_the_section_that_saves_is_not_read_anew_and_the_others_are(
    settings: SettingsScreen, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.give_up()
    for name in ("lists", "school"):
        settings.show_section(name)
    read: list[str] = []
    for name, section in settings._sections.items():
        monkeypatch.setattr(section, "refresh", lambda name=name: read.append(name))
    school = session.register.school
    session.do(lambda: school.add_staff("Inès Faure", by="Claire Martin"), initiator=settings._sections["lists"])
    assert "lists" not in read
    assert "school" in read
