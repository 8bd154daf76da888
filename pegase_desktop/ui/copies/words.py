"""How the copies stand, for the foot of the window and the page of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pegase_desktop.domain.copies import Freshness, freshness
from pegase_desktop.domain.copy_words import age_words
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.copies.keeper import CopyStanding
from pegase_desktop.ui.look.tokens import Tone


@dataclass(frozen=True, slots=True)
class Said:
    """A few words with an icon, and more in a sentence."""

    words: str
    icon: str
    tone: Tone
    more: str = ""


_LOOKS = {
    Freshness.FINE: ("circle-check", Tone.SUCCESS),
    Freshness.SOON: ("triangle-alert", Tone.WARNING),
    Freshness.LATE: ("circle-alert", Tone.DANGER),
    Freshness.NEVER: ("circle-alert", Tone.DANGER),
}
_HERE_ONLY = (
    "La sauvegarde n’est que sur ce PC : si vous le perdez, elle est perdue avec lui. Choisissez une "
    "seconde place : une clé USB, un autre disque, un dossier synchronisé."
)
_AWAY = "La seconde place n’est pas là : branchez la clé ou le disque, la copie se fera d’elle-même."
_IMPOSSIBLE = "Sauvegarde impossible : registre à vérifier"
_EXPECTED = "Première sauvegarde dans un instant"
_NOT_THERE = "pas encore dans la seconde place"
_OF_THE_FUTURE = "Cette sauvegarde porte une date à venir : l’horloge de ce PC est ou était fausse. Vérifiez-la."


def status(standing: CopyStanding, now: datetime) -> Said:
    """« Sauvegarde : aujourd’hui 12:30 », « Sauvegarde : il y a 8 j »; amber from a week, red from two, or never."""
    if standing.is_expected and not standing.has_second_place:
        return Said(typeset(_EXPECTED), "hard-drive", Tone.TEXT2)
    icon, tone = _LOOKS[freshness(standing.last_at, now)]
    is_missing_there = standing.has_second_place and standing.last_at is None
    words = f"Sauvegarde : {_NOT_THERE if is_missing_there else age_words(standing.last_at, now)}"
    if standing.is_unsound:
        return Said(typeset(_IMPOSSIBLE), "circle-alert", Tone.DANGER, standing.trouble)
    if not standing.has_second_place:
        words = f"{words}, sur ce PC seulement"
        icon, tone = ("hard-drive", Tone.TEXT2) if tone is Tone.SUCCESS else (icon, tone)
    return Said(typeset(words), icon, tone, typeset(_more(standing, now)))


def _more(standing: CopyStanding, now: datetime) -> str:
    if standing.trouble:
        return standing.trouble
    if standing.last_at and freshness(standing.last_at, now) is Freshness.LATE and standing.last_at > now:
        return _OF_THE_FUTURE
    if not standing.has_second_place:
        return _HERE_ONLY
    if standing.away:
        return _AWAY
    return "" if standing.last_at is None else "Copie relue et vérifiée dans la seconde place."
