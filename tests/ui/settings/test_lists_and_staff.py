"""The lists that forms propose, and the team: who leaves stays in the history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.procedure import Page
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.settings.entrusting import EntrustDialog
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.staff import _Person
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.hands import answering_in
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Press, Typist, field


def test_a_list_is_saved_in_its_order_and_old_cases_keep_their_words(
    screen: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    screen.show_section("lists")
    case = session.register.cases.find("R-2026-0016")
    write(field(screen, "Services"), "Bureau\n\n  Piste \nConduite")
    press("Enregistrer")
    assert session.register.school.settings.services == ("Bureau", "Piste", "Conduite")
    assert session.register.cases.find("R-2026-0016").service == case.service
    assert field(screen, "Services").value() == "Bureau\nPiste\nConduite"


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Services", "", "Il faut au moins une entrée. Corrigez la liste."),
        ("Catégories", "autre\nvéhicule\nAUTRE", "« AUTRE » est là deux fois. Corrigez la liste."),
    ],
)
def test_a_list_that_cannot_be_is_refused(
    screen: SettingsScreen, write: Typist, press: Press, session: Session, label: str, typed: str, said: str
) -> None:
    screen.show_section("lists")
    write(field(screen, label), typed)
    press("Enregistrer")
    assert field(screen, label).fault().replace("\u00a0", " ") == said
    assert screen.is_dirty


def test_frequent_causes_are_proposed_where_the_cause_is_put_into_words(
    screen: SettingsScreen, write: Typist, press: Press, session: Session, qtbot: QtBot
) -> None:
    screen.show_section("lists")
    write(field(screen, "Causes fréquentes"), "Planning non partagé")
    press("Enregistrer")
    assert Lists.of(session.register).menus[SettingsList.CAUSES] == ("Planning non partagé",)
    wizard = WizardWindow(session, complaint=session.register.cases.find("R-2026-0024"), page=Page.CAUSES)
    qtbot.addWidget(wizard)
    with qtbot.waitExposed(wizard):
        wizard.show()
    insert = next(one for one in wizard.findChildren(Button) if one.accessibleName().endswith("Planning non partagé"))
    qtbot.mouseClick(insert, Qt.MouseButton.LeftButton)
    assert wizard.flow.value("cause_text") == "Planning non partagé"


def test_a_list_of_causes_may_be_empty(screen: SettingsScreen, write: Typist, press: Press, session: Session) -> None:
    screen.show_section("lists")
    write(field(screen, "Causes fréquentes"), "")
    press("Enregistrer")
    assert session.register.school.settings.causes == ()


def test_a_new_colleague_signs_from_now_on(
    screen: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    screen.show_section("staff")
    write(field(screen, "Prénom et nom"), "Léa Marchand")
    write(field(screen, "Fonction"), "Monitrice")
    press("Ajouter à l’équipe")
    added = session.register.school.staff()[-1]
    assert (added.name, added.role, added.active) == ("Léa Marchand", "Monitrice", True)
    assert session.register.journal.all()[-1].verb is Verb.STAFF
    assert field(screen, "Prénom et nom").value() == ""


def test_a_colleague_without_a_name_or_with_another_s_is_refused(
    screen: SettingsScreen, write: Typist, press: Press, questions: ScriptedQuestions
) -> None:
    screen.show_section("staff")
    press("Ajouter à l’équipe")
    assert "Il manque le nom" in field(screen, "Prénom et nom").fault()
    write(field(screen, "Prénom et nom"), "sophie renaud")
    press("Ajouter à l’équipe")
    assert "est déjà dans l’équipe" in questions.said[0]
    assert field(screen, "Prénom et nom").value() == "sophie renaud"


def test_who_leaves_stays_in_the_history_and_may_come_back(
    screen: SettingsScreen, press: Press, session: Session
) -> None:
    screen.show_section("staff")
    told = len(session.register.journal.all())
    press("A quitté l’équipe : Julien Castellan")
    assert not next(one for one in session.register.school.staff() if one.name == "Julien Castellan").active
    assert "Julien Castellan" not in Lists.of(session.register).staff
    concerned = [case.reference for case in session.register.cases.all() if "Julien Castellan" in case.staff_concerned]
    assert concerned
    QApplication.processEvents()
    press("De retour : Julien Castellan")
    assert "Julien Castellan" in Lists.of(session.register).staff
    assert len(session.register.journal.all()) == told + 2


def test_nobody_moves_under_the_mouse_when_somebody_leaves(
    screen: SettingsScreen, session: Session, qtbot: QtBot
) -> None:
    screen.show_section("staff")

    def people() -> list[_Person]:
        QApplication.processEvents()
        return [one for one in screen.findChildren(_Person) if one.isVisible()]

    before = [(one.name, one.geometry()) for one in people()]
    leaving = next(one for one in people() if one.name == "Marc Olivier")
    with answering_in(EntrustDialog, lambda dialog: dialog.go.click()):
        qtbot.mouseClick(leaving.toggle, Qt.MouseButton.LeftButton)
    assert [(one.name, one.geometry()) for one in people()] == before
    focus = screen.focusWidget()
    assert isinstance(focus, Button)
    assert focus.accessibleName() == "De retour : Marc Olivier"
    screen.show_section("school")
    screen.show_section("staff")
    assert people()[-1].name == "Marc Olivier"


def test_leaving_the_team_page_reads_nothing(screen: SettingsScreen, session: Session) -> None:
    screen.show_section("staff")
    session.register.close()
    screen.hide()


def test_a_role_is_written_or_put_right(
    screen: SettingsScreen, press: Press, session: Session, questions: ScriptedQuestions
) -> None:
    questions.lines += ["Directrice", None]
    screen.show_section("staff")
    for _ in range(2):
        press("Changer la fonction : Sophie Renaud")
        QApplication.processEvents()
    assert next(one for one in session.register.school.staff() if one.name == "Sophie Renaud").role == "Directrice"
    assert questions.proposed == ["Responsable de l’établissement et référente qualité", "Directrice"]


def test_nobody_takes_themselves_out(
    screen: SettingsScreen, press: Press, session: Session, questions: ScriptedQuestions
) -> None:
    screen.show_section("staff")
    press("A quitté l’équipe : Claire Martin")
    assert len(questions.said) == 1
    assert "Claire Martin" in Lists.of(session.register).staff
