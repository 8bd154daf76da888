"""The lists that the forms propose: services, categories, trainings, causes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean_line, fold
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.text_area import TextArea

_MAY_BE_EMPTY = frozenset({"trainings", "causes"})


class ListsSection(Section):
    """A line each; what older complaints say does not change."""

    name = "lists"
    title = "Listes"
    sentence = (
        "Une ligne par entrée, dans l’ordre où le programme les propose. "
        "Les réclamations déjà enregistrées gardent leurs mots."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        pairs = (
            {"services": "Services", "categories": "Catégories"},
            {"trainings": "Formations", "causes": "Causes fréquentes"},
        )
        self._fields: dict[str, Field] = {}
        for labels in pairs:
            made = {name: Field(label, TextArea(lines=12)) for name, label in labels.items()}
            self._fields |= made
            self.add_row(*made.values())
        self.refresh()

    def _fill(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            field.set_value("\n".join(getattr(settings, name)))

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        read = {}
        for name, field in self._fields.items():
            lines = [line for line in map(clean_line, field.value().split("\n")) if line]
            twice = next((line for place, line in enumerate(lines) if fold(line) in map(fold, lines[:place])), None)
            is_lacking = not lines and name not in _MAY_BE_EMPTY
            if is_lacking or twice:
                why = f"« {twice} » est là deux fois." if twice else "Il faut au moins une entrée."
                field.set_error(f"{why} Corrigez la liste.")
                return None
            read[name] = tuple(lines)
        return read
