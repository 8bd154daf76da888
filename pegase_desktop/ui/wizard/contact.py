"""Whether a telephone number or an e-mail address looks right; what the client said may be kept (no Qt in here)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pegase_desktop.domain.facts import Fact, FactKind

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"]+@[^\s@,;<>()\[\]\".]+(\.[^\s@,;<>()\[\]\".]+)+")
_FRANCE = 33
_KEPT = "Vous pouvez la garder si le client la donne ainsi."


def warning_about(declared: Fact, value: str) -> str:
    """What looks wrong, in a sentence that says it can be kept; empty when nothing does."""
    if not value:
        return ""
    match declared.kind:
        case FactKind.EMAIL if not is_email(value):
            return f"Cette adresse semble incomplète. Par exemple : nom@exemple.fr. {_KEPT}"
        case FactKind.PHONE if not is_dialable(value):
            return (
                "Ce numéro semble faux. Par exemple : 06 12 34 56 78. Vous pouvez le garder si le client le dit ainsi."
            )
        case _:
            return ""


def is_email(value: str) -> bool:
    """Whether a letter could reach the address."""
    return _EMAIL.fullmatch(value) is not None


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
