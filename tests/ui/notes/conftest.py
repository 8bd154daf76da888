"""Three notes in the register with the fictional cases, and their screen in the window."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.notes.page import NotePage
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.domain.notes import CLAIRE, notes
from tests.ui.forms.typist import FormTypist


@pytest.fixture
def three(register: Register) -> tuple[InternalNote, ...]:
    """One that everybody has read, one that three are to read, one that is not issued."""
    return tuple(register.notes.register(one, by=CLAIRE) for one in notes())


@pytest.fixture
def screen(window: MainWindow) -> NotesScreen:
    """The screen as Ctrl+6 brings it; notes that a test wants are asked for before."""
    window.turn_to(Place.NOTES)
    return screen_of(window)


@pytest.fixture
def typist(window: MainWindow) -> FormTypist:
    return FormTypist(window)


def screen_of(window: MainWindow) -> NotesScreen:
    screen = window.shell.screens.screen_of(Place.NOTES)
    assert isinstance(screen, NotesScreen)
    return screen


def page_of(screen: NotesScreen) -> NotePage:
    assert isinstance(screen.page, NotePage)
    return screen.page
