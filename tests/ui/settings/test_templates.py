"""The texts of the letters: reworded, previewed, refused when a field does not exist, brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.documents.templates import default_template, template_of
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.desk.questions import Questions
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.templates import TemplatesSection
from tests.ui.hands import part
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Press, Typist, field

ACK = LetterKind.ACKNOWLEDGEMENT


@pytest.fixture
def templates(screen: SettingsScreen) -> SettingsScreen:
    screen.show_section("templates")
    return screen


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The papers that were shown."""
    papers: list[bytes] = []
    made = PaperPreview.__init__

    def keep(
        preview: PaperPreview, pdf: bytes, title: str, name: str, questions: Questions, parent: QWidget | None = None
    ) -> None:
        papers.append(pdf)
        made(preview, pdf, title, name, questions, parent)

    monkeypatch.setattr(PaperPreview, "__init__", keep)
    monkeypatch.setattr(PaperPreview, "exec", lambda _: 0)
    return papers


def turn_to(screen: SettingsScreen, kind: LetterKind, qtbot: QtBot) -> None:
    letters = field(screen, "Lettre").input
    letters.setFocus()
    for _ in range(list(LetterKind).index(kind) - list(LetterKind).index(field(screen, "Lettre").value())):
        qtbot.keyClick(letters, Qt.Key.Key_Down)


def test_a_reworded_letter_is_kept(templates: SettingsScreen, write: Typist, press: Press, session: Session) -> None:
    write(field(templates, "Objet"), "Votre message {reference}")
    press("Enregistrer")
    kept = template_of(ACK, session.register.school.settings)
    assert kept.subject == "Votre message {reference}"
    assert kept.body == default_template(ACK).body
    assert session.register.journal.all()[-1].changes[0].path == "settings/templates"


def test_a_field_that_does_not_exist_is_refused_by_its_name(
    templates: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    write(field(templates, "Texte"), "Bonjour {prenom_du_chat},")
    press("Enregistrer")
    assert "prenom_du_chat" in field(templates, "Texte").fault()
    assert session.register.school.settings.templates == {}
    assert field(templates, "Texte").value() == "Bonjour {prenom_du_chat},"


def test_an_empty_letter_is_refused(templates: SettingsScreen, write: Typist, press: Press) -> None:
    write(field(templates, "Texte"), "")
    press("Enregistrer")
    assert "Il manque ce texte" in field(templates, "Texte").fault()


def test_turning_to_another_letter_saves_this_one(
    templates: SettingsScreen, write: Typist, session: Session, qtbot: QtBot
) -> None:
    write(field(templates, "Objet"), "Bien reçu")
    turn_to(templates, LetterKind.WAITING, qtbot)
    assert template_of(ACK, session.register.school.settings).subject == "Bien reçu"
    assert field(templates, "Objet").value() == default_template(LetterKind.WAITING).subject
    assert not templates.is_dirty


def test_a_letter_that_is_wrong_is_not_left(templates: SettingsScreen, write: Typist, qtbot: QtBot) -> None:
    write(field(templates, "Texte"), "{chat}")
    turn_to(templates, LetterKind.WAITING, qtbot)
    assert field(templates, "Lettre").value() == ACK
    assert field(templates, "Texte").value() == "{chat}"


def test_what_is_wrong_in_the_subject_is_said_there(
    templates: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    write(field(templates, "Objet"), "Dossier {chat}")
    press("Enregistrer")
    assert "chat" in field(templates, "Objet").fault()
    assert not field(templates, "Texte").fault()
    assert session.register.school.settings.templates == {}


def test_a_field_is_inserted_where_the_text_is(templates: SettingsScreen, write: Typist, qtbot: QtBot) -> None:
    write(field(templates, "Texte"), "Dossier ")
    section = part(templates, TemplatesSection)
    section._field.setFocus()
    qtbot.keyClick(section._field, Qt.Key.Key_Down)
    assert field(templates, "Texte").value() == "Dossier"  # looking at the list inserts nothing
    qtbot.keyClick(section._field.view(), Qt.Key.Key_Down)
    qtbot.keyClick(section._field.view(), Qt.Key.Key_Return)
    inserted = field(templates, "Texte").value()
    assert inserted.startswith("Dossier")
    assert "{" in inserted
    assert templates.is_dirty


def test_the_text_of_the_first_day_comes_back(
    templates: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    write(field(templates, "Texte"), "Merci.")
    press("Enregistrer")
    press("Revenir au texte d’origine")
    press("Enregistrer")
    assert session.register.school.settings.templates == {}
    assert field(templates, "Texte").value() == default_template(ACK).body


@pytest.mark.usefixtures("templates")
def test_the_preview_is_the_letter_as_it_would_leave(press: Press, shown: list[bytes]) -> None:
    press("Aperçu")
    assert shown[0].startswith(b"%PDF")


def test_a_wrong_template_has_no_preview(
    templates: SettingsScreen, write: Typist, press: Press, shown: list[bytes]
) -> None:
    write(field(templates, "Texte"), "{chat}")
    press("Aperçu")
    assert shown == []
    assert "chat" in field(templates, "Texte").fault()


def test_a_refusal_without_mediator_says_where_to_enter_it(
    templates: SettingsScreen, press: Press, shown: list[bytes], questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    turn_to(templates, LetterKind.UNFAVOURABLE, qtbot)
    press("Aperçu")
    assert shown == []
    assert "Réglages, Médiateur" in questions.said[0]


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if not kind.is_refusal])
def test_every_letter_has_a_preview(
    templates: SettingsScreen, press: Press, shown: list[bytes], qtbot: QtBot, kind: LetterKind
) -> None:
    turn_to(templates, kind, qtbot)
    press("Aperçu")
    assert len(shown) == 1


def test_a_text_broken_elsewhere_is_shown_to_be_mended(
    screen: SettingsScreen, session: Session, write: Typist, press: Press
) -> None:
    broken = replace(session.register.school.settings, templates={ACK: "Objet\n\nBonjour {chat}"})
    session.register.school.save(broken, by="Claire Martin")
    screen.show_section("templates")
    assert field(screen, "Texte").value() == "Bonjour {chat}"
    assert "chat" in field(screen, "Texte").fault()
    write(field(screen, "Texte"), "Bonjour")
    press("Enregistrer")
    assert template_of(ACK, session.register.school.settings).body == "Bonjour"
