"""A register that somebody deleted or moved while it was open: a copy of it, before its window goes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.file_errors import DisplacedFileError
from pegase_desktop.ui.desk.session import Session

_TITLE = "Le registre n’est plus à sa place"
_SENTENCE = (
    "Le fichier « {name} » a été déplacé, supprimé ou remplacé pendant qu’il était ouvert. S’il a été supprimé, tout "
    "ce qu’il contient est perdu dès que cette fenêtre se ferme. Elle peut encore en écrire une copie."
)
_COPY, _LEAVE = "Enregistrer une copie, puis fermer", "Fermer sans copie"
_STAY = "Ne pas fermer"


def ensure_rescued(session: Session, *, is_answered: bool) -> bool:
    """Before the register is closed: whether it is in its place, or was copied, or nobody wants that.

    Where nobody is there to answer, a copy is put where the register was.
    """
    path = session.register.path
    if not isinstance(session.register.store.trouble, DisplacedFileError):
        return True
    if not is_answered:
        with suppress(UserError, OSError):
            session.register.store.snapshot(_free_name(path))
        return True
    answer = session.questions.choose_one(_TITLE, _SENTENCE.format(name=path.name), (_COPY, _LEAVE), safe=_STAY)
    return answer == 1 or (answer == 0 and _save_copy(session))


def _save_copy(session: Session) -> bool:
    register, questions = session.register, session.questions
    suggested = str(_free_name(register.path))
    target = questions.choose_save_file("Enregistrer une copie du registre", suggested, "Registre (*.pegase)")
    if target is None:
        return False
    try:
        register.store.snapshot(target if target.suffix else target.with_suffix(register.path.suffix))
    except UserError as refusal:
        questions.inform("La copie n’est pas enregistrée", str(refusal))
        return False
    return True


def _free_name(path: Path) -> Path:
    number, name = 1, path.with_name(f"{path.stem} (copie){path.suffix}")
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem} (copie {number}){path.suffix}")
    return name
