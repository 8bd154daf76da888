"""Everywhere one types at length, each with what the register file holds of it before anybody saves.

As a command it types into all of them without a pause, a line for each letter, until it is killed:
``python -m tests.ui.typing_places registre.pegase``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.case.waiting_note import WaitingNote
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.letters.writing import composed
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.conftest import NOW
from tests.ui.copy_keepers import keeper_for
from tests.ui.hands import type_letters
from tests.ui.letters.conftest import ScriptedDelivery
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import field

CASE = "R-2026-0023"
LETTER = LetterKind.UPDATE
A_LETTER = "ž"  # in no text of the register
_EVERY_MS = 40


@dataclass(frozen=True)
class Place:
    """*opened* gives the window and its text; *kept* what the file holds of that text."""

    opened: Callable[[Session], tuple[QWidget, QWidget]]
    kept: Callable[[Register], str]


def _wizard(session: Session) -> tuple[QWidget, QWidget]:
    window = WizardWindow(session)
    return window, window.form.editors["verbatim"].input


def _kept_of_wizard(register: Register) -> str:
    return next((str(one.values["verbatim"]) for one in register.drafts.all() if "verbatim" in one.values), "")


def _letter(session: Session) -> tuple[QWidget, QWidget]:
    case = session.register.cases.find(CASE)
    dialog = LetterDialog(session, case, composed(session, LETTER, case), ScriptedDelivery())
    return dialog, dialog.text.input


def _kept_of_letter(register: Register) -> str:
    kept = register.letter_texts.of(register.cases.find(CASE).ref, LETTER)
    return kept[1] if kept else ""


def _note(session: Session) -> tuple[QWidget, QWidget]:
    case = session.register.cases.find(CASE)
    dialog = NotingDialog(session, case, WaitingNote(session.register.drafts, None, case), Noted.VISIT)
    return dialog, dialog.text.input


def _kept_of_note(register: Register) -> str:
    draft = register.drafts.of(register.cases.find(CASE).ref, "Claire Martin")
    return str(draft.entries["exchanges"]["text"]) if draft else ""


def _settings(section: str, label: str) -> Callable[[Session], tuple[QWidget, QWidget]]:
    def opened(session: Session) -> tuple[QWidget, QWidget]:
        screen = SettingsScreen(session, Preferences(), lambda: None, keeper_for(session))
        screen.show_section(section)
        return screen, field(screen, label).input

    return opened


def _kept_of_settings(place: str, label: str) -> Callable[[Register], str]:
    return lambda register: register.typed_settings.at(place).get(label, "")


def _improvement(session: Session) -> tuple[QWidget, QWidget]:
    screen = ImprovementsScreen(session, Signer(session, Preferences(actor=session.actor, actor_day="2026-11-20")))
    screen.begin_new()
    assert screen.page is not None
    return screen, screen.page.editors["finding"].input


def _kept_of_improvement(register: Register) -> str:
    found = (one for one in register.drafts.all() if one.kind is RecordKind.IMPROVEMENT)
    return next((str(one.values["finding"]) for one in found), "")


def _internal_note(session: Session) -> tuple[QWidget, QWidget]:
    screen = NotesScreen(session, Signer(session, Preferences(actor=session.actor, actor_day="2026-11-20")))
    screen.begin_new()
    assert screen.page is not None
    return screen, screen.page.editors["text"].input


def _kept_of_internal_note(register: Register) -> str:
    found = (one for one in register.drafts.all() if one.kind is RecordKind.INTERNAL_NOTE)
    return next((str(one.values["text"]) for one in found), "")


PLACES: Mapping[str, Place] = {
    "wizard": Place(_wizard, _kept_of_wizard),
    "letter": Place(_letter, _kept_of_letter),
    "note": Place(_note, _kept_of_note),
    "improvement": Place(_improvement, _kept_of_improvement),
    "internal note": Place(_internal_note, _kept_of_internal_note),
    "school": Place(_settings("school", "Adresse"), _kept_of_settings("school", "Adresse")),
    "mediator": Place(_settings("mediator", "Adresse postale"), _kept_of_settings("mediator", "Adresse postale")),
    "delays": Place(_settings("delays", "Lundi"), _kept_of_settings("delays", "Lundi")),
    "staff": Place(_settings("staff", "Fonction"), _kept_of_settings("staff", "Fonction")),
    "lists": Place(_settings("lists", "Causes fréquentes"), _kept_of_settings("lists", "Causes fréquentes")),
    "templates": Place(_settings("templates", "Texte"), _kept_of_settings("templates/acknowledgement", "Texte")),
}


def main() -> None:
    app = QApplication([])
    session = Session(Register.open(Path(sys.argv[1]), clock=lambda: NOW), ScriptedQuestions(), lambda: NOW)
    session.set_actor("Claire Martin")
    opened = [place.opened(session) for place in PLACES.values()]
    typing = QTimer(interval=_EVERY_MS)

    def type_one() -> None:
        for _, text in opened:
            type_letters(text, A_LETTER)
        print(A_LETTER, flush=True)

    typing.timeout.connect(type_one)
    typing.start()
    app.exec()


if __name__ == "__main__":
    main()
