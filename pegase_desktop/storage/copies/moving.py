"""One file that takes a register to another computer: a verified copy of it, its manifest, and preferences."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pegase_desktop.domain.copies import MOVING_ENDING
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.copies.making import Making, OnShare, copy_register
from pegase_desktop.storage.copies.manifest import Manifest, manifest_beside, parsed_manifest
from pegase_desktop.storage.copies.shelf import Copy, is_whole
from pegase_desktop.storage.saved_file import private_folder, saving_whole
from pegase_desktop.storage.sqlite.faults import faults_as_sentences

_REGISTER, _PREFERENCES = "registre.pegase-copie", "preferences.json"
_MANIFEST = manifest_beside(Path(_REGISTER)).name
_LARGEST_PREFERENCES = 1_000_000  # bytes
_PIECE = 1 << 20
_COPIED, _PACKED = 600, 1000  # thousandths


class NoMovingFile(UserError):
    """The file is none that this program made to change computers, or it did not arrive whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Ce fichier n'est pas un fichier de déménagement entier : la copie vers la clé n'était peut-être pas "
            "finie. Rien n'a été changé. Copiez-le de nouveau depuis l'ancien PC, ou refaites-le là-bas."
        )
        self.path = path


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a file that came from another computer holds: a copy of the register, in a folder that will go."""

    copy: Path
    manifest: Manifest
    preferences: Mapping[str, Any]


def is_moving_file(path: Path) -> bool:
    """Whether *path* is called as one."""
    return path.name.lower().endswith(MOVING_ENDING)


@contextmanager
def packing(register: Path, target: Path, preferences: Mapping[str, Any], making: Making) -> Iterator[Manifest]:
    """A file with a whole copy of the *register*, which this process has open; it takes the name *target* at the end.

    What the block raises leaves nothing of it. For any thread.

    Raises:
        UserError: the register is not sound, or the disk does not allow it.
    """

    def on_share(share: int) -> None:
        making.on_share(share * _COPIED // 1000)

    with private_folder() as folder:
        copy = folder / _REGISTER
        manifest = copy_register(register, copy, Making(making.now, whole=True, on_share=on_share))
        with saving_whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
            package.writestr(_PREFERENCES, json.dumps(dict(preferences)))
            package.write(manifest_beside(copy), _MANIFEST)
            with package.open(_REGISTER, "w", force_zip64=True) as packed, copy.open("rb") as source:
                _carry(source, packed, manifest.size, making.on_share)
            package.close()
            file.flush()
            os.fsync(file.fileno())
            yield manifest


@contextmanager
def unpacked(path: Path, on_share: OnShare = lambda _: None) -> Iterator[Unpacked]:
    """What the file at *path* holds, which is only read; until the block ends.

    Raises:
        NoMovingFile: it is none, or damaged.
        RegisterFileError: it cannot be read, or there is no room for what it holds.
    """
    with private_folder() as folder, faults_as_sentences(path):
        try:
            found = _unpack(path, folder, on_share)
        except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError) as problem:
            raise NoMovingFile(path) from problem
        if found is None:
            raise NoMovingFile(path)
        yield found


def _unpack(path: Path, folder: Path, on_share: OnShare) -> Unpacked | None:
    """Three members, by their names; whatever else it may hold, and whatever paths it names, is left alone."""
    copy = folder / _REGISTER
    with zipfile.ZipFile(path) as package:
        for name, most in ((_MANIFEST, _LARGEST_PREFERENCES), (_PREFERENCES, _LARGEST_PREFERENCES)):
            if package.getinfo(name).file_size > most:
                return None
        manifest = parsed_manifest(package.read(_MANIFEST))
        preferences = json.loads(package.read(_PREFERENCES))
        size = package.getinfo(_REGISTER).file_size
        if manifest is None or manifest.size != size or not isinstance(preferences, dict):
            return None
        if size > shutil.disk_usage(folder).free:
            raise OSError(errno.ENOSPC, "no room")
        with package.open(_REGISTER) as packed, copy.open("xb") as file:
            _carry(packed, file, size, on_share)
    return Unpacked(copy, manifest, preferences) if is_whole(Copy(copy, manifest)) else None


def _carry(source: Any, target: Any, size: int, on_share: OnShare) -> None:
    done = 0
    while piece := source.read(_PIECE):
        target.write(piece)
        done += len(piece)
        on_share(_COPIED + (_PACKED - _COPIED) * done // max(size, 1))
