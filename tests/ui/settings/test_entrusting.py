"""Who takes over the work of one who leaves or is away: asked on the page of the team, recorded once answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.school import Staff
from pegase_desktop.storage.check import check_register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.entrusting import EntrustDialog, workload_of
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.staff import StaffSection
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.choices import CheckBox
from tests.domain.improved import improvements
from tests.domain.samples import registrable
from tests.ui.hands import answering_in
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Press

CLAIRE, MARC, SOPHIE, JULIEN = "Claire Martin", "Marc Olivier", "Sophie Renaud", "Julien Castellan"
VIOLENCE = "violence, harcèlement ou discrimination"


@pytest.fixture(autouse=True)
def team_page(screen: SettingsScreen) -> None:
    screen.show_section("staff")


def member(session: Session, name: str) -> Staff:
    return next(one for one in session.register.school.staff() if one.name == name)


def entrust_later(session: Session, press: Press, name: str, act: Callable[[EntrustDialog], None]) -> None:
    """Press the button that entrusts, and do *act* in the dialog."""
    with answering_in(EntrustDialog, act):
        press(f"Confier son travail : {name}")


def boxes(dialog: EntrustDialog) -> dict[str, CheckBox]:
    return {one.text().replace("\u00a0", " "): one for one in dialog.findChildren(CheckBox)}


def key(name: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name)


def choose(dialog: EntrustDialog, letter: Qt.Key) -> None:
    """The colleague whose name begins with that letter, with the keyboard."""
    dialog.successor.setFocus()
    key(letter)


def test_who_leaves_hands_over_what_stands_with_the_keyboard_alone(
    screen: SettingsScreen, session: Session, press: Press
) -> None:
    told = len(session.register.journal.all())

    def act(dialog: EntrustDialog) -> None:
        assert dialog.windowTitle() == "Marc Olivier quitte l’équipe"
        assert [*boxes(dialog)] == ["Actions à terminer", "R-2026-0017 · Accompagner les trois élèves le 24 novembre"]
        assert dialog.go.text() == "Noter le départ sans rien confier"
        assert QApplication.focusWidget() is dialog.successor
        key(Qt.Key.Key_S)
        assert dialog.go.text() == "Noter le départ et confier à Sophie Renaud"
        key(Qt.Key.Key_Return)

    with answering_in(EntrustDialog, act):
        press("A quitté l’équipe : Marc Olivier")
    case = session.register.cases.find("R-2026-0017")
    entrusted, left = session.register.journal.all()[told:]
    assert (entrusted.verb, entrusted.record, left.verb, left.record) == (Verb.ENTRUST, case.ref, Verb.STAFF, SCHOOL)
    assert entrusted.reason == "Marc Olivier a quitté l’équipe"
    assert entrusted.at == left.at
    assert [one.who for one in case.actions if one.is_open] == [SOPHIE]
    assert not member(session, MARC).active
    assert check_register(session.register) == ()
    focus = screen.focusWidget()
    assert isinstance(focus, Button)
    assert focus.accessibleName() == "De retour : Marc Olivier"


def test_who_leaves_may_leave_all_as_it_is_and_entrust_it_later(session: Session, press: Press) -> None:
    def leave(dialog: EntrustDialog) -> None:
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    def entrust(dialog: EntrustDialog) -> None:
        assert dialog.windowTitle() == "Confier le travail de Marc Olivier"
        assert not dialog.go.isEnabled()
        choose(dialog, Qt.Key.Key_J)
        assert dialog.go.text() == "Confier à Julien Castellan"
        key(Qt.Key.Key_Return)

    with answering_in(EntrustDialog, leave):
        press("A quitté l’équipe : Marc Olivier")
    assert not member(session, MARC).active
    assert len(session.register.entrusting.standing(MARC)) == 1
    QApplication.processEvents()
    entrust_later(session, press, MARC, entrust)
    assert session.register.entrusting.standing(MARC) == ()
    assert session.register.journal.all()[-1].reason == "Marc Olivier a quitté l’équipe"


def test_where_nothing_stands_leaving_is_one_press(
    session: Session, press: Press, questions: ScriptedQuestions
) -> None:
    press("A quitté l’équipe : Julien Castellan")
    assert not member(session, JULIEN).active
    QApplication.processEvents()
    press("Confier son travail : Julien Castellan")
    assert questions.said == ["Rien n’est en cours au nom de Julien Castellan."]


def test_of_one_who_is_away_only_what_is_ticked_goes_to_somebody_else(
    screen: SettingsScreen, session: Session, press: Press
) -> None:
    before = session.register.entrusting.standing(CLAIRE)

    def act(dialog: EntrustDialog) -> None:
        there = boxes(dialog)
        cases = there["Dossiers suivis"]
        assert cases.accessibleName() == "Dossiers suivis, 11"
        cases.setFocus()
        key(Qt.Key.Key_Space)
        assert not any(box.isChecked() for label, box in there.items() if "Leçon de 7" in label)
        choose(dialog, Qt.Key.Key_S)
        action = next(box for label, box in there.items() if "Obtenir de la banque" in label)
        QTest.mouseClick(action, Qt.MouseButton.LeftButton, pos=QPoint(action.width() - 9, 9))
        assert there["Actions à terminer"].accessibleName() == "Actions à terminer, 4 sur 5"
        assert not there["Actions à terminer"].isChecked()
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    entrust_later(session, press, CLAIRE, act)
    left = session.register.entrusting.standing(CLAIRE)
    assert sum(one.fact == "owner" for one in before) == sum(one.fact == "owner" for one in left) == 11
    assert [one.what for one in left if one.fact == "actions"] == ["Obtenir de la banque l’accord écrit"]
    assert member(session, CLAIRE).active
    assert session.register.journal.all()[-1].reason == "Sophie Renaud prend la relève de Claire Martin"
    focus = screen.focusWidget()
    assert isinstance(focus, Button)
    assert focus.accessibleName() == "Confier son travail : Claire Martin"


def test_a_group_is_ticked_and_unticked_whole_and_with_nothing_ticked_nothing_is_entrusted(
    session: Session, press: Press
) -> None:
    def act(dialog: EntrustDialog) -> None:
        choose(dialog, Qt.Key.Key_S)
        whole, only = boxes(dialog).values()
        whole.setFocus()
        key(Qt.Key.Key_Space)
        assert (whole.isChecked(), only.isChecked(), dialog.go.isEnabled()) == (False, False, False)
        assert dialog.give_up.isDefault()
        key(Qt.Key.Key_Space)
        assert (whole.isChecked(), only.isChecked(), dialog.go.isEnabled()) == (True, True, True)
        dialog.reject()

    entrust_later(session, press, MARC, act)
    assert len(session.register.entrusting.standing(MARC)) == 1


def test_what_changed_meanwhile_is_shown_anew_and_confirmed_again(
    session: Session, press: Press, questions: ScriptedQuestions
) -> None:
    def act(dialog: EntrustDialog) -> None:
        choose(dialog, Qt.Key.Key_S)
        case = session.register.cases.find("R-2026-0017")
        action = Action(what="Prévenir le centre", who=MARC, due=date(2026, 11, 23))
        session.register.cases.record(case, {"actions": (*case.actions, action)}, by=SOPHIE)
        told = session.register.journal.head()
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert session.register.journal.head() == told
        assert questions.said == ["Le travail de Marc Olivier a changé entre-temps. Revoyez la liste, puis confirmez."]
        assert "R-2026-0017 · Prévenir le centre" in boxes(dialog)
        assert dialog.successor.value() == SOPHIE
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    with answering_in(EntrustDialog, act):
        press("A quitté l’équipe : Marc Olivier")
    assert session.register.entrusting.standing(MARC) == ()
    assert not member(session, MARC).active


def test_what_was_left_out_stays_so_when_the_list_is_read_anew(
    session: Session, press: Press, questions: ScriptedQuestions
) -> None:
    def act(dialog: EntrustDialog) -> None:
        choose(dialog, Qt.Key.Key_S)
        boxes(dialog)["Dossiers suivis"].click()
        case = session.register.cases.find("R-2026-0024")
        session.register.cases.record(case, {"outcome": "En cours"}, by=SOPHIE)
        dialog.go.click()
        assert len(questions.said) == 1
        assert not boxes(dialog)["Dossiers suivis"].isChecked()
        assert boxes(dialog)["Actions à terminer"].isChecked()
        dialog.reject()

    entrust_later(session, press, CLAIRE, act)


def refuse(*_: object, **__: object) -> None:
    raise UserError("Le disque ne répond pas. Rebranchez-le.")


def test_a_disk_that_fails_keeps_the_dialog_as_it_was(
    session: Session, press: Press, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: EntrustDialog) -> None:
        choose(dialog, Qt.Key.Key_S)
        monkeypatch.setattr(session.register.entrusting, "standing", refuse)
        dialog.go.click()
        assert len(questions.said) == 2  # nor can the list be read anew
        assert len(boxes(dialog)) == 2
        dialog.reject()

    with answering_in(EntrustDialog, act):
        press("Confier son travail : Marc Olivier")


def test_a_sensitive_case_tells_nothing_and_is_not_entrusted_to_one_whom_it_is_about(
    session: Session, press: Press
) -> None:
    facts = {"subject": "Propos déplacés", "category": VIOLENCE, "staff_concerned": (SOPHIE,), "owner": MARC}
    action = Action(what="Entendre Zoé", who=MARC, due=date(2026, 11, 24))
    case = session.register.cases.receive(registrable(**facts, actions=(action,)), by=CLAIRE)

    def act(dialog: EntrustDialog) -> None:
        there = boxes(dialog)
        assert not [label for label in there if "déplacés" in label or "Zoé" in label]
        conduct = there[f"{case.reference} · Dossier sensible"]
        choose(dialog, Qt.Key.Key_S)
        assert (conduct.isChecked(), conduct.isEnabled()) == (False, False)
        assert conduct.accessibleName().endswith("À confier à quelqu’un d’autre")
        assert not there["Dossiers suivis"].isEnabled()
        key(Qt.Key.Key_Down)
        assert dialog.successor.value() == CLAIRE
        assert (conduct.isChecked(), conduct.isEnabled()) == (True, True)
        key(Qt.Key.Key_Up)
        dialog.go.click()

    entrust_later(session, press, MARC, act)
    assert [one.reference for one in session.register.entrusting.standing(MARC)] == [case.reference] * 2


def test_somebody_chosen_may_be_taken_back_by_one_who_leaves(session: Session, press: Press) -> None:
    def act(dialog: EntrustDialog) -> None:
        choose(dialog, Qt.Key.Key_S)
        key(Qt.Key.Key_Delete)
        assert dialog.go.text() == "Noter le départ sans rien confier"
        assert dialog.give_up.isDefault()
        dialog.reject()

    with answering_in(EntrustDialog, act):
        press("A quitté l’équipe : Marc Olivier")
    assert member(session, MARC).active


def test_what_one_alone_has_to_do_stays_until_somebody_is_there(
    session: Session, press: Press, questions: ScriptedQuestions
) -> None:
    for one in session.register.school.staff():
        if one.name != CLAIRE:
            session.register.school.change_staff(replace(one, active=False), by=CLAIRE)
    press("Confier son travail : Claire Martin")
    assert questions.said == ["Ajoutez d’abord à l’équipe la personne qui prend la suite."]


@pytest.mark.parametrize("button", ["Confier son travail : Marc Olivier", "A quitté l’équipe : Marc Olivier"])
def test_a_register_that_cannot_be_read_says_so(
    session: Session, press: Press, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    monkeypatch.setattr(session.register.entrusting, "standing", refuse)
    press(button)
    assert questions.said == ["Le disque ne répond pas. Rebranchez-le."]
    assert member(session, MARC).active


def test_the_keyboard_walks_through_all_of_it_and_is_always_in_sight(session: Session, qtbot: QtBot) -> None:
    for one in improvements():
        session.register.improvements.register(replace(one, origins=(), checker=CLAIRE), by=CLAIRE)
    section = StaffSection(session)
    section.resize(1093, 535)
    qtbot.addWidget(section)
    section.show()
    seen = workload_of(session, member(session, CLAIRE))
    dialog = EntrustDialog(session, seen, section, leaves=True)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() <= 535
    for step in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached = []
        for _ in range(len(seen.tasks) + 7):
            key(step)
            focus = QApplication.focusWidget()
            assert focus is not None
            reached.append(focus)
            QApplication.processEvents()
            assert QRect(QPoint(), focus.size()) == focus.visibleRegion().boundingRect(), focus.accessibleName()
            assert focus.accessibleName() or isinstance(focus, Button)
        assert {*dialog.findChildren(CheckBox), dialog.successor, dialog.give_up, dialog.go} == {*reached}
    dialog.close()
