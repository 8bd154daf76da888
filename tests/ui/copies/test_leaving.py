"""« Changer de PC »: the file first, then the register, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pegase_desktop.domain.copies import MOVING_ENDING
from pegase_desktop.storage.copies import moving
from pegase_desktop.storage.copies.moving import unpacked
from pegase_desktop.ui.copies.leaving import come_back, leave
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.copy_notice import CopyNotice
from tests.domain.samples import registrable
from tests.ui.conftest import Opener
from tests.ui.scripted_questions import ScriptedQuestions

BY = "Claire Martin"


def left(session: Session, questions: ScriptedQuestions, target: Path, preferences: Preferences | None = None) -> None:
    questions.confirmations, questions.saved = [True], [target]
    leave(session, preferences or Preferences())


def test_the_file_holds_all_and_here_nothing_is_written_any_more(
    session: Session, questions: ScriptedQuestions, tmp_path: Path, open_window: Opener
) -> None:
    window = open_window(session)
    window.keep_copies()
    left(session, questions, tmp_path / "registre", Preferences(text_scale=115))
    with unpacked(tmp_path / f"registre{MOVING_ENDING}") as found:
        assert found.preferences["text_scale"] == 115
        assert found.manifest.holding.figures.cases == len(session.register.cases.references())
    assert "est prêt" in questions.said[-1]
    assert session.do(lambda: session.register.cases.receive(registrable(), by=BY)) is None
    assert "a déménagé vers un autre PC" in questions.said[-1]
    window.start_new()
    assert "a déménagé vers un autre PC" in questions.said[-1]
    assert any(one.accessibleName().startswith("Lecture seule.") for one in window.findChildren(CopyNotice))


def test_the_way_back_says_what_it_means(session: Session, questions: ScriptedQuestions, tmp_path: Path) -> None:
    left(session, questions, tmp_path / "registre")
    questions.confirmations = [False, True]
    assert not come_back(session)
    assert "deux registres qui ne pourront plus être réunis" in questions.asked[-1]
    assert come_back(session)
    assert session.do(lambda: session.register.cases.receive(registrable(), by=BY))


@pytest.mark.parametrize("answer", ["confirm", "file", "wait"])
def test_who_gives_up_changes_nothing(
    answer: str, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    head = session.register.journal.head()
    questions.confirmations = [answer != "confirm"]
    questions.saved = [None if answer == "file" else tmp_path / "registre"]
    questions.given_up = [answer == "wait"]
    leave(session, Preferences())
    assert session.register.journal.head() == head
    assert list(tmp_path.glob(f"*{MOVING_ENDING}")) == []


def test_what_was_saved_during_the_copy_keeps_the_register_here(
    session: Session, questions: ScriptedQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = moving._carry

    def save_and_carry(*arguments: object) -> None:
        session.register.cases.receive(registrable(), by=BY)
        carry(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "_carry", save_and_carry)
    left(session, questions, tmp_path / "registre")
    assert "recommencez" in questions.said[-1]
    assert session.register.custody.moved is None
    assert list(tmp_path.glob(f"*{MOVING_ENDING}")) == []


def test_a_file_that_cannot_be_finished_keeps_the_register_here(
    session: Session, questions: ScriptedQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pegase_desktop.storage.saved_file.move_into_place", fail)
    left(session, questions, tmp_path / "registre")
    assert "Le disque est plein" in questions.said[-1]
    assert session.register.custody.moved is None
    assert session.do(lambda: session.register.cases.receive(registrable(), by=BY))
    assert list(tmp_path.glob(f"*{MOVING_ENDING}*")) == []


def test_nor_is_another_file_lost_for_it(session: Session, questions: ScriptedQuestions, tmp_path: Path) -> None:
    taken = tmp_path / f"registre{MOVING_ENDING}"
    taken.write_bytes(b"the only one")
    left(session, questions, taken)
    assert taken.read_bytes() == b"the only one"
    assert session.register.custody.moved is None
