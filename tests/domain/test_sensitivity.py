"""Which cases are sensitive, and what of them is told where others may look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pegase_desktop.domain.agenda import context
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.naming import key_in_lists, name_in_lists, title_in_lists
from pegase_desktop.domain.school import CATEGORIES
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE, is_sensitive, is_sensitive_category, whom_to_turn_to
from pegase_desktop.domain.words import Kind, Title
from tests.domain.samples import CASES_NOW, registrable
from tests.domain.test_agenda import todo

VIOLENCE = "violence, harcèlement ou discrimination"


@pytest.mark.parametrize(
    "category",
    [VIOLENCE, "VIOLENCES", "Propos violents", "Harcelement moral", "harcèlement", "Discriminations (handicap)"],
)
def test_a_category_stays_sensitive_however_it_is_worded(category: str) -> None:
    assert is_sensitive_category(category)
    assert is_sensitive(registrable(category=category))


@pytest.mark.parametrize("category", ["", "moniteur et pédagogie", "véhicule", "viole d’amour", "indiscret"])
def test_others_are_not(category: str) -> None:
    assert not is_sensitive(registrable(category=category))


def test_a_new_register_has_one_category_for_them() -> None:
    assert [one for one in CATEGORIES if is_sensitive_category(one)] == [VIOLENCE]


@pytest.mark.parametrize(
    ("name", "shown", "key"),
    [
        ("Élodie Garnier", "É.\u00a0G.", "g. e."),
        ("Jean-Luc de la Tour", "J.\u00a0T.", "t. j."),
        ("Garnier", "G.", "g."),
        ("😀 22", SENSITIVE_TITLE, "sensible dossier"),
    ],
)
def test_its_name_is_told_and_sorted_by_initials(name: str, shown: str, key: str) -> None:
    case = registrable(category=VIOLENCE, complainant_name=name, complainant_title=Title.MRS, subject="Coup de poing")
    assert (name_in_lists(case), title_in_lists(case), key_in_lists(case)) == (shown, SENSITIVE_TITLE, key)


def test_who_has_no_name_is_told_as_ever() -> None:
    nobody = registrable(category=VIOLENCE, complainant_name="", kind=Kind.INCIDENT)
    assert name_in_lists(nobody) == "Aléa"
    assert name_in_lists(replace(nobody, anonymous=True)) == "Anonyme"
    assert name_in_lists(registrable(category=VIOLENCE, anonymous=True)) == "Anonyme"  # a name typed before


@pytest.mark.parametrize("kind", [DutyKind.CALL, DutyKind.ACT])
def test_neither_number_nor_plan_of_it_stands_among_others(kind: DutyKind) -> None:
    one = todo(kind)
    assert context(one, CASES_NOW) in (one.phone, one.duty.what)
    assert context(replace(one, is_sensitive=True), CASES_NOW) == "À lire dans le dossier."


def test_it_says_whom_to_turn_to() -> None:
    assert list(whom_to_turn_to(registrable())) == []
    told = "\n".join(whom_to_turn_to(registrable(category=VIOLENCE, owner="Claire Martin")))
    for number in ("17", "112", "3919", "116 006", "39 28", "119"):
        assert number in told
    assert "Prévenez le jour même Claire Martin, responsable de ce dossier." in told
    assert "jamais seule avec la personne qu’elle met en cause" in told
    assert "la direction" in "\n".join(whom_to_turn_to(registrable(category=VIOLENCE)))


def test_who_is_complained_of_does_not_follow_it() -> None:
    case = registrable(category=VIOLENCE, owner="Marc Olivier", staff_concerned=("MARC Olivier",))
    told = "\n".join(whom_to_turn_to(case))
    assert "confiez-le à quelqu’un d’autre" in told
    assert "Prévenez le jour même" not in told
