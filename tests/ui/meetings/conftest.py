"""The quality meetings of the register with the fictional cases, in the window."""

from __future__ import annotations

import pytest

from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.meetings.agenda_section import AgendaSection
from pegase_desktop.ui.meetings.screen import MeetingsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.ui.forms.typist import FormTypist


@pytest.fixture
def screen(window: MainWindow) -> MeetingsScreen:
    """The screen as Ctrl+4 brings it."""
    window.turn_to(Place.MEETINGS)
    return screen_of(window)


@pytest.fixture
def typist(window: MainWindow) -> FormTypist:
    return FormTypist(window)


def screen_of(window: MainWindow) -> MeetingsScreen:
    screen = window.shell.screens.screen_of(Place.MEETINGS)
    assert isinstance(screen, MeetingsScreen)
    return screen


def page_of(screen: MeetingsScreen) -> DossierPage:
    assert screen.page is not None
    return screen.page


def agenda_of(screen: MeetingsScreen) -> AgendaSection:
    agenda = page_of(screen).rows["points"]
    assert isinstance(agenda, AgendaSection)
    return agenda
