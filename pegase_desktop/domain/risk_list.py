"""The risks that a driving school may start from: proposed, edited, and never entered unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pegase_desktop.domain.risk import Probability, Risk, Severity
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import CauseFamily


def _risk(what: str, family: CauseFamily, consequence: str, severity: Severity, probability: Probability) -> Risk:
    return Risk(what=what, cause_family=family, consequence=consequence, severity=severity, probability=probability)


STARTING = (
    _risk(
        "Moniteur absent sans remplaçant", CauseFamily.ORGANISATION,
        "Leçons annulées le jour même, surtout avant un examen.", Severity.MAJOR, Probability.LIKELY,
    ),
    _risk(
        "Véhicule immobilisé", CauseFamily.EQUIPMENT,
        "Leçons reportées, élèves à répartir sur les autres véhicules.", Severity.MODERATE, Probability.POSSIBLE,
    ),
    _risk(
        "Trop peu de places d’examen", CauseFamily.EXTERNAL,
        "Élèves prêts qui attendent, et reprennent des heures.", Severity.MAJOR, Probability.LIKELY,
    ),
    _risk(
        "Logiciel de planning indisponible", CauseFamily.EQUIPMENT,
        "Rendez-vous inconnus, doubles réservations.", Severity.MODERATE, Probability.POSSIBLE,
    ),
    _risk(
        "Une seule personne sait faire", CauseFamily.ORGANISATION,
        "Dossiers arrêtés pendant son absence.", Severity.MODERATE, Probability.LIKELY,
    ),
    _risk(
        "Dossier bloqué en préfecture", CauseFamily.EXTERNAL,
        "Permis ou inscription retardés, élève sans réponse.", Severity.MODERATE, Probability.POSSIBLE,
    ),
    _risk(
        "Financement refusé ou bloqué", CauseFamily.EXTERNAL,
        "Formation interrompue, litige sur le prix.", Severity.MODERATE, Probability.POSSIBLE,
    ),
    _risk(
        "Sécurité dans le véhicule", CauseFamily.METHOD,
        "Blessure d’un élève, d’un moniteur ou d’un tiers.", Severity.CRITICAL, Probability.RARE,
    ),
    _risk(
        "Harcèlement, violence ou discrimination", CauseFamily.STAFF,
        "Atteinte grave à une personne.", Severity.CRITICAL, Probability.RARE,
    ),
    _risk(
        "Données perdues ou divulguées", CauseFamily.EQUIPMENT,
        "Parcours à reconstituer, vie privée des élèves exposée.", Severity.MAJOR, Probability.RARE,
    ),
)  # fmt: skip


def not_entered(risks: Iterable[Risk]) -> Iterator[Risk]:
    """Those of the list whose words are not those of a risk of the register."""
    known = {fold(one.what) for one in risks}
    return (one for one in STARTING if fold(one.what) not in known)


def begun(risk: Risk, day: date, by: str) -> Risk:
    """As whoever enters it today would: to be looked at and put right before it is recorded."""
    return replace(risk, entered_on=day, owner=by)
