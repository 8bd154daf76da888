"""« Noter la revue »: day, who was there, questionnaires, remarks; kept while it is typed, and shown with its week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.weeks import Week
from pegase_desktop.storage.check import check_register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.notices import Banner
from tests.domain.test_held_review import WHOLE
from tests.storage.office import Clock
from tests.ui.forms.typist import FormTypist
from tests.ui.review.conftest import page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

CLAIRE = "Claire Martin"


def banners(screen: ReviewScreen) -> list[Banner]:
    assert screen.view._body is not None
    return screen.view._body.findChildren(Banner)


def test_a_review_is_noted_by_keyboard_and_stands_with_its_week(
    screen: ReviewScreen, window: MainWindow, session: Session, typist: FormTypist, qtbot: QtBot
) -> None:
    screen.view.note.setFocus()
    qtbot.keyClick(screen.view.note, Qt.Key.Key_Return)
    page = page_of(screen)
    typist.enter(page.editors["surveys_read"], 12)
    typist.enter(page.editors["complaints_found"], 1)
    reference, words = page.rows["remarks"].editors
    typist.enter(reference, "R-2026-0021")
    typist.enter(words, "Rappeler lundi.")
    typist.enter(page.editors["note"], "Deux réponses à écrire avant mardi.")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (held,) = session.register.reviewing.held(Week(2026, 47))
    assert (held.reference, held.owner, held.held_on, held.attended) == (
        "RH-2026-01", CLAIRE, date(2026, 11, 20), (CLAIRE,),
    )  # fmt: skip
    assert (held.surveys_read, held.complaints_found, held.nothing_to_report) == (12, 1, None)
    assert [(one.reference, one.words) for one in held.remarks] == [("R-2026-0021", "Rappeler lundi.")]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    (banner,) = banners(screen)
    assert banner.accessibleName() == f"RH-2026-01 Revue faite le 20/11/2026 par {CLAIRE}."
    assert screen.view.note.text().startswith("Ouvrir")
    assert check_register(session.register) == ()


def test_a_quiet_week_is_proposed_as_such(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    screen.view.show_week(Week(2025, 40))
    screen.note_review()
    assert page_of(screen).sheet.record.nothing_to_report is True
    page_of(screen).save()
    (held,) = session.register.reviewing.held(Week(2025, 40))
    assert held.nothing_to_report


def test_what_was_noted_is_opened_again_and_corrected_with_a_reason(
    screen: ReviewScreen, session: Session, typist: FormTypist, questions: ScriptedQuestions
) -> None:
    screen.note_review()
    page_of(screen).save()
    screen.escape()
    screen.note_review()
    page = page_of(screen)
    assert page.sheet.recorded.reference == "RH-2026-01"
    questions.reasons = ["Faute de saisie"]
    typist.enter(page.editors["held_on"], date(2026, 11, 19))
    page.save()
    (held,) = session.register.reviewing.held(Week(2026, 47))
    assert held.held_on == date(2026, 11, 19)
    assert session.register.journal.all()[-1].reason == "Faute de saisie"


def test_what_is_typed_is_kept_and_offered_with_its_week(
    screen: ReviewScreen, window: MainWindow, typist: FormTypist, qtbot: QtBot
) -> None:
    screen.note_review()
    typist.enter(page_of(screen).editors["note"], "À moitié")
    window.turn_to(Place.AGENDA)
    window.turn_to(Place.REVIEW)
    screen.escape()
    (banner,) = banners(screen)
    assert "pas encore enregistrée" in banner.accessibleName()
    screen.view.shift(-1)
    assert banners(screen) == []
    screen.view.shift(1)
    (banner,) = banners(screen)
    qtbot.mouseClick(banner._action, Qt.MouseButton.LeftButton)
    assert page_of(screen).sheet.record.note == "À moitié"


def test_what_was_begun_is_gone_on_with_and_not_begun_twice(
    screen: ReviewScreen, session: Session, typist: FormTypist
) -> None:
    screen.note_review()
    typist.enter(page_of(screen).editors["note"], "À moitié")
    screen.escape()
    screen.note_review()
    assert page_of(screen).sheet.record.note == "À moitié"
    screen.escape()
    assert len(session.register.drafts.all()) == 1
    session.set_actor("Sophie Renaud")  # a colleague begins their own
    screen.note_review()
    assert page_of(screen).sheet.record.note == ""


def test_a_number_of_complaints_without_questionnaires_is_asked_about(
    screen: ReviewScreen, session: Session, typist: FormTypist
) -> None:
    screen.note_review()
    page = page_of(screen)
    typist.enter(page.editors["complaints_found"], 2)
    page.save()
    assert page.editors["surveys_read"].field.has_error()
    assert session.register.reviewing.held(Week(2026, 47)) == ()


def test_it_is_found_by_its_number_and_named_where_a_remark_opens_its_case(
    screen: ReviewScreen, window: MainWindow, clock: Clock, typist: FormTypist, qtbot: QtBot
) -> None:
    screen.note_review()
    page = page_of(screen)
    reference, words = page.rows["remarks"].editors
    typist.enter(reference, "R-2026-0021")
    typist.enter(words, "Rappeler.")
    page.save()
    page.case_wanted.emit("R-2026-0021")
    assert window.shell.screens.place is Place.REGISTER
    assert screen_of(window) is screen


def test_a_review_is_found_by_its_number_or_a_word(
    screen: ReviewScreen, session: Session, questions: ScriptedQuestions, window: MainWindow, qtbot: QtBot
) -> None:
    for week in ("2026-W45", "2026-W46"):
        session.register.weekly_reviews.register(replace(WHOLE, week=week), by=CLAIRE)
    questions.lines, questions.choices = ["rappeler"], [1]
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert len(questions.options[-1]) == 2
    assert page_of(screen).sheet.recorded.reference in questions.options[-1][1]
    screen.escape()
    questions.lines = ["rh-2026-01"]
    screen.start_search()
    assert page_of(screen).sheet.recorded.reference == "RH-2026-01"
    screen.escape()
    questions.lines = ["introuvable"]
    screen.start_search()
    assert "Aucune revue" in questions.said[-1]
    questions.lines = [None]
    screen.start_search()
    assert screen.page is None
