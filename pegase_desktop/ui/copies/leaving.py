"""« Changer de PC »: the register handed over to another computer in one file, and taken back if need be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

from pegase_desktop.domain import french
from pegase_desktop.domain.copies import MOVING_ENDING
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import local
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.manifest import Manifest
from pegase_desktop.storage.copies.moving import packing
from pegase_desktop.storage.custody import Moved
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session

_TITLE = "Changer de PC"
_MEANING = (
    "Le programme fait un seul fichier à emporter, avec tout le registre et vos réglages. Ensuite, ce PC ne sert plus "
    "qu’à lire : ce qui s’y noterait n’arriverait pas sur l’autre. Faites-le quand l’autre PC est prêt."
)
_PACKING = "Le registre est copié, vérifié en entier et mis dans un seul fichier."
_READY = (
    "Le fichier « {name} » est prêt. Sur l’autre PC, installez le programme, puis double-cliquez sur ce fichier. "
    "Ici, le registre se lit encore ; rien ne s’y enregistre plus."
)
_CHANGED = "Quelque chose a été enregistré pendant la copie. Rien n'a été changé : recommencez."
GOING_BACK = (
    "Si le fichier emporté a déjà servi sur l’autre PC, il y aura deux registres qui ne pourront plus être réunis : ce "
    "qui sera noté ici manquera là-bas, et l’inverse. Ne reprenez ce registre que si l’autre PC ne sert pas."
)


def leave(session: Session, preferences: Preferences) -> None:
    """Make the file to take along, and hand the register over; what hinders it is said, all being as before."""
    questions = session.questions
    if not session.ensure_signed():
        return
    if not questions.confirm(_TITLE, _MEANING, "Faire le fichier", safe="Ne rien changer"):
        return
    target = questions.choose_save_file(
        "Fichier à emporter", _suggested(session.clock()), f"Déménagement (*{MOVING_ENDING})"
    )
    if target is None:
        return
    target = target if target.name.lower().endswith(MOVING_ENDING) else target.with_name(target.name + MOVING_ENDING)
    try:
        pack = partial(_packed, session, preferences, target)
        packed = questions.attend(_TITLE, _PACKING, pack, safe="Rester sur ce PC")
        if packed is not None:
            _hand_over(session, target, *packed)
            questions.inform(_TITLE, _READY.format(name=target.name))
    except UserError as refusal:
        questions.inform(_TITLE, str(refusal))


def come_back(session: Session) -> bool:
    """Work here again with a register that was handed over; whether the person wants that."""
    if not session.questions.confirm(
        "Reprendre ce registre ici", GOING_BACK, "Reprendre ici", safe="Le laisser en lecture"
    ):
        return False

    def operation() -> bool:
        session.register.take_back(by=session.actor)
        return True

    return bool(session.do(operation))


def moved_words(moved: Moved) -> str:
    """« Ce registre a déménagé … »."""
    file = f" dans « {moved.file} »" if moved.file else ""
    return (
        f"Ce registre a déménagé vers un autre PC le {french.moment(moved.at)}{file}. Ici, il se lit ; rien ne s’y "
        "enregistre."
    )


def _suggested(now: datetime) -> str:
    return f"registre {local(now).date().isoformat()}{MOVING_ENDING}"


def _packed(
    session: Session, preferences: Preferences, target: Path, on_share: Callable[[int], None]
) -> tuple[ExitStack, Manifest]:
    with ExitStack() as stack:
        making = Making(session.clock(), whole=True, on_share=on_share)
        along = preferences.to_take_along()
        manifest = stack.enter_context(packing(session.register.path, target, along, making))
        return stack.pop_all(), manifest


def _hand_over(session: Session, target: Path, stack: ExitStack, manifest: Manifest) -> None:
    """Mark the register, then give the file its name: at no moment can one work in both.

    Raises:
        UserError: the file could not be finished; the register stays here.
    """
    register = session.register
    try:
        with stack:
            if held_by(register).state != manifest.holding.state:
                raise UserError(_CHANGED)
            register.hand_over(target.name, by=session.actor)
    except BaseException:
        if register.custody.moved:
            register.take_back(by=session.actor)
        raise
    finally:
        session.tell()
