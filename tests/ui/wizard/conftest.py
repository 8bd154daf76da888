"""Instead of the fictional cases, a register with nothing but its staff; and the wizard open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.storage.office import Clock
from tests.ui.wizard.typist import Typist

TEAM = (
    ("Sophie Renaud", "Responsable de l’établissement"),
    ("Claire Martin", "Accueil"),
    ("Marc Olivier", "Moniteur"),
    ("Nadia Ferrero", "Monitrice"),
    ("Julien Castellan", "Moniteur"),
)


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with Register.open(tmp_path / "registre.pegase", clock=clock) as opened:
        for name, role in TEAM:
            opened.school.add_staff(name, role, by="Sophie Renaud")
        yield opened


Opener = Callable[..., Typist]


@pytest.fixture
def wizard(qtbot: QtBot, session: Session) -> Opener:
    """Open the wizard in a window that has the keyboard; gives the typist before it."""
    kept: list[Typist] = []

    def show(**given: object) -> Typist:
        window = WizardWindow(session, **given)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.resize(1440, 900)
        with qtbot.waitActive(window):
            window.show()
        window.setFocus()
        kept.append(Typist(window))
        return kept[-1]

    return show
