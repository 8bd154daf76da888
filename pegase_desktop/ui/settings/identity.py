"""The school's letterhead and its mediator."""

from __future__ import annotations

from types import MappingProxyType

from pegase_desktop.domain.school import Mediator, School
from pegase_desktop.ui.settings.section import FormSection


class SchoolSection(FormSection):
    """What stands at the head of every paper."""

    name = "school"
    title = "École"
    sentence = "Ces mentions figurent en tête des fiches et des lettres."
    record = School
    lines = (
        ("name",), ("address",), ("postcode", "city"), ("phones", "email"), ("siret", "vat"),
        ("approval", "naf", "legal_form"),
    )  # fmt: skip
    widths = MappingProxyType({"city": 2, "approval": 2, "legal_form": 3})


class MediatorSection(FormSection):
    """Without its name and its site a refusal cannot leave."""

    name = "mediator"
    title = "Médiateur de la consommation"
    sentence = (
        "Chaque refus à un particulier, même partiel, porte ces coordonnées : la loi le demande. "
        "Sans elles, il ne peut pas partir."
    )
    record = Mediator
    lines = (("name",), ("address",), ("website",))
