"""The tips: what is to be said is read, what is to be written goes into a long text, never into a name or a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.advice import advice_on
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.widgets.buttons import Button
from tests.domain.samples import registrable
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

EXCUSES = "Nous vous présentons nos excuses."


@pytest.fixture
def case(register: Register) -> Complaint:
    return register.cases.receive(registrable(), by="Claire Martin")


def insertion(typist: Typist, sentence: str) -> Button | None:
    """The button that writes a sentence of the tips, if there is one."""
    name = f"Insérer\u00a0: {sentence}"
    found = [one for one in typist.window.findChildren(Button) if one.accessibleName() == name and one.isVisible()]
    return found[0] if found else None


def test_a_sentence_goes_where_the_person_was_typing(wizard: Opener, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.RESPONSE)
    typist.fill("reasons", "Bonjour.")
    typist.press(f"Insérer\u00a0: {EXCUSES}")
    typist.words(" Oui")
    assert typist.window.flow.complaint.reasons == f"Bonjour. {EXCUSES} Oui"


def test_a_sentence_goes_into_the_long_text_that_last_had_the_keyboard(
    wizard: Opener, case: Complaint, qtbot: QtBot
) -> None:
    typist = wizard(complaint=case, page=Page.LESSONS)
    typist.tab_to(typist.editor("corrective_action").input)  # and types nothing
    typist.tab_to(typist.editor("meeting_on").input)
    button = insertion(typist, "Désormais, nous")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert typist.window.flow.complaint.corrective_action == "Désormais, nous"
    assert typist.window.flow.complaint.lesson == ""
    assert typist.editor("corrective_action").input.hasFocus()


def test_a_sentence_never_goes_into_a_list_or_a_line(wizard: Opener, case: Complaint, qtbot: QtBot) -> None:
    typist = wizard(complaint=case, page=Page.CAUSES)
    typist.tab_to(typist.editor("cause_family").input)
    button = insertion(typist, "Nous demandons son récit au moniteur concerné.")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert typist.window.flow.complaint.immediate_action == "Nous demandons son récit au moniteur concerné."


def test_a_frequent_cause_goes_into_the_causes(wizard: Opener, case: Complaint, register: Register) -> None:
    typist = wizard(complaint=case, page=Page.CAUSES)
    typist.fill("immediate_action", "Vérifier le planning.")
    cause = register.school.settings.causes[0]
    typist.press(f"Insérer\u00a0: {cause}")
    assert typist.window.flow.complaint.cause_text == cause
    assert typist.window.flow.complaint.immediate_action == "Vérifier le planning."


def test_where_no_long_text_is_shown_nothing_is_inserted_and_the_tip_says_why(
    wizard: Opener, case: Complaint, qtbot: QtBot
) -> None:
    typist = wizard(complaint=case, page=Page.RESPONSE)
    typist.editor("reasons").field.hide()
    typist.window.form.settled.emit()
    button = insertion(typist, EXCUSES)
    assert button is not None
    assert not button.isEnabled()
    assert "pas de texte" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    typist.window.form.insert_sentence(EXCUSES)
    assert typist.window.flow.complaint == case
    typist.editor("reasons").field.show()
    typist.window.form.settled.emit()
    assert button.isEnabled()
    assert button.toolTip() == ""


@pytest.mark.parametrize("page", COMPLAINT_PATH.pages)
def test_what_is_to_be_said_is_not_written_by_a_click(wizard: Opener, case: Complaint, page: Page) -> None:
    typist = wizard(complaint=case, page=page)
    advice = advice_on(page)
    shown = [one.accessibleName() for one in typist.window.findChildren(QLabel) if one.isVisible()]
    assert all(typist.window.form.takes_sentences for _ in advice.written)
    for sentence in advice.said:
        assert typeset(sentence) in shown
        assert insertion(typist, sentence) is None
    for sentence in advice.written:
        button = insertion(typist, sentence)
        assert button is not None
        assert button.isEnabled()
