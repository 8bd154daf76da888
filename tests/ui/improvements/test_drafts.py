"""What is typed about an improvement and not recorded: kept in time, offered again, dropped, never lost in silence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.drafts import Drafts
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.test_improvement import WHOLE
from tests.ui.conftest import Opener
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import part
from tests.ui.improvements.conftest import CLAIRE, page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier


def buttons(window: MainWindow) -> dict[str, Button]:
    """Those of the banner of the screen shown, by what they say."""
    banner = part(window.shell.screens.shown, DraftBanner)
    assert banner.isVisible()
    return {one.accessibleName(): one for one in banner.findChildren(Button)}


def press(window: MainWindow, words: str, qtbot: QtBot) -> None:
    button = next(one for said, one in buttons(window).items() if said.startswith(words))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def refuse(*_: object, **__: object) -> None:
    raise UserError("Le disque est plein. Libérez de la place.")


def test_a_key_is_in_the_file_within_two_seconds(
    screen: ImprovementsScreen, typist: FormTypist, register: Register, qtbot: QtBot
) -> None:
    screen.begin_new()
    saver = page_of(screen).saver
    typist.words("Appeler")
    assert saver.keeping.timer.isActive()
    assert saver.keeping.timer.remainingTime() < 2000
    saver.keeping.timer.timeout.emit()
    [draft] = register.drafts.all()
    assert (draft.kind, draft.record_id, draft.page, draft.saved_by) == (RecordKind.IMPROVEMENT, None, None, CLAIRE)
    assert draft.values["what"] == "Appeler"


def test_opening_a_new_one_and_going_back_leaves_nothing(
    screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    screen.begin_new()
    typist.key(Qt.Key.Key_Escape)
    assert register.drafts.all() == ()


def test_what_is_taken_back_leaves_no_draft(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    screen.show_record(decided.id)
    typist.replace("Autre chose")
    page_of(screen).keep()
    assert len(register.drafts.all()) == 1
    typist.replace(decided.what)
    typist.key(Qt.Key.Key_Escape)
    assert register.drafts.all() == ()


def test_a_new_one_is_offered_after_a_crash_and_never_as_a_complaint(
    session: Session, register: Register, open_window: Opener, qtbot: QtBot
) -> None:
    typed = Draft(kind=RecordKind.IMPROVEMENT, values={"what": "Appeler la veille"}, saved_by=CLAIRE)
    register.drafts.save(typed)
    window = open_window(session)
    said = next(iter(buttons(window)))
    assert said == (
        "Reprendre la saisie : Nouvelle amélioration, Appeler la veille · aujourd’hui à 18:00, par Claire Martin"
    )
    press(window, "Reprendre", qtbot)
    assert window.findChild(WizardWindow) is None
    page = page_of(screen_of(window))
    assert page.editors["what"].input.text() == "Appeler la veille"
    assert page._notice.isVisible()


def test_that_of_a_registered_one_is_offered_with_its_number_and_gone_on_with(
    decided: Improvement, screen: ImprovementsScreen, window: MainWindow, typist: FormTypist, qtbot: QtBot
) -> None:
    screen.show_record(decided.id, "done_on")
    typist.words("31/31")  # no date
    origin = page_of(screen).rows["origins"].editors[1]
    typist.enter(origin, "R-2026-0016")  # in a row half typed
    window.turn_to(Place.AGENDA)
    screen._close()
    assert f"A-2026-01, {decided.what} · aujourd’hui" in next(iter(buttons(window)))
    press(window, "Reprendre", qtbot)
    page = page_of(screen)
    assert page.editors["done_on"].input.text() == "31/31"
    assert page.rows["origins"].editors[1].input.text() == "R-2026-0016"
    typist.key(Qt.Key.Key_S, CONTROL)
    assert page.editors["done_on"].field.has_error() or page.rows["origins"].editors[0].field.has_error()


def test_the_screen_offers_its_own_alone(
    session: Session, register: Register, window: MainWindow, screen: ImprovementsScreen, qtbot: QtBot
) -> None:
    register.drafts.save(Draft(values={"subject": "Leçon"}, saved_by=CLAIRE))
    screen.refresh()
    assert not screen.overview.drafts.isVisible()
    register.drafts.save(Draft(kind=RecordKind.IMPROVEMENT, values={"what": "Appeler"}, saved_by=CLAIRE))
    screen.refresh()
    assert len(buttons(window)) == 2
    press(window, "Reprendre", qtbot)
    assert page_of(screen).editors["what"].input.text() == "Appeler"


def test_one_dropped_elsewhere_is_gone_from_the_form_too(
    decided: Improvement,
    window: MainWindow,
    screen: ImprovementsScreen,
    typist: FormTypist,
    questions: ScriptedQuestions,
    qtbot: QtBot,
) -> None:
    screen.show_record(decided.id)
    typist.replace("Autre chose")
    window.turn_to(Place.REGISTER)
    questions.confirmations.append(True)
    press(window, "Abandonner", qtbot)
    window.turn_to(Place.IMPROVEMENTS)
    assert page_of(screen).editors["what"].input.text() == decided.what


def test_a_new_one_dropped_elsewhere_closes_its_form(
    window: MainWindow, screen: ImprovementsScreen, typist: FormTypist, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    screen.begin_new()
    typist.words("Appeler")
    window.turn_to(Place.REGISTER)
    questions.confirmations.append(True)
    press(window, "Abandonner", qtbot)
    window.turn_to(Place.IMPROVEMENTS)
    assert screen.page is None


def test_each_person_has_a_draft_of_their_own(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register, session: Session
) -> None:
    theirs = Draft(
        kind=RecordKind.IMPROVEMENT, record_id=decided.id, values={"proof": "Planning"}, saved_by="Marc Giraud"
    )
    register.drafts.save(theirs)
    screen.show_record(decided.id)
    typist.replace("Autre chose")
    page_of(screen).keep()
    assert sorted(one.saved_by for one in register.drafts.all()) == [CLAIRE, "Marc Giraud"]


def test_what_a_colleague_typed_is_not_taken_over_by_looking_at_it(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    theirs = Draft(kind=RecordKind.IMPROVEMENT, record_id=decided.id, values={"finding": "Vu"}, saved_by="Marc Giraud")
    kept = register.drafts.save(theirs)
    screen.show_record(decided.id)
    assert page_of(screen).editors["finding"].input.toPlainText() == ""
    screen.resume(kept)
    assert page_of(screen).editors["finding"].input.toPlainText() == "Vu"
    typist.key(Qt.Key.Key_Escape)
    assert register.drafts.all() == (kept,)


def test_a_disk_that_refuses_is_said_and_leaving_is_asked(
    screen: ImprovementsScreen,
    typist: FormTypist,
    window: MainWindow,
    register: Register,
    questions: ScriptedQuestions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.begin_new()
    typist.words("Appeler")
    page = page_of(screen)
    with monkeypatch.context() as full:
        full.setattr(Drafts, "save", refuse)
        questions.confirmations += [False, False]
        typist.key(Qt.Key.Key_Escape)
        assert page._notice.isVisible()
        assert "Le disque est plein" in page._notice.accessibleName()
        window.turn_to(Place.REGISTER)
        assert (window.shell.place, screen.page) == (Place.IMPROVEMENTS, page)
    typist.press("Réessayer")
    assert not page._notice.isVisible()
    assert register.drafts.all()[0].values["what"] == "Appeler"


def test_the_window_keeps_it_whatever_else_is_wrong(
    screen: ImprovementsScreen, typist: FormTypist, window: MainWindow, register: Register
) -> None:
    screen.begin_new()
    typist.words("Appeler")
    window.save_work()
    assert register.drafts.all()[0].values["what"] == "Appeler"


def test_what_is_recorded_leaves_no_draft_behind(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    screen.show_record(decided.id)
    typist.enter(page_of(screen).editors["owner"], "Claire Martin")
    page_of(screen).keep()
    typist.enter(page_of(screen).editors["checker"], "Claire Martin")
    typist.key(Qt.Key.Key_S, CONTROL)
    assert register.drafts.all() == ()
    assert register.improvements.get(decided.id).owner == "Claire Martin"


def test_a_colleagues_draft_is_not_resumed_over_ones_own(
    window: MainWindow, session: Session, questions: ScriptedQuestions
) -> None:
    made = session.register.improvements.register(WHOLE, by=CLAIRE)
    drafts = {
        name: session.register.drafts.save(
            Draft(kind=RecordKind.IMPROVEMENT, record_id=made.id, values={"proof": f"Mot de {name}"}, saved_by=name)
        )
        for name in ("Sophie Renaud", CLAIRE)
    }
    window.turn_to(Place.IMPROVEMENTS)
    screen = screen_of(window)
    screen.resume(drafts["Sophie Renaud"])
    assert questions.said[-1].startswith("Vous avez vous-même une saisie à terminer sur ce dossier.")
    assert screen.page is None
    screen.resume(drafts[CLAIRE])
    assert page_of(screen).sheet.record.proof == f"Mot de {CLAIRE}"
