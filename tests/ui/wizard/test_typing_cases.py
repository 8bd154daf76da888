"""Three whole cases typed by keyboard, from nothing to the closure: the register then says what the cases say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Status
from pegase_desktop.interchange.open_form_reading import case_from_open
from pegase_desktop.storage.register import Register
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener

CASES = json.loads((Path(__file__).parents[2] / "data" / "cases.json").read_text("utf-8"))["cases"]
ORAL, BY_EMAIL, REFUSED = 1, 12, 3


def told(complaint: Complaint) -> dict[str, Any]:
    """The facts, without what the register itself adds: who closed, the numbers of the entries, the documents."""
    facts = {one.name: getattr(complaint, one.name) for one in facts_of(Complaint)}
    for one in facts_of(Complaint):
        if one.kind is FactKind.ROWS:
            facts[one.name] = tuple(replace(row, id=0) for row in facts[one.name])
    return {name: value for name, value in facts.items() if name not in {"endings", "attachments"}}


@pytest.mark.parametrize("number", [ORAL, BY_EMAIL, REFUSED])
def test_a_case_is_typed_from_nothing_to_its_closure(
    number: int, wizard: Opener, register: Register, clock: Clock, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    case = case_from_open(CASES[number - 1], number, clock.now).complaint
    assert case.ended_at is not None
    clock.now = case.ended_at
    documents = [tmp_path / "photo de la porte.jpg", tmp_path / "ticket.pdf"] if number == BY_EMAIL else []
    for document in documents:
        document.write_bytes(document.name.encode())
        questions.opened.append(document)
    typist = wizard()
    for page in COMPLAINT_PATH.pages:
        typist.fill_page(case)
        if page is Page.RECEPTION:
            for _ in documents:
                typist.press("Ajouter une pièce jointe")
        if page is not COMPLAINT_PATH.pages[-1]:
            typist.next()
    typist.press("Clôturer le dossier")
    assert questions.said == []
    assert questions.asked == ["Ajouter une pièce jointe"] * len(documents), "nothing typed had to be corrected"
    recorded = register.cases.find("R-2026-0001")
    assert recorded.status is Status.CLOSED
    assert told(recorded) == told(case)
    assert [one.name for one in recorded.attachments] == [one.name for one in documents]
    assert register.drafts.all() == ()
