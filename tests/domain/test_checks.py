"""What looks wrong in a telephone number or an address is said, and may be kept."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.checks import doubt_about, is_email, is_website
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Check, fact_named
from pegase_desktop.domain.school import School
from pegase_desktop.reference.checks import KNOWN


@pytest.mark.parametrize(
    ("name", "value", "is_odd"),
    [
        ("phone", "06 39 98 12 04", False),
        ("phone", "ne veut pas", True),
        ("phone", "", False),
        ("email", "nom@exemple.fr", False),
        ("email", "nom@exemple", True),
        ("email", "nom exemple.fr", True),
        ("complainant_name", "06 12", False),
    ],
)
def test_what_looks_odd_in_a_number_or_an_address(name: str, value: str, is_odd: bool) -> None:
    known = {Check.TELEPHONE: lambda number: number[:1].isdecimal()}
    warning = doubt_about(fact_named(Complaint, name), value, known)
    assert bool(warning) is is_odd
    assert not is_odd or "Vous pouvez l" in warning


@pytest.mark.parametrize(
    "address", ["a@b", "a@@b.fr", "a@b..fr", "a b@c.fr", "<a@b.fr>", "a@b.fr, c@d.fr", "@b.fr", ""]
)
def test_what_no_letter_can_reach(address: str) -> None:
    assert is_email("nom.prénom+avis@sous.exemple.fr")
    assert not is_email(address)


@pytest.mark.parametrize("address", ["https://www.mediateur.exemple/saisir", "www.mediateur.exemple"])
def test_a_website_is_one_that_can_be_opened(address: str) -> None:
    assert is_website(address)


@pytest.mark.parametrize("address", ["mon site", "bientôt", "https://", ".", "www. exemple.fr"])
def test_what_nobody_can_open(address: str) -> None:
    assert not is_website(address)


@pytest.mark.parametrize(
    ("name", "right", "odd"),
    [
        ("siret", "340 693 969 00024", "34069396900023"),
        ("vat", "FR 00 340693969", "FR00340693960"),
        ("phones", "04 93 58 94 17 / +33 6 63 85 52 79", "appelez-nous"),
        ("email", "contact@pegase.exemple.fr", "contact@pegase"),
    ],
)
def test_what_looks_odd_at_the_head_of_the_papers(name: str, right: str, odd: str) -> None:
    declared = fact_named(School, name)
    assert doubt_about(declared, right, KNOWN) == ""
    assert doubt_about(declared, odd, KNOWN) == declared.doubt != ""
