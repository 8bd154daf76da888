"""Opening the wizard looks and changes nothing: neither in the register file nor for who listens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.procedure import Page
from pegase_desktop.storage.sqlite.file_identity import journal_files
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import registrable
from tests.storage.behind import engine_of
from tests.ui.hands import part
from tests.ui.scripted_questions import ScriptedQuestions

if TYPE_CHECKING:
    from pegase_desktop.domain.complaint import Complaint
    from pegase_desktop.storage.register import Register
    from pegase_desktop.ui.desk.session import Session
    from pegase_desktop.ui.shell.main_window import MainWindow


@pytest.fixture
def case(register: Register) -> Complaint:
    return register.cases.receive(registrable(), by="Claire Martin")


def traces(register: Register) -> tuple[Any, ...]:
    """All by which a writing would be known."""
    files = (register.path, *journal_files(register.path))
    kept = [one.read_bytes() for one in files if one.exists() and not one.name.endswith("-shm")]
    return engine_of(register).connection().total_changes, register.journal.head(), kept


@pytest.mark.parametrize("values", [{}, {"lesson": "Prévenir la veille"}], ids=["recorded", "with a draft"])
def test_opening_a_case_and_leaving_it_changes_nothing(
    values: dict[str, Any], window: MainWindow, session: Session, register: Register, case: Complaint
) -> None:
    if values:
        register.drafts.save(Draft(record_id=case.id, page=Page.LESSONS, values=values, saved_by="Claire Martin"))
    told: list[Changed] = []
    session.changed.connect(told.append)
    before = traces(register)
    window.continue_case(case.id)
    wizard = part(window, WizardWindow)
    assert wizard.flow.complaint.lesson == values.get("lesson", "")
    assert (traces(register), told) == (before, [])
    if not values:
        wizard.leave()
        assert (traces(register), told) == (before, [])


def test_what_a_colleague_typed_is_looked_at_without_being_taken_over(
    window: MainWindow, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    questions.confirmations.append(True)
    theirs = Draft(
        record_id=case.id, page=Page.RECEPTION, values={"verbatim": "Mot de Sophie"}, saved_by="Sophie Renaud"
    )
    theirs = register.drafts.save(theirs)
    window.continue_case(case.id)
    wizard = part(window, WizardWindow)
    assert wizard.flow.complaint.verbatim == "Mot de Sophie"
    wizard.save_now()
    assert register.drafts.all() == (theirs,)
    wizard.flow.type("remedy_sought", "Un appel")
    wizard.save_now()
    kept = {one.saved_by: one.values for one in register.drafts.all()}
    mine = {"verbatim": "Mot de Sophie", "remedy_sought": "Un appel"}
    assert kept == {"Sophie Renaud": theirs.values, "Claire Martin": mine}


def test_what_a_colleague_typed_stays_theirs_where_one_opens_without_it(
    window: MainWindow, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    theirs = register.drafts.save(
        Draft(record_id=case.id, page=Page.RECEPTION, values={"verbatim": "Mot de Sophie"}, saved_by="Sophie Renaud")
    )
    questions.confirmations.append(False)
    window.continue_case(case.id)
    assert "Sophie Renaud a commencé une saisie sur ce dossier (aujourd’hui" in questions.asked[-1]
    wizard = part(window, WizardWindow)
    assert wizard.flow.complaint.verbatim == case.verbatim
    wizard.leave()
    assert register.drafts.all() == (theirs,)


def test_a_colleagues_draft_is_not_resumed_over_ones_own(
    window: MainWindow, register: Register, case: Complaint, questions: ScriptedQuestions
) -> None:
    drafts = {
        name: register.drafts.save(
            Draft(record_id=case.id, page=Page.LESSONS, values={"lesson": f"Mot de {name}"}, saved_by=name)
        )
        for name in ("Sophie Renaud", "Claire Martin")
    }
    window.register_screen.draft_wanted.emit(drafts["Sophie Renaud"])
    assert questions.said[-1].startswith("Vous avez vous-même une saisie à terminer sur ce dossier.")
    assert window.findChild(WizardWindow) is None
    window.register_screen.draft_wanted.emit(drafts["Claire Martin"])
    assert part(window, WizardWindow).flow.complaint.lesson == "Mot de Claire Martin"


def test_a_new_complaint_changes_nothing_before_something_is_typed(
    window: MainWindow, session: Session, register: Register
) -> None:
    told: list[Changed] = []
    session.changed.connect(told.append)
    before = traces(register)
    window.start_new()
    part(window, WizardWindow).leave()
    assert (traces(register), told) == (before, [])
