"""A kind of record that the program knows nothing of: what a form needs to know is in its declarations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.facts import Check, FactKind, Need, SettingsList, fact
from pegase_desktop.domain.words import Labelled


class Colour(Labelled):
    RED = "red", "Rouge"
    GREEN = "green", "Vert"
    BLUE = "blue", "Bleu"
    WHITE = "white", "Blanc"
    BLACK = "black", "Noir"


class Side(Labelled):
    LEFT = "left", "Gauche"
    RIGHT = "right", "Droite"


def _is_priced(loan: Loan) -> bool:
    return loan.price is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One thing that came back."""

    id: int = 0
    what: str = fact("Quoi", FactKind.LINE, default="", need=Need.REGISTER, missing="Il manque ce qui est rendu.")
    on: date | None = fact("Rendu le", FactKind.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Something lent: a fact of every kind that is typed."""

    title: str = fact("Objet", FactKind.LINE, default="", need=Need.REGISTER, hint="Ici", note="Reste ici")
    remarks: str = fact("Remarques", FactKind.TEXT, default="", lines=2)
    phone: str = fact("Téléphone", FactKind.PHONE, default="")
    email: str = fact("E-mail", FactKind.EMAIL, default="", check=Check.EMAIL, doubt="Cette adresse semble fausse.")
    colour: Colour | None = fact("Couleur", FactKind.CHOICE, of=Colour)
    side: Side = fact("Le client vient-il de la gauche ?", FactKind.CHOICE, of=Side, default=Side.LEFT)
    service: str = fact("Service", FactKind.MENU, default="", menu=SettingsList.SERVICES)
    training: str = fact("Formation", FactKind.MENU, default="", menu=SettingsList.TRAININGS, free=True)
    lender: str = fact("Prêté par", FactKind.STAFF, default="")
    witnesses: tuple[str, ...] = fact("Témoins", FactKind.STAFF_LIST, default=())
    is_new: bool | None = fact("Est-ce neuf ?", FactKind.FLAG)
    is_sealed: bool | None = fact("Sous scellés", FactKind.FLAG, ticked=True)
    state: int | None = fact("État", FactKind.MARK)
    price: int | None = fact("Prix", FactKind.MONEY)
    deposit: int | None = fact("Caution", FactKind.MONEY, when=_is_priced)
    pieces: int | None = fact("Pièces", FactKind.NUMBER, most=24)
    due: date | None = fact("À rendre le", FactKind.DAY, help="Le client le sait.")
    lent_at: datetime | None = fact("Prêté le", FactKind.MOMENT, need=Need.EXPECTED)
    returns: tuple[Return, ...] = fact(
        "Retours", FactKind.ROWS, default=(), row=Return, add="Noter ce retour", help="Une ligne par chose rendue."
    )


LINES = (
    ("title",), ("remarks",), ("phone", "email"), ("colour", "side"), ("service",), ("training",), ("lender",),
    ("witnesses",), ("is_new", "is_sealed"), ("state",), ("price", "deposit"), ("pieces",), ("due",), ("lent_at",),
)  # fmt: skip


def faults(loan: Loan) -> dict[str, str]:
    """What hinders a loan."""
    found = {} if loan.title else {"title": "Il manque l’objet."}
    return found | ({"due": "C’est trop loin."} if loan.due and loan.due.year > 2026 else {})
