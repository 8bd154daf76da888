"""Improvements of every state, as the fictional cases could have led to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.words import CauseFamily, Effect, ImprovementKind, OriginKind
from tests.domain.test_improvement import CHECKED, DONE, WHOLE


def _of(*references: str) -> tuple[Origin, ...]:
    return tuple(Origin(kind=OriginKind.COMPLAINT, reference=one) for one in references)


def improvements() -> tuple[Improvement, ...]:
    """Two decided, two in place, two checked, one abandoned."""
    survey = Origin(kind=OriginKind.SURVEY, words="Enquête d’octobre")
    return (
        replace(
            WHOLE,
            finding="Trois leçons annulées sans appel.",
            cause_family=CauseFamily.ORGANISATION,
            cause_text="L’absence d’un moniteur n’est pas signalée au secrétariat.",
            origins=(*_of("R-2026-0014", "R-2026-0021"), survey),
        ),
        replace(
            WHOLE,
            what="Confirmer par écrit la date d’examen",
            kind=ImprovementKind.PREVENTIVE,
            owner="Claire Martin",
            due=date(2026, 11, 30),
            origins=_of("R-2026-0016"),
        ),
        replace(DONE, what="Afficher les tarifs complets à l’accueil", kind=ImprovementKind.CORRECTION),
        replace(DONE, what="Relire le contrat avec chaque élève", check_on=date(2026, 12, 20)),
        replace(CHECKED, what="Garder un véhicule de secours", origins=(survey,)),
        replace(CHECKED, what="Rappeler les leçons par SMS", effect=Effect.PARTIAL, follow_up="A-2026-01"),
        replace(
            WHOLE,
            what="Changer de logiciel de planning",
            abandoned_on=date(2026, 11, 2),
            abandoned_reason="Trop cher pour l’usage",
        ),
    )
