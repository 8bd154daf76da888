"""A quality meeting and its facts: what was looked at and why, who was there, what was decided.

Phase 4 of the process: « une analyse plus fine […] pour comprendre les causes des réclamations et y apporter des
actions correctives ». In a school of two it may be one person's monthly review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.facts import Charge, FactKind, Need, fact
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.words import CauseFamily, Labelled


class AgendaReason(Labelled):
    """Why a point is on the agenda, in the order in which they are looked at."""

    DECIDED = "decided", "Décisions de la dernière réunion"
    LATE = "late", "En retard"
    URGENT = "urgent", "Urgent ou prioritaire"
    RECURRENT = "recurrent", "Répétition ou hausse"
    FLAGGED = "flagged", "À examiner"
    CHECK = "check", "Efficacité à contrôler"
    NATURE = "nature", "Difficultés et aléas"
    MARKS = "marks", "Notes de 2 ou moins"
    RISK = "risk", "Risques à revoir"
    FREE = "free", "Sujet libre"


class Pattern(Labelled):
    """What a point turned out to be."""

    ISOLATED = "isolated", "Cas isolés"
    REPEATED = "repeated", "Répétition"
    WEAR = "wear", "Dégradation lente"


class MeetingState(Labelled):
    """How far a meeting is."""

    PREPARED = "prepared", "En préparation"
    SIGNED_OFF = "signed_off", "Compte rendu arrêté"


#: The facts of a point that ask « pourquoi ? », one after the other.
WHYS = ("why_1", "why_2", "why_3", "why_4", "why_5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that is looked at: why it is there, what it came from, what was said of it, what follows."""

    id: int = 0
    # fmt: off
    subject: str = fact(
        "Sujet", FactKind.LINE, default="", need=Need.REGISTER, missing="Il manque le sujet. Une ligne suffit."
    )
    reason: AgendaReason | None = fact("À l’ordre du jour", FactKind.CHOICE, default=AgendaReason.FREE, of=AgendaReason)
    why_here: str = fact("Parce que", FactKind.LINE, default="")
    cases: str = fact("Dossiers", FactKind.LINE, default="", hint="R-2026-0014, R-2026-0021")
    pattern: Pattern | None = fact("Cas exceptionnel, ou lente dégradation ?", FactKind.CHOICE, of=Pattern)
    why_1: str = fact("Pourquoi ?", FactKind.LINE, default="")
    why_2: str = fact("Et pourquoi ?", FactKind.LINE, default="")
    why_3: str = fact("Et pourquoi encore ?", FactKind.LINE, default="")
    why_4: str = fact("Pourquoi (4)", FactKind.LINE, default="")
    why_5: str = fact("Pourquoi (5)", FactKind.LINE, default="")
    cause_family: CauseFamily | None = fact("Famille de causes", FactKind.CHOICE, of=CauseFamily)
    said: str = fact("Ce qui a été dit", FactKind.TEXT, default="", help="Sans nommer de client.")
    decisions: str = fact("Décisions", FactKind.LINE, default="", hint="A-2026-03")
    no_decision: str = fact("Pas de décision, parce que", FactKind.LINE, default="")
    taken_off: str = fact("Retiré de l’ordre du jour, parce que", FactKind.LINE, default="")
    # fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """What is added to minutes that are signed off: both stay."""

    id: int = 0
    added_on: date | None = fact(
        "Le", FactKind.DAY, need=Need.REGISTER, past=True, missing="Il manque le jour. Par exemple : 30/11/2026."
    )
    by: str = fact(
        "Par",
        FactKind.STAFF,
        default="",
        need=Need.REGISTER,
        missing="Il manque qui l’ajoute. Choisissez dans la liste.",
    )
    words: str = fact(
        "Additif", FactKind.TEXT, default="", need=Need.REGISTER, lines=3, missing="Il manque le texte de l’additif."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What the register holds about one quality meeting."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    held_on: date | None = fact(
        "Réunion du", FactKind.DAY, need=Need.REGISTER,
        missing="Il manque le jour de la réunion. Par exemple : 27/11/2026.",
    )
    starts: str = fact("Début", FactKind.LINE, default="", hint="14:00", living=True)
    ends: str = fact("Fin", FactKind.LINE, default="", hint="15:30", living=True)
    place: str = fact("Lieu", FactKind.LINE, default="", living=True)
    owner: str = fact(
        "Animée par", FactKind.STAFF, default="", need=Need.REGISTER, living=True,
        missing="Il manque qui anime la réunion. Choisissez dans la liste.",
        charge=Charge("Réunions à tenir"),
    )
    secretary: str = fact("Secrétaire", FactKind.STAFF, default="", living=True)
    present: tuple[str, ...] = fact("Présents", FactKind.STAFF_LIST, default=(), living=True)
    excused: tuple[str, ...] = fact("Excusés", FactKind.STAFF_LIST, default=(), living=True)
    absent: tuple[str, ...] = fact("Absents", FactKind.STAFF_LIST, default=(), living=True)
    guests: str = fact("Invités", FactKind.LINE, default="", living=True)
    points: tuple[Point, ...] = fact(
        "Ordre du jour", FactKind.ROWS, default=(), row=Point, living=True, add="Ajouter le sujet"
    )
    note: str = fact("Notes de séance", FactKind.TEXT, default="", living=True)
    next_on: date | None = fact("Prochaine réunion", FactKind.DAY, living=True)
    signed_off_on: date | None = fact("Compte rendu arrêté le", FactKind.DAY, past=True)
    signed_off_by: str = fact("Arrêté par", FactKind.STAFF, default="")
    addenda: tuple[Addendum, ...] = fact(
        "Additifs", FactKind.ROWS, default=(), row=Addendum, add="Ajouter l’additif",
        help="Le compte rendu arrêté ne change plus : ce qui le complète ou le corrige s’ajoute ici.",
    )
    attachments: tuple[Attachment, ...] = fact("Pièces justificatives", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The meeting as the journal names it."""
        return RecordRef(RecordKind.MEETING, self.id)

    @property
    def title(self) -> str:
        """« Réunion qualité du 27/11/2026 »."""
        return f"Réunion qualité du {french.day(self.held_on)}" if self.held_on else "Réunion qualité"

    @property
    def state(self) -> MeetingState:
        return MeetingState.SIGNED_OFF if self.signed_off_on else MeetingState.PREPARED


_NUMBER = re.compile(r"\b[A-Z]{1,2}-\d{4}-\d{2,}\b")


def numbers_in(words: str) -> tuple[str, ...]:
    """The numbers of dossiers that stand in words, in whatever case, each once: « R-2026-0014, a-2026-03 »."""
    return tuple(dict.fromkeys(_NUMBER.findall(words.upper())))
