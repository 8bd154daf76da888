"""What looks wrong in a telephone number or an address is said, and may be kept."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contact_details import is_email, warning_about
from pegase_desktop.domain.facts import fact_named


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
    warning = warning_about(fact_named(Complaint, name), value, lambda number: number[:1].isdecimal())
    assert bool(warning) is is_odd
    assert not is_odd or "Vous pouvez l" in warning


@pytest.mark.parametrize(
    "address", ["a@b", "a@@b.fr", "a@b..fr", "a b@c.fr", "<a@b.fr>", "a@b.fr, c@d.fr", "@b.fr", ""]
)
def test_what_no_letter_can_reach(address: str) -> None:
    assert is_email("nom.prénom+avis@sous.exemple.fr")
    assert not is_email(address)
