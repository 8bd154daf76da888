"""The register is opened: the one wanted, another in its place, a copy put back, or one brought from another computer.

Before any window is there; what is asked is asked alone on the screen.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pegase_desktop.domain.copies import ENDING, MOVING_ENDING
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.file_errors import (
    AlreadyOpenError,
    DamagedFileError,
    EmptyFileError,
    MissingFileError,
    NotADatabaseError,
    OrphanJournalError,
)
from pegase_desktop.storage.operations import utc_now
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.instance_lock import found_open
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.questions import Questions
from pegase_desktop.ui.desk.session import Afterwards

_REFUSED, _MISSING = "Le registre ne peut pas être ouvert", "Le registre est introuvable"
_RESTORE, _OTHER = "Reprendre une sauvegarde…", "Choisir un autre registre…"
_KEPT = "Le registre qui était ici est gardé à côté, sous le nom « {} », dans {}."
_IN_USE = (
    "Le registre est ouvert dans sa fenêtre. Pour mettre ce fichier à sa place : dans cette fenêtre, Réglages, "
    "Sauvegardes, « Reprendre une sauvegarde… », puis « Un autre fichier »."
)
_ANEW = "Commencer un registre vide à cet endroit"
# What a copy is a remedy for: the file is gone, or no longer what it was.
_REMEDIED = (DamagedFileError, EmptyFileError, MissingFileError, NotADatabaseError, OrphanJournalError)


class Opening:
    """Opens registers for the window. *default* is where one lies when none was chosen."""

    def __init__(self, default: Path, preferences: Preferences, questions: Questions) -> None:
        self._default = default
        self._preferences = preferences
        self._questions = questions

    def opened(self, wanted: Path | None) -> Register | None:
        """The register, perhaps another than the one *wanted*.

        None if its window is there already, or the person gives up. What is wanted may be a copy, or a file from
        another computer: it takes the place of the register used last, once the person agrees.
        """
        path = self._place_of(wanted)
        while path is not None:
            try:
                found = Register.open(path, create=not self._preferences.knows(path), checked_later=True)
            except AlreadyOpenError as refusal:
                path = None if _call_back(path) else self._instead(path, refusal)
            except UserError as refusal:
                path = self._instead(path, refusal)
            else:
                self._preferences.note_register(path)
                self._preferences.save()
                return found
        return None

    def carry_out(self, afterwards: Afterwards, register: Path, now: datetime) -> None:
        """Do to a closed register what was decided before; what hinders it is said, all being as it was."""
        from pegase_desktop.ui.copies.choosing import forget_unfit_place

        try:
            kept = afterwards.carry_out(register, now)
        except UserError as refusal:
            self._questions.inform("Le registre n’a pas été remplacé", str(refusal))
            return
        if kept is not None:
            self._questions.inform("C’est fait", _KEPT.format(kept.name, kept.parent))
        if afterwards.preferences is not None:
            self._preferences.take_over(afterwards.preferences)
            forget_unfit_place(self._preferences, register)
            self._preferences.save()

    def _place_of(self, wanted: Path | None) -> Path | None:
        usual = Path(self._preferences.register or self._default)
        if wanted is None:
            return usual
        if not wanted.name.lower().endswith((ENDING, MOVING_ENDING)):
            return wanted
        if found_open(usual):
            _call_back(usual)
            self._questions.inform("Le registre est ouvert", _IN_USE)
            return None
        return usual if self._take_over(wanted, usual) or usual.exists() else None

    def _instead(self, path: Path, refusal: UserError) -> Path | None:
        """What to open instead of the register that was refused; None to leave the program."""
        options = [_RESTORE] if isinstance(refusal, _REMEDIED) else []
        options += [_OTHER, _ANEW] if isinstance(refusal, MissingFileError) else [_OTHER]
        title = _MISSING if isinstance(refusal, MissingFileError) else _REFUSED
        chosen = self._questions.choose_one(title, str(refusal), options, safe="Quitter")
        answer = options[chosen] if chosen is not None else None
        if answer == _RESTORE:
            self._restore(path)
            return path
        if answer == _ANEW:
            self._preferences.forget_register(path)
            return path
        other = self._questions.choose_open_file("Choisir un registre") if answer == _OTHER else None
        if other is not None:
            self._preferences.register = str(other)
        return other

    def _restore(self, path: Path) -> None:
        """Put a copy in the place of a register that cannot be opened, if the person chooses one."""
        from pegase_desktop.ui.copies import replacing

        copies = replacing.copies_of_unreadable(path, self._preferences)
        source = replacing.chosen_copy(self._questions, *copies)
        if source is not None:
            self._take_over(source, path)

    def _take_over(self, source: Path, path: Path) -> bool:
        """Whether *source* has taken the place of the register at *path*."""
        from pegase_desktop.ui.copies import replacing

        found = replacing.ready(self._questions, source, path, lambda prepared: prepared.compared_with_closed(path))
        if found is None:
            return False
        self.carry_out(found, path, utc_now())
        return True


def _call_back(register: Path) -> bool:
    from pegase_desktop.ui.shell.recall import call_back  # a start as it should be needs none of it

    return call_back(register)
