"""A line of the register in one sentence, for those who hear it, and its cells in words, for those who copy them."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import DutyWords, duty_words
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.views import Line
from pegase_desktop.domain.words import Kind, Status
from pegase_desktop.ui.register.columns import COMPLAINANT, NEXT_DUE, OWNER, PRIORITY, REFERENCE, SERVICE, Column
from pegase_desktop.ui.register.lines import Heading, Section


def deadline_words(line: Line, now: datetime) -> tuple[str, str]:
    """The two lines of the last date: what is to be done and when, or how the case ended."""
    return deadline_lines(line, duty(line, now))


def deadline_lines(line: Line, words: DutyWords | None) -> tuple[str, str]:
    """The same of a duty that is in *words* already."""
    if line.status is Status.OPEN:
        return (words.first, words.second) if words else ("À terminer", "voir l’assistant")
    ended = f"le {french.day(local(line.ended_at).date())}" if line.ended_at else ""
    return line.status_label, ended


def duty(line: Line, now: datetime) -> DutyWords | None:
    """What is to be done next, in words."""
    return duty_words(line.duty, now) if line.duty else None


def matter(line: Line) -> str:
    """The object, after the nature where that needs a word: « Difficulté · Dossier bloqué »."""
    said = nature(line)
    return line.subject if not said else f"{said} · {line.subject}" if line.subject else said


def nature(line: Line) -> str:
    """« Difficulté » or « Aléa » where the name does not say it already; nothing of what is most of the register."""
    return "" if line.kind is Kind.COMPLAINT or line.complainant == line.kind.label else line.kind.label


def cell(column: Column, line: Line, now: datetime) -> tuple[str, str]:
    """The two lines of one cell."""
    if column is REFERENCE:
        return line.reference, french.day(local(line.received_at).date())
    if column is COMPLAINANT:
        return line.complainant, matter(line)
    if column is SERVICE:
        return line.service, line.channel.label if line.channel else ""
    if column is PRIORITY:
        return line.priority.label if line.priority else "", ""
    if column is NEXT_DUE:
        return deadline_words(line, now)
    return (line.owner, "") if column is OWNER else (line.stage_label, "")


def spoken(line: Line, now: datetime) -> str:
    """« R-2026-0031, M. Karim Benali, Dossier bloqué, reçue le 05/11/2026 par téléphone … »."""
    first, second = deadline_words(line, now)
    received = f"reçue le {french.day(local(line.received_at).date())}"
    parts = (
        line.reference,
        nature(line).lower(),
        line.complainant,
        line.subject,
        f"{received}, {line.channel.label.lower()}" if line.channel else received,
        f"service {line.service}" if line.service else "",
        f"priorité {line.priority.label.lower()}" if line.priority else "",
        f"étape {line.stage_label}" if line.status is Status.OPEN else "",
        f"{first}, {second}" if second else first,
        f"suivie par {line.owner}" if line.owner else "",
    )
    return typeset(" ; ".join(part for part in parts if part))


def heading_title(heading: Heading, ended_title: str) -> str:
    """« Ouvertes », or what the second part holds."""
    return "Ouvertes" if heading.section is Section.OPEN else ended_title


def heading_count(heading: Heading) -> str:
    """« 11 dossiers », whatever their nature."""
    return french.count(heading.count, "dossier")
