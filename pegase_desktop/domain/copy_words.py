"""What is said of a copy of a register, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.copies import Figures, Freshness, Kinship, freshness
from pegase_desktop.domain.moments import local

_MOST_NUMBERS = 6
_SETTINGS_LOST = " Ce qui a été changé depuis dans les réglages ou les améliorations serait mis de côté."
_SAME_NUMBERS = " Un même numéro peut y désigner deux réclamations différentes."


def held(figures: Figures) -> str:
    """« 214 réclamations, dernière saisie le 27/11/2026 à 14:02 »."""
    count = french.count(figures.cases, "réclamation")
    last = f"dernière saisie le {french.moment(figures.last_at)}" if figures.last_at else "sans aucune saisie"
    return f"{count}, {last}"


def more_or_less(there: Figures, here: Figures) -> str:
    """« 3 réclamations de moins »: what one would have with the other file."""
    difference = there.cases - here.cases
    if not difference:
        return "autant de réclamations"
    return f"{french.count(abs(difference), 'réclamation')} de {'plus' if difference > 0 else 'moins'}"


def numbers(references: Sequence[str]) -> str:
    """« R-2026-0031, R-2026-0032 et 4 autres »."""
    shown = ", ".join(references[:_MOST_NUMBERS])
    others = len(references) - _MOST_NUMBERS
    return f"{shown} et {french.count(others, 'autre')}" if others > 0 else shown


def compared(kinship: Kinship, only_here: Sequence[str], only_there: Sequence[str], parted_at: datetime | None) -> str:
    """What one loses and gains by putting the other file in the place of the register here."""
    lost = f" Seraient mis de côté : {numbers(only_here)}." if only_here else ""
    gained = f" Seraient retrouvés : {numbers(only_there)}." if only_there else ""
    match kinship:
        case Kinship.SAME:
            return "Rien n’a été saisi depuis : les deux disent la même chose."
        case Kinship.AHEAD:
            return f"Le registre d’ici va plus loin.{lost or _SETTINGS_LOST}"
        case Kinship.BEHIND:
            return f"L’autre fichier va plus loin : il contient tout ce qui est ici.{gained}"
        case Kinship.PARTED:
            since = f" depuis le {french.moment(parted_at)}" if parted_at else ""
            return (
                f"Attention : on a travaillé dans les deux{since}, chacun contient ce que l’autre n’a pas. Ils ne "
                f"peuvent pas être réunis.{lost}{gained}{_SAME_NUMBERS if {*only_here} & {*only_there} else ''}"
            )
        case Kinship.STRANGER:
            return "Attention : c’est un autre registre, avec d’autres réclamations."


def age_words(last: datetime | None, now: datetime) -> str:
    """« aujourd’hui 12:30 », « hier 18:04 », « il y a 8 j », « jamais »."""
    if last is None:
        return "jamais"
    days = (local(now).date() - local(last).date()).days
    if freshness(last, now) is Freshness.FINE and 0 <= days <= 1:
        return f"{'hier' if days else 'aujourd’hui'} {french.hour(last)}"
    if days < 0:
        return f"le {french.day(local(last).date())}"
    return f"il y a {days}{french.NBSP}j"
