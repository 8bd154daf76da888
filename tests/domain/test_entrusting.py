"""What stands in a name, and what a record is once somebody else is in charge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.codec import facts_to_plain
from pegase_desktop.domain.entrusting import (
    Task,
    WrongSuccessor,
    check_successor,
    entrusted,
    in_groups,
    places,
    reason_for,
    standing,
)
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.kinds import COMPLAINTS, IMPROVEMENTS, KINDS
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.school import Staff
from tests.domain.improved import improvements
from tests.domain.samples import cases, office, registrable
from tests.domain.test_improvement import CHECKED, DONE, WHOLE

MARC, CLAIRE, SOPHIE = "Marc Olivier", "Claire Martin", "Sophie Renaud"
TEAM = (Staff(1, MARC), Staff(2, CLAIRE), Staff(3, SOPHIE), Staff(4, "Luc Petit", active=False))
VIOLENCE = "violence, harcèlement ou discrimination"
_CALL = Action(id=3, what="Appeler l’élève", who=MARC, due=date(2026, 11, 24))
_RECORDS = [
    *((COMPLAINTS, one) for one in cases()),
    *((IMPROVEMENTS, replace(one, id=number)) for number, one in enumerate(improvements(), 1)),
]


def _people(draw: Any, record: Any) -> Any:
    """The record with other people in every place that names one."""
    who = st.sampled_from((MARC, "MARC OLIVIER", CLAIRE, SOPHIE, ""))
    told: dict[str, Any] = {}
    for declared in facts_of(type(record)):
        if declared.kind is FactKind.STAFF:
            told[declared.name] = draw(who)
        elif declared.row:
            rows = enumerate(getattr(record, declared.name), 1)
            told[declared.name] = tuple(replace(_people(draw, row), id=number) for number, row in rows)
    return replace(record, **told)


@st.composite
def records(draw: Any) -> tuple[Kind, Any]:
    kind, record = draw(st.sampled_from(_RECORDS))
    return kind, _people(draw, record)


def _where(tasks: tuple[Task, ...]) -> set[tuple[str, int, str]]:
    return {(one.fact, one.row, one.part) for one in tasks}


def _told(record: Any) -> dict[tuple[str, int, str], Any]:
    """Every value of a record, those of its rows each by itself."""
    told: dict[tuple[str, int, str], Any] = {}
    for declared in facts_of(type(record)):
        value = getattr(record, declared.name)
        if declared.row:
            told |= {(declared.name, row.id, part): one for row in value for part, one in facts_to_plain(row).items()}
        else:
            told[declared.name, 0, ""] = value
    return told


@given(records())
def test_once_all_is_entrusted_nothing_stands_in_the_name_and_nothing_else_has_changed(told: tuple[Kind, Any]) -> None:
    kind, before = told
    tasks = standing(kind, before, MARC)
    after = entrusted(before, tasks, SOPHIE)
    assert standing(kind, after, MARC) == ()
    assert _where(standing(kind, after, SOPHIE)) == _where(standing(kind, before, SOPHIE)) | _where(tasks)
    assert standing(kind, after, CLAIRE) == standing(kind, before, CLAIRE)
    old, new = _told(before), _told(after)
    assert {place for place, value in new.items() if value != old[place]} == _where(tasks)


@given(records())
def test_entrusting_it_back_undoes_it(told: tuple[Kind, Any]) -> None:
    kind, record = told
    before = entrusted(record, standing(kind, record, MARC), MARC)  # in one spelling
    tasks = standing(kind, before, MARC)
    assert entrusted(entrusted(before, tasks, SOPHIE), tasks, MARC) == before


@given(records(), st.data())
def test_what_is_left_out_stays_where_it_was(told: tuple[Kind, Any], data: st.DataObject) -> None:
    kind, before = told
    tasks = standing(kind, before, MARC)
    some = [one for one in tasks if data.draw(st.booleans())]
    left = standing(kind, entrusted(before, some, SOPHIE), MARC)
    assert _where(left) == _where(tasks) - _where(tuple(some))


@given(records())
def test_nothing_stands_in_what_is_over(told: tuple[Kind, Any]) -> None:
    kind, record = told
    found = chain.from_iterable(standing(kind, record, name) for name in (MARC, CLAIRE, SOPHIE))
    assert kind.is_open(record) or not [*found]


def test_only_who_is_to_see_to_something_is_declared_to_be_in_charge() -> None:
    named = {
        (kind.code.value, one.fact.name, one.part.name if one.part else "") for kind in KINDS for one in places(kind)
    }
    assert named == {
        ("complaint", "owner", ""),
        ("complaint", "actions", "who"),
        ("improvement", "owner", ""),
        ("improvement", "checker", ""),
        ("meeting", "owner", ""),
        ("internal_note", "owner", ""),
        ("risk", "owner", ""),
    }
    assert all((one.part or one.fact).kind is FactKind.STAFF for kind in KINDS for one in places(kind))


def test_of_a_case_its_conduct_and_the_actions_not_done_stand_and_no_signature() -> None:
    done, given_up = replace(_CALL, id=4, done_on=date(2026, 11, 18)), replace(_CALL, id=5, abandoned_reason="Parti")
    case = replace(
        registrable(subject="Leçon annulée", received_by=MARC, owner=MARC), id=7, version=2, reference="R-2026-0007",
        actions=(_CALL, done, given_up, replace(_CALL, id=6, who=CLAIRE)), ack_due_at=office(23, 11, 9),
    )  # fmt: skip
    conduct, action = standing(COMPLAINTS, case, "marc olivier")
    assert (conduct.reference, conduct.version, conduct.fact, conduct.what) == (
        "R-2026-0007",
        2,
        "owner",
        "Leçon annulée",
    )
    assert conduct.due == date(2026, 11, 23)  # of what is owed first
    assert (action.fact, action.row, action.part) == ("actions", 3, "who")
    assert (action.what, action.due) == ("Appeler l’élève", date(2026, 11, 24))
    assert [*in_groups((conduct, action))] == ["Dossiers suivis", "Actions à terminer"]


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (replace(WHOLE, checker=MARC), [date(2026, 10, 20), None]),
        (replace(WHOLE, checker=MARC, check_on=date(2026, 12, 1)), [date(2026, 10, 20), date(2026, 12, 1)]),
        (replace(DONE, checker=MARC), [date(2026, 11, 11), date(2026, 11, 11)]),
        (replace(CHECKED, checker=MARC), []),
    ],
)
def test_of_an_improvement_its_conduct_and_the_check_to_come_stand(one: Any, due: list[date | None]) -> None:
    tasks = standing(IMPROVEMENTS, replace(one, owner=MARC), MARC)
    assert [task.due for task in tasks] == due
    assert [task.charge.title for task in tasks] == ["Améliorations suivies", "Contrôles d’efficacité"][: len(due)]


def test_in_a_group_what_is_due_first_comes_first_and_what_has_no_day_last() -> None:
    case = replace(registrable(), actions=(replace(_CALL, id=1, due=None), replace(_CALL, id=2), _CALL))
    [(_, group)] = in_groups(standing(COMPLAINTS, case, MARC)).items()
    assert [one.row for one in group] == [2, 3, 1]


def test_a_sensitive_case_is_told_by_its_number_and_kept_from_those_it_is_about() -> None:
    case = replace(
        registrable(subject="Propos déplacés", category=VIOLENCE, staff_concerned=(SOPHIE,), owner=MARC),
        reference="R-2026-0007",
        actions=(_CALL,),
    )
    tasks = standing(COMPLAINTS, case, MARC)
    assert [one.what for one in tasks] == ["Dossier sensible"] * 2
    assert [one.may_be_of("sophie renaud") for one in tasks] == [False, False]
    check_successor(TEAM, MARC, CLAIRE, tasks)
    with pytest.raises(WrongSuccessor, match=r"R-2026-0007 ne peut pas être confié à Sophie Renaud\."):
        check_successor(TEAM, MARC, SOPHIE, tasks)
    ordinary = standing(COMPLAINTS, replace(case, category="véhicule"), MARC)
    check_successor(TEAM, MARC, SOPHIE, ordinary)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("MARC OLIVIER", "C’est déjà le travail de Marc Olivier."),
        ("Luc Petit", "« Luc Petit » n’est pas dans l’équipe."),
        ("Personne", "« Personne » n’est pas dans l’équipe."),
        ("", "Il manque à qui confier ce travail."),
    ],
)
def test_who_cannot_take_over_is_refused(to: str, said: str) -> None:
    with pytest.raises(WrongSuccessor) as refused:
        check_successor(TEAM, MARC, to, ())
    assert str(refused.value).replace("\u00a0", " ").startswith(said)


def test_the_journal_says_why() -> None:
    here, gone = Staff(1, MARC), Staff(1, MARC, active=False)
    assert reason_for(here, SOPHIE, leaves=True) == "Marc Olivier a quitté l’équipe"
    assert reason_for(gone, SOPHIE, leaves=False) == "Marc Olivier a quitté l’équipe"
    assert reason_for(here, SOPHIE, leaves=False) == "Sophie Renaud prend la relève de Marc Olivier"
