"""A note from what was decided: chosen in the list of meetings, or begun from the record itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.widgets.buttons import Button
from tests.domain.notes import CLAIRE, SOPHIE
from tests.domain.test_improvement import WHOLE
from tests.domain.test_meeting import SIGNED
from tests.storage.office import Clock
from tests.ui.conftest import NOW
from tests.ui.notes.conftest import page_of
from tests.ui.scripted_questions import ScriptedQuestions

TODAY, CASE = NOW.date(), "R-2026-0014"


@pytest.fixture
def decided(register: Register) -> Improvement:
    origins = (Origin(kind=OriginKind.COMPLAINT, reference=CASE),)
    return register.improvements.register(
        replace(WHOLE, decided_on=TODAY, due=TODAY, owner=SOPHIE, origins=origins), by=CLAIRE
    )


@pytest.fixture
def meeting(register: Register, decided: Improvement) -> Meeting:
    """Signed off; another is only prepared."""
    points = (Point(subject="Planning", cases=CASE, decisions=decided.reference),)
    signed = replace(SIGNED, points=points, signed_off_on=TODAY)
    register.meetings.register(replace(SIGNED, signed_off_on=None, signed_off_by=""), by=CLAIRE)
    return register.meetings.register(signed, by=CLAIRE)


def press(screen: NotesScreen, qtbot: QtBot) -> None:
    button = next(one for one in screen.findChildren(Button) if one.text() == "Depuis une réunion…" and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_one_is_proposed_from_a_meeting_that_is_chosen(
    meeting: Meeting,
    decided: Improvement,
    screen: NotesScreen,
    register: Register,
    questions: ScriptedQuestions,
    qtbot: QtBot,
) -> None:
    questions.choices += [None, 0]
    press(screen, qtbot)
    assert screen.page is None
    press(screen, qtbot)
    assert questions.options[0] == [
        "RQ-2026-02 du 20/11/2026, 1\u00a0décision",
        "Améliorations décidées depuis le 21/09/2026 (1)",
    ]
    page = page_of(screen)
    assert page.editors["subject"].input.text() == decided.what
    assert page.editors["subject"].input.hasFocus()
    assert "Ce qui change" in page.editors["text"].input.toPlainText()
    assert SOPHIE not in page.editors["text"].input.toPlainText()
    assert [one.reference for one in page.sheet.record.origins] == ["RQ-2026-02", "A-2026-01"]
    page.save()
    questions.choices.append(None)
    screen.escape()
    press(screen, qtbot)
    assert questions.options[-1][0].endswith("déjà dans NI-2026-01")
    assert register.learning.cases_told(register.notes.get(1)) == (CASE,)


def test_one_is_proposed_from_the_improvements_decided_lately(
    decided: Improvement, screen: NotesScreen, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    questions.choices.append(0)
    press(screen, qtbot)
    assert [one.reference for one in page_of(screen).sheet.record.origins] == ["A-2026-01"]


def test_where_nothing_was_decided_it_is_said(
    screen: NotesScreen, questions: ScriptedQuestions, session: Session, clock: Clock, qtbot: QtBot
) -> None:
    press(screen, qtbot)
    assert questions.said[0].startswith("Aucune réunion n’a de compte rendu arrêté")
    session.set_actor("")
    questions.choices.append(None)
    press(screen, qtbot)
    assert len(questions.said) == 1  # nobody is at the desk
    assert screen.page is None


def test_what_was_decided_long_ago_is_not_recent(decided: Improvement, session: Session, register: Register) -> None:
    assert register.learning.improvements_to_tell(TODAY) == (decided,)
    assert register.learning.improvements_to_tell(TODAY + timedelta(days=1)) == ()


def test_a_meeting_or_an_improvement_begins_one_itself(
    meeting: Meeting, decided: Improvement, screen: NotesScreen, register: Register
) -> None:
    screen.begin_record(meeting.ref)
    assert [one.reference for one in page_of(screen).sheet.record.origins] == ["RQ-2026-02", "A-2026-01"]
    screen.begin_record(decided.ref)
    assert [one.reference for one in page_of(screen).sheet.record.origins] == ["A-2026-01"]
    screen.escape()
    screen.begin_record(complaint_ref(register.cases.find(CASE).id))
    assert screen.page is None
