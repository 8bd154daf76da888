"""What was typed in the settings when the power went is there again: to be saved, or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.documents.templates import default_template
from pegase_desktop.domain.clocks import DelayMode
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.settings.staff import StaffSection
from pegase_desktop.ui.settings.unsaved import Unsaved
from pegase_desktop.ui.widgets.buttons import Button
from tests.ui.copy_keepers import keeper_for
from tests.ui.hands import part, there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Typist, field

Reopen = Callable[[], SettingsScreen]


def unsaved(screen: SettingsScreen) -> Unsaved:
    """The line over the section shown."""
    return part(screen._stack.currentWidget(), Unsaved)


def keep(screen: SettingsScreen) -> None:
    """Let the time pass after which what is typed is kept."""
    timer = unsaved(screen)._keeping.timer
    assert timer.isActive()
    timer.timeout.emit()


def press(screen: SettingsScreen, label: str, qtbot: QtBot) -> None:
    buttons = there(screen._stack.currentWidget()).findChildren(Button)
    qtbot.mouseClick(next(one for one in buttons if one.text() == label), Qt.MouseButton.LeftButton)


@pytest.fixture
def reopen(session: Session, qtbot: QtBot) -> Reopen:
    """The settings of the next start, of which nothing but the file knows."""

    def show() -> SettingsScreen:
        again = SettingsScreen(session, Preferences(), lambda: None, keeper_for(session))
        qtbot.addWidget(again)
        with qtbot.waitExposed(again):
            again.show()
        return again

    return show


@pytest.fixture
def typed(screen: SettingsScreen, write: Typist) -> SettingsScreen:
    screen.show_section("mediator")
    write(field(screen, "Nom du médiateur"), "Médiation Exemple")
    write(field(screen, "Adresse postale"), "1 rue du Vallon\n42000 Exempleville")
    keep(screen)
    return screen


def test_it_is_offered_again_where_it_was_typed(typed: SettingsScreen, reopen: Reopen) -> None:
    again = reopen()
    assert field(again, "Nom du médiateur").value() == "Médiation Exemple"
    assert field(again, "Adresse postale").value() == "1 rue du Vallon\n42000 Exempleville"
    assert unsaved(again).isVisible()
    assert "n’a pas été enregistré" in unsaved(again).accessibleName()
    assert again.is_dirty
    again.show_section("school")
    assert not unsaved(again).isVisible()


def test_once_saved_it_waits_no_more(
    typed: SettingsScreen, reopen: Reopen, write: Typist, session: Session, qtbot: QtBot
) -> None:
    again = reopen()
    write(field(again, "Site internet"), "www.mediation.exemple")
    press(again, "Enregistrer", qtbot)
    assert session.register.school.settings.mediator.address == "1 rue du Vallon\n42000 Exempleville"
    assert not unsaved(again).isVisible()
    assert not again.is_dirty
    assert session.register.typed_settings.places() == ()


def test_given_up_it_is_gone(
    typed: SettingsScreen, reopen: Reopen, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    again = reopen()
    questions.confirmations += [False, True]
    press(again, "Abandonner la saisie", qtbot)
    assert field(again, "Nom du médiateur").value() == "Médiation Exemple"
    press(again, "Abandonner la saisie", qtbot)
    assert field(again, "Nom du médiateur").value() == ""
    assert not again.is_dirty
    assert session.register.typed_settings.places() == ()
    assert not reopen().is_dirty


def test_what_was_typed_and_taken_back_does_not_wait(screen: SettingsScreen, write: Typist, session: Session) -> None:
    write(field(screen, "Ville"), "Nice")
    keep(screen)
    assert session.register.typed_settings.at("school") == {"Ville": "Nice"}
    write(field(screen, "Ville"), "Vence")
    keep(screen)
    assert session.register.typed_settings.places() == ()


def test_what_somebody_saved_meanwhile_stays_where_nothing_was_typed(
    typed: SettingsScreen, reopen: Reopen, session: Session
) -> None:
    settings = session.register.school.settings
    mediator = replace(settings.mediator, website="www.autre.exemple")
    session.register.school.save(replace(settings, mediator=mediator), by="Sophie Renaud")
    again = reopen()
    assert field(again, "Site internet").value() == "www.autre.exemple"
    assert field(again, "Nom du médiateur").value() == "Médiation Exemple"


def test_a_choice_waits_as_words_do(screen: SettingsScreen, reopen: Reopen, session: Session, qtbot: QtBot) -> None:
    screen.show_section("delays")
    counted = field(screen, "Les délais se comptent en")
    qtbot.mouseClick(counted.input.segments()[1], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    keep(screen)
    again = reopen()
    assert field(again, "Les délais se comptent en").value() is DelayMode.OFFICE
    press(again, "Enregistrer", qtbot)
    assert session.register.school.settings.terms.mode is DelayMode.OFFICE


def test_the_letter_that_was_reworded_is_the_one_shown(
    screen: SettingsScreen, reopen: Reopen, write: Typist, session: Session, qtbot: QtBot
) -> None:
    screen.show_section("templates")
    letters = field(screen, "Lettre").input
    letters.setFocus()
    while field(screen, "Lettre").value() != LetterKind.UPDATE:
        qtbot.keyClick(letters, Qt.Key.Key_Down)
    write(field(screen, "Texte"), "Votre dossier avance.")
    keep(screen)
    again = reopen()
    assert field(again, "Lettre").value() == LetterKind.UPDATE
    assert field(again, "Texte").value() == "Votre dossier avance."
    press(again, "Revenir au texte d’origine", qtbot)
    assert field(again, "Texte").value() == default_template(LetterKind.UPDATE).body
    keep(again)
    assert session.register.typed_settings.places() == ()


def test_a_colleague_half_typed_waits_too(
    screen: SettingsScreen, reopen: Reopen, write: Typist, session: Session, qtbot: QtBot
) -> None:
    screen.show_section("staff")
    write(field(screen, "Prénom et nom"), "Inès Faure")
    keep(screen)
    again = reopen()
    assert isinstance(again._sections["staff"], StaffSection)
    assert field(again, "Prénom et nom").value() == "Inès Faure"
    press(again, "Ajouter à l’équipe", qtbot)
    assert "Inès Faure" in [one.name for one in session.register.school.staff()]
    assert session.register.typed_settings.places() == ()
    assert not unsaved(again).isVisible()


def test_a_disk_that_refuses_is_said_and_tried_again(
    screen: SettingsScreen, write: Typist, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    write(field(screen, "Ville"), "Nice")
    monkeypatch.setattr(session.register.typed_settings, "keep", refuse)
    keep(screen)
    assert unsaved(screen).accessibleName() == "Saisie non gardée. Le disque est plein. Libérez de la place."
    press(screen, "Réessayer", qtbot)
    assert unsaved(screen).isVisible()
    monkeypatch.undo()
    keep(screen)
    assert not unsaved(screen).isVisible()
    assert session.register.typed_settings.at("school") == {"Ville": "Nice"}


def test_what_cannot_be_forgotten_is_offered_once_more(
    typed: SettingsScreen, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("Le disque ne répond plus.")

    monkeypatch.setattr(session.register.typed_settings, "drop", refuse)
    typed.give_up()
    assert unsaved(typed).isVisible()
    monkeypatch.undo()
    typed.give_up()
    assert not typed.is_dirty
    assert session.register.typed_settings.places() == ()


def test_the_register_is_sound_with_it_and_its_settings_are_the_saved_ones(
    typed: SettingsScreen, register: Register
) -> None:
    assert check_register(register) == ()
    assert register.school.settings.mediator.name == ""


def test_every_section_that_is_saved_has_a_place_of_its_own(screen: SettingsScreen) -> None:
    for name in screen._builders:
        screen.show_section(name)
    places = [one.name for one in screen._sections.values() if isinstance(one, Section)]
    assert len(places) == 5
    assert "" not in places
    assert len(set(places)) == len(places)
    for name, section in screen._sections.items():
        if isinstance(section, Section):
            assert section.name == name  # the settings open where something waits
            labels = [one.label for one in section.unsaved._fields.values()]
            assert len(labels) == len(set(labels))
