"""Whether a telephone number or an e-mail address looks right; what the client said may be kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from pegase_desktop.domain.facts import Fact, FactKind

_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"]+@[^\s@,;<>()\[\]\".]+(\.[^\s@,;<>()\[\]\".]+)+")
_KEPT = "Vous pouvez la garder si le client la donne ainsi."


def warning_about(declared: Fact, value: str, is_dialable: Callable[[str], bool]) -> str:
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
