"""A delivery that hands over to nobody, and a letter's window with somebody at the keyboard before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Mediator, Settings
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.delivery import MailDraft
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.letters.writing import write_letter
from tests.ui.letters.answering import answering

MEDIATOR = Mediator("Médiation Exemple", "1 rue du Vallon\n42000 Exempleville", "www.mediation.exemple")


@dataclass
class ScriptedDelivery:
    """Keeps what it is given; refuses with the sentence it is told."""

    refusal: UserError | None = None
    mailed: list[tuple[Letter, bytes, str]] = field(default_factory=list)
    shown: list[bytes] = field(default_factory=list)
    drafts: list[MailDraft] = field(default_factory=list)

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        if self.refusal:
            raise self.refusal
        self.mailed.append((letter, pdf, name))

    def open_draft(self, draft: MailDraft) -> None:
        if self.refusal:
            raise self.refusal
        self.drafts.append(draft)

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        self.shown.append(pdf)


@pytest.fixture
def delivery() -> ScriptedDelivery:
    return ScriptedDelivery()


@pytest.fixture
def mediated(register: Register) -> Register:
    """The register, with a mediator in its settings."""
    register.school.save(replace(register.school.settings, mediator=MEDIATOR), by="Claire Martin")
    return register


Write = Callable[[str, LetterKind, Callable[[LetterDialog], None]], Complaint | None]


@pytest.fixture
def write(qtbot: QtBot, session: Session, delivery: ScriptedDelivery) -> Write:
    """Write a letter of a case, doing in its window what is told; the window is closed in the end, whatever happens."""
    session.delivery = delivery
    window = QWidget()
    qtbot.addWidget(window)

    def run(reference: str, kind: LetterKind, act: Callable[[LetterDialog], None]) -> Complaint | None:
        with answering(act):
            return write_letter(session, session.register.cases.find(reference).id, kind, window)

    return run
