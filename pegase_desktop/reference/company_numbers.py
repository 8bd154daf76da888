"""The numbers that a company is known by in France: SIRET and VAT."""

from __future__ import annotations


def is_siret(number: str) -> bool:
    """Whether it has fourteen digits and its check digits agree."""
    from stdnum.fr import siret

    return siret.is_valid(number)


def is_vat_number(number: str) -> bool:
    """Whether it is FR and eleven characters whose check digits agree."""
    from stdnum.fr import tva

    return tva.is_valid(number)
