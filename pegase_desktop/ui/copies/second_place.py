"""The second place where copies are kept: which folder serves as one, and where it is when its stick comes back.

A copy beside the register is lost with the disk. What counts is that the second place is another *disk*; a
synchronised folder may lie on the same one, since what is put there is elsewhere soon.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4

from pegase_desktop.domain.copies import FOLDER
from pegase_desktop.storage.sqlite.place import is_in_cloud, is_on_network, is_writable
from pegase_desktop.ui.copies.volumes import Volume, is_folder, real, volume_of
from pegase_desktop.ui.desk.preferences import Preferences

_MISSING = (
    "Ce dossier est introuvable. Si c’est celui d’une clé USB ou d’un disque, branchez-le ; sinon, choisissez un autre "
    "dossier."
)
_NO_FOLDER = "Ce n’est pas un dossier, mais un fichier. Choisissez le dossier où garder les copies."
_OTHER = "Choisissez une clé USB, un autre disque, un dossier synchronisé ou un dossier du réseau."
_OWN_FOLDER = f"C’est le dossier du registre lui-même : la copie serait perdue avec lui. {_OTHER}"
_OWN_COPIES = f"Ce dossier garde déjà les copies faites à côté du registre, et serait perdu avec lui. {_OTHER}"
_OWN_VOLUME = f"Ce disque est celui du registre : s’il tombe en panne, la copie est perdue avec lui. {_OTHER}"
_LOCKED = (
    "Rien ne peut être écrit dans ce dossier : il est protégé, ou le disque est plein. Choisissez un autre dossier, ou "
    "levez la protection."
)
_SAME_DISK = (
    "Ce dossier est sur une autre partie du disque où est le registre : si ce disque tombe en panne, la copie est "
    "perdue avec lui. Une clé USB ou un autre disque serait plus sûr."
)
_UNSURE = (
    "Le programme n’a pas pu vérifier que ce dossier est sur un autre disque que le registre. Assurez-vous-en : si "
    "c’est le même et qu’il tombe en panne, la copie est perdue avec le registre."
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a folder and what to do, in a sentence each; both empty if nothing is."""

    refusal: str = ""
    warning: str = ""


def judged(folder: Path, register: Path, among: Sequence[Volume]) -> Judgement:
    """Whether copies of *register* may be kept in *folder*; the register may be missing.

    What is not known is warned of at most. Whether the folder takes files is tried in it, last of all.
    """
    place, home = real(folder), real(register)
    if refusal := _fault(place) or _fault_beside(place, home):
        return Judgement(refusal)
    if _is_elsewhere_soon(folder.absolute()) or _is_elsewhere_soon(place):
        return Judgement("" if _takes_files(place) else _LOCKED)
    if _is_same_volume(place, home, among):
        return Judgement(_OWN_VOLUME)
    if not _takes_files(place):
        return Judgement(_LOCKED)
    return Judgement(warning=_doubt(volume_of(place, among), volume_of(home, among)))


def sticks(register: Path, among: Sequence[Volume]) -> tuple[Volume, ...]:
    """What to offer for copies of *register*: the removable volumes that are on another disk."""
    home = real(register)
    ours = volume_of(home, among)
    others = [one for one in among if one.is_removable and not _is_same_volume(one.root, home, among)]
    return tuple(one for one in others if not (ours and ours.disk and ours.disk == one.disk))


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A second place as preferences keep it: texts, all empty while none is chosen.

    ``volume`` is the identity of the volume, "" if it was unknown; ``root`` is where that was mounted, which Windows
    can do without: there it is the letter.
    """

    folder: str = ""
    volume: str = ""
    root: str = ""

    @classmethod
    def of(cls, folder: Path, among: Sequence[Volume]) -> Self:
        """The one that *folder* is, on its volume."""
        place, volume = str(folder.absolute()), volume_of(folder, among)
        return cls(place, volume.identity, str(volume.root)) if volume else cls(place)

    def found(self, among: Sequence[Volume]) -> Path | None:
        """Where the folder is now; None if it is absent, or if only the like of it is there, on another volume.

        Where nothing tells its volume from others, the same path is taken for the same place.
        """
        return next(filter(is_folder, self._places(among)), None) if self.folder else None

    def _places(self, among: Sequence[Volume]) -> list[Path]:
        folder = Path(self.folder)
        if not self.volume:
            return [folder]
        here, there = volume_of(folder, among), [one for one in among if one.identity == self.volume]
        if here in there or (here and not here.identity and not there):
            return [folder]
        return [moved for one in there if (moved := self._moved_to(one.root))]

    def _moved_to(self, root: Path) -> Path | None:
        """The same folder on its volume, which is now mounted at *root*."""
        folder = Path(self.folder)
        try:
            return root / folder.relative_to(self.root or folder.anchor)
        except ValueError:
            return None


def second_place_in(preferences: Preferences) -> SecondPlace:
    """The one that the person chose on this computer."""
    return SecondPlace(preferences.copies_folder, preferences.copies_volume, preferences.copies_root)


def _fault(place: Path) -> str:
    if is_folder(place):
        return ""
    try:
        return _NO_FOLDER if place.exists() else _MISSING
    except (OSError, ValueError):
        return _MISSING


def _fault_beside(place: Path, register: Path) -> str:
    if place == register.parent:
        return _OWN_FOLDER
    return _OWN_COPIES if place == register.parent / FOLDER else ""


def _is_elsewhere_soon(folder: Path) -> bool:
    """Whether what is put there leaves this computer: by a synchronising program, or at once."""
    return is_in_cloud(folder / "x") or is_on_network(folder)  # the first looks at what is above a file


def _is_same_volume(place: Path, register: Path, among: Sequence[Volume]) -> bool:
    ours, theirs = _device(register) or _device(register.parent), _device(place)
    if ours and ours == theirs:
        return True
    here, home = volume_of(place, among), volume_of(register, among)
    if here is None or home is None:
        return False
    if here == home:  # by their paths. Where the devices differ, one is on something mounted there that is not listed
        return not (ours and theirs)
    return bool(here.identity) and here.identity == home.identity


def _doubt(here: Volume | None, home: Volume | None) -> str:
    """Why another volume may be no other disk."""
    if here is None or home is None or here == home:
        return _UNSURE
    if here.disk and home.disk:
        return _SAME_DISK if here.disk == home.disk else ""
    return "" if here.is_removable and not home.is_removable else _UNSURE


def _device(path: Path) -> int:
    """The number of the device that the file at *path* is on; 0 if there is none, or no file."""
    try:
        return path.stat().st_dev
    except (OSError, ValueError):
        return 0


def _takes_files(folder: Path) -> bool:
    """Tried with a file that is gone at once: rights alone do not tell.

    A full or locked disk refuses it, and so do the « protected folders » of Windows, which calls a folder read-only
    when it only has an icon of its own. Who may do everything can write where a folder is marked as read-only.
    """
    try:
        return (sys.platform == "win32" or is_writable(folder)) and _takes(folder / f"pegase-essai-{uuid4().hex}.tmp")
    except OSError:
        return False


def _takes(trial: Path) -> bool:
    """Whether there is room for a file there, which Windows removes by itself whatever happens.

    The module `tempfile` is no help: where Windows forbids to write, it tries ten thousand names.

    Raises:
        OSError: there is not, or none may be made.
    """
    descriptor = os.open(trial, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_TEMPORARY", 0), 0o600)
    try:
        return os.write(descriptor, b"x") == 1
    finally:
        os.close(descriptor)
        trial.unlink(missing_ok=True)
