"""The school, its staff and its settings, with the values a new register starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pegase_desktop.domain.checks import is_website
from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.facts import Check, FactKind, Need, fact, missing_in
from pegase_desktop.domain.words import LetterKind

_BOTH_OR_NONE = "Il manque cette mention. Un refus doit porter le nom et le site."
_NO_SITE = "Cette adresse de site semble incomplète. Par exemple : https://www.exemple.fr."


@dataclass(frozen=True, slots=True)
class School:
    """The letterhead."""

    # fmt: off
    name: str = fact(
        "Nom de l’école", FactKind.LINE, default="AUTO-ÉCOLE PÉGASE", need=Need.REGISTER,
        missing="Il manque le nom de l’école. Il figure sur tous les documents.",
    )
    address: str = fact("Adresse", FactKind.LINE, default="Avenue Émile Hugues")
    postcode: str = fact("Code postal", FactKind.LINE, default="06140")
    city: str = fact("Ville", FactKind.LINE, default="Vence")
    phones: str = fact(
        "Téléphones", FactKind.PHONE, default="04 93 58 94 17 / 06 63 85 52 79", check=Check.TELEPHONE,
        doubt="Un de ces numéros ne semble pas être un numéro de téléphone. Par exemple : 04 93 58 94 17.",
    )
    email: str = fact(
        "E-mail", FactKind.EMAIL, default="", check=Check.EMAIL,
        doubt="Cette adresse semble incomplète. Par exemple : contact@exemple.fr.",
    )
    approval: str = fact("N°\u00a0d’agrément", FactKind.LINE, default="E0600605660")
    siret: str = fact(
        "SIRET", FactKind.LINE, default="34069396900024", check=Check.SIRET,
        doubt="Ce numéro n’est pas un SIRET valide (14 chiffres). Vérifiez-le.",
    )
    naf: str = fact("Code NAF", FactKind.LINE, default="8553Z")
    vat: str = fact(
        "TVA intracommunautaire", FactKind.LINE, default="FR00340693969", check=Check.VAT,
        doubt="Ce numéro de TVA n’est pas valide (FR et 11 chiffres). Vérifiez-le.",
    )
    legal_form: str = fact("Forme juridique", FactKind.LINE, default="Entreprise individuelle")
    # fmt: on

    def faults(self) -> dict[str, str]:
        """Why it cannot be kept, a sentence for each fact."""
        return missing_in(self)

    @property
    def place(self) -> str:
        """« Avenue Émile Hugues, 06140 Vence », on one line."""
        return ", ".join(part for part in (self.address, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Mediator:
    """The consumer mediator, whose details go with every refusal."""

    # fmt: off
    name: str = fact("Nom du médiateur", FactKind.LINE, default="", need=Need.EXPECTED, missing=_BOTH_OR_NONE)
    address: str = fact(
        "Adresse postale", FactKind.TEXT, default="",
        help="D’usage ; la loi demande le nom et le site.",
    )
    website: str = fact(
        "Site internet", FactKind.LINE, default="", need=Need.EXPECTED, missing=_BOTH_OR_NONE, hint="https://",
        check=Check.WEBSITE, doubt=_NO_SITE,
    )
    # fmt: on

    def faults(self) -> dict[str, str]:
        """Why it cannot be kept, a sentence for each fact; there may be none at all.

        Every refusal names the site, and the law wants one that the client can open: it is not only doubted.
        """
        if self == Mediator():
            return {}
        wrong = {} if is_website(self.website) else {"website": _NO_SITE}
        return missing_in(self) or wrong

    @property
    def is_complete(self) -> bool:
        """Whether a refusal may name it: its name and its site (code de la consommation, article R616-1)."""
        return bool(self.name and self.website)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. One who left stays in the history and is no longer proposed.

    ``since`` and ``left_on`` are the days of arrival and departure, where they are known.
    """

    id: int
    name: str = fact(
        "Prénom et nom", FactKind.LINE, default="", need=Need.REGISTER,
        missing="Il manque le nom. Écrivez le prénom et le nom.",
    )  # fmt: skip
    role: str = fact("Fonction", FactKind.LINE, default="")
    active: bool = True
    since: date | None = None
    left_on: date | None = None

    def faults(self) -> dict[str, str]:
        """Why nobody can sign so, a sentence for each fact."""
        return missing_in(self)


SERVICES = (
    "Accueil", "Planning", "Conduite", "Code", "Conduite accompagnée", "Deux-roues", "Examens", "Facturation",
    "Véhicules",
)  # fmt: skip
CATEGORIES = (
    "contrat et tarifs", "heures facturées", "annulation ou report de leçon", "planning et délais",
    "moniteur et pédagogie", "présentation à l’examen", "transfert ou restitution du dossier", "véhicule",
    "accueil et information", "paiement ou financement", "accessibilité et handicap",
    "violence, harcèlement ou discrimination", "autre",
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
#: After so many days without a word to the client, the weekly review says so.
SILENT_DAYS = 7


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
    silent_days: int = SILENT_DAYS
