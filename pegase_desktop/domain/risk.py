"""A risk on the quality of the training, and its facts: what may go wrong, how bad, how likely, and what is done.

Indicator 32 asks for it since 1 November 2026: « une analyse des risques sur la qualité des formations délivrées ».
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.facts import Charge, FactKind, Need, SettingsList, fact
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.words import CauseFamily, Labelled

#: As it stands beside every table of risks.
CRITICALITY_RULE = (
    "Criticité = gravité × probabilité : 1 ou 2 faible, 3 ou 4 modérée, de 6 à 9 élevée, de 12 à 16 critique."
)


class Severity(Labelled):
    """How bad it would be."""

    MINOR = "1", "1 : gênant"
    MODERATE = "2", "2 : sérieux"
    MAJOR = "3", "3 : grave"
    CRITICAL = "4", "4 : très grave"


class Probability(Labelled):
    """How likely it is."""

    RARE = "1", "1 : rare"
    POSSIBLE = "2", "2 : possible"
    LIKELY = "3", "3 : probable"
    FREQUENT = "4", "4 : fréquent"


class RiskState(Labelled):
    """What is made of it."""

    FOLLOWED = "followed", "Suivi"
    REDUCED = "reduced", "Réduit"
    CLOSED = "closed", "Clos"


def _is_closed(risk: Risk) -> bool:
    return risk.state is RiskState.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMeasure:
    """A measure that was decided: an improvement of this register by its number, or words."""

    id: int = 0
    reference: str = fact("Amélioration", FactKind.LINE, default="", hint="A-2026-03")
    words: str = fact("Précisions", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReview:
    """The risk was looked at again: by whom, and how bad and how likely it was held to be then."""

    id: int = 0
    reviewed_on: date | None = fact(
        "Revu le", FactKind.DAY, need=Need.REGISTER, past=True,
        missing="Il manque le jour de la revue. Par exemple : 27/11/2026.",
    )  # fmt: skip
    by: str = fact(
        "Par", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Il manque qui a revu le risque. Choisissez dans la liste.",
    )  # fmt: skip
    severity: Severity | None = fact("Gravité", FactKind.CHOICE, of=Severity)
    probability: Probability | None = fact("Probabilité", FactKind.CHOICE, of=Probability)
    words: str = fact("Ce qui est retenu", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCase:
    """A dossier that made the risk real: proposed by the program, confirmed by a person."""

    id: int = 0
    reference: str = fact(
        "Numéro", FactKind.LINE, default="", need=Need.REGISTER, hint="R-2026-0014",
        missing="Il manque le numéro du dossier. Par exemple : R-2026-0014.",
    )  # fmt: skip
    confirmed_on: date | None = fact("Confirmé le", FactKind.DAY, past=True)
    by: str = fact("Par", FactKind.STAFF, default="")
    words: str = fact("Précisions", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What the register holds about one risk."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    what: str = fact(
        "Risque", FactKind.LINE, default="", need=Need.REGISTER, hint="Moniteur absent sans remplaçant",
        missing="Il manque le risque. Dites en une phrase ce qui peut arriver.",
    )
    entered_on: date | None = fact(
        "Inscrit le", FactKind.DAY, need=Need.REGISTER, past=True,
        missing="Il manque le jour où le risque a été inscrit. Par exemple : 27/11/2026.",
    )
    cause_family: CauseFamily | None = fact("Famille de causes", FactKind.CHOICE, of=CauseFamily)
    cause_text: str = fact("Causes", FactKind.TEXT, default="", lines=2)
    service: str = fact("Service", FactKind.MENU, default="", menu=SettingsList.SERVICES)
    category: str = fact("Catégorie", FactKind.MENU, default="", menu=SettingsList.CATEGORIES)
    consequence: str = fact("Ce que cela ferait, et à qui", FactKind.TEXT, default="", lines=2)
    severity: Severity | None = fact(
        "Gravité", FactKind.CHOICE, need=Need.REGISTER, of=Severity, living=True,
        missing="Il manque la gravité, de 1 à 4.", help=CRITICALITY_RULE,
    )
    probability: Probability | None = fact(
        "Probabilité", FactKind.CHOICE, need=Need.REGISTER, of=Probability, living=True,
        missing="Il manque la probabilité, de 1 à 4.",
    )
    in_force: str = fact("Mesure en place", FactKind.TEXT, default="", lines=2, living=True)
    measures: tuple[RiskMeasure, ...] = fact(
        "Mesures décidées", FactKind.ROWS, default=(), row=RiskMeasure, living=True, add="Ajouter la mesure"
    )
    owner: str = fact(
        "Responsable", FactKind.STAFF, default="", need=Need.REGISTER, living=True,
        missing="Il manque le responsable. Choisissez qui suit ce risque.",
        charge=Charge("Risques suivis"),
    )
    due: date | None = fact("À réduire pour le", FactKind.DAY, living=True)
    state: RiskState | None = fact("État", FactKind.CHOICE, default=RiskState.FOLLOWED, of=RiskState, living=True)
    closed_reason: str = fact("Clos, raison", FactKind.LINE, default="", when=_is_closed)
    reviews: tuple[RiskReview, ...] = fact(
        "Revues du risque", FactKind.ROWS, default=(), row=RiskReview, living=True, add="Ajouter la revue",
        help="Un risque se revoit au moins une fois par an.",
    )
    cases: tuple[RiskCase, ...] = fact(
        "Dossiers où il s’est réalisé", FactKind.ROWS, default=(), row=RiskCase, living=True, add="Ajouter le dossier"
    )
    attachments: tuple[Attachment, ...] = fact("Pièces justificatives", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The risk as the journal names it."""
        return RecordRef(RecordKind.RISK, self.id)

    @property
    def title(self) -> str:
        """What may go wrong, in a line."""
        return shortened(self.what, 80)

    @property
    def is_open(self) -> bool:
        """Whether it is still looked at."""
        return self.state is not RiskState.CLOSED
