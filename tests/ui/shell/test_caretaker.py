"""After a crash the register is checked while one works; when nobody types, the main file is made whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.draft import Draft
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.saved_file import save_for_viewing
from pegase_desktop.storage.sqlite.file_identity import journal_files
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.caretaker import Caretaker
from tests.domain.samples import registrable
from tests.storage.behind import execute
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions

Crash = Callable[[str], Path]


@pytest.fixture
def crashed(filled_file: Path, tmp_path: Path, clock: Clock) -> Crash:
    """What a crash leaves: the file, its journal and its lock, copied while the register was open."""

    def crash(statement: str) -> Path:
        alive, left = tmp_path / "vivant.pegase", tmp_path / "laisse.pegase"
        shutil.copy(filled_file, alive)
        with Register.open(alive, clock=clock) as register:
            register.cases.receive(registrable(), by="Claire Martin")
            if statement:
                execute(register, statement)
            for file in (alive, *journal_files(alive), alive.with_name("vivant.pegase.lock")):
                if file.exists():
                    shutil.copy(file, left.with_name(file.name.replace("vivant", "laisse")))
        return left

    return crash


def test_copies_left_by_a_killed_opening_are_taken_away(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = save_for_viewing("Lettre.pdf", b"content").parent
    os.utime(left, (0, 0))
    caretaker = Caretaker(session)
    caretaker.begin()
    caretaker.end()
    assert not left.exists()


@contextmanager
def _cared_for(path: Path, clock: Clock, questions: ScriptedQuestions) -> Iterator[tuple[Register, Caretaker]]:
    with Register.open(path, clock=clock) as register:
        caretaker = Caretaker(Session(register, questions, clock))
        yield register, caretaker
        caretaker.end()


def test_a_sound_register_is_checked_after_a_crash_without_a_word(
    crashed: Crash, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    with _cared_for(crashed(""), clock, questions) as (register, caretaker):
        assert register.store.ended_uncleanly
        with qtbot.waitSignal(caretaker.checked, timeout=30_000) as checked:
            caretaker.begin()
    assert (checked.args, questions.said) == ([0], [])


def test_what_is_wrong_after_a_crash_is_told(
    crashed: Crash, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    left = crashed("UPDATE complaint SET subject = 'Autre objet' WHERE reference = 'R-2026-0003'")
    with (
        _cared_for(left, clock, questions) as (_, caretaker),
        qtbot.waitSignal(caretaker.checked, timeout=30_000),
    ):
        caretaker.begin()
    (sentence,) = questions.said
    assert "R-2026-0003" in sentence
    assert "permet de reprendre la dernière bonne" in sentence


def test_a_journal_that_went_away_is_told(
    crashed: Crash, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    left = crashed("")
    for file in journal_files(left):
        file.unlink(missing_ok=True)
    with (
        _cared_for(left, clock, questions) as (_, caretaker),
        qtbot.waitSignal(caretaker.checked, timeout=30_000),
    ):
        caretaker.begin()
    assert "les derniers enregistrements peuvent manquer" in questions.said[0]


def test_a_journal_of_a_file_that_was_replaced_is_told(
    crashed: Crash, filled_file: Path, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    left, brought = crashed(""), filled_file.with_name("apporte.pegase")
    shutil.copy(filled_file, brought)
    with Register.open(brought, clock=clock) as register:
        register.school.add_staff("Nadia Petit", by="Claire Martin")
    brought.replace(left)
    with (
        _cared_for(left, clock, questions) as (register, caretaker),
        qtbot.waitSignal(caretaker.checked, timeout=30_000) as checked,
    ):
        caretaker.begin()
        assert "Nadia Petit" in {one.name for one in register.school.staff()}
    (sentence,) = questions.said
    assert "« laisse.pegase-wal » n’allait pas avec ce registre" in sentence.replace("\u00a0", " ")
    assert checked.args == [0]


def test_leaving_at_once_ends_the_check(crashed: Crash, clock: Clock, questions: ScriptedQuestions) -> None:
    left = crashed("")
    with _cared_for(left, clock, questions) as (_, caretaker):
        caretaker.begin()
    with Register.open(left, clock=clock) as register:
        assert not register.store.ended_uncleanly


def test_after_a_clean_end_nothing_is_checked(
    register: Register, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    caretaker = Caretaker(session)
    with qtbot.assertNotEmitted(caretaker.checked, wait=50):
        caretaker.begin()
    caretaker.end()
    assert questions.said == []


def test_the_last_saves_reach_the_main_file_once_nobody_types(
    register: Register, session: Session, clock: Clock
) -> None:
    caretaker, (log, _) = Caretaker(session), journal_files(register.path)
    register.drafts.save(Draft(values={"subject": "Leçon"}))
    waiting = log.stat().st_size
    caretaker.bring_in()
    assert log.stat().st_size == waiting > 0
    clock.now += timedelta(seconds=30)
    caretaker.bring_in()
    assert log.stat().st_size == 0
