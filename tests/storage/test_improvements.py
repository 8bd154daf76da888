"""Improvements through the mechanisms of the house: number, journal, replay, check, search, duties, drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import SCHOOL, RecordKind, RecordRef
from pegase_desktop.domain.words import Effect, OriginKind
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.dossiers import NoSuchRecord
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from tests.domain.samples import registrable
from tests.domain.test_improvement import DONE, WHOLE
from tests.storage.behind import execute
from tests.storage.office import CLAIRE


@pytest.fixture
def made(register: Register) -> Improvement:
    return register.improvements.register(WHOLE, by=CLAIRE)


def test_numbers_follow_each_other_within_a_year_and_beside_those_of_complaints(
    register: Register, made: Improvement
) -> None:
    assert (made.reference, made.version, made.registered_by) == ("A-2026-01", 1, CLAIRE)
    assert register.improvements.register(WHOLE, by=CLAIRE).reference == "A-2026-02"
    last_year = replace(WHOLE, decided_on=date(2025, 12, 31), due=date(2026, 1, 5))
    assert register.improvements.register(last_year, by=CLAIRE).reference == "A-2025-01"
    assert register.improvements.references() == ("A-2025-01", "A-2026-01", "A-2026-02")
    assert register.improvements.find("a-2026-01") == made
    assert register.cases.references() == ()


def test_what_is_missing_gives_no_number(register: Register) -> None:
    with pytest.raises(WrongFact, match="critère de réussite"):
        register.improvements.register(replace(WHOLE, criterion=""), by=CLAIRE)
    assert register.journal.all() == ()


def test_every_fact_is_kept_and_told(register: Register, made: Improvement) -> None:
    done = register.improvements.record(made, {"done_on": DONE.done_on, "proof": DONE.proof}, by=CLAIRE)
    assert register.improvements.get(made.id) == done
    first, second = register.journal.of(made.ref)
    assert (first.verb, second.verb) == (Verb.BEGIN, Verb.COMPLETE)
    assert [one.path for one in second.changes] == ["done_on", "proof"]
    assert list(second.details(Improvement)) == [
        "Mise en place le\u00a0: 12/10/2026",
        "Preuve\u00a0: Planning du 12/10",
    ]


def test_a_correction_asks_for_its_reason_and_a_stale_view_is_refused(register: Register, made: Improvement) -> None:
    with pytest.raises(Exception, match="Donnez la raison du changement"):
        register.improvements.record(made, {"what": "Écrire la veille"}, by=CLAIRE)
    register.improvements.record(made, {"what": "Écrire la veille"}, by=CLAIRE, reason="Précision")
    with pytest.raises(Outdated):
        register.improvements.record(made, {"owner": "Marc Giraud"}, by=CLAIRE)


def test_its_year_is_that_of_its_number(register: Register, made: Improvement) -> None:
    with pytest.raises(WrongFact, match="A-2026-01"):
        register.improvements.record(made, {"decided_on": date(2025, 12, 31)}, by=CLAIRE, reason="Erreur")


def test_its_duties_stand_beside_those_of_complaints(register: Register, made: Improvement) -> None:
    [todo] = register.table.todos()
    assert (todo.record, todo.reference, todo.about, todo.duty.kind) == (
        made.ref, "A-2026-01", WHOLE.what, DutyKind.IMPROVE,
    )  # fmt: skip
    done = register.improvements.record(made, {"done_on": DONE.done_on}, by=CLAIRE)
    assert [one.duty.kind for one in register.table.todos()] == [DutyKind.CHECK_EFFECT]
    checked = {"checked_on": date(2026, 11, 15), "effect": Effect.EFFECTIVE, "effect_text": "Vu"}
    register.improvements.record(done, checked, by=CLAIRE)
    assert register.table.todos() == ()


def test_a_sound_register_is_not_accused_and_every_fact_altered_behind_it_is(
    register: Register, made: Improvement
) -> None:
    assert check_register(register) == ()
    for column, value in (("what", "Autre chose"), ("due", "2026-12-24"), ("title", "Autre"), ("version", 7)):
        kept = execute(register, f"SELECT {column} FROM improvement").fetchone()[0]
        execute(register, f"UPDATE improvement SET {column} = ?", (value,))
        assert [one for one in check_register(register) if one.startswith("A-2026-01")]
        execute(register, f"UPDATE improvement SET {column} = ?", (kept,))
    execute(register, "DELETE FROM duty")
    assert [one for one in check_register(register) if "reste à faire" in one]


def test_a_gap_and_a_record_that_is_gone_are_seen(register: Register, made: Improvement) -> None:
    execute(register, "UPDATE improvement SET number = 4")
    assert [one for one in check_register(register) if "améliorations" in one]
    execute(register, "DROP TRIGGER improvement_is_never_deleted")
    execute(register, "DELETE FROM improvement")
    said = check_register(register)
    assert "Le journal parle d’une amélioration qui n’est plus dans le registre." in said
    assert "La recherche connaît des améliorations qui ne sont pas dans le registre." in said


def test_none_is_ever_deleted(register: Register, made: Improvement) -> None:
    with pytest.raises(Exception, match="never deleted"):
        execute(register, "DELETE FROM improvement")


def test_what_is_typed_waits_and_goes_with_the_recording(register: Register, made: Improvement) -> None:
    typed = Draft(kind=RecordKind.IMPROVEMENT, record_id=made.id, values={"proof": "Planning"}, saved_by=CLAIRE)
    register.drafts.save(typed)
    waiting = register.drafts.of(made.ref, CLAIRE)
    assert waiting is not None
    assert waiting.values == {"proof": "Planning"}
    register.improvements.record(made, {"proof": "Planning"}, by=CLAIRE)
    assert register.drafts.of(made.ref, CLAIRE) is None


def test_a_new_one_uses_up_its_draft_and_is_answered_once(register: Register) -> None:
    draft = register.drafts.save(Draft(kind=RecordKind.IMPROVEMENT, values={"what": WHOLE.what}, saved_by=CLAIRE))
    first = register.improvements.register(WHOLE, by=CLAIRE, draft_id=draft.id, act=draft.act)
    assert register.drafts.all() == ()
    assert register.improvements.register(WHOLE, by=CLAIRE, draft_id=draft.id, act=draft.act) == first
    assert register.improvements.references() == ("A-2026-01",)


def test_documents_belong_to_it_alone(register: Register, made: Improvement) -> None:
    with_paper = register.improvements.attach(made, "planning.pdf", b"%PDF", by=CLAIRE)
    [paper] = register.improvements.get(made.id).attachments
    assert register.improvements.content_of(paper) == b"%PDF"
    without = register.improvements.detach(with_paper, paper.id, by=CLAIRE, reason="Mauvais fichier")
    assert without.attachments == ()
    assert check_register(register) == ()


def test_one_that_is_not_there_is_said(register: Register) -> None:
    with pytest.raises(NoSuchRecord, match=r"Aucune amélioration ne porte le numéro A-2026-09\. Exemple"):
        register.improvements.find("A-2026-09")
    with pytest.raises(NoSuchRecord, match="Cette amélioration"):
        register.improvements.get(9)


def test_a_change_names_the_record(register: Register, made: Improvement) -> None:
    assert register.take_changed() == {RecordRef(RecordKind.IMPROVEMENT, made.id)}


def test_a_draft_of_it_names_no_page(register: Register) -> None:
    typed = register.drafts.save(Draft(kind=RecordKind.IMPROVEMENT, values={"what": "Appeler"}, saved_by=CLAIRE))
    assert register.drafts.all() == (typed,)
    assert typed.page is None


def test_what_a_complaint_led_to_is_known_by_its_number(register: Register, made: Improvement) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    assert register.improvements.naming("origins", case.reference) == ()
    for origins in ((Origin(kind=OriginKind.COMPLAINT, reference=case.reference),), ()):
        register.improvements.register(replace(WHOLE, origins=origins), by=CLAIRE)
    assert register.improvements.naming("origins", case.reference) == ("A-2026-02",)


def test_numbers_of_records_of_several_kinds_are_read_together(register: Register, made: Improvement) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    gone = RecordRef(RecordKind.IMPROVEMENT, 9)
    found = register.table.references({made.ref, case.ref, gone, SCHOOL})
    assert found == {made.ref: "A-2026-01", case.ref: case.reference}
