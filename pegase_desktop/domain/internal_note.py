"""An internal note and its facts: what everybody in the school has to know, and who has read it.

Indicator 31 asks for « la communication interne »: phase 4 of the process ends with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.facts import Charge, FactKind, Need, fact
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.words import Labelled
from pegase_desktop.domain.wrong_facts import WrongFact, too_early, wrong_anywhere

#: Days that everybody has to read a note, once it is issued.
READ_WITHIN_DAYS = 7


class NoteKind(Labelled):
    """What the note is; one with lasting rules counts as an annex of the règlement intérieur."""

    INFORMATION = "information", "Note d’information"
    SERVICE = "service", "Note de service"


class ReadingWay(Labelled):
    """How somebody acknowledged it, or why not."""

    SIGNED = "signed", "Signature"
    EMAIL = "email", "Par e-mail"
    HANDED = "handed", "Remise, n’a pas souhaité signer"
    ABSENT = "absent", "Absent, à voir le"


def _is_issued(note: InternalNote) -> bool:
    return note.issued_on is not None


def _is_ended(note: InternalNote) -> bool:
    return note.ended_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOrigin:
    """What the note tells of: a meeting or an improvement of this register by its number."""

    id: int = 0
    reference: str = fact(
        "Numéro", FactKind.LINE, default="", need=Need.REGISTER, hint="RQ-2026-02",
        missing="Il manque le numéro. Par exemple : RQ-2026-02 ou A-2026-03.",
    )  # fmt: skip
    words: str = fact("Précisions", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One person's émargement: on which day, and how; for who was absent, the day on which they are to be seen."""

    id: int = 0
    reader: str = fact(
        "Lecteur", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Il manque qui a lu la note. Choisissez dans la liste.",
    )  # fmt: skip
    function: str = fact("Fonction", FactKind.LINE, default="")
    way: ReadingWay | None = fact(
        "Comment", FactKind.CHOICE, need=Need.REGISTER, of=ReadingWay,
        missing="Dites comment : signature, e-mail, remise sans signature, ou absent.",
    )  # fmt: skip
    day: date | None = fact(
        "Le", FactKind.DAY, need=Need.REGISTER, missing="Il manque le jour. Par exemple : 30/11/2026."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalNote:
    """What the register holds about one note."""

    id: int = 0
    version: int = 0
    reference: str = ""
    registered_at: datetime | None = None
    registered_by: str = ""

    # fmt: off
    kind: NoteKind | None = fact(
        "Nature", FactKind.CHOICE, default=NoteKind.INFORMATION, of=NoteKind,
        help="Une note de service à règles durables vaut annexe du règlement intérieur : elle suit sa procédure.",
    )
    written_on: date | None = fact(
        "Datée du", FactKind.DAY, need=Need.REGISTER, past=True,
        missing="Il manque la date de la note. Par exemple : 27/11/2026.",
    )
    author: str = fact(
        "Auteur", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Il manque l’auteur. Choisissez dans la liste.",
    )
    function: str = fact("Fonction de l’auteur", FactKind.LINE, default="")
    subject: str = fact(
        "Objet", FactKind.LINE, default="", need=Need.REGISTER,
        missing="Il manque l’objet de la note. Une ligne suffit.",
    )
    text: str = fact(
        "Texte", FactKind.TEXT, default="", need=Need.REGISTER, lines=12,
        help="Aucun nom de client, rien qui le désigne, aucun collègue mis en cause.",
        missing="Il manque le texte de la note.",
    )
    origins: tuple[NoteOrigin, ...] = fact(
        "Vient de", FactKind.ROWS, default=(), row=NoteOrigin, living=True, add="Ajouter l’origine"
    )
    addressees: tuple[str, ...] = fact("Destinataires", FactKind.STAFF_LIST, default=())
    issued_on: date | None = fact("Remise à l’équipe le", FactKind.DAY, past=True, when=_is_issued)
    owner: str = fact(
        "Émargement suivi par", FactKind.STAFF, default="", need=Need.REGISTER, living=True,
        missing="Il manque qui fait lire la note. Choisissez dans la liste.",
        charge=Charge("Notes à faire lire", lambda note: bool(not_read(note))),
    )
    readings: tuple[Reading, ...] = fact(
        "Émargement", FactKind.ROWS, default=(), row=Reading, living=True, add="Ajouter le lecteur", when=_is_issued
    )
    ended_on: date | None = fact("N’est plus en vigueur depuis le", FactKind.DAY, past=True)
    ended_reason: str = fact("Raison", FactKind.LINE, default="", when=_is_ended)
    attachments: tuple[Attachment, ...] = fact("Pièces justificatives", FactKind.ROWS, default=(), row=Attachment)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The note as the journal names it."""
        return RecordRef(RecordKind.INTERNAL_NOTE, self.id)

    @property
    def title(self) -> str:
        """Its subject."""
        return self.subject


def readers(note: InternalNote) -> tuple[str, ...]:
    """The addressees who acknowledged the note, in whatever way, in the order in which it addresses them."""
    read = {one.reader for one in note.readings if one.way not in (None, ReadingWay.ABSENT)}
    return tuple(name for name in note.addressees if name in read)


def not_read(note: InternalNote) -> tuple[str, ...]:
    """The addressees who did not yet."""
    read = readers(note)
    return tuple(name for name in note.addressees if name not in read)


def readers_words(note: InternalNote) -> str:
    """« 7 lecteurs sur 8 »; in a school of one there is nobody to tell: « sans objet »."""
    if not note.addressees:
        return "sans objet"
    count = len(readers(note))
    return f"{count} lecteur{'s' if count > 1 else ''} sur {len(note.addressees)}"


def faults(note: InternalNote, now: datetime) -> tuple[WrongFact, ...]:
    """What is missing for a number, and what cannot be right."""
    return (*wrong_anywhere(note, now), *_wrong(note, local(now).date()))


def _wrong(note: InternalNote, today: date) -> Iterator[WrongFact]:
    for later in ("issued_on", "ended_on"):
        day = getattr(note, later)
        if day and note.written_on and day < note.written_on:
            yield WrongFact(later, too_early("la date de la note", note.written_on))
    if note.ended_on and not note.ended_reason:
        yield WrongFact("ended_reason", "Dites pourquoi la note n’est plus en vigueur. Une phrase suffit.")
    for row, one in enumerate(note.readings):
        if one.day and note.written_on and one.day < note.written_on:
            yield WrongFact("readings", too_early("la date de la note", note.written_on), row)
        if one.day and one.day > today and one.way is not ReadingWay.ABSENT:
            yield WrongFact(
                "readings", f"{one.reader} ne peut pas l’avoir lue à une date à venir. Vérifiez le jour.", row
            )


def note_duties(note: InternalNote) -> tuple[Duty, ...]:
    """Who has not read it yet is to be asked: within some days, or on the day on which they come back."""
    waiting = not_read(note)
    if note.issued_on is None or note.ended_on is not None or not waiting:
        return ()
    back = {one.reader: one.day for one in note.readings if one.way is ReadingWay.ABSENT and one.day}
    usual = note.issued_on + timedelta(days=READ_WITHIN_DAYS)
    day = min(back.get(name, usual) for name in waiting)
    return (duty_by_day(DutyKind.READ_NOTE, day, note.owner, f"À faire lire à {', '.join(waiting)}"),)
