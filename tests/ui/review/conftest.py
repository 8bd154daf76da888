"""The weekly review of the fictional cases, in the window."""

from __future__ import annotations

import pytest

from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.review.projection import Projection
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.ui.forms.typist import FormTypist


@pytest.fixture
def screen(window: MainWindow) -> ReviewScreen:
    """The screen as Ctrl+3 brings it."""
    window.turn_to(Place.REVIEW)
    return screen_of(window)


@pytest.fixture
def typist(window: MainWindow) -> FormTypist:
    return FormTypist(window)


def screen_of(window: MainWindow) -> ReviewScreen:
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    return screen


def page_of(screen: ReviewScreen) -> DossierPage:
    assert screen.page is not None
    return screen.page


def projection_of(screen: ReviewScreen) -> Projection:
    assert screen.projection is not None
    return screen.projection
