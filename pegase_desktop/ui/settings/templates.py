"""The texts of the letters, reworded with a preview, and brought back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.documents.templates import default_template, template_of
from pegase_desktop.domain.letter_templates import FIELDS, Template, TemplateFault, check_fields
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.choices import ChoiceList
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField


class TemplatesSection(Section):
    """One letter at a time; a template that names a field that does not exist is refused with its name."""

    name = "templates"
    title = "Modèles de lettres"
    sentence = (
        "Les champs entre accolades sont remplacés par les informations du dossier. "
        "Un paragraphe dont les champs sont tous vides disparaît."
    )

    preview_wanted = Signal(LetterKind, Template)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._kind = self._first_kind()
        self._choice = Field("Lettre", ChoiceList([(kind, kind.label) for kind in LetterKind]), stretch=False)
        self._choice.set_value(self._kind)
        self._choice.edited.connect(self._turn)
        self.body.addWidget(self._choice)
        self._subject = self.add(Field("Objet", TextField()))
        self._body = self.add(Field("Texte", TextArea(lines=12, most_lines=22)))
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
        self.refresh()

    def _first_kind(self) -> LetterKind:
        """The letter of which something waits that was not saved, else the first of a case."""
        waiting = self._session.register.typed_settings.places()
        kinds = (kind for kind in LetterKind if self._place_of(kind) in waiting)
        return next(kinds, LetterKind.ACKNOWLEDGEMENT)

    def place(self) -> str:
        return self._place_of(self._kind)

    def _place_of(self, kind: LetterKind) -> str:
        return f"{self.name}/{kind.value}"

    def _fill(self, settings: Settings) -> None:
        try:
            self._show(template_of(self._kind, settings))
        except TemplateFault:  # as after an import: shown as it is, to be mended
            self._show(Template.read(settings.templates[self._kind]))
            self._typed()

    def _show(self, template: Template) -> None:
        self._subject.set_value(template.subject)
        self._body.set_value(template.body)

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        template = self._typed()
        if template is None:
            return None
        others = {kind: text for kind, text in settings.templates.items() if kind is not self._kind}
        if template == default_template(self._kind):
            return {"templates": others}
        return {"templates": others | {self._kind: template.text}}

    def _typed(self) -> Template | None:
        """The template in the fields; None once its fault was said."""
        for field in (self._subject, self._body):
            if not field.value().strip():
                field.set_error("Il manque ce texte. Écrivez-le, ou revenez au texte d’origine.")
                return None
            try:
                check_fields(field.value())
            except TemplateFault as refusal:
                field.set_error(str(refusal))
                return None
        return Template(self._subject.value().strip(), self._body.value().strip())

    def _turn(self) -> None:
        """To another letter; what was changed in this one is saved first."""
        chosen = LetterKind(self._choice.value())  # Qt gives a member back as its bare text
        if self.save():
            self._kind = chosen
            self.refresh()
        else:
            self._choice.set_value(self._kind)

    def _insert(self) -> None:
        area = self._body.input
        assert isinstance(area, TextArea)
        area.insert_phrase(f"{{{self._field.value()}}}")
        self._field.set_value(None)
        self.touch()

    def _preview(self) -> None:
        template = self._typed()
        if template:
            self.preview_wanted.emit(self._kind, template)

    def _restore(self) -> None:
        self._show(default_template(self._kind))
        self.touch()
