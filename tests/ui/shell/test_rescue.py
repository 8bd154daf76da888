"""The window of a register whose file somebody deleted or moved meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from tests.domain.samples import registrable
from tests.ui.conftest import Opener
from tests.ui.scripted_questions import ScriptedQuestions

pytestmark = pytest.mark.skipif(os.name != "posix", reason="on Windows nobody moves or deletes an open file")
COPY, LEAVE, STAY = 0, 1, None


def count_in(path: Path) -> int:
    with Register.open(path, create=False) as register:
        return len(register.cases.references())


def test_a_copy_is_offered_before_a_deleted_register_is_gone(
    session: Session, open_window: Opener, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    window = open_window(session)
    session.register.cases.receive(registrable(), by="Claire Martin")
    there = len(session.register.cases.references())
    session.register.path.unlink()
    questions.choices, questions.saved = [COPY], [tmp_path / "récupéré"]
    assert window.close()
    assert questions.asked[0].startswith("Le fichier « registre.pegase » a été déplacé, supprimé ou remplacé")
    assert count_in(tmp_path / "récupéré.pegase") == there


def test_it_may_get_its_own_name_again(session: Session, open_window: Opener, questions: ScriptedQuestions) -> None:
    window, path = open_window(session), session.register.path
    there = len(session.register.cases.references())
    path.unlink()
    assert session.register.store.checkpoint()
    questions.choices, questions.saved = [COPY], [path]
    assert window.close()
    session.register.close()
    assert count_in(path) == there


def test_the_window_stays_until_the_copy_is_there_or_nobody_wants_one(
    session: Session, open_window: Opener, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    window = open_window(session)
    away = session.register.path.rename(tmp_path / "ailleurs.pegase")
    folder = tmp_path / "dossier.pegase"
    folder.mkdir()
    questions.choices, questions.saved = [STAY, COPY, COPY], [None, folder]
    assert not window.close()
    assert not window.close()
    assert not window.close()
    assert "Un dossier porte déjà ce nom" in questions.said[0]
    questions.choices = [LEAVE]
    assert window.close()
    assert {one.name for one in tmp_path.glob("*.pegase")} == {away.name, folder.name}


def test_a_copy_is_put_where_the_register_was_when_the_computer_is_shut_down(
    session: Session, open_window: Opener, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, path = open_window(session), session.register.path
    there = len(session.register.cases.references())
    path.unlink()
    monkeypatch.setattr(QApplication, "isSavingSession", lambda _: True)
    assert window.close()
    assert questions.asked == []
    assert count_in(path.with_name("registre (copie).pegase")) == there
