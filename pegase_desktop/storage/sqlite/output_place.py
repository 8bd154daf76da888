"""Where a file may be written: the one place that decides, so that no output ever costs a register."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from pegase_desktop.domain.copies import ENDING, MOVING_ENDING
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.sqlite.file_identity import begins_as_register
from pegase_desktop.storage.sqlite.open_registers import is_open_here

if TYPE_CHECKING:
    import os
    from pathlib import Path


class FileNotSaved(UserError):
    """A file could not be written; what stood in its place is untouched."""


_REGISTER = "C'est un registre de réclamations, qui serait perdu. Choisissez un autre nom."
_BESIDE = "Ce nom est réservé à un fichier de travail d'un registre. Choisissez un autre nom."
_IN_USE = "Un programme s'en sert comme base de données, ou y a laissé des saisies. Choisissez un autre nom."
_FOLDER = "Un dossier porte déjà ce nom. Choisissez un autre nom."
_NO_FILE = "Ce nom est celui d'un appareil ou d'un canal du système, pas d'un fichier. Choisissez un autre nom."

_ENDINGS = (".pegase", ENDING, MOVING_ENDING)
# What SQLite and this program keep beside a register, and the name under which one grows.
_WORK_FILE = re.compile(
    r"(?P<of>.+)((?P<journal>-wal|-shm|-journal)|\.lock|\.show)|\.(?P<grown>.+)\.part", re.IGNORECASE
)
_JOURNALS = ("-wal", "-journal")


def not_saved(path: Path, why: str) -> FileNotSaved:
    """The refusal to write at *path*; *why* says what is wrong and what to do."""
    return FileNotSaved(f"Le fichier « {path.name or path} » n'a pas été enregistré. {why}")


def output_place(path: Path) -> Path:
    """Where to write what somebody wants at *path*: there, or where a link of that name leads.

    Raises:
        FileNotSaved: there is a register, open or not and whatever its name, or something that belongs to one, or no
            ordinary file; nothing was touched.
        OSError: the system does not let one look.
    """
    place = copy_place(path)
    if _is_register(place):
        raise not_saved(path, _REGISTER)
    return place


def copy_place(path: Path) -> Path:
    """The same for a copy of a register, which may take the place of an older one that is not in use.

    Raises:
        FileNotSaved, OSError: as above.
    """
    found = _found(path)
    place = path.resolve()
    if _is_of_the_system(path.parent.resolve()):
        raise not_saved(path, _NO_FILE)
    if found and stat.S_ISDIR(found.st_mode):
        raise not_saved(path, _FOLDER)
    if found and not stat.S_ISREG(found.st_mode):
        raise not_saved(path, _NO_FILE)
    if found and is_open_here(found):
        raise not_saved(path, _REGISTER)
    if is_work_file(place):
        raise not_saved(path, _BESIDE)
    if any(_has_content(place.with_name(place.name + end)) for end in _JOURNALS):
        raise not_saved(path, _IN_USE)
    return place


def is_work_file(path: Path) -> bool:
    """Whether *path* is what something is called that is kept beside a register, be it there or not."""
    name = _WORK_FILE.fullmatch(path.name.rstrip(". "))  # which Windows leaves out
    if name is None:
        return False
    owner = path.with_name(name["of"] or name["grown"])
    return (name["journal"] and path.exists()) or _is_register(owner) or is_work_file(owner)


def _is_of_the_system(folder: Path) -> bool:
    """Where « stdout » names what the shell writes to: replaced, it would be lost to whoever else writes there."""
    return str(folder) == "/dev" or folder.is_relative_to("/proc")


def _is_register(path: Path) -> bool:
    """By its ending also: a damaged one, of which something may be recovered, no longer begins as it should."""
    found = _found(path)
    if found is None or not stat.S_ISREG(found.st_mode):
        return False
    return is_open_here(found) or path.suffix.lower() in _ENDINGS or begins_as_register(path)


def _has_content(path: Path) -> bool:
    found = _found(path)
    return found is not None and found.st_size > 0


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
