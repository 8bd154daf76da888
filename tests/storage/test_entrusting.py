"""The work of one who leaves or is away: found, entrusted in one operation, told and checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.entrusting import Task, WrongSuccessor, in_groups, standing
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.words import CancelReason
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.operations import new_act
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from tests.domain.improved import improvements
from tests.domain.samples import cases, closable, registrable
from tests.domain.test_improvement import DONE, WHOLE
from tests.storage.office import CLAIRE, Clock, everything

MARC, SOPHIE = "Marc Olivier", "Sophie Renaud"
_CALL = Action(what="Appeler l’élève", who=MARC, due=date(2026, 11, 24))


@pytest.fixture
def marc(register: Register) -> Staff:
    """Marc, in a team of three."""
    return [register.school.add_staff(name, by=CLAIRE) for name in (CLAIRE, SOPHIE, MARC)][-1]


@pytest.fixture
def case(register: Register, marc: Staff) -> Complaint:
    """Seen to by Marc, who received it and has one action left of two."""
    done = replace(_CALL, what="Prévenir le moniteur", done_on=date(2026, 11, 3))
    return register.cases.receive(registrable(owner=MARC, received_by=MARC, actions=(done, _CALL)), by=MARC)


@pytest.fixture
def improvement(register: Register, marc: Staff) -> Improvement:
    """Seen to by Claire, its effect to be looked at by Marc."""
    return register.improvements.register(replace(DONE, owner=CLAIRE, checker=MARC), by=CLAIRE)


def entrust(register: Register, giver: Staff, seen: tuple[Task, ...], to: str = SOPHIE, act: str = "") -> Staff:
    return register.entrusting.entrust(giver, seen, to, seen=seen, leaves=True, by=CLAIRE, act=act)


def test_who_leaves_entrusts_all_in_one_operation(
    register: Register, marc: Staff, case: Complaint, improvement: Improvement, clock: Clock
) -> None:
    seen = register.entrusting.standing(MARC)
    assert [(one.reference, one.fact, one.what) for one in seen] == [
        (case.reference, "owner", case.title),
        (case.reference, "actions", "Appeler l’élève"),
        (improvement.reference, "checker", improvement.what),
    ]
    register.take_changed()
    at, told = clock.move(hours=1), len(register.journal.all())
    assert entrust(register, marc, seen) == replace(marc, active=False)
    entries = register.journal.all()[told:]
    assert [(one.record, one.verb, one.at, one.actor) for one in entries] == [
        (case.ref, Verb.ENTRUST, at, CLAIRE),
        (improvement.ref, Verb.ENTRUST, at, CLAIRE),
        (SCHOOL, Verb.STAFF, at, CLAIRE),
    ]
    assert [bool(one.act) for one in entries] == [True, False, False]
    assert register.take_changed() == {case.ref, improvement.ref, SCHOOL}
    assert register.entrusting.standing(MARC) == ()
    after = register.cases.get(case.id)
    assert (after.owner, [one.who for one in after.actions]) == (SOPHIE, [MARC, SOPHIE])
    assert (after.received_by, after.registered_by, after.version) == (MARC, MARC, 2)
    assert register.improvements.get(improvement.id) == replace(improvement, checker=SOPHIE, version=2)
    assert {one.duty.who for one in register.table.todos()} == {SOPHIE}
    assert check_register(register) == ()


def test_the_journal_says_who_took_over_from_whom_and_why(register: Register, marc: Staff, case: Complaint) -> None:
    entrust(register, marc, register.entrusting.standing(MARC))
    entry = register.journal.of(case.ref)[-1]
    assert entry.sentence == "Claire Martin a confié à quelqu’un d’autre ce qui restait à faire"
    owner, action, reason = (line.replace("\u00a0", " ") for line in entry.details())
    assert owner == "Responsable du traitement : « Marc Olivier » devient « Sophie Renaud »"
    assert "Appeler l’élève" in action
    assert reason == "Motif : Marc Olivier a quitté l’équipe"


def test_of_one_who_is_only_away_some_may_be_entrusted_and_entrusted_back(
    register: Register, marc: Staff, case: Complaint, improvement: Improvement
) -> None:
    seen = register.entrusting.standing(MARC)
    told = len(register.journal.all())
    some = [one for one in seen if one.fact == "owner"]
    assert register.entrusting.entrust(marc, some, SOPHIE, seen=seen, by=CLAIRE) == marc
    assert register.journal.all()[-1].reason == "Sophie Renaud prend la relève de Marc Olivier"
    assert len(register.journal.all()) == told + 1
    assert [one.fact for one in register.entrusting.standing(MARC)] == ["actions", "checker"]
    sophie = register.school.staff()[1]
    back = register.entrusting.standing(SOPHIE)
    register.entrusting.entrust(sophie, back, MARC, seen=back, by=CLAIRE)
    assert register.cases.get(case.id) == replace(case, version=3)
    assert check_register(register) == ()


def test_the_same_act_twice_is_once(register: Register, marc: Staff, case: Complaint) -> None:
    seen, act = register.entrusting.standing(MARC), new_act()
    gone = entrust(register, marc, seen, act=act)
    held = everything(register)
    assert entrust(register, marc, seen, act=act) == gone
    assert everything(register) == held


def test_who_leaves_without_entrusting_anything_needs_nobody(register: Register, marc: Staff, case: Complaint) -> None:
    seen = register.entrusting.standing(MARC)
    gone = register.entrusting.entrust(marc, (), "", seen=seen, leaves=True, by=CLAIRE)
    assert gone == replace(marc, active=False)
    assert register.journal.all()[-1].verb is Verb.STAFF
    assert register.entrusting.standing(MARC) == seen
    entrusted = register.entrusting.entrust(gone, seen, SOPHIE, seen=seen, by=CLAIRE)  # later all the same
    assert entrusted == gone
    assert register.journal.all()[-1].reason == "Marc Olivier a quitté l’équipe"


def test_what_changed_since_it_was_seen_is_refused_whole(register: Register, marc: Staff, case: Complaint) -> None:
    def refused(giver: Staff, seen: tuple[Task, ...], tasks: tuple[Task, ...]) -> None:
        held = everything(register)
        with pytest.raises(Outdated, match="Revoyez la liste"):
            register.entrusting.entrust(giver, tasks, SOPHIE, seen=seen, leaves=True, by=CLAIRE)
        assert everything(register) == held

    seen = register.entrusting.standing(MARC)
    register.cases.record(case, {"outcome": "En cours"}, by=SOPHIE)
    refused(marc, seen, seen)
    seen = register.entrusting.standing(MARC)
    register.cases.receive(registrable(owner=MARC), by=SOPHIE)
    refused(marc, seen, seen)
    now = register.entrusting.standing(MARC)
    refused(marc, now, (replace(now[0], version=9),))
    register.school.change_staff(replace(marc, active=False), by=CLAIRE)
    refused(marc, now, now)


def test_who_cannot_take_over_leaves_all_as_it_was(register: Register, marc: Staff, case: Complaint) -> None:
    seen = register.entrusting.standing(MARC)
    register.school.change_staff(replace(register.school.staff()[1], active=False), by=CLAIRE)
    held = everything(register)
    for to in (SOPHIE, MARC, ""):
        with pytest.raises(WrongSuccessor):
            entrust(register, marc, seen, to)
    assert everything(register) == held


def test_a_disk_that_fails_half_way_leaves_all_as_it_was(
    register: Register, marc: Staff, case: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, held = register.entrusting.standing(MARC), everything(register)

    def fail(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(register.school, "change_staff", fail)
    with pytest.raises(OSError):
        entrust(register, marc, seen)
    assert everything(register) == held


def test_what_is_over_does_not_stand(register: Register, marc: Staff) -> None:
    ended = register.cases.receive(registrable(owner=MARC, actions=(_CALL,)), by=CLAIRE)
    ended = register.cases.cancel(ended, CancelReason.ENTERED_BY_MISTAKE, "Test", by=CLAIRE)
    register.cases.close(register.cases.receive(closable(owner=MARC), by=CLAIRE), by=CLAIRE)
    given_up = {"abandoned_on": date(2026, 11, 2), "abandoned_reason": "Trop cher"}
    register.improvements.register(replace(WHOLE, owner=MARC, **given_up), by=CLAIRE)  # type: ignore[arg-type]
    assert register.entrusting.standing(MARC) == ()
    register.cases.reopen(ended, "Revenu", by=CLAIRE)
    assert [one.fact for one in register.entrusting.standing(MARC)] == ["owner", "actions"]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_looked_for_in_the_tables_is_what_the_records_say(register: Register, seed: int) -> None:
    chance = Random(seed)
    names = (MARC, "MARC OLIVIER", "marc olivier", SOPHIE, "")
    for one in cases():
        actions = tuple(replace(row, id=0, who=chance.choice(names[:4])) for row in one.actions)
        told = replace(one, id=0, reference="", owner=chance.choice(names), actions=actions, links=(), endings=())
        made = register.cases.receive(told, by=CLAIRE)
        if chance.random() < 0.3:
            register.cases.cancel(made, CancelReason.ENTERED_BY_MISTAKE, "Test", by=CLAIRE)
    for two in improvements():
        told_too = replace(two, owner=chance.choice(names[:4]), checker=chance.choice(names), origins=())
        register.improvements.register(told_too, by=CLAIRE)
    for name in (MARC, SOPHIE):
        whole = [
            task
            for stored in register.kinds
            for record in register.dossiers(stored.kind.code).all()
            for task in standing(stored.kind, record, name)
        ]
        assert whole
        titles = ("Dossiers suivis", "Actions à terminer", "Améliorations suivies", "Contrôles d’efficacité")
        found = in_groups(register.entrusting.standing(name))
        assert [*found] == [one for one in titles if one in found]
        assert set(register.entrusting.standing(name)) == set(whole)
