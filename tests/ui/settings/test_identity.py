"""The school and its mediator: saved with one key, what looks wrong is said, what is missing is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.school import Mediator
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.screen import SettingsScreen
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import CONTROL, Press, Typist, field


def test_the_school_is_saved_with_one_key_and_told_in_the_journal(
    screen: SettingsScreen, session: Session, write: Typist, qtbot: QtBot
) -> None:
    write(field(screen, "Ville"), "Saint-Paul-de-Vence")
    was_dirty = screen.is_dirty
    assert was_dirty
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CONTROL)
    assert not screen.is_dirty
    assert session.register.school.settings.school.city == "Saint-Paul-de-Vence"
    entry = session.register.journal.all()[-1]
    assert (entry.verb, entry.actor, entry.changes[0].path) == (Verb.SET, "Claire Martin", "settings/school")


def test_the_button_saves_and_says_so(screen: SettingsScreen, write: Typist, press: Press, session: Session) -> None:
    write(field(screen, "Adresse"), "  12 place du Grand-Jardin ")
    press("Enregistrer")
    assert session.register.school.settings.school.address == "12 place du Grand-Jardin"
    assert field(screen, "Adresse").value() == "12 place du Grand-Jardin"


def test_a_school_without_name_is_refused_and_nothing_is_lost(
    screen: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    write(field(screen, "Nom de l’école"), "")
    write(field(screen, "Ville"), "Nice")
    press("Enregistrer")
    field(screen, "SIRET").input.setFocus()
    assert "Il manque le nom de l’école" in field(screen, "Nom de l’école").fault()
    assert screen.is_dirty
    assert field(screen, "Ville").value() == "Nice"
    assert session.register.school.settings.school.city == "Vence"


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ("SIRET", "34069396900025"),
        ("TVA intracommunautaire", "FR00340693968"),
        ("Téléphones", "04 93 58 / 06 63 85 52 79"),
        ("E-mail", "contact@pegase"),
    ],
)
def test_what_looks_wrong_is_said_and_may_be_kept(
    screen: SettingsScreen, write: Typist, press: Press, label: str, wrong: str
) -> None:
    one = field(screen, label)
    assert one.fault() == ""
    write(one, wrong)
    assert one.fault()
    assert not one.has_error()
    press("Enregistrer")
    assert not screen.is_dirty
    assert one.fault()  # it is still wrong


def test_what_is_typed_stays_while_another_section_is_looked_at(
    screen: SettingsScreen, write: Typist, session: Session
) -> None:
    write(field(screen, "Ville"), "Nice")
    screen.show_section("mediator")
    screen.refresh()
    screen.show_section("school")
    assert field(screen, "Ville").value() == "Nice"
    assert screen.save()
    assert session.register.school.settings.school.city == "Nice"


def test_a_mediator_is_whole_or_not_there(
    screen: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    screen.show_section("mediator")
    whole = Mediator("Médiateur de la consommation", "1 rue du Port\n06000 Nice", "www.mediateur.exemple")
    write(field(screen, "Nom du médiateur"), whole.name)
    press("Enregistrer")
    said = "Il manque cette mention. Un refus doit porter le nom et le site."
    assert field(screen, "Site internet").fault() == said
    assert not field(screen, "Adresse postale").fault()
    assert session.register.school.settings.mediator == Mediator()
    write(field(screen, "Adresse postale"), whole.address)
    write(field(screen, "Site internet"), "bientôt")
    press("Enregistrer")
    assert field(screen, "Site internet").has_error()
    assert session.register.school.settings.mediator == Mediator()
    write(field(screen, "Site internet"), whole.website)
    press("Enregistrer")
    assert session.register.school.settings.mediator == whole
    assert whole.is_complete


def test_a_disk_that_fails_is_said_and_what_was_typed_can_be_saved_again(
    screen: SettingsScreen,
    write: Typist,
    press: Press,
    session: Session,
    questions: ScriptedQuestions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place, puis réessayez.")

    write(field(screen, "Ville"), "Nice")
    with monkeypatch.context() as failing:
        failing.setattr(session.register.school, "save", refuse)
        press("Enregistrer")
    assert questions.said == ["Le disque est plein. Libérez de la place, puis réessayez."]
    assert screen.is_dirty
    press("Enregistrer")
    assert session.register.school.settings.school.city == "Nice"
