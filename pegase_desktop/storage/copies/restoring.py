"""A copy put in the place of a register: judged in a file of its own first, and what was there kept aside."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pegase_desktop.domain.copies import ASIDE, ENDING, MOVING_ENDING, Figures, aside_name
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.copies.holding import Holding, holding_of
from pegase_desktop.storage.copies.kinship import Comparison, compared
from pegase_desktop.storage.copies.making import OnShare
from pegase_desktop.storage.copies.shelf import Copy, is_altered, set_aside
from pegase_desktop.storage.custody import Custody
from pegase_desktop.storage.file_errors import (
    AlreadyOpenError,
    DamagedFileError,
    FailingDiskError,
    MovedFileError,
    RegisterFileError,
    WorkFileNameError,
)
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite import place
from pegase_desktop.storage.sqlite.connection import reading_beside
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.judged_copy import copy_to_judge
from pegase_desktop.storage.sqlite.output_place import is_work_file, not_saved
from pegase_desktop.storage.sqlite.replacing import replace_register
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE

_FOLDER = ".pegase-reprise-"
_COPIED = 300  # thousandths

_NAME_OF_COPY = "C'est le nom d'une sauvegarde : un registre se termine par « .pegase ». Choisissez un autre nom."
_DAMAGED = "Le fichier est abîmé, ou n'est pas entier."
_NOT_ALL = "Ce qui est revenu n’est pas ce qui avait été copié."

#: Tells in the journal of the file that it is the register now; given what stood in its place, if that is known.
Tell = Callable[[Custody, Holding, Figures | None], None]


class UnsoundCopy(UserError):
    """The copy is damaged, or was altered: it is not put in the place of anything. ``faults`` are sentences."""

    def __init__(self, copy: Path, faults: tuple[str, ...]) -> None:
        super().__init__(
            "Cette sauvegarde ne peut pas être reprise telle quelle : quelque chose n'y va pas. "
            f"{faults[0]} Rien n'a été changé. Choisissez-en une autre, plus ancienne ou d'un autre emplacement."
        )
        self.copy = copy
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Prepared:
    """A copy that was found good, in a file of its own beside the register that it may replace."""

    file: Path
    holding: Holding

    def compared_with(self, register: Path) -> Comparison | None:
        """How the register at that place, which this process has open, stands to the copy; None if it is unreadable."""
        try:
            with reading_beside(register, _always) as here, reading_beside(self.file, _always) as there:
                return compared(here, there)
        except (UserError, *UNREADABLE_TABLE):
            return None

    def compared_with_closed(self, register: Path) -> Comparison | None:
        """The same for a register that nobody has open; it is opened for that.

        Raises:
            AlreadyOpenError: a window has it open.
        """
        try:
            with Register.open(register, create=False):
                return self.compared_with(register)
        except AlreadyOpenError:
            raise
        except UserError:
            return None

    def take_over(self, register: Path, now: datetime, replaced: Figures | None, tell: Tell) -> Path | None:
        """Put the file in the place of *register*, which nobody has open; returns where that is kept now, if it was.

        Killed at any moment, it leaves the old register or the new one.

        Raises:
            RegisterFileError: the place or the disk does not allow it; the register is as it was.
        """
        try:
            with Register.open(self.file, create=False, clock=lambda: now) as new:
                new.store.begin_anew()
                tell(new.custody, self.holding, replaced)
                new.store.checkpoint()  # of what stays beside the file, closing would say nothing
        except RegisterFileError as fault:  # that of a file which was judged to be sound is one of the disk
            known = FailingDiskError if isinstance(fault, DamagedFileError) else type(fault)
            raise known(register) from fault
        return replace_register(register, self.file, lambda number: aside_name(register.name, now, number))


@contextmanager
def prepared(copy: Path, register: Path, *, on_share: OnShare = lambda _: None) -> Iterator[Prepared]:
    """*copy* judged whole, to take over from *register*; until the block ends. Neither of them is changed.

    The copy may lie anywhere: on a stick, on the network, in a folder that is synchronised.

    Raises:
        UnsoundCopy: it is not what was recorded.
        RegisterFileError: it is no register, or cannot be read; or the place of the register does not allow it.
        FileNotSaved: the register would have the name of a copy.
    """
    register = place.resolved(register)
    place.check_place(register)
    if is_work_file(register):
        raise WorkFileNameError(register)
    if register.name.lower().endswith((ENDING, MOVING_ENDING)):
        raise not_saved(register, _NAME_OF_COPY)
    place.make_folder(register)
    place.check_writable(register)
    with faults_as_sentences(register):
        folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=register.parent))  # mkdtemp lets nobody else in
    try:
        yield _judged(copy, folder, on_share)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def rehearse(copy: Copy, register: Path, on_share: OnShare = lambda _: None) -> tuple[str, ...]:
    """Put a copy back for a trial, in a file of its own beside the *register*, and read it whole.

    Returns what would have gone wrong, in sentences: nothing if all that was copied came back. A copy that is no longer
    what it was counts no more.
    """
    faults = _faults_of_trial(copy, register, on_share)
    if faults and is_altered(copy):
        set_aside(copy)
    return faults


def _faults_of_trial(copy: Copy, register: Path, on_share: OnShare) -> tuple[str, ...]:
    try:
        with prepared(copy.path, register, on_share=on_share) as found:
            told, came = copy.manifest.holding, found.holding
            is_all_there = (told.register, told.figures, told.head) == (came.register, came.figures, came.head)
            return () if is_all_there else (_NOT_ALL,)
    except UnsoundCopy as unsound:
        return unsound.faults
    except UserError as refusal:
        return (str(refusal),)


def remove_leftovers(folder: Path) -> None:
    """Take away what was being prepared in *folder* when the program was killed. Nothing is prepared there now."""
    with suppress(OSError):
        for left in folder.glob(f"{_FOLDER}*"):
            shutil.rmtree(left, ignore_errors=True)
        for growing in folder.glob(f".* ({ASIDE} *.part"):
            growing.unlink()


def figures_at(path: Path) -> Figures | None:
    """What the register at *path* holds, which another may replace; None where there is none that can be opened.

    Raises:
        AlreadyOpenError: a window has it open.
        MovedFileError: it was handed over to another computer.
    """
    try:
        with Register.open(path, create=False) as register:
            if register.custody.moved:
                raise MovedFileError(path)
            return holding_of(register.store.database).figures
    except (AlreadyOpenError, MovedFileError):
        raise
    except UserError:
        return None


def _judged(copy: Path, folder: Path, on_share: OnShare) -> Prepared:
    def on_bytes(done: int, total: int) -> None:
        on_share(_COPIED * done // max(total, 1))

    def on_case(done: int, total: int) -> None:
        on_share(_COPIED + (1000 - _COPIED) * done // max(total, 1))

    with faults_as_sentences(copy):
        file = copy_to_judge(copy, folder, on_bytes)
    try:
        with Register.open(file, create=False) as found:
            faults = check_register(found, on_complaint=on_case)
            holding = holding_of(found.store.database)
    except DamagedFileError as fault:
        raise UnsoundCopy(copy, (_DAMAGED,)) from fault
    except RegisterFileError as fault:
        raise type(fault)(copy) from fault
    if faults:
        raise UnsoundCopy(copy, faults)
    return Prepared(file, holding)


def _always() -> bool:
    return True
