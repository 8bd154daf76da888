"""The second place for copies is chosen: the sticks that are there are offered, and a folder is judged."""

from __future__ import annotations

from pathlib import Path

from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.second_place import judged, sticks
from pegase_desktop.ui.copies.volumes import volumes
from pegase_desktop.ui.desk.session import Session

_TITLE = "Où garder une seconde sauvegarde ?"
_SENTENCE = (
    "Une clé USB, un autre disque ou un dossier synchronisé (OneDrive…) : si ce PC est perdu, volé ou en panne, cette "
    "copie reste. Elle se fait d’elle-même chaque fois que la place est là."
)
_OTHER = "Un autre dossier…"


def ask_second_place(session: Session, keeper: CopyKeeper) -> bool:
    """Whether a second place was chosen; one that would be lost with the register is refused with why."""
    questions, among = session.questions, volumes()
    offered = sticks(session.register.path, among)
    chosen = questions.choose_one(
        _TITLE, _SENTENCE, [*(one.name for one in offered), _OTHER], "Choisir", safe="Plus tard"
    )
    if chosen is None:
        return False
    folder = offered[chosen].root if chosen < len(offered) else questions.choose_folder("Dossier des sauvegardes")
    return folder is not None and _take(session, keeper, folder)


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
