"""An improvement and its facts: what is changed, because of something, and whether that worked.

Indicator 32 asks for it: « les retours » lead to measures, and their effect is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pegase_desktop.domain.facts import Charge, FactKind, Need, fact
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.words import CauseFamily, Effect, ImprovementKind, Labelled, OriginKind

#: Days after which the effect is looked at, where nobody chose a day: 30 or 60 are usual.
CHECK_AFTER_DAYS = 30


class ImprovementState(Labelled):
    """How far an improvement is, in the order of its life."""

    DECIDED = "decided", "Décidée"
    IN_PLACE = "in_place", "En place"
    CHECKED = "checked", "Vérifiée"
    ABANDONED = "abandoned", "Abandonnée"


def _is_done(improvement: Improvement) -> bool:
    return improvement.done_on is not None


def _is_checked(improvement: Improvement) -> bool:
    return improvement.checked_on is not None or improvement.effect is not None


def _has_disappointed(improvement: Improvement) -> bool:
    return improvement.effect in (Effect.PARTIAL, Effect.INEFFECTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One thing that an improvement comes from; a dossier of this register by its number."""

    id: int = 0
    kind: OriginKind | None = fact(
        "Vient de", FactKind.CHOICE, need=Need.REGISTER, of=OriginKind,
        missing="Dites d’où vient l’amélioration. Choisissez dans la liste.",
    )  # fmt: skip
    reference: str = fact("Numéro", FactKind.LINE, default="", hint="R-2026-0014")
    words: str = fact("Précisions", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What the register holds about one improvement."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    what: str = fact(
        "Ce qui change", FactKind.LINE, default="", need=Need.REGISTER,
        hint="Appeler l’élève la veille de chaque leçon",
        missing="Il manque ce qui change. Écrivez-le en une phrase, comme une chose à faire.",
    )
    kind: ImprovementKind | None = fact(
        "Type", FactKind.CHOICE, need=Need.REGISTER, of=ImprovementKind,
        help="Une correction répare ce cas ; une action corrective supprime la cause.",
        missing="Il manque le type : correction, action corrective, préventive, ou amélioration.",
    )
    decided_on: date | None = fact(
        "Décidée le", FactKind.DAY, need=Need.REGISTER, past=True,
        missing="Il manque le jour de la décision. Par exemple : 27/11/2026.",
    )
    owner: str = fact(
        "Responsable", FactKind.STAFF, default="", need=Need.REGISTER, living=True,
        missing="Il manque le responsable. Choisissez qui s’en charge.",
        charge=Charge("Améliorations suivies"),
    )
    due: date | None = fact(
        "À mettre en place pour le", FactKind.DAY, need=Need.REGISTER, living=True,
        missing="Il manque l’échéance. Par exemple : 15/12/2026.",
    )
    finding: str = fact("Constat", FactKind.TEXT, default="", help="Ce qui a été vu, sans nommer de client.")
    cause_family: CauseFamily | None = fact("Famille de causes", FactKind.CHOICE, of=CauseFamily)
    cause_text: str = fact("Causes", FactKind.TEXT, default="", lines=2)
    criterion: str = fact(
        "Critère de réussite", FactKind.TEXT, default="", need=Need.REGISTER, lines=2,
        help="Ce qu’on devra voir si cela marche. Il s’écrit au moment de la décision.",
        missing="Il manque le critère de réussite. Dites ce qu’on devra voir si cela marche.",
    )
    origins: tuple[Origin, ...] = fact(
        "Origine", FactKind.ROWS, default=(), row=Origin, living=True, add="Ajouter l’origine",
        help="Une ou plusieurs réclamations, difficultés ou aléas, une enquête, une réunion, une idée.",
    )
    done_on: date | None = fact("Mise en place le", FactKind.DAY, past=True)
    proof: str = fact(
        "Preuve", FactKind.TEXT, default="", lines=2, when=_is_done, help="Ce qui montre que c’est en place."
    )
    check_on: date | None = fact("Efficacité à contrôler le", FactKind.DAY, living=True)
    checker: str = fact(
        "Contrôle par", FactKind.STAFF, default="", living=True,
        charge=Charge("Contrôles d’efficacité", due="check_day"),
    )
    no_check_reason: str = fact(
        "Sans contrôle, raison", FactKind.LINE, default="", when=_is_done, living=True,
        help="Une amélioration se termine par son contrôle ; sans contrôle, dites pourquoi.",
    )
    checked_on: date | None = fact("Contrôlée le", FactKind.DAY, past=True, when=_is_done)
    effect: Effect | None = fact("Efficacité", FactKind.CHOICE, of=Effect, when=_is_done)
    effect_text: str = fact("Ce que le contrôle a montré", FactKind.TEXT, default="", lines=2, when=_is_checked)
    follow_up: str = fact(
        "Suite donnée", FactKind.TEXT, default="", lines=2, when=_has_disappointed,
        help="La nouvelle action (son numéro), ou pourquoi il n’y en a pas.",
    )
    abandoned_on: date | None = fact("Abandonnée le", FactKind.DAY, past=True)
    abandoned_reason: str = fact("Abandonnée, raison", FactKind.LINE, default="")
    attachments: tuple[Attachment, ...] = fact("Pièces justificatives", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The improvement as the journal names it."""
        return RecordRef(RecordKind.IMPROVEMENT, self.id)

    @property
    def title(self) -> str:
        """What changes, in a line."""
        return shortened(self.what, 80)

    @property
    def check_day(self) -> date | None:
        """When the effect is looked at: the day chosen, else some weeks after it was put in place."""
        if self.check_on or self.done_on is None:
            return self.check_on
        return self.done_on + timedelta(days=CHECK_AFTER_DAYS)

    @property
    def state(self) -> ImprovementState:
        if self.abandoned_on is not None:
            return ImprovementState.ABANDONED
        if self.done_on is None:
            return ImprovementState.DECIDED
        is_checked = self.effect is not None or bool(self.no_check_reason)
        return ImprovementState.CHECKED if is_checked else ImprovementState.IN_PLACE

    @property
    def is_open(self) -> bool:
        """Whether it is still to be put in place, or to be checked."""
        return self.state in (ImprovementState.DECIDED, ImprovementState.IN_PLACE)
