"""The shell and its screens: what is hidden reads nothing and catches up, whoever began a change is not told of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.table_view import TableView
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.screen import Place, Screen
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.destinations import DESTINATIONS
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.screens import Screens
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.storage.office import Clock
from tests.ui.conftest import NOW
from tests.ui.hands import part

CONTROL = Qt.KeyboardModifier.ControlModifier
READINGS = ("spine", "lines", "counts", "todos", "todo_count")


@contextmanager
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is read from the register's table within the block."""
    read: list[str] = []
    with monkeypatch.context() as watched:
        for name in READINGS:
            genuine = getattr(TableView, name)

            def noting(*args: object, _name: str = name, _genuine: object = genuine, **options: object) -> object:
                read.append(_name)
                return _genuine(*args, **options)  # type: ignore[operator]

            watched.setattr(TableView, name, noting)
        yield read


def retitled(session: Session, reference: str) -> Complaint:
    """The case with another service, which its line of the table shows."""
    case, cases = session.register.cases.find(reference), session.register.cases
    changed = session.do(lambda: cases.record(case, {"service": "Moto"}, by="Claire Martin", reason="Relecture"))
    assert changed is not None
    return changed


class NotedScreen(Screen):
    """Says what it was told."""

    is_sized_once = True

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Changed | str] = []

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        self.told.append(changed)

    def tick(self) -> None:
        self.told.append("tick")


@pytest.fixture
def screens(qapp: QApplication, qtbot: QtBot) -> Screens:
    made = Screens(dict.fromkeys((Place.REGISTER, Place.AGENDA), NotedScreen))
    qtbot.addWidget(made)
    for place in (Place.AGENDA, Place.REGISTER):
        made.turn_to(place)
    return made


def told(screens: Screens, place: Place) -> list[Changed | str]:
    screen = screens.screen_of(place)
    assert isinstance(screen, NotedScreen)
    return screen.told


def test_the_screen_shown_is_told_at_once_and_the_others_when_they_are_shown(screens: Screens, case: Changed) -> None:
    screens.hear(case, is_seen=True)
    assert (told(screens, Place.REGISTER), told(screens, Place.AGENDA)) == ([case], [])
    screens.hear(EVERYTHING, is_seen=True)
    screens.tick(is_seen=True)
    assert told(screens, Place.REGISTER) == [case, EVERYTHING, "tick"]
    screens.turn_to(Place.AGENDA)
    assert told(screens, Place.AGENDA) == [EVERYTHING]  # once, and time with it
    screens.turn_to(Place.REGISTER)
    assert told(screens, Place.REGISTER) == [case, EVERYTHING, "tick"]


@pytest.fixture
def case(session: Session) -> Changed:
    return Changed(frozenset({session.register.cases.find("R-2026-0021").ref}))


def test_nobody_is_told_while_nothing_is_seen(screens: Screens, case: Changed) -> None:
    screens.hear(case, is_seen=False)
    screens.tick(is_seen=False)
    assert told(screens, Place.REGISTER) == []
    screens.hear(EVERYTHING, is_seen=True)
    assert told(screens, Place.REGISTER) == [EVERYTHING]


def test_whoever_began_a_change_is_not_told_of_it(screens: Screens, case: Changed) -> None:
    screens.hear(Changed(case.records, screens.shown), is_seen=True)
    assert told(screens, Place.REGISTER) == []
    screens.turn_to(Place.AGENDA)
    assert [one.records for one in told(screens, Place.AGENDA) if isinstance(one, Changed)] == [case.records]


def test_a_screen_built_anew_owes_nothing(screens: Screens, case: Changed) -> None:
    screens.hear(case, is_seen=True)
    screens.build_anew()
    screens.turn_to(Place.AGENDA)
    assert told(screens, Place.AGENDA) == []


def test_a_page_turned_in_the_wizard_reads_nothing_for_the_screens_behind_it(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.turn_to(Place.AGENDA)
    window.turn_to(Place.REGISTER)
    number = session.register.cases.find("R-2026-0021").id
    window.continue_case(number, Page.LESSONS)
    wizard = part(window, WizardWindow)
    with readings(monkeypatch) as read:
        editor = wizard.form.editors["lesson"]
        editor.input.setPlainText("Prévenir la veille")
        editor.field.edited.emit()
        wizard.go_to(Page.CONCLUSION)
        window.tick()
    assert session.register.cases.get(number).lesson == "Prévenir la veille"
    assert read == []
    with readings(monkeypatch) as read:
        wizard.leave()
    assert read.count("spine") == 1
    assert "todos" not in read


def test_what_was_done_while_a_screen_was_hidden_is_on_it_when_it_is_shown(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.turn_to(Place.AGENDA)
    with readings(monkeypatch) as read:
        case = retitled(session, "R-2026-0021")
    assert "spine" not in read
    window.turn_to(Place.REGISTER)
    model = window.register_screen.model
    line = model.lines.line_of(case.id)
    assert line is not None
    row = model.line_at(line)
    assert row is not None
    assert row.service == "Moto"


def test_going_back_and_forth_reads_nothing_that_is_known(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.turn_to(Place.AGENDA)
    window.turn_to(Place.REGISTER)
    with readings(monkeypatch) as read:
        window.turn_to(Place.AGENDA)
        window.turn_to(Place.REGISTER)
    assert read == []


def test_midnight_passes_for_a_hidden_screen_when_it_is_shown(window: MainWindow, clock: Clock) -> None:
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.shown
    window.turn_to(Place.REGISTER)
    clock.now = NOW + timedelta(days=1)
    window.tick()
    window.turn_to(Place.AGENDA)
    assert agenda._day.text() == "Samedi 21\u00a0novembre\u00a02026"  # type: ignore[attr-defined]


def test_every_destination_is_led_to_by_its_name_and_its_key(window: MainWindow, qtbot: QtBot) -> None:
    assert [one.place for one in DESTINATIONS] == list(Place)
    for one in DESTINATIONS:
        assert window.shell.navigation.items[one.place].text() == one.label
        if one.key:
            focus: QWidget = QApplication.focusWidget() or window
            qtbot.keyClick(focus, getattr(Qt.Key, f"Key_{one.key[-1]}"), CONTROL)
            assert window.shell.place is one.place


def test_a_key_that_two_screens_know_acts_for_the_one_shown(window: MainWindow) -> None:
    window.turn_to(Place.AGENDA)
    shared = {place: [key.isEnabled() for key in keys] for place, keys in window.shell._keys.items()}
    assert shared == {Place.REGISTER: [False] * 5, Place.AGENDA: [True]}


def test_a_screen_built_anew_leaves_no_key_behind(window: MainWindow) -> None:
    window.turn_to(Place.AGENDA)
    before = len(window.shell._keys[Place.AGENDA])
    window.wear_look()
    assert len(window.shell._keys[Place.AGENDA]) == before
    assert all(key.isEnabled() for key in window.shell._keys[Place.AGENDA])


def test_the_person_at_the_desk_stands_there_with_what_they_are_now(window: MainWindow, session: Session) -> None:
    person, school = window.shell.navigation.person, session.register.school
    me = next(one for one in school.staff() if one.name == session.actor)
    session.do(lambda: school.change_staff(replace(me, role="Directrice"), by=me.name))
    assert person._role == "Directrice"
