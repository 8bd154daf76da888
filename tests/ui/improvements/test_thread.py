"""The thread both ways: from a complaint to what it led to and back, and from « À faire » to what settles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Elided
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.test_improvement import WHOLE
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import part
from tests.ui.improvements.conftest import CLAIRE, FROM, page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

LEFT = Qt.MouseButton.LeftButton


def panel_of(window: MainWindow, register: Register, reference: str) -> CasePanel:
    window.register_screen.panel.open()
    window.go_to(register.cases.find(reference).id)
    panel = window.register_screen.panel.panel
    assert panel is not None
    return panel


def button(within: CasePanel | WizardWindow, label: str) -> Button:
    QApplication.processEvents()
    return next(one for one in within.findChildren(Button) if one.text() == label and one.isVisible())


def with_causes(register: Register, reference: str) -> Complaint:
    values = {"corrective_action": "Rappeler la veille\nEt noter", "cause_text": "Pas de rappel"}
    return register.cases.record(register.cases.find(reference), values, by=CLAIRE, reason="Analyse")


def assert_prefilled(window: MainWindow, complaint: Complaint) -> None:
    page = page_of(screen_of(window))
    assert not page.sheet.is_registered
    assert [one.reference for one in page.sheet.record.origins] == [complaint.reference]
    assert page.editors["cause_text"].input.toPlainText() == complaint.cause_text
    shown = "\n".join(str(page.sheet.value(name)) for name in page.editors)
    for word in (complaint.complainant_name, complaint.complainant, complaint.verbatim):
        assert not word or word not in shown


def test_one_is_decided_from_the_panel_and_the_panel_leads_to_it(
    window: MainWindow, register: Register, typist: FormTypist, qtbot: QtBot
) -> None:
    complaint = with_causes(register, "R-2026-0021")
    panel = panel_of(window, register, complaint.reference)
    assert not panel.improvements.isVisible()
    qtbot.mouseClick(panel.foot.more, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "Décider une amélioration…").trigger()
    menu.close()
    assert_prefilled(window, complaint)
    assert register.drafts.all() == ()
    page = page_of(screen_of(window))
    for name, value in (("due", date(2026, 12, 15)), ("owner", CLAIRE), ("criterion", "Plus aucune")):
        typist.enter(page.editors[name], value)
    typist.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert register.improvements.get(1).what == "Rappeler la veille"
    typist.press("Ouvrir R-2026-0021")
    assert (window.shell.place, panel.complaint.reference) == (Place.REGISTER, "R-2026-0021")
    qtbot.mouseClick(button(panel, "A-2026-01"), LEFT)
    assert page_of(screen_of(window)).sheet.recorded.reference == "A-2026-01"


def test_what_is_decided_meanwhile_joins_the_panel(
    window: MainWindow, register: Register, decided: Improvement, session: Session
) -> None:
    panel = panel_of(window, register, FROM)
    assert button(panel, decided.reference).isEnabled()
    second = replace(WHOLE, origins=decided.origins[:1])
    session.do(lambda: session.register.improvements.register(second, by=CLAIRE))
    assert button(panel, "A-2026-02").isEnabled()
    panel_of(window, register, "R-2026-0023")
    assert not panel.improvements.isVisible()


def test_one_is_decided_on_the_page_of_lessons_which_is_saved_first(
    window: MainWindow, register: Register, typist: FormTypist, qtbot: QtBot
) -> None:
    complaint = with_causes(register, "R-2026-0016")
    window.continue_case(complaint.id, Page.LESSONS)
    wizard = part(window, WizardWindow)
    typist.enter(wizard.form.editors["lesson"], "Prévenir la veille")
    qtbot.mouseClick(button(wizard, "Décider une amélioration…"), LEFT)
    assert window.shell.place is Place.IMPROVEMENTS
    assert not window._whole.is_open
    assert register.cases.get(complaint.id).lesson == "Prévenir la veille"
    assert_prefilled(window, complaint)


def test_of_a_complaint_without_number_none_is_decided(
    window: MainWindow, register: Register, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    window.start_new()
    wizard = part(window, WizardWindow)
    wizard.go_to(Page.LESSONS)
    qtbot.mouseClick(button(wizard, "Décider une amélioration…"), LEFT)
    assert window._whole.is_open
    assert questions.said


def press_agenda(window: MainWindow, reference: str, qtbot: QtBot) -> None:
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.shown
    assert isinstance(agenda, AgendaScreen)
    row = next(one for one in agenda._rows if one.line.todo.reference == reference)
    qtbot.mouseClick(row.button, LEFT)


def test_the_agenda_opens_the_fact_that_settles_the_duty(
    window: MainWindow, register: Register, decided: Improvement, session: Session, qtbot: QtBot
) -> None:
    press_agenda(window, decided.reference, qtbot)
    assert page_of(screen_of(window)).editors["done_on"].input.hasFocus()
    done = {"done_on": date(2026, 10, 20)}
    session.do(lambda: session.register.improvements.record(decided, done, by=CLAIRE))
    press_agenda(window, decided.reference, qtbot)
    assert page_of(screen_of(window)).editors["checked_on"].input.hasFocus()


def test_what_was_done_today_names_the_number(
    window: MainWindow, register: Register, decided: Improvement, session: Session
) -> None:
    done = {"done_on": date(2026, 11, 20)}
    recorded = register.improvements.record(decided, done, by=CLAIRE)
    register.improvements.record(recorded, {"finding": "Vu"}, by=CLAIRE)  # the filling in of the form is no step
    window.turn_to(Place.AGENDA)
    agenda = window.shell.screens.shown
    assert isinstance(agenda, AgendaScreen)
    assert agenda._side is not None
    said = [one.text() for one in agenda._side.findChildren(Elided)]
    assert said[: said.index("Amélioration décidée") + 2] == [
        "Amélioration mise en place",
        "A-2026-01 · Claire M., 18:00",
        "Amélioration décidée",
        "A-2026-01 · Claire M., 18:00",
    ]
