"""The page of a risk: how its facts are laid out, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.kinds import RISKS
from pegase_desktop.domain.risk import Risk, RiskCase, RiskMeasure, RiskReview
from pegase_desktop.domain.risk_words import level_words, moved_words, standing_words
from pegase_desktop.ui.dossier.plan import Block, PageAct, PagePlan, Rows, Standing
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone

PROPOSE, REVIEW = "propose", "review"


def _is_registered(risk: Risk) -> bool:
    return bool(risk.id)


def _is_open(risk: Risk) -> bool:
    return _is_registered(risk) and risk.is_open


def _day(day: object) -> str:
    return french.day(day) if hasattr(day, "isoformat") else ""  # type: ignore[arg-type]


def _measure_row(measure: RiskMeasure) -> RowWords:
    return RowWords("trending-up", Tone.TEXT2, measure.reference or "Mesure", measure.words)


def _review_row(review: RiskReview) -> RowWords:
    level = level_words(review.severity, review.probability)
    first = " · ".join(filter(None, (f"Le {_day(review.reviewed_on)}, {review.by}", level)))
    return RowWords("eye", Tone.TEXT2, first, review.words)


def _case_row(case: RiskCase) -> RowWords:
    confirmed = f"Confirmé le {_day(case.confirmed_on)} par {case.by}" if case.confirmed_on else ""
    return RowWords("link", Tone.TEXT2, case.reference, " · ".join(filter(None, (confirmed, case.words))))


def _number(row: RiskMeasure | RiskCase) -> str:
    return row.reference


def _standing(risk: Risk, now: datetime) -> Standing:
    said = standing_words(risk, now)
    level, moved = level_words(risk.severity, risk.probability), moved_words(risk)
    parts = (f"Criticité {level.lower()}" if level else "", moved, said.first, said.second)
    return Standing(" · ".join(part for part in parts if part), said.urgency.value == "late")


PLAN = PagePlan(
    kind=RISKS,
    parts=(
        Block(
            "Risque",
            (
                ("what",), ("entered_on", "owner"), ("cause_family",), ("cause_text",), ("service", "category"),
                ("consequence",),
            ),
        ),
        Block("Criticité", (("severity",), ("probability",))),
        Block("Ce qui est fait", (("in_force",), ("due",))),
        Rows("measures", (("reference", "words"),), _measure_row, _number),
        Rows(
            "reviews", (("reviewed_on", "by"), ("severity",), ("probability",), ("words",)), _review_row
        ),
        Rows("cases", (("reference", "confirmed_on"), ("by",), ("words",)), _case_row, _number),
        Block("État", (("state",), ("closed_reason",)), later=True),
    ),
    new="Nouveau risque",
    recorded="Risque enregistré",
    back="Retour aux risques",
    journal="Journal du risque",
    first="what",
    standing=_standing,
    acts=(
        PageAct(PROPOSE, "Proposer des dossiers", "wand-sparkles", offered=_is_open, is_small=True),
        PageAct(REVIEW, "Revoir ce risque", "eye", offered=_is_open),
    ),
)  # fmt: skip
