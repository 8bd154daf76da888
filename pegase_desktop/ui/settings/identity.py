"""The school's letterhead and its mediator."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean, clean_line
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.field import Field, FieldRow, Hint
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField


class SchoolSection(Section):
    """What stands at the head of every paper."""

    title = "École"
    sentence = "Ces mentions figurent en tête des fiches et des lettres."

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._fields = {
            "name": self.add(Field("Nom de l’école", TextField(), hint=Hint.REQUIRED)),
            "address": self.add(Field("Adresse", TextField())),
        }
        self._row(("postcode", "Code postal"), ("city", "Ville"))
        self._fields["phones"] = self.add(Field("Téléphones", TextField()))
        self._fields["email"] = self.add(Field("E-mail", TextField()))
        self._row(("siret", "SIRET"), ("vat", "TVA intracommunautaire"))
        self._row(("approval", "N°\u00a0d’agrément"), ("naf", "Code NAF"))
        self._fields["legal_form"] = self.add(Field("Forme juridique", TextField()))
        for name, check in (("siret", wrong_siret), ("vat", wrong_vat), ("phones", wrong_phones)):
            field = self._fields[name]
            field.left.connect(_Check(field, check).run)
        self.refresh()

    def _row(self, *named: tuple[str, str]) -> None:
        made = {name: Field(label, TextField()) for name, label in named}
        self.body.addWidget(FieldRow(*made.values()))
        for field in made.values():
            field.edited.connect(self.touch)
        self._fields |= made

    def _fill(self, settings: Settings) -> None:
        for one in fields(settings.school):
            self._fields[one.name].set_value(getattr(settings.school, one.name))

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        values = {name: clean_line(field.value()) for name, field in self._fields.items()}
        if not values["name"]:
            self._fields["name"].set_error("Il manque le nom de l’école. Il figure sur tous les documents.")
            return None
        return {"school": replace(settings.school, **values)}


class MediatorSection(Section):
    """Without the three fields a refusal cannot leave."""

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
        self.refresh()

    def _fill(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            field.set_value(getattr(settings.mediator, name))

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        values = {name: clean(field.value()) for name, field in self._fields.items()}
        missing = [name for name, value in values.items() if not value]
        if missing and len(missing) < len(values):
            for name in missing:
                self._fields[name].set_error("Il manque cette mention. Un refus doit porter les trois.")
            return None
        return {"mediator": replace(settings.mediator, **values)}


class _Check:
    """Warns under a field, once it is left, of what looks wrong; the warning can be passed."""

    def __init__(self, field: Field, wrong: Any) -> None:
        self._field = field
        self._wrong = wrong

    def run(self) -> None:
        value = clean_line(self._field.value())
        if not self._field.has_error():
            self._field.set_warning(self._wrong(value) if value else None)


def wrong_siret(number: str) -> str | None:
    """A sentence when the number's check digits do not agree."""
    from stdnum.fr import siret

    return None if siret.is_valid(number) else "Ce numéro n’est pas un SIRET valide (14 chiffres). Vérifiez-le."


def wrong_vat(number: str) -> str | None:
    """A sentence when the number's check digits do not agree."""
    from stdnum.fr import tva

    return None if tva.is_valid(number) else "Ce numéro de TVA n’est pas valide (FR et 11 chiffres). Vérifiez-le."


def wrong_phones(numbers: str) -> str | None:
    """A sentence when one of the numbers, parted by « / », is no French number."""
    import phonenumbers

    for number in numbers.split("/"):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(number, "FR")):
                continue
        except phonenumbers.NumberParseException:
            pass
        return f"« {number.strip()} » ne semble pas être un numéro de téléphone. Vérifiez-le."
    return None
