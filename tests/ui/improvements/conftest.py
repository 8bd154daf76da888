"""Three improvements in the register with the fictional cases, and their screen in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.domain.test_improvement import CHECKED, DONE, WHOLE
from tests.ui.forms.typist import FormTypist

CLAIRE = "Claire Martin"
FROM = "R-2026-0014"


@pytest.fixture
def decided(register: Register) -> Improvement:
    """One that is late, and comes of two complaints and an idea."""
    origins = (
        Origin(kind=OriginKind.COMPLAINT, reference=FROM),
        Origin(kind=OriginKind.COMPLAINT, reference="R-2026-0021"),
        Origin(kind=OriginKind.IDEA, words="Du secrétariat"),
    )
    return register.improvements.register(replace(WHOLE, origins=origins), by=CLAIRE)


@pytest.fixture
def several(register: Register, decided: Improvement) -> tuple[Improvement, ...]:
    """With the late one, one that is due later, one in place and one checked."""
    later = replace(WHOLE, what="Écrire la date d’examen", due=date(2026, 11, 30))
    others = (later, replace(DONE, what="Afficher les tarifs", check_on=date(2026, 12, 1)), CHECKED)
    return (decided, *(register.improvements.register(one, by=CLAIRE) for one in others))


@pytest.fixture
def screen(window: MainWindow) -> ImprovementsScreen:
    """The screen as Ctrl+5 brings it; improvements that a test wants are asked for before."""
    window.turn_to(Place.IMPROVEMENTS)
    return screen_of(window)


@pytest.fixture
def typist(window: MainWindow) -> FormTypist:
    return FormTypist(window)


def screen_of(window: MainWindow) -> ImprovementsScreen:
    screen = window.shell.screens.screen_of(Place.IMPROVEMENTS)
    assert isinstance(screen, ImprovementsScreen)
    return screen


def page_of(screen: ImprovementsScreen) -> DossierPage:
    assert screen.page is not None
    return screen.page
