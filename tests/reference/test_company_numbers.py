"""SIRET and VAT numbers are known by their check digits."""

from __future__ import annotations

from pegase_desktop.reference.company_numbers import is_siret, is_vat_number


def test_a_siret() -> None:
    assert is_siret("340 693 969 00024")
    assert not is_siret("34069396900023")
    assert not is_siret("340693969")


def test_a_vat_number() -> None:
    assert is_vat_number("FR 00 340693969")
    assert not is_vat_number("FR00340693960")
