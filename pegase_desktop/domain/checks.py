"""Whether words look like the number or the address that they are to be; what people say may be kept all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pegase_desktop.domain.facts import Check, Fact

_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"]+@[^\s@,;<>()\[\]\".]+(\.[^\s@,;<>()\[\]\".]+)+")
LooksRight = Callable[[str], bool]


def doubt_about(declared: Fact, value: str, known: Mapping[Check, LooksRight]) -> str:
    """What looks wrong, in the declared sentence; empty when nothing does.

    *known* tells what only libraries know (see :mod:`pegase_desktop.reference.checks`).
    """
    if not value or declared.check is None:
        return ""
    looks_right = {Check.EMAIL: is_email, Check.WEBSITE: is_website, **known}[declared.check]
    return "" if looks_right(value) else declared.doubt


def is_email(value: str) -> bool:
    """Whether a letter could reach the address."""
    return _EMAIL.fullmatch(value) is not None


def is_website(value: str) -> bool:
    """Whether a reader could open the address."""
    host = value.partition("://")[2] or value
    return "." in host.strip(".") and not any(one.isspace() for one in value)
