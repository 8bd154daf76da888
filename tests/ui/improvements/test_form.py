"""The form of an improvement with a keyboard and no mouse: decided, put in place, checked, abandoned, corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.improvement import Improvement, ImprovementState
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.words import CauseFamily, Effect, ImprovementKind, OriginKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Paragraph
from tests.ui.forms.typist import FormTypist
from tests.ui.improvements.conftest import CLAIRE, page_of
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier
DECIDED = {
    "what": "Appeler l’élève la veille",
    "kind": ImprovementKind.PREVENTIVE,
    "due": date(2026, 12, 15),
    "owner": "Claire Martin",
    "criterion": "Aucune leçon annulée sans appel",
    "check_on": date(2027, 1, 15),
    "cause_family": CauseFamily.ORGANISATION,
    "cause_text": "Pas de rappel",
}


def fill(page: DossierPage, typist: FormTypist, values: dict[str, object]) -> None:
    for name, value in values.items():
        typist.enter(page.editors[name], value)


def save(typist: FormTypist) -> None:
    typist.key(Qt.Key.Key_S, CONTROL)


def faults(page: DossierPage) -> set[str]:
    return {name for name, one in page.editors.items() if one.field.has_error() and one.field.isVisible()}


def opened(screen: ImprovementsScreen, improvement: Improvement, fact: str = "") -> DossierPage:
    screen.show_record(improvement.id, fact)
    return page_of(screen)


def test_every_fact_has_its_place_in_the_form(decided: Improvement, screen: ImprovementsScreen) -> None:
    page = opened(screen, decided)
    rows = {one.name for one in facts_of(Improvement) if one.kind is FactKind.ROWS}
    assert {one.name for one in facts_of(Improvement)} == page.editors.keys() | rows
    assert rows == {"origins", "attachments"}


def test_a_new_one_is_typed_and_gets_its_number(
    screen: ImprovementsScreen, typist: FormTypist, register: Register, heard: list[str]
) -> None:
    screen.begin_new()
    page = page_of(screen)
    assert not page.editors["done_on"].field.isVisible()
    assert not page.shelf.isVisible()
    fill(page, typist, DECIDED)
    save(typist)
    [made] = register.improvements.all()
    assert {name: getattr(made, name) for name in DECIDED} == DECIDED
    assert (made.reference, made.decided_on, made.registered_by) == ("A-2026-01", date(2026, 11, 20), CLAIRE)
    assert "Amélioration enregistrée\u00a0: A-2026-01" in heard
    assert page.editors["done_on"].field.isVisible()
    assert page.shelf.isVisible()
    typist.key(Qt.Key.Key_Escape)
    assert [row.line.record for row in screen.overview.rows] == [made]
    assert screen.standing.words == "1\u00a0amélioration en cours"
    assert check_register(register) == ()


def test_what_is_missing_is_said_under_its_field_and_nothing_is_recorded(
    screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    screen.begin_new()
    page = page_of(screen)
    save(typist)
    assert faults(page) == {"what", "kind", "due", "owner", "criterion"}
    assert page.editors["what"].input.hasFocus()
    assert register.improvements.references() == ()
    fill(page, typist, {"what": "Appeler", "due": date(2026, 11, 1)})
    typist.tab()
    assert "what" not in faults(page)
    assert page.editors["due"].field.fault() == (
        "Cette date est avant la décision (20/11/2026). Vérifiez le jour et le mois."
    )


def test_it_is_put_in_place_then_checked(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    page = opened(screen, decided, "done_on")
    assert page.editors["done_on"].input.hasFocus()
    assert not page.editors["effect"].field.isVisible()
    fill(page, typist, {"done_on": date(2026, 11, 16)})
    typist.tab()
    fill(page, typist, {"proof": "Planning du 16/11"})
    save(typist)
    assert register.improvements.get(decided.id).state is ImprovementState.IN_PLACE
    fill(page, typist, {"checked_on": date(2026, 11, 20), "effect": Effect.PARTIAL})
    save(typist)
    assert faults(page) == {"effect_text", "follow_up"}
    fill(page, typist, {"effect_text": "Une leçon sans appel", "follow_up": "Un second appel"})
    save(typist)
    checked = register.improvements.get(decided.id)
    assert (checked.state, checked.follow_up) == (ImprovementState.CHECKED, "Un second appel")
    assert [one.verb for one in register.journal.of(decided.ref)] == [Verb.BEGIN, Verb.COMPLETE, Verb.COMPLETE]
    assert register.table.todos() == tuple(one for one in register.table.todos() if one.record != decided.ref)


def test_it_is_abandoned_with_its_reason(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    page = opened(screen, decided)
    fill(page, typist, {"abandoned_on": date(2026, 11, 20)})
    save(typist)
    assert faults(page) == {"abandoned_reason"}
    fill(page, typist, {"abandoned_reason": "Autre planning"})
    save(typist)
    assert register.improvements.get(decided.id).state is ImprovementState.ABANDONED


def test_a_correction_asks_why_and_the_reason_may_be_given_up(
    decided: Improvement,
    screen: ImprovementsScreen,
    typist: FormTypist,
    register: Register,
    questions: ScriptedQuestions,
) -> None:
    page = opened(screen, decided)
    fill(page, typist, {"what": "Écrire la veille", "owner": "Claire Martin"})
    questions.reasons += [None, "Précision"]
    save(typist)
    assert register.improvements.get(decided.id) == decided
    assert page.editors["what"].input.text() == "Écrire la veille"
    save(typist)
    recorded = register.improvements.get(decided.id)
    assert (recorded.what, recorded.owner) == ("Écrire la veille", "Claire Martin")
    assert register.journal.of(decided.ref)[-1].reason == "Précision"
    assert "«\u00a0Ce qui change\u00a0»" in questions.asked[0]
    assert "Responsable" not in questions.asked[0]  # it is expected to change


def test_saving_again_records_nothing_more(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    opened(screen, decided)
    head = register.journal.head()
    save(typist)
    assert register.journal.head() == head


def test_the_others_are_told_and_the_screen_itself_is_not(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, session: Session
) -> None:
    told: list[Changed] = []
    session.changed.connect(told.append)
    fill(opened(screen, decided), typist, {"owner": "Claire Martin"})
    save(typist)
    assert [(one.records, one.initiator) for one in told] == [(frozenset({decided.ref}), screen)]


def test_an_origin_is_added_and_leads_to_its_complaint(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register, qtbot: QtBot
) -> None:
    page = opened(screen, decided)
    links = [
        one for one in page.rows["origins"].findChildren(Button) if one.text().startswith("Ouvrir") and one.isVisible()
    ]
    assert [one.text() for one in links] == ["Ouvrir R-2026-0014", "Ouvrir R-2026-0021"]
    kind, reference, _ = page.rows["origins"].editors
    typist.enter(kind, OriginKind.COMPLAINT)
    typist.enter(reference, "R-2026-0016")
    save(typist)  # the row that is being typed joins the others
    assert [one.reference for one in register.improvements.get(decided.id).origins][-1] == "R-2026-0016"
    with qtbot.waitSignal(screen.record_wanted) as wanted:
        typist.press("Ouvrir R-2026-0021")
    assert wanted.args[0] == register.cases.find("R-2026-0021").ref


def test_an_origin_that_says_nothing_keeps_the_form_from_being_saved(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist, register: Register
) -> None:
    page = opened(screen, decided)
    _, reference, _ = page.rows["origins"].editors
    typist.enter(reference, "R-2026-0016")
    save(typist)
    assert register.improvements.get(decided.id) == decided
    assert page.rows["origins"].editors[0].field.has_error()


def test_an_origin_without_complaint_is_said(
    decided: Improvement, screen: ImprovementsScreen, questions: ScriptedQuestions
) -> None:
    opened(screen, decided).case_wanted.emit("R-2026-9999")
    assert "R-2026-9999" in questions.said[0]


def test_documents_come_and_go(
    decided: Improvement,
    screen: ImprovementsScreen,
    register: Register,
    questions: ScriptedQuestions,
    tmp_path: Path,
    typist: FormTypist,
) -> None:
    page = opened(screen, decided)
    fill(page, typist, {"owner": "Claire Martin"})
    for name in ("planning.pdf", "notes.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    page.shelf.added.emit([tmp_path / "planning.pdf", tmp_path / "notes.pdf"])
    assert [one.name for one in register.improvements.get(decided.id).attachments] == ["planning.pdf", "notes.pdf"]
    questions.reasons.append("Mauvais document")
    page.shelf.removal_wanted.emit(page.sheet.recorded.attachments[0])
    assert [one.name for one in register.improvements.get(decided.id).attachments] == ["notes.pdf"]
    save(typist)  # what was typed meanwhile is still there
    assert register.improvements.get(decided.id).owner == "Claire Martin"


def test_its_journal_is_told_in_its_own_words(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist
) -> None:
    page = opened(screen, decided)
    typist.press("Journal de l’amélioration")
    told = "\n".join(one.words for one in page.journal.findChildren(Paragraph))
    assert "Claire Martin a ouvert la fiche" in told
    assert "Ce qui change : Appeler l’élève la veille de chaque leçon" in told


def test_the_tab_key_goes_through_the_form_and_out_of_it(
    decided: Improvement, screen: ImprovementsScreen, typist: FormTypist
) -> None:
    page = opened(screen, decided)
    names = []
    for _ in range(60):
        typist.tab()
        focus = typist.focus
        names += [name for name, one in page.editors.items() if one.input is focus or one.input.isAncestorOf(focus)]
        if not page.isAncestorOf(focus):
            break
    assert not page.isAncestorOf(typist.focus)
    order = list(dict.fromkeys(names))
    shown = [name for name, one in page.editors.items() if one.field.isVisible() and name != "what"]
    assert order == [name for name in shown if name in order]
    assert {"kind", "due", "criterion", "done_on", "abandoned_reason"} <= set(order)


def test_somebody_faster_is_said_and_what_is_typed_stays(
    decided: Improvement,
    screen: ImprovementsScreen,
    typist: FormTypist,
    register: Register,
    questions: ScriptedQuestions,
) -> None:
    page = opened(screen, decided)
    register.improvements.record(decided, {"owner": "Claire Martin"}, by="Claire Martin")
    fill(page, typist, {"due": date(2026, 12, 24)})
    save(typist)
    assert len(questions.said) == 1
    assert page.sheet.recorded.owner == "Claire Martin"
    save(typist)
    assert register.improvements.get(decided.id).due == date(2026, 12, 24)


def test_a_button_pressed_again_after_a_disk_that_failed_records_once(
    screen: ImprovementsScreen,
    typist: FormTypist,
    register: Register,
    questions: ScriptedQuestions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.begin_new()
    fill(page_of(screen), typist, DECIDED)
    genuine = Dossiers.register

    def record_and_fail(*args: object, **options: object) -> object:
        genuine(*args, **options)  # type: ignore[arg-type]
        raise UserError("Le disque n’a pas répondu.")

    with monkeypatch.context() as failing:
        failing.setattr(Dossiers, "register", record_and_fail)
        save(typist)
    assert questions.said == ["Le disque n’a pas répondu."]
    save(typist)
    assert register.improvements.references() == ("A-2026-01",)
    assert register.drafts.all() == ()
    assert page_of(screen).sheet.recorded.ref.kind is RecordKind.IMPROVEMENT
