"""« Sauvegardes »: what is said of the copies there, and what the buttons do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.copies import ENDING, FOLDER, FOLDER_ELSEWHERE
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.shelf import Shelf
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.copies import choosing
from pegase_desktop.ui.copies.replacing import chosen_copy
from pegase_desktop.ui.copies.second_place import Judgement
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.copies import CopiesPage
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.opening import Opening
from pegase_desktop.ui.widgets.labels import Elided, Paragraph
from tests.domain.samples import registrable
from tests.storage.office import Clock
from tests.ui.conftest import Opener
from tests.ui.hands import part
from tests.ui.scripted_questions import ScriptedQuestions

BY = "Claire Martin"
Shown = Callable[[], list[str]]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    path = tmp_path / "preferences.json"
    return Preferences(path, actor=BY, actor_day="2026-11-20", agenda_day="2026-11-20")


@pytest.fixture
def window(open_window: Opener, session: Session, preferences: Preferences) -> MainWindow:
    window = open_window(session, preferences)
    window.show_settings("copies")
    return window


@pytest.fixture
def page(window: MainWindow) -> CopiesPage:
    screen = window.shell.screens.screen_of(Place.SETTINGS)
    assert screen is not None
    return part(screen, CopiesPage)


def press(page: CopiesPage, label: str, qtbot: QtBot) -> None:
    buttons = (page.now, page.place, page.restore, page.trial, page.move_away)
    button = next(one for one in buttons if one.text().startswith(label))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(page: CopiesPage) -> list[str]:
    return [one.text().replace("\u00a0", " ") for one in page.findChildren(Elided) if one.isVisibleTo(page)]


def said(page: CopiesPage) -> str:
    return " ".join(one.words for one in page.findChildren(Paragraph)).replace("\u00a0", " ")


def test_without_any_copy_it_says_what_is_at_stake_and_offers_the_first(
    page: CopiesPage, qtbot: QtBot, session: Session
) -> None:
    assert "Si ce PC tombe en panne, tout est perdu." in page._none.accessibleName()
    assert not page.trial.isEnabled()
    page._none.triggered.emit()
    assert page._none.isHidden()
    qtbot.waitUntil(lambda: len(rows(page)) == 4)
    at, held, *others = rows(page)
    assert (at, others) == ("20/11/2026 à 18:00", ["En entier", "Ce PC"])
    assert held.startswith("24 réclamations · ")


def test_a_second_place_is_chosen_and_the_copy_made_there(
    page: CopiesPage, qtbot: QtBot, questions: ScriptedQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    monkeypatch.setattr(choosing, "judged", lambda *_: Judgement())
    monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    questions.confirmations, questions.folders = [True], [stick]
    press(page, "Choisir", qtbot)
    qtbot.waitUntil(lambda: "Ce PC et seconde place" in rows(page))
    assert list(stick.glob(f"*/*{ENDING}"))
    assert f"Seconde place, {stick}" in said(page)
    questions.choices = [1]
    press(page, "Choisir", qtbot)
    assert "Ce PC et seconde place" not in rows(page)
    assert "Seconde place" not in said(page)
    assert list(stick.glob(f"*/*{ENDING}"))


def test_a_second_place_that_takes_nothing_is_told_at_once(
    page: CopiesPage, qtbot: QtBot, questions: ScriptedQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    (stick / FOLDER_ELSEWHERE).write_bytes(b"in the way")
    monkeypatch.setattr(choosing, "judged", lambda *_: Judgement())
    monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    questions.confirmations, questions.folders = [True], [stick]
    press(page, "Choisir", qtbot)
    assert "Donnez un autre nom à ce fichier" in questions.said[0]
    assert "pas encore dans la seconde place" in page._head.text()


def test_the_disk_of_the_register_is_refused_with_why(
    page: CopiesPage,
    qtbot: QtBot,
    questions: ScriptedQuestions,
    tmp_path: Path,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    questions.confirmations, questions.folders = [True], [tmp_path]
    press(page, "Choisir", qtbot)
    assert "perdue avec lui" in questions.said[0]
    assert preferences.copies_folder == ""


def test_a_trial_is_dated_and_leaves_the_register_alone(
    page: CopiesPage, qtbot: QtBot, session: Session, clock: Clock
) -> None:
    assert "jamais été essayée" in said(page)
    press(page, "Sauvegarder", qtbot)
    before = len(session.register.cases.references())
    clock.move(minutes=10)
    press(page, "Essayer", qtbot)
    assert "le 20/11/2026 à 18:10 par Claire Martin : 24 réclamations relues, rien à signaler." in said(page)
    assert session.register.journal.all()[-1].verb is Verb.REHEARSE
    assert len(session.register.cases.references()) == before


def test_a_trial_of_a_damaged_copy_says_so(
    page: CopiesPage, qtbot: QtBot, session: Session, questions: ScriptedQuestions
) -> None:
    press(page, "Sauvegarder", qtbot)
    (copy,) = (session.register.path.parent / FOLDER).glob(f"*{ENDING}")
    content = copy.read_bytes()
    copy.write_bytes(content[:40_000] + b"\xff" * 8192 + content[48_192:])
    press(page, "Essayer", qtbot)
    assert "ne peut pas être reprise" in questions.said[-1]
    (trial,) = session.register.custody.rehearsals()
    assert trial.faults
    qtbot.waitUntil(page._none.isVisible)
    assert [one.name for one in copy.parent.glob(f"*{ENDING}")] == [
        f"{copy.name.removesuffix(ENDING)} (abîmée){ENDING}"
    ]


def test_a_copy_is_put_back_once_the_window_is_closed_and_the_register_opened_again(
    window: MainWindow,
    page: CopiesPage,
    qtbot: QtBot,
    session: Session,
    questions: ScriptedQuestions,
    preferences: Preferences,
    clock: Clock,
) -> None:
    press(page, "Sauvegarder", qtbot)
    session.register.cases.receive(registrable(), by=BY)
    questions.choices, questions.confirmations = [0], [True]
    press(page, "Reprendre", qtbot)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "1\u00a0réclamation de moins" in questions.asked[-1]
    path = session.register.path
    session.register.close()
    assert session.afterwards is not None
    Opening(path, preferences, questions).carry_out(session.afterwards, path, clock())
    with Register.open(path, clock=clock) as register:
        assert len(register.cases.references()) == 24
        assert register.journal.all()[-1].actor == BY
    assert "avant la reprise" in questions.said[-1]
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_who_keeps_what_is_there_is_left_in_peace(
    window: MainWindow, page: CopiesPage, qtbot: QtBot, session: Session, questions: ScriptedQuestions
) -> None:
    press(page, "Sauvegarder", qtbot)
    for choice in (None, 0, 1):
        questions.choices, questions.confirmations, questions.opened = [choice], [False], [None]
        press(page, "Reprendre", qtbot)
        assert session.afterwards is None
        assert window.isVisible()
    assert [one.name for one in session.register.path.parent.iterdir() if one.name.startswith(".")] == []


def test_who_stays_with_what_they_typed_keeps_the_register(
    window: MainWindow, page: CopiesPage, qtbot: QtBot, session: Session, questions: ScriptedQuestions
) -> None:
    press(page, "Sauvegarder", qtbot)
    settings = window.shell.screens.screen_of(Place.SETTINGS)
    assert settings is not None
    session.register.typed_settings.keep("staff", {"Prénom et nom": "Inès"})
    questions.choices, questions.confirmations = [0], [True]
    window.shell.screens.shown.ensure_settled = lambda: False  # type: ignore[method-assign]
    press(page, "Reprendre", qtbot)
    qtbot.waitUntil(lambda: session.afterwards is None)
    assert window.isVisible()
    assert [one.name for one in session.register.path.parent.iterdir() if one.name.startswith(".")] == []


def test_a_register_that_has_moved_makes_no_copies(
    page: CopiesPage, qtbot: QtBot, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    questions.confirmations, questions.saved = [True], [tmp_path / "r"]
    press(page, "Changer", qtbot)
    assert not page.now.isEnabled()
    assert not page.move_away.isEnabled()
    assert page.restore.hasFocus()


def test_putting_a_copy_in_the_place_of_one_that_moved_says_what_that_means(
    page: CopiesPage, qtbot: QtBot, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    press(page, "Sauvegarder", qtbot)
    questions.confirmations, questions.saved = [True, False], [tmp_path / "r"]
    press(page, "Changer", qtbot)
    questions.choices = [0]
    press(page, "Reprendre", qtbot)
    assert "Attention : le registre d’ici a déménagé" in questions.asked[-1]
    assert "ne pourront plus être réunis" in questions.asked[-1]


def test_copies_of_several_registers_are_told_apart_by_their_files(
    questions: ScriptedQuestions, clock: Clock, tmp_path: Path
) -> None:
    made = []
    for name in ("à nous", "d’ailleurs"):
        with Register.open(tmp_path / f"{name}.pegase", clock=clock) as register:
            shelf = Shelf(tmp_path / FOLDER, held_by(register).register)
            made.append(shelf.add(register.path, register.path.stem, Making(clock())))
    questions.choices = [None, None]
    for several in (made, made[:1]):
        chosen_copy(questions, several, ())
    shown = [[option.rpartition(" · ")[2] for option in options[:-1]] for options in questions.options]
    assert sorted(shown[0]) == sorted(one.path.name for one in made)
    assert shown[1] == ["ce PC"]


def test_a_folder_that_went_away_is_no_fault(
    page: CopiesPage, qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    press(page, "Sauvegarder", qtbot)
    shutil.rmtree(session.register.path.parent / FOLDER)
    window.turn_to(Place.AGENDA)
    window.show_settings("copies")
    qtbot.waitUntil(page._none.isVisible)
