"""Past complaints that resemble another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pegase_desktop.domain.words import CancelReason, Status
from tests.domain.samples import registrable
from tests.storage.office import CLAIRE

if TYPE_CHECKING:
    from pegase_desktop.storage.register import Register

ALIKE = {
    "student": "Théo Delestraint",
    "complainant_name": "Gérard Delestraint",
    "service": "Facturation",
    "category": "heures facturées",
    "staff_concerned": ("Julien Castellan", "Nadia Ferrero"),
}


def test_the_most_alike_come_first_with_what_they_share(register: Register) -> None:
    register.cases.receive(registrable(complainant_name="Autre", service="Facturation", category="autre"), by=CLAIRE)
    by_staff = register.cases.receive(registrable(staff_concerned=("Nadia Ferrero",)), by=CLAIRE)
    by_category = register.cases.receive(registrable(service="facturation", category="heures facturées"), by=CLAIRE)
    by_both = register.cases.receive(
        registrable(student="THEO delestraint", complainant_name="Gerard DELESTRAINT"), by=CLAIRE
    )
    found = register.table.similar(registrable(**ALIKE))
    assert [one.id for one in found] == [by_both.id, by_category.id, by_staff.id]
    assert [one.reasons for one in found] == [
        ("même élève", "même réclamant"),
        ("même service et même catégorie",),
        ("même personne visée",),
    ]
    assert (found[0].reference, found[0].complainant) == (by_both.reference, "Gerard DELESTRAINT")
    assert [one.id for one in register.table.similar(registrable(**ALIKE), limit=1)] == [by_both.id]


def test_a_complaint_does_not_resemble_itself_nor_what_has_nothing(register: Register) -> None:
    case = register.cases.receive(registrable(complainant_name="", anonymous=True), by=CLAIRE)
    register.cases.receive(registrable(complainant_name="", anonymous=True), by=CLAIRE)
    assert register.table.similar(case) == ()
    case = register.cases.record(case, dict(ALIKE), by=CLAIRE)
    assert register.table.similar(case) == ()


def test_a_cancelled_case_is_shown_as_such(register: Register) -> None:
    case = register.cases.receive(registrable(**ALIKE), by=CLAIRE)
    register.cases.cancel(case, CancelReason.DUPLICATE, by=CLAIRE)
    (found,) = register.table.similar(registrable(**ALIKE))
    assert found.status is Status.CANCELLED


def test_staff_concerned_is_looked_up_as_it_is_now(register: Register) -> None:
    case = register.cases.receive(registrable(staff_concerned=("Nadia Ferrero",), complainant_name="Autre"), by=CLAIRE)
    wanted = registrable(staff_concerned=("Nadia Ferrero",))
    assert [one.id for one in register.table.similar(wanted)] == [case.id]
    register.cases.record(case, {"staff_concerned": ()}, by=CLAIRE, reason="Erreur de personne")
    assert register.table.similar(wanted) == ()
