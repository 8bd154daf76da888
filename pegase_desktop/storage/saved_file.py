"""Files given to the person outside the register: written whole or not at all."""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pegase_desktop.storage.sqlite.backup import make_private_file, move_into_place
from pegase_desktop.storage.sqlite.output_place import FileNotSaved, not_saved, output_place

_FULL = "Le disque est plein. Faites de la place, ou choisissez un autre disque."
_FORBIDDEN = "Il est ouvert dans un autre programme, ou ce dossier est protégé. Choisissez un autre emplacement."
_NO_FOLDER = "Ce dossier n'existe plus. Choisissez un autre emplacement."
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "Ce disque est en lecture seule. Choisissez un autre emplacement.",
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ELOOP: "Ce raccourci ne mène nulle part. Choisissez un autre emplacement.",
    errno.EINVAL: "Ce nom contient un signe qui n'est pas permis. Choisissez un autre nom.",
    errno.ENAMETOOLONG: "Ce nom est trop long. Choisissez un nom plus court.",
}
_OTHERWISE = "Le disque ne répond pas comme prévu. Choisissez un autre emplacement."
_COPY = "pegase-copie-"
_DAY = 24 * 3600  # seconds


def save_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path*; see :func:`saving_whole`."""
    with saving_whole(path) as file:
        file.write(content)


@contextmanager
def saving_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the name *path* when the block ends, through a temporary neighbour: after a failure the old
    file is still there, whole.

    Nothing else in this program writes where a person wants it; :func:`output_place` says where nobody may.

    Raises:
        FileNotSaved: with a sentence that says what to do.
    """
    with _faults_as_sentences(path):
        place = output_place(path)
        growing = output_place(place.with_name(f".{place.name[:200]}.part"))
        try:
            make_private_file(growing)
            with growing.open("wb") as file:
                yield file
            output_place(place)  # meanwhile, somebody may have made a register there
            if place.exists() and os.name == "posix":  # who could read the older one can read the newer
                growing.chmod(stat.S_IMODE(place.stat().st_mode) & 0o777)
            move_into_place(growing, place)
        finally:
            growing.unlink(missing_ok=True)


def check_output(path: Path) -> None:
    """The same refusals, for what a library writes by itself.

    Raises:
        FileNotSaved: with a sentence that says what to do.
    """
    with _faults_as_sentences(path):
        output_place(path)


@contextmanager
def _faults_as_sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise not_saved(path, _SENTENCES.get(problem.errno or 0, _OTHERWISE)) from problem


def save_for_viewing(name: str, content: bytes) -> Path:
    """A copy that only its owner can read, in a new temporary folder, for another program to show.

    It goes when the program ends, since a viewer may still be reading it after the window that opened it is closed.

    Raises:
        FileNotSaved: the temporary folder cannot be written.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=_COPY))  # mkdtemp lets nobody else in
    except OSError as problem:
        raise FileNotSaved(f"Le fichier « {name} » ne peut pas être ouvert. {_OTHERWISE}") from problem
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    save_whole(folder / name, content)
    return folder / name


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder that lets nobody else in; it goes with all that is in it when the block ends.

    Raises:
        OSError: the disk does not allow it.
    """
    with tempfile.TemporaryDirectory(prefix=_COPY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def remove_old_copies() -> None:
    """Take away the copies for viewing of an opening that was killed before it could: they speak of clients.

    Those of the last day stay: another opening may be showing them.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_COPY}*"):
        with suppress(OSError):
            if time.time() - folder.lstat().st_mtime > _DAY:
                _remove(folder)


def _remove(folder: Path) -> None:
    if os.name != "posix":  # Windows removes nothing that is read-only
        for copy in folder.iterdir():
            copy.chmod(0o600)
    shutil.rmtree(folder)  # refuses a link: on a shared computer anybody may put one in the temporary folder
