"""Settings, terms and staff; a change of terms never rewrites the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.portable import PortableRegister
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.school import Mediator, School, Settings, Staff
from pegase_desktop.domain.school_codec import terms_from_plain, terms_to_plain
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.settings_store import SettingsStore, StaffNameTaken
from tests.domain.samples import office, registrable
from tests.storage.office import CLAIRE, everything, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock

OFFICE_HOURS = Terms(
    ack_hours=8,
    treatment_hours=16,
    mode=DelayMode.OFFICE,
    count_from=CountFrom.RECEPTION,
    feedback_days=3,
    slots={0: ((time(9), time(12, 30)), (time(14), time(18))), 5: ((time(9), time(12)),)},
    closed_days=frozenset({date(2026, 12, 24), date(2026, 12, 26)}),
)


def test_a_new_register_has_the_settings_of_the_school(register: Register) -> None:
    assert register.school.settings == Settings()
    assert register.school.settings.terms.ack_hours == register.school.settings.terms.treatment_hours == 48
    assert register.journal.all() == ()


def test_settings_are_kept_and_told(path: Path, clock: Clock) -> None:
    changed = Settings(
        school=replace(School(), email="contact@exemple.fr"),
        mediator=Mediator("Médiation", "1 rue de la Paix\n75002 Paris", "mediation.exemple.fr"),
        terms=OFFICE_HOURS,
        services=("Accueil", "L’œil"),
        categories=(),
        trainings=("B",),
        causes=("Planning non partagé",),
        templates={LetterKind.ACKNOWLEDGEMENT: "Objet\n\nBonjour"},
        logo="aGk=",
        silent_days=10,
    )
    with opened(path, clock) as register:
        register.school.save(changed, by=CLAIRE)
        assert register.school.settings == changed
        entry = register.journal.all()[-1]
        assert (entry.verb, entry.actor, entry.record) == (Verb.SET, CLAIRE, SCHOOL)
        assert {one.path for one in entry.changes} == {
            f"settings/{name}"
            for name in (
                "school",
                "mediator",
                "terms",
                "services",
                "categories",
                "trainings",
                "causes",
                "templates",
                "logo",
                "silent_days",
            )
        }
        before = everything(register)
        register.school.save(changed, by=CLAIRE)
        assert everything(register) == before  # nothing new is nothing told
    with opened(path, clock) as register:
        assert register.school.settings == changed


def test_terms_survive_plain_data() -> None:
    for terms in (Terms(), OFFICE_HOURS, replace(OFFICE_HOURS, slots={})):
        assert terms_from_plain(terms_to_plain(terms)) == terms


def test_new_terms_hold_for_what_is_received_from_then_on(register: Register, clock: Clock) -> None:
    old = register.cases.receive(registrable(), by=CLAIRE)
    clock.move(days=1)
    register.school.save(replace(Settings(), terms=Terms(ack_hours=24)), by=CLAIRE)
    clock.move(days=1)
    late_entry = register.cases.receive(registrable(received_at=office(20, 11)), by=CLAIRE)  # before the change
    new = register.cases.receive(registrable(received_at=office(22, 11)), by=CLAIRE)
    assert [one.terms.ack_hours for one in (old, late_entry, new)] == [48, 48, 24]
    assert new.ack_due_at == office(23, 11)
    for case in (old, late_entry):  # also when something else of them changes
        again = register.cases.record(case, {"student": "Élodie"}, by=CLAIRE)
        assert (again.terms, again.ack_due_at) == (case.terms, case.ack_due_at)
        assert register.cases.get(case.id) == again
    moved = register.cases.record(new, {"received_at": office(19, 11)}, by=CLAIRE, reason="Faute de frappe")
    assert (moved.terms.ack_hours, moved.ack_due_at) == (48, office(21, 11))
    assert [terms.ack_hours for _, terms in register.school.terms_history()] == [48, 24]


@pytest.mark.parametrize("hours", [0, -48])
def test_terms_changed_twice_in_a_second_or_with_a_clock_set_back_rewrite_nothing(
    register: Register, clock: Clock, hours: int
) -> None:
    register.school.save(replace(Settings(), terms=Terms(ack_hours=24)), by=CLAIRE)
    case = register.cases.receive(registrable(received_at=clock.now), by=CLAIRE)
    assert case.terms.ack_hours == 24
    clock.move(hours=hours)
    register.school.save(replace(Settings(), terms=Terms(ack_hours=12)), by=CLAIRE)
    assert register.school.settings.terms.ack_hours == 12
    assert register.cases.get(case.id) == case
    assert register.cases.record(case, {"student": "Élodie"}, by=CLAIRE).terms.ack_hours == 24
    clock.move(hours=1 - hours)
    assert register.cases.receive(registrable(received_at=clock.now), by=CLAIRE).terms.ack_hours == 12
    assert register.school.settings.terms.ack_hours == 12


def test_terms_saved_under_a_clock_of_another_century_push_none_behind_them(register: Register, clock: Clock) -> None:
    right = clock.now
    clock.now = right.replace(year=2099)
    register.school.save(replace(Settings(), terms=Terms(ack_hours=24)), by=CLAIRE)
    clock.now = right
    assert register.cases.receive(registrable(received_at=right), by=CLAIRE).terms.ack_hours == 48
    register.school.save(replace(Settings(), terms=Terms(ack_hours=12)), by=CLAIRE)
    assert register.school.settings.terms.ack_hours == 12
    assert register.cases.receive(registrable(received_at=right), by=CLAIRE).terms.ack_hours == 12
    assert [terms.ack_hours for _, terms in register.school.terms_history()] == [48, 12], "what can be taken in again"
    assert check_register(register) == ()


def test_thousands_of_people_taken_in_are_not_looked_for_one_by_one(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[None] = []
    staff = SettingsStore.staff

    def count(self: SettingsStore) -> tuple[Staff, ...]:
        asked.append(None)
        return staff(self)

    monkeypatch.setattr(SettingsStore, "staff", count)
    people = tuple(Staff(0, f"Nom {number % 900}", "") for number in range(1000))
    register.take_in(PortableRegister(0, lambda: iter(()), staff=people), by=CLAIRE)
    assert len(register.school.staff()) >= 900
    assert len(asked) < 5
    assert check_register(register) == ()


def test_what_is_older_than_all_terms_falls_under_the_first(register: Register) -> None:
    assert register.cases.receive(registrable(received_at=office(5, 5, year=1998)), by=CLAIRE).terms == Terms()


def test_staff_are_kept_in_the_order_of_their_arrival(register: Register) -> None:
    register.school.add_staff("  Claire\tMartin ", "Accueil", by="")
    marc = register.school.add_staff("Marc Olivier", by=CLAIRE)
    assert [(one.name, one.role, one.active) for one in register.school.staff()] == [
        ("Claire Martin", "Accueil", True), ("Marc Olivier", "", True),
    ]  # fmt: skip
    first, second = register.journal.all()
    assert (first.verb, first.actor, second.actor) == (Verb.STAFF, "Claire Martin", CLAIRE)
    register.school.change_staff(replace(marc, role="Moniteur", active=False, name="Autre"), by=CLAIRE)
    assert register.school.staff()[1] == replace(marc, role="Moniteur", active=False)  # a name signs the past


@pytest.mark.parametrize("name", ["claire MARTIN", "Clàire Martin ", ""])
def test_two_members_of_staff_do_not_sign_alike(register: Register, name: str) -> None:
    register.school.add_staff("Claire Martin", by=CLAIRE)
    before = everything(register)
    with pytest.raises(UserError) as refused:
        register.school.add_staff(name, by=CLAIRE)
    assert isinstance(refused.value, StaffNameTaken) is bool(name)
    assert everything(register) == before
