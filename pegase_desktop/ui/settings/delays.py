"""The two delays, how they run, the opening slots and the closed days."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.clocks import CountFrom, DelayMode, Slot, Terms
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typed_values import parse_date, parse_time
from pegase_desktop.reference.public_holidays import holiday_names
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.section import Section
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.labels import Paragraph, SectionLabel
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField

_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
_MOST_HOURS, _MOST_DAYS = 24 * 60, 365


class DelaysSection(Section):
    """Holds for what is received from now on; a complaint keeps the terms it was received under."""

    name = "delays"
    title = "Délais"
    sentence = (
        "Un changement vaut pour les réclamations reçues ensuite ; celles déjà reçues gardent les délais d’alors."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._ack = Field("Accusé de réception (heures)", TextField(max_length=4))
        self._treatment = Field("Traitement (heures)", TextField(max_length=4))
        self._feedback = Field("Avis à demander (jours)", TextField(max_length=4))
        self.add_row(self._ack, self._treatment, self._feedback)
        starts = [
            (CountFrom.ACKNOWLEDGEMENT, "De l’accusé de réception"),
            (CountFrom.RECEPTION, "De la réception"),
        ]
        modes = [(DelayMode.CALENDAR, "Heures calendaires"), (DelayMode.OFFICE, "Heures ouvrées")]
        self._from = self.add(Field("Le délai de traitement court à partir", SegmentedRadio(starts), stretch=False))
        self._mode = self.add(Field("Les délais se comptent en", SegmentedRadio(modes), stretch=False))
        self.body.addWidget(SectionLabel("Horaires d’ouverture, pour les heures ouvrées"))
        self._slots = {day: Field(name, TextField("fermé")) for day, name in enumerate(_DAYS)}
        for first in range(0, len(_DAYS), 2):
            self.add_row(*(self._slots[day] for day in (first, first + 1) if day in self._slots))
        self._closed = self.add(
            Field("Jours de fermeture", TextArea(lines=3), help_text="Un jour par ligne, par exemple 24/12/2026.")
        )
        self.body.addWidget(SectionLabel("Jours fériés comptés comme fermés"))
        self.body.addWidget(Paragraph(self._holidays(), Type.SMALL, Tone.TEXT2))
        self.body.addSpacing(px(4))
        self.refresh()

    def _today(self) -> date:
        return local(self._session.clock()).date()

    def _holidays(self) -> str:
        return " · ".join(f"{french.day(day)} {name}" for day, name in holiday_names(self._today().year))

    def _fill(self, settings: Settings) -> None:
        terms = settings.terms
        self._ack.set_value(str(terms.ack_hours))
        self._treatment.set_value(str(terms.treatment_hours))
        self._feedback.set_value(str(terms.feedback_days))
        self._from.set_value(terms.count_from)
        self._mode.set_value(terms.mode)
        for day, field in self._slots.items():
            field.set_value(said_slots(terms.slots.get(day, ())))
        self._closed.set_value("\n".join(french.day(day) for day in sorted(terms.closed_days)))

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        hours = [_number(field, _MOST_HOURS) for field in (self._ack, self._treatment)]
        numbers = [*hours, _number(self._feedback, _MOST_DAYS)]
        slots = {day: _slots(field) for day, field in self._slots.items()}
        closed = self._closed_days()
        if None in numbers or None in slots.values() or closed is None:
            return None
        if self._mode.value() is DelayMode.OFFICE and not any(slots.values()):
            self._slots[0].set_error("Il faut au moins un jour ouvert pour compter en heures ouvrées.")
            return None
        ack, treatment, feedback = (number or 0 for number in numbers)
        terms = Terms(
            ack_hours=ack,
            treatment_hours=treatment,
            mode=self._mode.value(),
            count_from=self._from.value(),
            feedback_days=feedback,
            slots={day: opened for day, opened in slots.items() if opened},
            closed_days=closed,
        )
        return {"terms": terms}

    def _closed_days(self) -> frozenset[date] | None:
        days = set()
        for line in re.split(r"[\n,;]+", self._closed.value()):
            if not line.strip():
                continue
            day = parse_date(line.strip(), self._today())
            if day is None:
                self._closed.set_error(f"« {line.strip()} » n’est pas une date. Par exemple : 24/12/2026.")
                return None
            days.add(day)
        return frozenset(days)


def said_slots(slots: tuple[Slot, ...]) -> str:
    """« 09:00-12:00, 14:00-18:00 »."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in slots)


def parse_slots(text: str) -> tuple[Slot, ...] | None:
    """The inverse of :func:`said_slots`, lenient; None for what is no list of slots in order."""
    if text.strip().casefold() in ("", "fermé", "ferme", "-"):
        return ()
    slots: list[Slot] = []
    last = time()
    for part in text.split(","):
        opens, closes = (
            parse_time(one.strip()) for one in (*re.split(r"\s*[-–à]\s*", part.strip(), maxsplit=1), "")[:2]
        )
        if opens is None or closes is None or not last <= opens < closes:
            return None
        slots.append((opens, closes))
        last = closes
    return tuple(slots)


def _slots(field: Field) -> tuple[Slot, ...] | None:
    slots = parse_slots(field.value())
    if slots is None:
        field.set_error("Ces horaires ne se lisent pas. Par exemple : 09:00-12:00, 14:00-18:00, ou fermé.")
    return slots


def _number(field: Field, most: int) -> int | None:
    text = field.value().strip()
    if text.isdecimal() and 0 < int(text) <= most:
        return int(text)
    field.set_error(f"Il faut un nombre entier, de 1 à {most}.")
    return None
