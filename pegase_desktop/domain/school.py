"""The school, its staff and its settings, with the values a new register starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.words import LetterKind


@dataclass(frozen=True, slots=True)
class School:
    """The letterhead."""

    name: str = "AUTO-ÉCOLE PÉGASE"
    address: str = "Avenue Émile Hugues"
    postcode: str = "06140"
    city: str = "Vence"
    phones: str = "04 93 58 94 17 / 06 63 85 52 79"
    email: str = ""
    approval: str = "E0600605660"
    siret: str = "34069396900024"
    naf: str = "8553Z"
    vat: str = "FR00340693969"
    legal_form: str = "Entreprise individuelle"

    @property
    def place(self) -> str:
        """« Avenue Émile Hugues, 06140 Vence », on one line."""
        return ", ".join(part for part in (self.address, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Mediator:
    """The consumer mediator, whose details go with every refusal."""

    name: str = ""
    address: str = ""
    website: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.name and self.address and self.website)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. One who left stays in the history and is no longer proposed.

    ``since`` and ``left_on`` are the days of arrival and departure, where they are known.
    """

    id: int
    name: str
    role: str = ""
    active: bool = True
    since: date | None = None
    left_on: date | None = None


SERVICES = (
    "Accueil", "Planning", "Conduite", "Code", "Conduite accompagnée", "Deux-roues", "Examens", "Facturation",
    "Véhicules",
)  # fmt: skip
CATEGORIES = (
    "contrat et tarifs", "heures facturées", "annulation ou report de leçon", "planning et délais",
    "moniteur et pédagogie", "présentation à l’examen", "transfert ou restitution du dossier", "véhicule",
    "accueil et information", "paiement ou financement", "accessibilité et handicap", "autre",
)  # fmt: skip
TRAININGS = (
    "Permis B, boîte manuelle", "Permis B, boîte automatique", "Permis B, conduite accompagnée (AAC)", "Permis A2",
    "Permis A1", "Permis AM", "Code",
)  # fmt: skip
CAUSES = (
    "Double réservation au planning", "Absence d’un moniteur sans remplacement prévu",
    "Information non transmise au client", "Règle du contrat mal expliquée à l’inscription",
    "Erreur de saisie ou de facturation", "Véhicule ou matériel indisponible",
    "Délai d’une administration ou d’un partenaire",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings kept in the register file."""

    school: School = field(default_factory=School)
    mediator: Mediator = field(default_factory=Mediator)
    terms: Terms = field(default_factory=Terms)
    services: tuple[str, ...] = SERVICES
    categories: tuple[str, ...] = CATEGORIES
    trainings: tuple[str, ...] = TRAININGS
    causes: tuple[str, ...] = CAUSES  # proposed when a cause is put into words
    templates: Mapping[LetterKind, str] = field(default_factory=dict)  # the letters that the office reworded
    logo: str = ""  # a small PNG, in base64
