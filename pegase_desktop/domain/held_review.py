"""A weekly review that was held: which week, when, who was there, and what was remarked.

It is the proof that the register is looked at. A week with nothing to say is recorded as well: the series has no hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.facts import FactKind, Need, fact
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.wrong_facts import WrongFact, wrong_anywhere

_MOST = 9999  # questionnaires that anybody rereads


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was said of one case, improvement or topic; without a number, of the week as a whole."""

    id: int = 0
    reference: str = fact("Numéro", FactKind.LINE, default="", hint="R-2026-0014")
    words: str = fact(
        "Remarque", FactKind.TEXT, default="", need=Need.REGISTER, lines=2,
        missing="Il manque la remarque. Une phrase suffit.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReview:
    """What the register holds about one review."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    week: str = fact(
        "Semaine", FactKind.LINE, default="", need=Need.REGISTER, hint="2026-W47",
        missing="Il manque la semaine. Par exemple : 2026-W47.",
    )
    held_on: date | None = fact(
        "Revue faite le", FactKind.DAY, need=Need.REGISTER, past=True,
        missing="Il manque le jour de la revue. Par exemple : 27/11/2026.",
    )
    owner: str = fact(
        "Menée par", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Il manque qui a mené la revue. Choisissez dans la liste.",
    )
    attended: tuple[str, ...] = fact("Présents", FactKind.STAFF_LIST, default=())
    guests: str = fact("Autres présents", FactKind.LINE, default="")
    nothing_to_report: bool | None = fact("Rien à signaler", FactKind.FLAG, ticked=True)
    surveys_read: int | None = fact("Questionnaires relus", FactKind.NUMBER)
    complaints_found: int | None = fact("Réclamations trouvées dans ces questionnaires", FactKind.NUMBER)
    remarks: tuple[Remark, ...] = fact(
        "Remarques", FactKind.ROWS, default=(), row=Remark, living=True, add="Ajouter la remarque"
    )
    note: str = fact("Ce qui est retenu", FactKind.TEXT, default="", living=True)
    attachments: tuple[Attachment, ...] = fact("Pièces justificatives", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The review as the journal names it."""
        return RecordRef(RecordKind.WEEKLY_REVIEW, self.id)

    @property
    def title(self) -> str:
        """« Semaine 47, du 16 au 22 novembre 2026 »."""
        week = week_of(self)
        return week.title if week else self.week


def begun(week: Week, by: str, today: date, *, quiet: bool) -> HeldReview:
    """What is proposed when somebody notes that they have reviewed a week; *quiet* if nothing happened in it."""
    attended = (by,) if by else ()
    return HeldReview(
        week=week.name,
        held_on=max(today, week.monday),
        owner=by,
        attended=attended,
        nothing_to_report=True if quiet else None,
    )


def held_words(held: HeldReview) -> str:
    """« Revue faite le 20/11/2026 par Claire Martin, avec Sophie Renaud »."""
    day = f" le {french.day(held.held_on)}" if held.held_on else ""
    others = [name for name in (*held.attended, held.guests) if name and name != held.owner]
    beside = f", avec {', '.join(others)}" if others else ""
    return f"Revue faite{day} par {held.owner}{beside}"


def week_of(held: HeldReview) -> Week | None:
    """The week that was reviewed; None where what is noted names none."""
    try:
        return Week.named(held.week)
    except ValueError:
        return None


def faults(held: HeldReview, now: datetime) -> tuple[WrongFact, ...]:
    """What is missing for a number, and what cannot be right."""
    return (*wrong_anywhere(held, now), *_wrong(held))


def _wrong(held: HeldReview) -> Iterator[WrongFact]:
    week = week_of(held)
    if held.week and week is None:
        yield WrongFact("week", "Cette semaine n’existe pas. Écrivez l’année et le numéro. Par exemple : 2026-W47.")
    if week and held.held_on and held.held_on < week.monday:
        yield WrongFact("held_on", "La revue ne peut pas précéder la semaine qu’elle regarde. Vérifiez le jour.")
    for name in ("surveys_read", "complaints_found"):
        if not 0 <= (getattr(held, name) or 0) <= _MOST:
            yield WrongFact(name, f"Écrivez un nombre, de 0 à {_MOST}.")
    if held.complaints_found and not held.surveys_read:
        yield WrongFact("surveys_read", "Dites combien de questionnaires ont été relus.")
