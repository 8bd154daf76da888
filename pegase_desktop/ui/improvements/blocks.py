"""How the facts of an improvement are laid out in its form, and its origins in words."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the form: its title, its facts by lines. A *later* one is asked for once there is a number."""

    title: str
    lines: tuple[tuple[str, ...], ...]
    later: bool = False


DECISION = Block(
    "Décision",
    (
        ("what",),
        ("kind",),
        ("decided_on", "due"),
        ("owner",),
        ("criterion",),
        ("check_on", "checker"),
    ),
)
CAUSE = Block("Constat et causes", (("finding",), ("cause_family",), ("cause_text",)))
DONE = Block("Mise en place", (("done_on",), ("proof",)), later=True)
CHECK = Block(
    "Contrôle d’efficacité",
    (("checked_on",), ("effect",), ("effect_text",), ("follow_up",), ("no_check_reason",)),
    later=True,
)
ABANDON = Block("Abandon", (("abandoned_on",), ("abandoned_reason",)), later=True)
ORIGIN_LINES = (("kind", "reference"), ("words",))
_DOSSIERS = (OriginKind.COMPLAINT, OriginKind.DIFFICULTY, OriginKind.INCIDENT)


def is_dossier(origin: Origin) -> bool:
    """Whether it names a dossier of this register, which can be opened."""
    return origin.kind in _DOSSIERS and COMPLAINTS.is_number(origin.reference)


def origin_row(origin: Origin) -> RowWords:
    """An origin in words."""
    kind = origin.kind.label if origin.kind else ""
    icon = "link" if origin.kind in _DOSSIERS else "lightbulb"
    first = " · ".join(part for part in (kind, origin.reference) if part)
    return RowWords(icon, Tone.TEXT2, first, origin.words)
