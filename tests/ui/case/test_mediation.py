"""That the client went to the mediator, noted from the panel by keys and clicks, also once the case is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.mediation import MediationDialog
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import registrable
from tests.domain.test_paths import incident
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in, part, there, type_letters
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
OPEN, CLOSED = "R-2026-0023", "R-2026-0013"
Act = Callable[[MediationDialog], None]


def shown(window: MainWindow, register: Register, reference: str) -> CasePanel:
    window.go_to(register.cases.find(reference).id)
    QApplication.processEvents()
    return there(window.register_screen.panel.panel)


def menu(panel: CasePanel) -> QMenu:
    QTest.mouseClick(panel.foot.more, LEFT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return opened


def offered(panel: CasePanel) -> bool:
    opened = menu(panel)
    labels = [one.text() for one in opened.actions()]
    opened.close()
    return "Saisine du médiateur…" in labels


def note(panel: CasePanel, act: Act) -> None:
    """Choose it in the menu by the keyboard, and do *act* in its window."""
    opened = menu(panel)
    action = next(one for one in opened.actions() if one.text() == "Saisine du médiateur…")
    opened.setActiveAction(action)
    with answering_in(MediationDialog, act):
        QTest.keyClick(opened, Qt.Key.Key_Return)


def write(dialog: MediationDialog, name: str, words: str) -> None:
    FormTypist(dialog).tab_to(dialog.editors[name].input)
    type_letters(dialog.editors[name].input, words)


def complete(dialog: MediationDialog) -> None:
    assert not dialog.editors["mediation_outcome"].field.isVisible()
    type_letters(QApplication.focusWidget(), "19/11/2026")  # the keyboard is there
    write(dialog, "mediation_outcome", "Accord trouvé")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)


@pytest.mark.parametrize("reference", [OPEN, CLOSED])
def test_it_is_noted_and_shown_and_nothing_else_changes(window: MainWindow, register: Register, reference: str) -> None:
    before = register.cases.find(reference)
    panel = shown(window, register, reference)
    assert panel.mediation.isHidden()
    note(panel, complete)
    after = register.cases.find(reference)
    assert (after.mediation_on, after.mediation_outcome) == (date(2026, 11, 19), "Accord trouvé")
    assert replace(after, mediation_on=None, mediation_outcome="", version=0) == replace(before, version=0)
    assert panel.mediation.isVisible()
    assert panel.mediation.words == "Médiateur saisi le 19/11/2026 · Accord trouvé"
    assert register.journal.of(after.ref)[-1].verb is Verb.CONCLUDE


def test_the_outcome_comes_later_and_both_can_be_taken_back(window: MainWindow, register: Register) -> None:
    panel = shown(window, register, CLOSED)

    def day_alone(dialog: MediationDialog) -> None:
        write(dialog, "mediation_on", "19/11/2026")
        QTest.mouseClick(dialog.go, LEFT)

    def outcome(dialog: MediationDialog) -> None:
        assert dialog.editors["mediation_outcome"].input.hasFocus()
        write(dialog, "mediation_outcome", "Demande irrecevable")
        QTest.mouseClick(dialog.go, LEFT)

    def none(dialog: MediationDialog) -> None:
        FormTypist(dialog).enter(dialog.editors["mediation_on"], None)
        QTest.mouseClick(dialog.go, LEFT)

    note(panel, day_alone)
    note(panel, outcome)
    assert register.cases.find(CLOSED).mediation_outcome == "Demande irrecevable"
    note(panel, none)
    assert (register.cases.find(CLOSED).mediation_on, register.cases.find(CLOSED).mediation_outcome) == (None, "")
    assert panel.mediation.isHidden()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Il manque le jour"), ("21/11/2026", "futur"), ("01/01/2026", "avant la réception"), ("31/02", "existe pas")],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    window: MainWindow, register: Register, typed: str, said: str, questions: ScriptedQuestions
) -> None:
    before = register.cases.find(CLOSED)

    def act(dialog: MediationDialog) -> None:
        write(dialog, "mediation_on", typed)
        QTest.mouseClick(dialog.go, LEFT)
        assert said in dialog.editors["mediation_on"].field.fault()
        assert dialog.isVisible()

    questions.confirmations.append(True)
    note(shown(window, register, CLOSED), act)
    assert register.cases.find(CLOSED) == before


def test_what_is_typed_is_not_dropped_by_a_key(
    window: MainWindow, register: Register, questions: ScriptedQuestions
) -> None:
    def act(dialog: MediationDialog) -> None:
        write(dialog, "mediation_on", "19/11/2026")
        questions.confirmations.append(False)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        questions.confirmations.append(True)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    note(shown(window, register, CLOSED), act)
    assert register.cases.find(CLOSED).mediation_on is None


def test_what_the_wizard_has_begun_is_gone_on_with_there(window: MainWindow, register: Register) -> None:
    case = register.cases.find(CLOSED)
    values = {"mediation_on": "2026-11-18"}
    register.drafts.save(Draft(record_id=case.id, page=Page.CONCLUSION, values=values, saved_by="Claire Martin"))
    panel = shown(window, register, CLOSED)
    opened = menu(panel)
    opened.setActiveAction(next(one for one in opened.actions() if one.text() == "Saisine du médiateur…"))
    QTest.keyClick(opened, Qt.Key.Key_Return)
    wizard = part(window, WizardWindow)
    assert wizard.flow.page is Page.CONCLUSION
    assert wizard.form.editors["mediation_on"].input.hasFocus()
    assert not wizard.flow.is_locked


def test_it_is_offered_for_complaints_alone(window: MainWindow, register: Register) -> None:
    complaint = register.cases.receive(registrable(), by="Claire Martin")
    happened = register.cases.receive(replace(incident(), actions=()), by="Claire Martin")
    assert offered(shown(window, register, complaint.reference))
    assert not offered(shown(window, register, happened.reference))


def test_hostile_words_stay_words(window: MainWindow, register: Register) -> None:
    case: Complaint = register.cases.find(CLOSED)
    told = {"mediation_on": date(2026, 11, 18), "mediation_outcome": "<b>gras</b> &amp; " + "long " * 300}
    register.cases.record(case, told, by="Claire Martin")
    panel = shown(window, register, CLOSED)
    assert "<b>gras</b> &amp;" in panel.mediation.words
    assert len(panel.mediation.words) < 400
