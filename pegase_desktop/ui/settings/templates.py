"""The texts of the letters, reworded with a preview, and brought back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.documents.templates import default_template, template_of
from pegase_desktop.domain.letter_templates import FIELDS, Template, TemplateFault
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.forms.context import FormLook
from pegase_desktop.ui.settings.section import FormSection
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.choices import ChoiceList
from pegase_desktop.ui.widgets.field import Field


class TemplatesSection(FormSection):
    """One letter at a time; a template that names a field that does not exist is refused with its name."""

    name = "templates"
    title = "Modèles de lettres"
    sentence = (
        "Les champs entre accolades sont remplacés par les informations du dossier. "
        "Un paragraphe dont les champs sont tous vides disparaît."
    )

    record = Template
    lines = (("subject",), ("body",))
    look = FormLook(most_lines=22)

    preview_wanted = Signal(LetterKind, Template)

    def _lay_out(self) -> None:
        self._kind = self._first_kind()
        self._choice = Field("Lettre", ChoiceList([(kind, kind.label) for kind in LetterKind]), stretch=False)
        self._choice.set_value(self._kind)
        self._choice.edited.connect(self._turn)
        self.body.addWidget(self._choice)
        super()._lay_out()
        fields = [(name, f"{field.label}  {{{name}}}") for name, field in FIELDS.items()]
        self._field = ChoiceList(fields, placeholder="Insérer un champ…")
        self._field.setAccessibleName("Insérer un champ dans le texte")
        self._field.edited.connect(self._insert)
        preview = Button("Aperçu", icon="eye")
        preview.clicked.connect(self._preview)
        restore = Button("Revenir au texte d’origine", icon="rotate-ccw")
        restore.clicked.connect(self._restore)
        line = QHBoxLayout()
        line.addWidget(self._field, 1)
        line.addWidget(preview)
        line.addWidget(restore)
        self.body.addLayout(line)

    def _first_kind(self) -> LetterKind:
        """The letter of which something waits that was not saved, else the first of a case."""
        waiting = self._session.register.typed_settings.places()
        kinds = (kind for kind in LetterKind if self._place_of(kind) in waiting)
        return next(kinds, LetterKind.ACKNOWLEDGEMENT)

    def place(self) -> str:
        return self._place_of(self._kind)

    def _place_of(self, kind: LetterKind) -> str:
        return f"{self.name}/{kind.value}"

    def _record_in(self, settings: Settings) -> Template:
        try:
            return template_of(self._kind, settings)
        except TemplateFault:  # as after an import: shown as it is, to be mended
            return Template.read(settings.templates[self._kind])

    def _settings_of(self, settings: Settings, record: Template) -> dict[str, Any]:
        others = {kind: text for kind, text in settings.templates.items() if kind is not self._kind}
        return {"templates": others if record == default_template(self._kind) else others | {self._kind: record.text}}

    def _turn(self) -> None:
        """To another letter; what was changed in this one is saved first."""
        chosen = LetterKind(self._choice.value())  # Qt gives a member back as its bare text
        if self.save():
            self._kind = chosen
            self.refresh()
        else:
            self._choice.set_value(self._kind)

    def _insert(self) -> None:
        area = self._fields.editors["body"].input
        area.insert_phrase(f"{{{self._field.value()}}}")
        self._field.set_value(None)
        self.touch()

    def _preview(self) -> None:
        if self._fields.ensure_right():
            self.preview_wanted.emit(self._kind, self._form.record)

    def _restore(self) -> None:
        self._form.start(default_template(self._kind))
        self._fields.show_anew()
        self.touch()
