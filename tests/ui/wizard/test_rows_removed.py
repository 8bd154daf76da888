"""What is taken out of a list of the wizard with one click can be put back, and nothing moves under the mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Exchange
from pegase_desktop.domain.words import Direction, Medium
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.forms.row_card import RowCard
from pegase_desktop.ui.forms.rows_section import RowsSection
from tests.amounts import tried
from tests.domain.samples import registrable
from tests.ui.conftest import NOW
from tests.ui.hands import there
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

DUE = date(2026, 11, 25)
PLAN = tuple(Action(what=what, who="Claire Martin", due=DUE) for what in ("Rappeler", "Rembourser", "Écrire"))


@pytest.fixture
def case(register: Register) -> Complaint:
    facts = replace(registrable(), received_at=NOW.replace(hour=9), received_by="Claire Martin", actions=PLAN)
    return register.cases.receive(facts, by="Claire Martin")


@pytest.fixture
def typist(wizard: Opener, case: Complaint) -> Typist:
    return wizard(complaint=case, page=Page.PLAN)


def section(typist: Typist) -> RowsSection:
    return typist.rows("actions")


def cards(typist: Typist) -> list[RowCard]:
    QApplication.processEvents()
    layout = there(section(typist)._cards.layout())
    shown = [there(layout.itemAt(number)).widget() for number in range(layout.count())]
    return [one for one in shown if isinstance(one, RowCard)]


def button(card: RowCard, name: str) -> QPushButton:
    named = [one for one in card.findChildren(QPushButton) if name in (one.text(), one.accessibleName())]
    return named[0]


def names(typist: Typist) -> list[str]:
    return [one.what for one in typist.window.flow.complaint.actions]


def test_a_row_taken_out_keeps_its_place_and_comes_back_as_it_was(
    typist: Typist, register: Register, case: Complaint, qtbot: QtBot
) -> None:
    before = [one.mapTo(typist.window, QPoint()) for one in cards(typist)]
    at = button(cards(typist)[1], "Retirer").mapTo(typist.window, QPoint())
    qtbot.mouseClick(button(cards(typist)[1], "Retirer"), Qt.MouseButton.LeftButton)
    assert names(typist) == ["Rappeler", "Écrire"]
    removed = cards(typist)[1]
    assert removed.accessibleName().startswith("Retiré\u00a0: Rembourser")
    assert [one.mapTo(typist.window, QPoint()) for one in cards(typist)] == before
    under_mouse = button(removed, "Retiré")
    assert under_mouse.mapTo(typist.window, QPoint()) == at
    assert not under_mouse.isEnabled()
    assert QApplication.focusWidget() is button(removed, "Annuler")
    typist.key(Qt.Key.Key_Return)
    assert names(typist) == ["Rappeler", "Rembourser", "Écrire"]
    typist.window.leave()
    assert register.cases.get(case.id) == case


def test_of_hundreds_of_exchanges_what_is_seen_is_made_and_the_last_can_be_taken_out(
    wizard: Opener, register: Register, case: Complaint, qtbot: QtBot
) -> None:
    call = Exchange(at=case.received_at, medium=Medium.PHONE, direction=Direction.INCOMING, by="Claire Martin")
    told = tuple(replace(call, text=f"Appel numéro {number}") for number in range(500))
    case = register.cases.record(case, {"exchanges": told}, by="Claire Martin")
    typist = wizard(complaint=case, page=Page.FOLLOW_UP)
    QApplication.processEvents()
    made = typist.rows("exchanges").findChildren(RowCard)
    assert 0 < len(made) < 40
    last = next(one for one in made if "Appel numéro 499" in one.accessibleName())
    qtbot.mouseClick(button(last, "Retirer"), Qt.MouseButton.LeftButton)
    assert len(typist.window.flow.complaint.exchanges) == 499
    assert there(QApplication.focusWidget()).accessibleName().startswith("Annuler\u00a0: remettre")
    typist.key(Qt.Key.Key_Return)
    assert typist.window.flow.complaint.exchanges == case.exchanges


def test_a_row_taken_out_leaves_alone_what_is_being_typed(typist: Typist, qtbot: QtBot) -> None:
    typist.enter(section(typist).editors[0], "Prévenir le moniteur")
    qtbot.mouseClick(button(cards(typist)[0], "Retirer"), Qt.MouseButton.LeftButton)
    assert section(typist).editors[0].input.value() == "Prévenir le moniteur"


@pytest.mark.parametrize(("out", "kept"), [(0, ["Rembourser", "Écrire le jour même"]), (2, ["Rappeler", "Rembourser"])])
def test_a_change_goes_on_of_the_row_it_was_begun_on(out: int, kept: list[str], typist: Typist, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(cards(typist)[2], "Modifier"), Qt.MouseButton.LeftButton)
    typist.enter(section(typist).editors[0], "Écrire le jour même")
    qtbot.mouseClick(button(cards(typist)[out], "Retirer"), Qt.MouseButton.LeftButton)
    typist.window.flow.place_rows()
    assert names(typist) == kept


@settings(max_examples=tried(quick=5, whole=50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.integers(0, 4), max_size=8))
def test_whatever_was_taken_out_comes_back_in_its_order(presses: list[int], typist: Typist) -> None:
    for number in presses:
        shown = cards(typist)
        card = shown[number % len(shown)]
        is_out = card.accessibleName().startswith("Retiré")
        button(card, "Annuler" if is_out else "Retirer").click()
        assert [one.accessibleName().removeprefix("Retiré\u00a0: ").split(".")[0] for one in cards(typist)] == [
            "Rappeler",
            "Rembourser",
            "Écrire",
        ]
    for card in cards(typist):
        if card.accessibleName().startswith("Retiré"):
            button(card, "Annuler").click()
    assert names(typist) == ["Rappeler", "Rembourser", "Écrire"]
