"""The delays, how they run, the opening slots and the closed days."""

from __future__ import annotations

from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typed_school import WEEK, TypedTerms
from pegase_desktop.reference.public_holidays import holiday_names
from pegase_desktop.ui.forms.context import FormLook
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.section import FormSection
from pegase_desktop.ui.widgets.labels import Paragraph, SectionLabel


class DelaysSection(FormSection):
    """Holds for what is received from now on; a complaint keeps the terms it was received under."""

    name = "delays"
    title = "Délais"
    sentence = (
        "Un changement vaut pour les réclamations reçues ensuite ; celles déjà reçues gardent les délais d’alors."
    )
    record = TypedTerms
    lines = (("ack_hours", "treatment_hours", "feedback_days"), ("count_from",), ("mode",))
    look = FormLook()

    def _lay_out(self) -> None:
        super()._lay_out()
        self.body.addWidget(SectionLabel("Revue hebdomadaire"))
        self._add_lines([("silent_days",)])
        self.body.addWidget(SectionLabel("Horaires d’ouverture, pour les heures ouvrées"))
        self._add_lines([WEEK[first : first + 2] for first in range(0, len(WEEK), 2)])
        self._add_lines([("closed_days",)])
        self.body.addWidget(SectionLabel("Jours fériés comptés comme fermés"))
        holidays = holiday_names(self._context.today().year)
        named = " · ".join(f"{french.day(day)} {name}" for day, name in holidays)
        self.body.addWidget(Paragraph(named, Type.SMALL, Tone.TEXT2))
        self.body.addSpacing(px(4))

    def _record_in(self, settings: Settings) -> TypedTerms:
        return TypedTerms.of(settings)

    def _settings_of(self, settings: Settings, record: TypedTerms) -> dict[str, Any]:
        return {"terms": record.terms(self._context.today()), "silent_days": record.silent_days}

    def _faults(self, record: TypedTerms) -> dict[str, str]:
        return record.faults(self._context.today())
