"""A copy of a register that is open here: made while it goes on being used, opened again, checked and counted."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import uuid4

from peewee import Database

from pegase_desktop import __version__
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check import check_database, check_sample
from pegase_desktop.storage.copies.holding import Holding, holding_of
from pegase_desktop.storage.copies.manifest import (
    Manifest,
    manifest_beside,
    next_number,
    read_manifest,
    sha256_of,
    taken_back,
    write_manifest,
)
from pegase_desktop.storage.file_errors import FailingDiskError
from pegase_desktop.storage.sqlite.backup import growing_copy
from pegase_desktop.storage.sqlite.connection import reading_alone, reading_beside
from pegase_desktop.storage.sqlite.output_place import not_saved
from pegase_desktop.storage.sqlite.schema import MIGRATIONS
from pegase_desktop.storage.unreadable import UNREADABLE_TABLE

#: Told how far a work is, in thousandths. What it raises ends the work, of which nothing is left then.
OnShare = Callable[[int], None]
_COPIED, _CHECKED = 600, 900  # thousandths, as measured on a register of 100 MB


class UnsoundRegister(UserError):
    """The register, and so any copy of it, is not what was recorded: no copy of it is called good.

    ``faults`` are the sentences of the check.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(
            f"Aucune sauvegarde n'a été faite : quelque chose ne va pas dans le registre. {faults[0]} "
            "Les sauvegardes d'avant sont intactes ; rien n'en sera effacé."
        )
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Making:
    """How a copy is made. *whole*: every fact of it is compared with its journal, as once a week; else a sample."""

    now: datetime
    whole: bool = False
    on_share: OnShare = lambda _: None

    def check(self, copy: Path) -> tuple[str, ...]:
        """What is wrong with the copy, in sentences."""

        def on_case(done: int, total: int) -> None:
            self.on_share(_COPIED + (_CHECKED - _COPIED) * done // max(total, 1))

        with reading_alone(copy) as database:
            if self.whole:
                return check_database(database, on_case)
            return check_sample(database, Random(str(self.now)))  # noqa: S311  other cases each time, no secret


def copy_register(register: Path, target: Path, making: Making) -> Manifest:
    """Copy the *register*, which this process has open, to *target*, with its manifest beside. For any thread.

    Raises:
        UnsoundRegister: the copy is not good, so neither is the register; nothing is left of it.
        RegisterFileError, FileNotSaved: the disk or the place does not allow it; nothing is left of it; where an
            older copy was, that one is there, or the new one without a manifest.
    """

    def on_page(done: int, total: int) -> None:
        making.on_share(_COPIED * done // max(total, 1))

    name, is_older_there = uuid4().hex, target.exists()
    with reading_beside(register, lambda: True) as database, taken_back(target):
        try:
            expected = holding_of(database)  # from here on, of this one state
        except UNREADABLE_TABLE as damage:
            raise UnsoundRegister(("Une partie du registre est illisible.",)) from damage
        with growing_copy(database.connection(), target, on_page) as copy:
            copy.name_as(name)
            manifest = _verified(copy.path, replace(expected, copy=name), making, database)
            manifest = replace(manifest, number=next_number(target.parent))
            if is_older_there:
                manifest_beside(target).unlink(missing_ok=True)  # it tells of that one
            else:  # afterwards, who is killed would leave a copy of which nothing is ever known
                write_manifest(target, manifest)
    if is_older_there:
        write_manifest(target, manifest)
    return manifest


def check_target(target: Path, register: str) -> None:
    """Refuse to make a copy where another file is, but an older copy of the register with that id.

    Raises:
        FileNotSaved: something stands there, or beside it under the name that its manifest needs.
    """
    older = read_manifest(target)
    if older is not None and older.holding.register == register:
        return
    for taken in (target, manifest_beside(target)):
        if os.path.lexists(taken):
            raise not_saved(taken, "Ce nom est déjà pris. Choisissez un autre nom pour la sauvegarde.")
    if not target.parent.is_dir():
        raise not_saved(target, f"Le dossier « {target.parent} » n'existe pas. Choisissez-en un autre.")
    if target.suffix.lower() == ".pegase":
        raise not_saved(target, "C'est le nom d'un registre : une sauvegarde se termine par « .pegase-copie ».")


def _verified(copy: Path, expected: Holding, making: Making, register: Database) -> Manifest:
    """What is known of the *copy*, once it is found to be what the *register* holds in the state that was copied."""
    is_sound = not making.check(copy)
    making.on_share(_CHECKED)
    if is_sound:
        with reading_alone(copy) as database:
            is_sound = holding_of(database) == expected
    if not is_sound:
        if faults := check_database(register):
            raise UnsoundRegister(faults)
        raise FailingDiskError(copy)  # the register is as it should be, and what was written of it is not
    schema, size = len(MIGRATIONS), copy.stat().st_size
    return Manifest(expected, making.now, making.whole, __version__, schema, size, sha256_of(copy))
