"""The page of an improvement: how its facts are laid out, and its origins and standing in words."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.improvement_words import is_late, standing_words
from pegase_desktop.domain.kinds import COMPLAINTS, IMPROVEMENTS
from pegase_desktop.domain.words import OriginKind
from pegase_desktop.ui.dossier.plan import Block, PagePlan, Rows, Standing
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone

_DECISION = Block(
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
_CAUSE = Block("Constat et causes", (("finding",), ("cause_family",), ("cause_text",)))
_DONE = Block("Mise en place", (("done_on",), ("proof",)), later=True)
_CHECK = Block(
    "Contrôle d’efficacité",
    (("checked_on",), ("effect",), ("effect_text",), ("follow_up",), ("no_check_reason",)),
    later=True,
)
_ABANDON = Block("Abandon", (("abandoned_on",), ("abandoned_reason",)), later=True)
_DOSSIERS = (OriginKind.COMPLAINT, OriginKind.DIFFICULTY, OriginKind.INCIDENT)


def _opened_by(origin: Origin) -> str:
    return origin.reference if origin.kind in _DOSSIERS and COMPLAINTS.is_number(origin.reference) else ""


def _origin_row(origin: Origin) -> RowWords:
    """An origin in words."""
    kind = origin.kind.label if origin.kind else ""
    icon = "link" if origin.kind in _DOSSIERS else "lightbulb"
    first = " · ".join(part for part in (kind, origin.reference) if part)
    return RowWords(icon, Tone.TEXT2, first, origin.words)


def _standing(one: Improvement, now: datetime) -> Standing:
    said = standing_words(one, now)
    parts = (one.state.label, said.first, said.second)
    return Standing(" · ".join(dict.fromkeys(part for part in parts if part)), is_late(one, now))


PLAN = PagePlan(
    kind=IMPROVEMENTS,
    parts=(
        _DECISION,
        _CAUSE,
        Rows("origins", (("kind", "reference"), ("words",)), _origin_row, _opened_by),
        _DONE,
        _CHECK,
        _ABANDON,
    ),
    new="Nouvelle amélioration",
    recorded="Amélioration enregistrée",
    back="Retour aux améliorations",
    journal="Journal de l’amélioration",
    first="what",
    standing=_standing,
)
