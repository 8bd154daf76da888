"""The lists that the forms propose: services, categories, trainings, causes."""

from __future__ import annotations

from typing import Any

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typed_school import TypedLists
from pegase_desktop.ui.forms.context import FormLook
from pegase_desktop.ui.settings.section import FormSection


class ListsSection(FormSection):
    """A line each; what older complaints say does not change."""

    name = "lists"
    title = "Listes"
    sentence = (
        "Une ligne par entrée, dans l’ordre où le programme les propose. "
        "Les réclamations déjà enregistrées gardent leurs mots."
    )
    record = TypedLists
    lines = (("services", "categories"), ("trainings", "causes"))
    look = FormLook()

    def _record_in(self, settings: Settings) -> TypedLists:
        return TypedLists.of(settings)

    def _settings_of(self, settings: Settings, record: TypedLists) -> dict[str, Any]:
        return dict(record.lists())
