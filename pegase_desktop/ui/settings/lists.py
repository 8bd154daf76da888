"""The lists that menus are made of: services, categories, trainings."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean_line, fold
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.text_area import TextArea


class ListsSection(Section):
    """A line each; what older complaints say does not change."""

    title = "Services, catégories et formations"
    sentence = "Une ligne par entrée, dans l’ordre des menus. Les réclamations déjà enregistrées gardent leurs mots."

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        labels = {"services": "Services", "categories": "Catégories", "trainings": "Formations"}
        self._fields = {name: self.add(Field(label, TextArea(lines=6))) for name, label in labels.items()}
        self.refresh()

    def _fill(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            field.set_value("\n".join(getattr(settings, name)))

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        read = {}
        for name, field in self._fields.items():
            lines = [line for line in map(clean_line, field.value().split("\n")) if line]
            twice = next((line for place, line in enumerate(lines) if fold(line) in map(fold, lines[:place])), None)
            if not lines or twice:
                why = f"« {twice} » est là deux fois." if twice else "Il faut au moins une entrée."
                field.set_error(f"{why} Corrigez la liste.")
                return None
            read[name] = tuple(lines)
        return read
