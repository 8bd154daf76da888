"""The school, its delays and its lists as they are typed: what is refused, and what they become."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time

import pytest

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.school import Mediator, School, Settings, Staff
from pegase_desktop.domain.typed_school import WEEK, TypedLists, TypedTerms
from tests.domain.samples import with_facts

TODAY = date(2026, 11, 20)
MEDIATOR = Mediator("Médiateur", "1 rue du Port\n06000 Nice", "www.mediateur.exemple")
OFFICE = Terms(
    ack_hours=24,
    treatment_hours=72,
    mode=DelayMode.OFFICE,
    count_from=CountFrom.RECEPTION,
    feedback_days=10,
    slots={0: ((time(9), time(12)), (time(14), time(18))), 6: ((time(9), time(10)),)},
    closed_days=frozenset({date(2026, 12, 31), date(2026, 12, 24)}),
)


@pytest.mark.parametrize("record", [School, Mediator, TypedTerms, TypedLists])
def test_every_field_of_a_form_is_declared(record: type) -> None:
    assert [one.name for one in facts_of(record)] == [one.name for one in fields(record)]


def test_a_school_needs_a_name() -> None:
    assert School().faults() == {}
    assert list(School(name="", email="nowhere").faults()) == ["name"], "what is only doubted may be kept"


def test_whoever_signs_has_a_name() -> None:
    assert Staff(0, "Claire Martin").faults() == {}
    assert list(Staff(0, role="Accueil").faults()) == ["name"]


@pytest.mark.parametrize(
    ("mediator", "faults"),
    [
        (MEDIATOR, []),
        (Mediator(), []),
        (replace(MEDIATOR, address=""), []),
        (Mediator(website="bientôt"), ["name"]),
        (replace(MEDIATOR, website="bientôt"), ["website"]),
    ],
)
def test_a_mediator_is_whole_and_can_be_reached_or_is_not_there(mediator: Mediator, faults: list[str]) -> None:
    assert list(mediator.faults()) == faults


@pytest.mark.parametrize("terms", [Terms(), OFFICE])
def test_terms_are_read_back_as_they_were(terms: Terms) -> None:
    typed = TypedTerms.of(Settings(terms=terms, silent_days=5))
    assert typed.silent_days == 5
    assert typed.faults(TODAY) == {}
    assert typed.terms(TODAY) == terms


def test_a_closed_day_without_year_is_in_this_one() -> None:
    typed = TypedTerms(closed_days="24/12, 31/12/2027;\n\n 1er mai")
    assert typed.faults(TODAY) == {"closed_days": "« 1er mai » n’est pas une date. Par exemple : 24/12/2026."}
    days = replace(typed, closed_days="24/12, 31/12/2027;").terms(TODAY).closed_days
    assert days == {date(2026, 12, 24), date(2027, 12, 31)}


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        (TypedTerms(monday="le matin", friday="18-9"), ["monday", "friday"]),
        (TypedTerms(mode=DelayMode.OFFICE), ["monday"]),
        (TypedTerms(mode=DelayMode.OFFICE, sunday="9-12"), []),
        (TypedTerms(mode=DelayMode.OFFICE, sunday="le matin"), ["sunday"]),
        (TypedTerms(), []),
        (with_facts(TypedTerms(), {"ack_hours": None}), ["ack_hours"]),
    ],
)
def test_what_are_no_terms_is_said_at_its_place(typed: TypedTerms, faults: list[str]) -> None:
    assert list(typed.faults(TODAY)) == faults


def test_the_week_begins_on_monday_and_is_whole() -> None:
    assert [one.label for one in facts_of(TypedTerms) if one.name in WEEK] == [
        "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche",
    ]  # fmt: skip


def test_lists_are_read_an_entry_a_line() -> None:
    settings = Settings()
    assert with_facts(settings, TypedLists.of(settings).lists()) == settings
    typed = TypedLists(services="Bureau\n\n  Piste \n", categories="autre")
    assert typed.faults() == {}
    assert typed.lists()["services"] == ("Bureau", "Piste")
    assert typed.lists()["causes"] == ()


def test_a_list_has_an_entry_and_none_twice() -> None:
    assert TypedLists(services="Bureau", categories="autre\nvéhicule\nAUTRE", causes="Été\nete").faults() == {
        "categories": "« AUTRE » est là deux fois. Corrigez la liste.",
        "causes": "« ete » est là deux fois. Corrigez la liste.",
    }
    assert TypedLists(categories="autre").faults() == {"services": "Il faut au moins une entrée. Corrigez la liste."}
