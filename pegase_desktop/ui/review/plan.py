"""The page of a weekly review that was held: how its facts are laid out, and a remark in words."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain.held_review import HeldReview, Remark
from pegase_desktop.domain.kinds import COMPLAINTS, WEEKLY_REVIEWS
from pegase_desktop.ui.dossier.plan import Block, PagePlan, Rows, Standing
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone


def _remark_row(remark: Remark) -> RowWords:
    return RowWords("message-square", Tone.TEXT2, remark.reference or "La semaine", remark.words)


def _opened_by(remark: Remark) -> str:
    return remark.reference if COMPLAINTS.is_number(remark.reference) else ""


def _standing(held: HeldReview, now: datetime) -> Standing:
    return Standing(held.title)


PLAN = PagePlan(
    kind=WEEKLY_REVIEWS,
    parts=(
        Block("Revue faite", (("week", "held_on"), ("owner",), ("attended",), ("guests",), ("nothing_to_report",))),
        Rows("remarks", (("reference",), ("words",)), _remark_row, _opened_by),
        Block("Questionnaires de satisfaction relus", (("surveys_read", "complaints_found"),)),
        Block("Ce qui est retenu", (("note",),)),
    ),
    new="Revue faite",
    recorded="Revue enregistrée",
    back="Retour à la semaine",
    journal="Journal de la revue",
    first="note",
    standing=_standing,
)
