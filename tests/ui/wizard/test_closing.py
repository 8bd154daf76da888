"""The closure page: the gate as a checklist, closing when all is there, reopening, cancelling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CancelReason, Status
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.wizard.closing_section import Ending
from tests.domain.samples import closable
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist


@pytest.fixture
def ready(register: Register) -> Complaint:
    """A case that has all that closing asks for."""
    return register.cases.receive(replace(closable(), owner="Claire Martin"), by="Claire Martin")


def offered(typist: Typist) -> list[str]:
    labels = {ending.value for ending in Ending}
    return [one.text() for one in typist.window.findChildren(QPushButton) if one.text() in labels and one.isVisible()]


def press(typist: Typist, ending: Ending) -> None:
    buttons = typist.window.findChildren(QPushButton)
    typist.tab_to(next(one for one in buttons if one.text() == ending.value and one.isVisible()))
    typist.key(Qt.Key.Key_Space)


@pytest.mark.parametrize("page", [Page.CONCLUSION, Page.LESSONS])
def test_a_case_that_has_all_is_closed_by_keyboard(
    wizard: Opener, register: Register, ready: Complaint, page: Page
) -> None:
    typist = wizard(complaint=ready, page=page)
    assert offered(typist) == [Ending.CLOSE.value, Ending.CANCEL.value]
    press(typist, Ending.CLOSE)
    assert register.cases.get(ready.id).status is Status.CLOSED
    assert offered(typist) == [Ending.REOPEN.value]


def test_it_is_reopened_with_a_reason(
    wizard: Opener, register: Register, ready: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=ready, page=Page.LESSONS)
    press(typist, Ending.CLOSE)
    questions.reasons += [None, "Un fait nouveau est apparu"]
    press(typist, Ending.REOPEN)
    assert register.cases.get(ready.id).status is Status.CLOSED
    press(typist, Ending.REOPEN)
    assert register.cases.get(ready.id).status is Status.OPEN
    assert register.journal.of(ready.ref)[-1].reason == "Un fait nouveau est apparu"
    assert offered(typist) == [Ending.CLOSE.value, Ending.CANCEL.value]


def test_it_is_cancelled_with_a_reason_and_stays(
    wizard: Opener, register: Register, ready: Complaint, questions: ScriptedQuestions
) -> None:
    typist = wizard(complaint=ready, page=Page.LESSONS)
    questions.choices.append(list(CancelReason).index(CancelReason.WITHDRAWN))
    questions.lines.append("Par téléphone, le 20/11")
    press(typist, Ending.CANCEL)
    kept = register.cases.get(ready.id)
    assert (kept.status, kept.endings[-1].note) == (Status.CANCELLED, "Par téléphone, le 20/11")
    assert offered(typist) == [Ending.REOPEN.value]


def test_a_case_without_number_can_neither_be_closed_nor_cancelled(wizard: Opener) -> None:
    typist = wizard(page=Page.LESSONS)
    assert offered(typist) == [Ending.CLOSE.value]
    button = next(one for one in typist.window.findChildren(QPushButton) if one.text() == Ending.CLOSE.value)
    assert not button.isEnabled()
