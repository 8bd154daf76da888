"""A line of the register in one sentence, for those who hear it, and its cells in words, for those who copy them."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, duty_words
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.views import Row
from pegase_desktop.domain.words import Status
from pegase_desktop.ui.register.columns import COMPLAINANT, NEXT_DUE, OWNER, PRIORITY, REFERENCE, SERVICE, Column
from pegase_desktop.ui.register.lines import Heading, Section


def deadline_words(row: Row, now: datetime) -> tuple[str, str]:
    """The two lines of the last date: what is to be done and when, or how the case ended."""
    return deadline_lines(row, duty(row, now))


def deadline_lines(row: Row, words: DutyWords | None) -> tuple[str, str]:
    """The same of a duty that is in *words* already."""
    if row.status is Status.OPEN:
        return (words.first, words.second) if words else ("À terminer", "voir l’assistant")
    ended = f"le {french.day(local(row.ended_at).date())}" if row.ended_at else ""
    return row.status.label, ended


def duty(row: Row, now: datetime) -> DutyWords | None:
    """What is to be done next, in words."""
    return duty_words(row.duty, now) if row.duty else None


def cell(column: Column, row: Row, now: datetime) -> tuple[str, str]:
    """The two lines of one cell."""
    if column is REFERENCE:
        return row.reference, french.day(local(row.received_at).date())
    if column is COMPLAINANT:
        return row.complainant, row.subject
    if column is SERVICE:
        return row.service, row.channel.label if row.channel else ""
    if column is PRIORITY:
        return row.priority.label if row.priority else "", ""
    if column is NEXT_DUE:
        return deadline_words(row, now)
    return (row.owner, "") if column is OWNER else (row.stage.label, "")


def spoken(row: Row, now: datetime) -> str:
    """« R-2026-0031, M. Karim Benali, Dossier bloqué, reçue le 05/11/2026 par téléphone … »."""
    first, second = deadline_words(row, now)
    received = f"reçue le {french.day(local(row.received_at).date())}"
    parts = (
        row.reference,
        row.complainant,
        row.subject,
        f"{received}, {row.channel.label.lower()}" if row.channel else received,
        f"service {row.service}" if row.service else "",
        f"priorité {row.priority.label.lower()}" if row.priority else "",
        f"étape {row.stage.label}" if row.status is Status.OPEN else "",
        f"{first}, {second}" if second else first,
        f"suivie par {row.owner}" if row.owner else "",
    )
    return typeset(" ; ".join(part for part in parts if part))


def heading_title(heading: Heading, ended_title: str) -> str:
    """« Ouvertes », or what the second part holds."""
    return "Ouvertes" if heading.section is Section.OPEN else ended_title


def heading_count(heading: Heading) -> str:
    """« 11 réclamations »."""
    return french.count(heading.count, "réclamation")
