"""The school's letterhead and its mediator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.contact_details import is_email
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean, clean_line
from pegase_desktop.domain.typography import typeset
from pegase_desktop.reference.company_numbers import is_siret, is_vat_number
from pegase_desktop.reference.telephone import is_dialable
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.field import Field, Hint
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField


class SchoolSection(Section):
    """What stands at the head of every paper."""

    name = "school"
    title = "École"
    sentence = "Ces mentions figurent en tête des fiches et des lettres."

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._fields = {
            "name": self.add(Field("Nom de l’école", TextField(), hint=Hint.REQUIRED)),
            "address": self.add(Field("Adresse", TextField())),
        }
        self._row((1, 2), postcode="Code postal", city="Ville")
        self._row((1, 1), phones="Téléphones", email="E-mail")
        self._row((1, 1), siret="SIRET", vat="TVA intracommunautaire")
        self._row((2, 1, 3), approval="N°\u00a0d’agrément", naf="Code NAF", legal_form="Forme juridique")
        checks = {"siret": wrong_siret, "vat": wrong_vat, "phones": wrong_phones, "email": wrong_email}
        self._checks = [_Check(self._fields[name], check) for name, check in checks.items()]
        self.refresh()

    def _row(self, shares: tuple[int, ...], **labels: str) -> None:
        made = {name: Field(label, TextField()) for name, label in labels.items()}
        self.add_row(*made.values(), shares=shares)
        self._fields |= made

    def _fill(self, settings: Settings) -> None:
        for one in fields(settings.school):
            self._fields[one.name].set_value(getattr(settings.school, one.name))
        for check in self._checks:
            check.run()

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        values = {name: clean_line(field.value()) for name, field in self._fields.items()}
        if not values["name"]:
            self._fields["name"].set_error("Il manque le nom de l’école. Il figure sur tous les documents.")
            return None
        return {"school": replace(settings.school, **values)}


class MediatorSection(Section):
    """Without the three fields a refusal cannot leave."""

    name = "mediator"
    title = "Médiateur de la consommation"
    sentence = (
        "Chaque refus, même partiel, porte ces coordonnées : la loi le demande. Sans elles, il ne peut pas partir."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._fields = {
            "name": self.add(Field("Nom du médiateur", TextField(), hint=Hint.REQUIRED)),
            "address": self.add(Field("Adresse postale", TextArea(lines=3), hint=Hint.REQUIRED)),
            "website": self.add(Field("Site internet", TextField("https://"), hint=Hint.REQUIRED)),
        }
        self._check = _Check(self._fields["website"], wrong_website)
        self.refresh()

    def _fill(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            field.set_value(getattr(settings.mediator, name))
        self._check.run()

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        values = {name: clean(field.value()) for name, field in self._fields.items()}
        missing = [name for name, value in values.items() if not value]
        if missing and len(missing) < len(values):
            for name in missing:
                self._fields[name].set_error("Il manque cette mention. Un refus doit porter les trois.")
            return None
        wrong = wrong_website(values["website"]) if values["website"] else None
        if wrong:  # it would stand in a refusal, where the law wants a site that the client can open
            self._fields["website"].set_error(typeset(wrong))
            return None
        return {"mediator": replace(settings.mediator, **values)}


class _Check:
    """Warns under a field, once it is left, of what looks wrong; the warning can be passed."""

    def __init__(self, field: Field, wrong: Callable[[str], str | None]) -> None:
        self._field = field
        self._wrong = wrong
        field.left.connect(self.run)

    def run(self) -> None:
        """Look at the value now in the field."""
        value = clean_line(self._field.value())
        sentence = self._wrong(value) if value else None
        if not self._field.has_error():
            self._field.set_warning(typeset(sentence) if sentence else None)


def wrong_siret(number: str) -> str | None:
    """A sentence when the number's check digits do not agree."""
    return None if is_siret(number) else "Ce numéro n’est pas un SIRET valide (14 chiffres). Vérifiez-le."


def wrong_vat(number: str) -> str | None:
    """A sentence when the number's check digits do not agree."""
    return None if is_vat_number(number) else "Ce numéro de TVA n’est pas valide (FR et 11 chiffres). Vérifiez-le."


def wrong_phones(numbers: str) -> str | None:
    """A sentence when one of the numbers, parted by « / », cannot be dialled."""
    if is_dialable(numbers):
        return None
    return "Un de ces numéros ne semble pas être un numéro de téléphone. Par exemple : 04 93 58 94 17."


def wrong_email(address: str) -> str | None:
    """A sentence when a letter could not reach the address."""
    return None if is_email(address) else "Cette adresse semble incomplète. Par exemple : contact@exemple.fr."


def wrong_website(address: str) -> str | None:
    """A sentence when a reader could not open the address."""
    host = address.partition("://")[2] or address
    if "." in host.strip(".") and not any(one.isspace() for one in address):
        return None
    return "Cette adresse de site semble incomplète. Par exemple : https://www.exemple.fr."
