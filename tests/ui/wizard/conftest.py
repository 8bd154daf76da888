"""A register in a fresh file, somebody at the desk, a clock that tests set, and the wizard open before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.theme import Scheme, apply_theme
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.typist import Typist

TEAM = (
    ("Sophie Renaud", "Responsable de l’établissement"),
    ("Claire Martin", "Accueil"),
    ("Marc Olivier", "Moniteur"),
    ("Nadia Ferrero", "Monitrice"),
    ("Julien Castellan", "Moniteur"),
)


@dataclass
class Clock:
    """The office's clock; tests set it."""

    now: datetime = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with Register.open(tmp_path / "registre.pegase", clock=clock) as opened:
        for name, role in TEAM:
            opened.add_staff(name, role, by="Sophie Renaud")
        yield opened


@pytest.fixture
def questions() -> ScriptedQuestions:
    return ScriptedQuestions()


@pytest.fixture
def session(qapp: QApplication, register: Register, questions: ScriptedQuestions, clock: Clock) -> Session:
    apply_theme(qapp, Scheme.LIGHT)
    made = Session(register, questions, clock)
    made.set_actor("Claire Martin")
    return made


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
