"""What there may be several of in a complaint: calls, actions, exchanges, documents; each with facts of its own.

A row that is not stored yet has the id 0, or a negative one by which another row of the same operation names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.facts import Charge, FactKind, Need, fact
from pegase_desktop.domain.words import CallResult, CancelReason, Direction, EndingKind, LetterKind, Medium, RedressKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One attempt to reach the client by telephone."""

    id: int = 0
    at: datetime | None = fact(
        "Date et heure", FactKind.MOMENT, need=Need.REGISTER, past=True,
        missing="Il manque la date et l’heure de l’appel. Par exemple : 17/11/2026 à 14:25.",
    )  # fmt: skip
    by: str = fact(
        "Appel passé par", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Dites qui a appelé. Choisissez dans la liste.",
    )  # fmt: skip
    result: CallResult | None = fact(
        "Résultat", FactKind.CHOICE, need=Need.REGISTER, of=CallResult,
        missing="Il manque le résultat de l’appel : joint, message laissé ou injoignable.",
    )  # fmt: skip
    note: str = fact("Précisions apportées pendant l’appel", FactKind.TEXT, default="")


def _is_to_be_done(action: Action) -> bool:
    return action.is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One line of the action plan: what, who, by when, done or abandoned."""

    id: int = 0
    what: str = fact(
        "Quoi", FactKind.LINE, default="", need=Need.REGISTER,
        missing="Il manque l’action. Par exemple : proposer une autre date.",
    )  # fmt: skip
    who: str = fact(
        "Qui", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Il manque le responsable de l’action. Choisissez dans la liste.",
        charge=Charge("Actions à terminer", _is_to_be_done, what="what", due="due"),
    )  # fmt: skip
    due: date | None = fact(
        "Échéance", FactKind.DAY, need=Need.REGISTER, missing="Il manque l’échéance. Par exemple : 24/11/2026."
    )
    done_on: date | None = fact("Fait le", FactKind.DAY, past=True)
    abandoned_reason: str = fact("Abandonnée, raison", FactKind.LINE, default="")

    @property
    def is_open(self) -> bool:
        """Neither done nor abandoned with a reason."""
        return self.done_on is None and not self.abandoned_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Redress:
    """One thing given to the client; ``amount`` in whole cents."""

    id: int = 0
    kind: RedressKind | None = fact(
        "Dédommagement", FactKind.CHOICE, need=Need.REGISTER, of=RedressKind,
        missing="Dites ce qui est accordé. Choisissez dans la liste, ou « Aucun ».",
    )  # fmt: skip
    amount: int | None = fact("Montant", FactKind.MONEY)
    text: str = fact("Précisions", FactKind.LINE, default="")
    done_on: date | None = fact("Donné le", FactKind.DAY, past=True)
    abandoned_reason: str = fact("Abandonné, raison", FactKind.LINE, default="")

    @property
    def is_open(self) -> bool:
        """Granted, and neither given nor given up with a reason; an apology is given by the letter that makes it."""
        is_given_later = self.kind not in (None, RedressKind.NONE, RedressKind.APOLOGY)
        return is_given_later and self.done_on is None and not self.abandoned_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One contact with the client; ``letter`` is the id of the letter that it is, if it is one."""

    id: int = 0
    at: datetime | None = fact(
        "Date et heure", FactKind.MOMENT, need=Need.REGISTER, past=True,
        missing="Il manque la date et l’heure de l’échange. Par exemple : 17/11/2026 à 14:25.",
    )  # fmt: skip
    medium: Medium | None = fact(
        "Moyen", FactKind.CHOICE, need=Need.REGISTER, of=Medium,
        missing="Il manque le moyen : téléphone, e-mail, sur place ou autre.",
    )  # fmt: skip
    direction: Direction | None = fact(
        "Sens", FactKind.CHOICE, need=Need.REGISTER, of=Direction,
        missing="Dites si l’échange va vers le client ou vient du client.",
    )  # fmt: skip
    by: str = fact(
        "Par", FactKind.STAFF, default="", need=Need.REGISTER,
        missing="Dites qui a parlé au client. Choisissez dans la liste.",
    )  # fmt: skip
    text: str = fact(
        "Ce qui a été dit", FactKind.TEXT, default="", need=Need.REGISTER,
        missing="Il manque ce qui a été dit. Une phrase suffit.",
    )  # fmt: skip
    letter: int | None = fact("Courrier envoyé", FactKind.NUMBER, refers_to="letters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A similar past complaint, by its reference."""

    id: int = 0
    reference: str = fact("Réclamation liée", FactKind.LINE, default="", need=Need.REGISTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A date that was announced to the client and is no longer the one in force."""

    id: int = 0
    day: date | None = fact("Date butoir", FactKind.DAY, need=Need.REGISTER)
    reason: str = fact("Raison du délai", FactKind.LINE, default="")
    told_at: datetime | None = fact("Annoncée le", FactKind.MOMENT, need=Need.REGISTER, past=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The case was closed, cancelled or reopened. ``note`` says why, ``reason`` and ``duplicate_of`` if cancelled."""

    id: int = 0
    kind: EndingKind | None = fact("Fin", FactKind.CHOICE, need=Need.REGISTER, of=EndingKind)
    at: datetime | None = fact("Le", FactKind.MOMENT, need=Need.REGISTER, past=True)
    by: str = fact("Par", FactKind.STAFF, default="")
    reason: CancelReason | None = fact("Motif de l’annulation", FactKind.CHOICE, of=CancelReason)
    note: str = fact("Précision", FactKind.LINE, default="")
    duplicate_of: str = fact("Doublon de", FactKind.LINE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document kept in the register file. ``size`` in bytes; ``sha256`` of the content, in hexadecimal."""

    id: int = 0
    name: str = fact("Nom", FactKind.LINE, default="", need=Need.REGISTER)
    size: int = fact("Taille", FactKind.NUMBER, default=0)
    sha256: str = fact("Empreinte", FactKind.LINE, default="", need=Need.REGISTER)
    added_at: datetime | None = fact("Ajoutée le", FactKind.MOMENT, stamped=True)
    added_by: str = fact("Ajoutée par", FactKind.STAFF, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter exactly as it left: its text, and the PDF kept under ``sha256``; ``size`` in bytes.

    It ``settles`` what the case says of the acknowledgement, the answer … when it was the first to say it.
    """

    id: int = 0
    kind: LetterKind | None = fact("Courrier", FactKind.CHOICE, need=Need.REGISTER, of=LetterKind)
    sent_at: datetime | None = fact("Envoyé le", FactKind.MOMENT, need=Need.REGISTER, past=True)
    medium: Medium | None = fact("Moyen", FactKind.CHOICE, need=Need.REGISTER, of=Medium)
    by: str = fact("Envoyé par", FactKind.STAFF, default="", need=Need.REGISTER)
    subject: str = fact("Objet du courrier", FactKind.LINE, default="")
    text: str = fact("Texte du courrier", FactKind.TEXT, default="")
    name: str = fact("Document", FactKind.LINE, default="", need=Need.REGISTER)
    size: int = fact("Taille", FactKind.NUMBER, default=0)
    sha256: str = fact("Empreinte", FactKind.LINE, default="", need=Need.REGISTER)
    settles: bool | None = fact("Fait foi pour le dossier", FactKind.FLAG)
