"""A draft: what was typed in the wizard and is not recorded yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.procedure import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Typed values by fact name, in plain form, and the page at which the person was.

    ``complaint_id`` is None for a complaint that has no number yet.
    """

    id: int = 0
    complaint_id: int | None = None
    page: Page = Page.RECEPTION
    values: Mapping[str, Plain] = field(default_factory=dict)
    saved_at: datetime | None = None
    saved_by: str = ""
