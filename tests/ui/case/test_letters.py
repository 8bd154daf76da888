"""Letters from the panel and the register's window: which is offered, what leaves, what can be seen again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contacts import contacts
from pegase_desktop.domain.words import Decision, LetterKind, Medium
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from tests.ui.hands import part
from tests.ui.letters.answering import answering
from tests.ui.letters.conftest import ScriptedDelivery
from tests.ui.scripted_questions import ScriptedQuestions

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
TO_ACKNOWLEDGE = "R-2026-0024"


@pytest.fixture
def delivery(session: Session) -> ScriptedDelivery:
    session.delivery = ScriptedDelivery()
    return session.delivery


@pytest.fixture
def panel(window: MainWindow) -> CasePanel:
    assert window.register_screen.panel.panel is not None
    return window.register_screen.panel.panel


def show(window: MainWindow, register: Register, reference: str) -> Complaint:
    complaint = register.cases.find(reference)
    window.go_to(complaint.id)
    QApplication.processEvents()
    return complaint


def send_by_hand(dialog: LetterDialog) -> None:
    dialog.medium.set_value(Medium.HAND_DELIVERED)
    QTest.mouseClick(dialog.sending.go, LEFT)
    QTest.mouseClick(dialog.asking.yes, LEFT)


@pytest.mark.usefixtures("delivery")
def test_the_panel_offers_the_letter_of_the_stage_and_moves_on(
    window: MainWindow, register: Register, panel: CasePanel
) -> None:
    show(window, register, TO_ACKNOWLEDGE)
    assert panel.foot.main.text() == "Envoyer l’accusé"
    with answering(send_by_hand):
        QTest.mouseClick(panel.foot.main, LEFT)
    assert panel.complaint.ack_medium is Medium.HAND_DELIVERED
    assert panel.foot.main.text() == "Rédiger la réponse"
    answered = {"decision": Decision.FAVOURABLE, "reasons": "Vous avez raison."}
    register.cases.record(panel.complaint, answered, by="Claire Martin")
    show(window, register, TO_ACKNOWLEDGE)
    with answering(send_by_hand):
        QTest.mouseClick(panel.foot.main, LEFT)
    assert panel.complaint.response_medium is Medium.HAND_DELIVERED


def test_a_closed_case_offers_no_letter(
    window: MainWindow, register: Register, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    show(window, register, "R-2026-0001")
    assert panel.foot.main.text() == "Relire le dossier"
    QTest.keyClick(window.register_screen.table, Qt.Key.Key_R, CONTROL)
    assert "Rouvrez-le" in questions.said[0]


@pytest.mark.usefixtures("delivery")
def test_ctrl_r_writes_the_acknowledgement_of_the_selected_case(window: MainWindow, register: Register) -> None:
    complaint = show(window, register, TO_ACKNOWLEDGE)
    window.register_screen.table.setFocus()
    with answering(send_by_hand):
        QTest.keyClick(window.register_screen.table, Qt.Key.Key_R, CONTROL)
    assert register.cases.get(complaint.id).ack_sent_at is not None


@pytest.mark.usefixtures("delivery")
def test_the_menu_has_every_letter_that_makes_sense(
    window: MainWindow, register: Register, panel: CasePanel, qtbot: QtBot
) -> None:
    show(window, register, TO_ACKNOWLEDGE)
    panel.foot.more.click()
    menu = part(panel, QMenu)
    letters = menu.actions()[0].menu()
    assert isinstance(letters, QMenu)
    assert [one.text() for one in letters.actions()] == [
        "Compte rendu de la réclamation orale…", "Accusé de réception…", "Information du suivi…",
    ]  # fmt: skip
    with answering(send_by_hand):
        letters.actions()[0].trigger()
    [letter] = panel.complaint.letters
    assert letter.kind is LetterKind.RECORD
    assert panel.complaint.ack_sent_at is None


def test_what_left_can_be_seen_again_as_it_left(
    window: MainWindow, register: Register, panel: CasePanel, delivery: ScriptedDelivery
) -> None:
    show(window, register, TO_ACKNOWLEDGE)
    assert panel.letters.isHidden()
    with answering(send_by_hand):
        QTest.mouseClick(panel.foot.main, LEFT)
    QApplication.processEvents()
    [button] = panel.letters.findChildren(Button)
    assert button.text() == "Accusé de réception · aujourd’hui"
    assert "par Claire Martin" in button.toolTip()
    QTest.mouseClick(button, LEFT)
    assert len(delivery.shown) == 2
    assert delivery.shown[0] == delivery.shown[1]


@pytest.mark.usefixtures("delivery")
def test_a_letter_is_one_contact_under_its_own_name(window: MainWindow, register: Register, panel: CasePanel) -> None:
    before = len(contacts(show(window, register, TO_ACKNOWLEDGE)))
    with answering(send_by_hand):
        QTest.mouseClick(panel.foot.main, LEFT)
    after = contacts(panel.complaint)
    assert len(after) == before + 1
    assert after[0].title == "Accusé de réception · remise en main propre"
    assert after[0].text == panel.complaint.ack_text


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768)])
def test_the_buttons_of_the_foot_are_whole(window: MainWindow, register: Register, size: tuple[int, int]) -> None:
    window.resize(*size)
    for reference in register.cases.references():
        show(window, register, reference)
        panel = window.register_screen.panel.panel
        assert panel is not None
        for button in (panel.foot.main, panel.foot.go_on, panel.foot.sheet):
            assert button.isHidden() or button.width() >= button.sizeHint().width()
        assert panel.minimumSizeHint().width() <= window.register_screen.panel.width()
