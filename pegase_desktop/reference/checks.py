"""The checks of numbers for which a library is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pegase_desktop.domain.facts import Check
from pegase_desktop.reference.company_numbers import is_siret, is_vat_number
from pegase_desktop.reference.telephone import is_dialable

KNOWN: Mapping[Check, Callable[[str], bool]] = MappingProxyType(
    {Check.TELEPHONE: is_dialable, Check.SIRET: is_siret, Check.VAT: is_vat_number}
)
