"""Telephone numbers of France, and international ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_FRANCE = 33


def is_dialable(value: str) -> bool:
    """Whether a number of France, or an international one, has a possible length; several are joined by « / »."""
    import phonenumbers  # takes longer to load than the page takes to show

    try:
        numbers = [phonenumbers.parse(one, "FR") for one in value.split("/")]
    except phonenumbers.NumberParseException:
        return False
    return all(phonenumbers.is_possible_number(one) and not _lacks_digits(one) for one in numbers)


def _lacks_digits(number: PhoneNumber) -> bool:
    """Of a French number too short for its leading nought to be taken off: nine digits, the nought among them."""
    return number.country_code == _FRANCE and bool(number.italian_leading_zero)
