"""The wizard on the paths of the three natures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.paths import DIFFICULTY_PATH, INCIDENT_PATH, PATHS, path_of
from pegase_desktop.domain.procedure import Chapter, Page
from pegase_desktop.domain.words import Kind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.wizard.arrangement import Section, blocks_of
from tests.domain.samples import registrable
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener


def test_in_the_wizard_the_page_follows_the_nature(
    wizard: Opener, questions: ScriptedQuestions, register: Register
) -> None:
    case = register.cases.receive(registrable(), by="Claire Martin")
    typist = wizard(complaint=case, page=Page.RECEPTION)
    assert "kind" not in typist.window.form.editors
    questions.choices, questions.reasons = [2], ["La nature a été mal choisie"]
    button = next(one for one in typist.window.findChildren(QPushButton) if one.text() == "Changer de nature…")
    typist.tab_to(button)
    typist.press("Changer de nature…")
    flow = typist.window.flow
    assert path_of(flow.recorded) is INCIDENT_PATH
    assert flow.path.pages == INCIDENT_PATH.pages
    assert "people_told" in typist.window.form.editors


def test_a_new_case_changes_its_page_as_its_nature_is_chosen(wizard: Opener) -> None:
    typist = wizard()
    assert "channel" in typist.window.form.editors
    typist.fill("kind", Kind.INCIDENT)
    assert "channel" not in typist.window.form.editors
    assert typist.window.form.fact_with_focus() == "kind"
    typist.fill("kind", Kind.DIFFICULTY)
    assert typist.window.flow.path is DIFFICULTY_PATH
    assert typist.window.flow.value("was_expressed") is True
    typist.fill("was_expressed", False)
    assert "channel" not in typist.window.form.editors


def test_an_incident_has_its_number_after_one_page(wizard: Opener, register: Register) -> None:
    typist = wizard()
    typist.fill("kind", Kind.INCIDENT)
    typist.fill("verbatim", "La Clio s’est arrêtée au rond-point.")
    typist.fill("people_affected", "Deux élèves")
    typist.fill("immediate_action", "Dépanneuse appelée")
    typist.fill("people_told", "Les deux élèves, par téléphone")
    typist.next()
    recorded = register.cases.find("R-2026-0001")
    assert (recorded.kind, recorded.people_told) == (Kind.INCIDENT, "Les deux élèves, par téléphone")
    assert recorded.immediate_action_by == ""
    assert typist.window.flow.page is Page.SUBJECT


def test_the_nature_can_be_chosen_with_the_arrows(wizard: Opener) -> None:
    typist = wizard()
    typist.tab_to(typist.editor("kind").input)
    for path in (DIFFICULTY_PATH, INCIDENT_PATH):
        typist.key(Qt.Key.Key_Right)
        assert typist.window.flow.path is path
        assert typist.window.form.isAncestorOf(typist.focus), "it is not in the form that went"
        assert typist.window.form.fact_with_focus() == "kind"


@pytest.mark.parametrize("path", PATHS)
def test_no_page_ends_in_a_rule_below_which_there_is_nothing(path: CasePath) -> None:
    letters = {page for page in path.pages if Section.LETTER in blocks_of(path, page)}
    assert bool(letters) is (Page.COMPLAINANT in path.pages), "where there is nobody there is nobody to write to"
    for page in path.pages:
        assert blocks_of(path, page)[-1] is not Section.RULE


@pytest.mark.parametrize("path", PATHS)
def test_a_chapter_that_only_assesses_is_not_called_a_restatement(path: CasePath) -> None:
    is_assessed_alone = path.pages_of(Chapter.RESTATEMENT) == (Page.ASSESSMENT,)
    assert path.chapter_label(Chapter.RESTATEMENT) == ("Évaluation" if is_assessed_alone else "Reformulation")
    assert path.chapter_label(Chapter.CLOSURE) == "Clôture"
    assert not is_assessed_alone or "Reformulation et contact" not in [step.label for step in path.steps]
