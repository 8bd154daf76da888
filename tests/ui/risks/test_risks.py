"""The risks by keyboard: from the list to start from to a review, with the dossiers that made one real."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.risk import Probability, Risk, Severity
from pegase_desktop.domain.risk_list import STARTING
from pegase_desktop.domain.words import CauseFamily
from pegase_desktop.storage.check import check_register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.risks.screen import RisksScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from tests.domain.test_risk import WHOLE
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in
from tests.ui.scripted_questions import ScriptedQuestions

CLAIRE = "Claire Martin"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(window: MainWindow) -> RisksScreen:
    """The screen as Ctrl+9 brings it."""
    window.turn_to(Place.RISKS)
    screen = window.shell.screens.screen_of(Place.RISKS)
    assert isinstance(screen, RisksScreen)
    return screen


@pytest.fixture
def typist(window: MainWindow) -> FormTypist:
    return FormTypist(window)


def page_of(screen: RisksScreen) -> DossierPage:
    assert screen.page is not None
    return screen.page


def the_risk(session: Session) -> Risk:
    [risk] = session.register.risks.all()
    return risk


def test_one_of_the_list_is_looked_at_before_it_is_entered(
    screen: RisksScreen, typist: FormTypist, session: Session, questions: ScriptedQuestions
) -> None:
    questions.choices = [1]
    typist.press("Ajouter un risque")
    assert questions.options == [["Un autre risque", *(one.what for one in STARTING)]]
    assert [*session.register.risks.all()] == []
    page = page_of(screen)
    assert page.sheet.value("what") == STARTING[0].what
    typist.enter(page.editors["severity"], Severity.CRITICAL)
    typist.key(Qt.Key.Key_S, CTRL)
    risk = the_risk(session)
    assert (risk.reference, risk.severity, risk.owner) == ("RK-2026-01", Severity.CRITICAL, CLAIRE)
    screen.escape()
    questions.choices = [None]
    screen.begin_new()
    assert STARTING[0].what not in questions.options[-1]
    assert screen.page is None


def test_dossiers_are_proposed_and_nothing_is_entered_unasked(
    screen: RisksScreen, typist: FormTypist, session: Session
) -> None:
    register = session.register
    cause = next(one for one in register.cases.all() if one.cause_family and one.service)
    made = register.risks.register(
        Risk(
            what="Panne", entered_on=date(2026, 11, 2), severity=Severity.MAJOR, probability=Probability.RARE,
            owner=CLAIRE, category=cause.category,
        ),
        by=CLAIRE,
    )  # fmt: skip
    screen.show_record(made.id)
    typist.press("Proposer des dossiers")
    page = page_of(screen)
    assert cause.reference in [one.reference for one in page.sheet.rows["cases"].rows]
    assert the_risk(session).cases == ()
    typist.key(Qt.Key.Key_S, CTRL)
    confirmed = {one.reference: one for one in the_risk(session).cases}
    assert (confirmed[cause.reference].by, confirmed[cause.reference].confirmed_on) == (CLAIRE, date(2026, 11, 20))
    assert check_register(register) == ()


def test_it_is_looked_at_again_as_it_stands(screen: RisksScreen, typist: FormTypist, session: Session) -> None:
    made = session.register.risks.register(WHOLE, by=CLAIRE)
    screen.show_record(made.id)
    page = page_of(screen)
    typist.enter(page.editors["probability"], Probability.RARE)
    typist.press("Revoir ce risque")
    typist.key(Qt.Key.Key_S, CTRL)
    risk = the_risk(session)
    last = risk.reviews[-1]
    assert (last.by, last.reviewed_on, last.probability) == (CLAIRE, date(2026, 11, 20), Probability.RARE)
    assert risk.probability is Probability.RARE


def test_a_year_after_it_is_due_and_the_agenda_leads_there(
    screen: RisksScreen, window: MainWindow, session: Session
) -> None:
    made = session.register.risks.register(WHOLE, by=CLAIRE)
    todos = [one for one in session.register.table.todos() if one.record == made.ref]
    assert len(todos) == 2
    window.turn_to(Place.REGISTER)
    window.show_record(made.ref, "reviews")
    assert page_of(screen).sheet.recorded == made


def test_the_matrix_says_in_words_what_it_shows(screen: RisksScreen, session: Session, qtbot: QtBot) -> None:
    session.do(lambda: session.register.risks.register(WHOLE, by=CLAIRE))
    assert "3 : grave : 1 : rare aucun, 2 : possible RK-2026-01" in screen.matrix.accessibleName()
    assert [row.line.record.reference for row in screen.overview.rows] == ["RK-2026-01"]
    assert "Élevée (6)" in screen.overview.rows[0].line.context


def test_the_table_is_previewed(screen: RisksScreen, typist: FormTypist, session: Session) -> None:
    session.register.risks.register(WHOLE, by=CLAIRE)
    screen.refresh()
    screen.enter()
    shown: list[PaperPreview] = []
    with answering_in(PaperPreview, shown.append):
        typist.key(Qt.Key.Key_P, CTRL)
    assert len(shown) == 1


def test_a_measure_opens_its_improvement_and_a_case_its_panel(
    screen: RisksScreen, window: MainWindow, session: Session
) -> None:
    assert CauseFamily.ORGANISATION is WHOLE.cause_family
    made = session.register.risks.register(WHOLE, by=CLAIRE)
    screen.show_record(made.id)
    page_of(screen).case_wanted.emit("R-2026-0016")
    panel = window.register_screen.panel.panel
    assert panel is not None
    assert panel.complaint.reference == "R-2026-0016"
