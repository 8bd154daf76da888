"""The second place for copies is chosen: the sticks that are there are offered, and a folder is judged."""

from __future__ import annotations

from pathlib import Path

from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.second_place import judged, second_place_in, sticks
from pegase_desktop.ui.copies.volumes import volumes
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session

_TITLE = "Où garder une seconde sauvegarde ?"
_SENTENCE = (
    "Une clé USB, un autre disque ou un dossier synchronisé (OneDrive…) : si ce PC est perdu, volé ou en panne, cette "
    "copie reste. Elle se fait d’elle-même chaque fois que la place est là."
)
_OTHER = "Un autre dossier…"
_NONE = "Ne plus garder de seconde sauvegarde"


def ask_second_place(session: Session, keeper: CopyKeeper) -> bool:
    """Whether a second place was chosen; one that would be lost with the register is refused with why.

    One that was chosen before can be given up.
    """
    folder = _folder(session, keeper)
    return folder is not None and _take(session, keeper, folder)


def _folder(session: Session, keeper: CopyKeeper) -> Path | None:
    questions, has_one = session.questions, bool(keeper.second_place.folder)
    offered = sticks(session.register.path, volumes())
    chosen: int | None = 0
    if offered or has_one:
        options = [*(one.name for one in offered), _OTHER, *([_NONE] if has_one else [])]
        safe = "Ne rien changer" if has_one else "Plus tard"
        chosen = questions.choose_one(_TITLE, _SENTENCE, options, "Choisir", safe=safe)
    elif not questions.confirm(_TITLE, _SENTENCE, "Choisir un dossier…", safe="Plus tard"):
        return None
    if chosen is None:
        return None
    if chosen > len(offered):
        keeper.give_up_second_place()
        return None
    return offered[chosen].root if chosen < len(offered) else questions.choose_folder("Dossier des sauvegardes")


def forget_unfit_place(preferences: Preferences, register: Path) -> None:
    """A second place that was chosen on another computer counts here if it is surely that one, and would do here."""
    place, among = second_place_in(preferences), volumes()
    here = place.found(among)
    if not place.volume or (here and judged(here, register, among).refusal):
        preferences.copies_folder = preferences.copies_volume = preferences.copies_root = ""


def _take(session: Session, keeper: CopyKeeper, folder: Path) -> bool:
    found = judged(folder, session.register.path, volumes())
    if found.refusal:
        session.questions.inform("Cette place ne convient pas", found.refusal)
        return False
    if found.warning and not session.questions.confirm(
        "Cette place est-elle sûre ?", found.warning, "La choisir quand même", safe="Choisir une autre place"
    ):
        return False
    keeper.choose_second_place(folder)
    return True
