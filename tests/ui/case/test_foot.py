"""The panel's main button is what the case owes next, and what one needs most stands at its top."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.agenda import GROUP_WORDS
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, next_duty
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Status
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.foot import CaseFoot
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import cases, closable
from tests.ui.hands import answering_in, part
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN = tuple(one for one in cases() if one.is_open)


@pytest.fixture
def panel(window: MainWindow) -> CasePanel:
    assert window.register_screen.panel.panel is not None
    return window.register_screen.panel.panel


def show(window: MainWindow, register: Register, reference: str) -> Complaint:
    complaint = register.cases.find(reference)
    window.go_to(complaint.id)
    QApplication.processEvents()
    return complaint


def first_owing(kind: DutyKind, register: Register) -> str:
    """The number of a case that owes this first."""
    owing = ((one, next_duty(one)) for one in map(register.cases.find, register.cases.references()))
    return next(one.reference for one, duty in owing if duty and duty.kind is kind)


def press_main(window: MainWindow, qtbot: QtBot) -> None:
    window.register_screen.table.setFocus()
    qtbot.keyClick(window.register_screen.table, Qt.Key.Key_Return, CONTROL)


@pytest.mark.parametrize("case", OPEN, ids=[one.reference for one in OPEN])
def test_the_main_button_says_what_is_owed_as_the_agenda_does(case: Complaint, qtbot: QtBot) -> None:
    foot = CaseFoot()
    qtbot.addWidget(foot)
    foot.show_case(case)
    duty = duties(case)[0]
    words = GROUP_WORDS[duty.kind]
    assert foot.main.text() == (words.leading if duty.kind is DutyKind.ACT else words.action)
    assert (foot.go_on.text(), foot.go_on.isHidden()) == ("Continuer l’assistant", False)


def test_an_action_of_the_plan_is_looked_at_before_it_is_called_done(
    window: MainWindow, register: Register, panel: CasePanel, qtbot: QtBot
) -> None:
    case = show(window, register, first_owing(DutyKind.ACT, register))
    assert panel.foot.main.text() == "Ouvrir le plan d’action"
    press_main(window, qtbot)
    wizard = part(window, WizardWindow)
    assert (wizard.flow.page, wizard.form.fact_with_focus()) == (Page.PLAN, "actions")
    assert register.cases.get(case.id) == case


def test_a_case_that_has_all_is_closed_by_its_main_button(
    window: MainWindow, session: Session, questions: ScriptedQuestions, panel: CasePanel, qtbot: QtBot
) -> None:
    ready = closable(owner="Claire Martin")
    cases_of = session.register.cases
    case = session.do(lambda: cases_of.receive(ready, by="Claire Martin"))
    assert case
    assert next_duty(case)
    show(window, session.register, case.reference)
    assert panel.foot.main.text() == "Clôturer"
    questions.confirmations.append(True)
    press_main(window, qtbot)
    assert cases_of.get(case.id).status is Status.CLOSED
    assert panel.foot.main.text() == "Relire le dossier"
    assert panel.foot.go_on.isHidden()
    press_main(window, qtbot)
    assert part(window, WizardWindow).flow.recorded.id == case.id


def test_the_wizard_stays_reachable(window: MainWindow, register: Register, panel: CasePanel, qtbot: QtBot) -> None:
    case = show(window, register, "R-2026-0022")
    qtbot.mouseClick(panel.foot.go_on, Qt.MouseButton.LeftButton)
    assert part(window, WizardWindow).flow.recorded.id == case.id


def test_the_second_click_of_a_double_click_settles_nothing_more(
    window: MainWindow, register: Register, panel: CasePanel, qtbot: QtBot
) -> None:
    show(window, register, "R-2026-0022")
    pressed: list[bool] = []
    panel.foot.main.clicked.disconnect()
    panel.foot.main.clicked.connect(pressed.append)
    qtbot.mouseDClick(panel.foot.main, Qt.MouseButton.LeftButton)
    assert len(pressed) <= 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_End])
def test_another_case_is_shown_from_its_top(
    window: MainWindow, register: Register, panel: CasePanel, key: Qt.Key, qtbot: QtBot
) -> None:
    case = show(window, register, "R-2026-0016")
    bar = panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    panel.show_case(register.cases.get(case.id))
    assert bar.value() > 0  # the same case stays where one reads it
    window.register_screen.table.setFocus()
    qtbot.keyClick(window.register_screen.table, key)
    qtbot.waitUntil(lambda: panel.complaint.id != case.id)
    assert bar.value() == 0


def test_a_call_is_noted_with_a_key_from_the_table(window: MainWindow, register: Register, qtbot: QtBot) -> None:
    case = show(window, register, "R-2026-0022")
    seen: list[int] = []
    with answering_in(NotingDialog, lambda dialog: seen.append(dialog._complaint.id)):
        window.register_screen.table.setFocus()
        qtbot.keyClick(window.register_screen.table, Qt.Key.Key_T, CONTROL)
    assert seen == [case.id]


def test_noting_stands_at_the_top_with_its_key(window: MainWindow, register: Register, panel: CasePanel) -> None:
    show(window, register, "R-2026-0022")
    note = panel.head.note
    assert note.isVisible()
    assert "Ctrl+T" in note.toolTip()
    assert note.mapTo(panel, note.rect().bottomLeft()).y() < panel.acknowledgement.mapTo(
        panel, panel.acknowledgement.rect().topLeft()
    ).y()  # fmt: skip


def test_the_student_concerned_is_named(window: MainWindow, register: Register, panel: CasePanel) -> None:
    show(window, register, "R-2026-0013")
    assert panel.head._about.text().startswith("Pour Kevin Lopes · Facturation")
    show(window, register, "R-2026-0016")
    assert not panel.head._about.text().startswith("Pour")
