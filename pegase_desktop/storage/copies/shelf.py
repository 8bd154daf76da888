"""The copies of one register in one folder: which there are, a further one, and those that are kept no longer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from pegase_desktop.domain.copies import (
    ENDING,
    Dated,
    copy_name,
    damaged_name,
    kept_copies,
    made_order,
    moment_in,
    renumbered,
)
from pegase_desktop.storage.copies.making import Making, copy_register
from pegase_desktop.storage.copies.manifest import (
    Manifest,
    OnBytes,
    manifest_beside,
    next_number,
    read_manifest,
    sha256_of,
    taken_back,
    write_manifest,
)
from pegase_desktop.storage.saved_file import saving_whole
from pegase_desktop.storage.sqlite.instance_lock import ensure_unlocked
from pegase_desktop.storage.sqlite.output_place import FileNotSaved

_PIECE = 1 << 20  # bytes, between two of which the copying can be given up


class NotTheCopy(FileNotSaved):
    """What came out of a disk is not what was put on it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is there, and what its manifest says of it."""

    path: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Shelf:
    """The copies in *folder* of the register with the id *register*. Those of other registers may lie there too."""

    folder: Path
    register: str

    def copies(self) -> tuple[Copy, ...]:
        """Those that were verified when they were made, the last to come here first; none where the folder is away."""
        return tuple(one for one in copies_in(self.folder) if one.manifest.holding.register == self.register)

    def add(self, register: Path, stem: str, making: Making) -> Copy:
        """Make one more of the *register*, which this process has open; *stem* begins its name.

        Raises:
            UserError: see :func:`pegase_desktop.storage.copies.making.copy_register`.
        """
        self._make_folder()
        target = self._free_name(copy_name(stem, making.now))
        return Copy(target, copy_register(register, target, making))

    def take(self, copy: Copy, on_bytes: OnBytes | None = None) -> Copy:
        """Carry a copy of another shelf here, read it again from this disk, and only then give it its name.

        Raises:
            NotTheCopy: the disk does not hold what was written, or the copy is no longer what it was.
            FileNotSaved: the disk is full, away, or does not allow it.
        """
        self._make_folder()
        target = self._free_name(copy.path.name)
        size = copy.manifest.size
        with taken_back(target), saving_whole(target) as file, copy.path.open("rb") as source:
            done = 0
            while piece := source.read(_PIECE):
                file.write(piece)
                done += len(piece)
                if on_bytes:
                    on_bytes(done, 2 * size)
            file.flush()
            os.fsync(file.fileno())
            written = Path(file.name)
            _forget_cached(file.fileno())
            if _read_again(written, on_bytes, size) != copy.manifest.sha256:
                raise NotTheCopy(
                    f"La sauvegarde « {target.name} » relue n'est pas celle qui a été écrite. "
                    "Ce disque ne garde peut-être pas ce qu'on y met : essayez-en un autre."
                )
            carried = replace(copy.manifest, number=next_number(self.folder))
            write_manifest(target, carried)  # before: who is killed leaves no copy of which nothing is known
        return Copy(target, carried)

    def thin(self, now: datetime) -> tuple[Path, ...]:
        """Take away the copies that are kept no longer; the last verified one always is. Returns which."""
        copies = self.copies()
        kept = kept_copies([_dated(one) for one in copies], now)
        gone = [one for one in copies if one.path.name not in kept]
        for one in gone:
            with suppress(OSError):  # one that is being read somewhere goes the next time
                one.path.unlink()
                manifest_beside(one.path).unlink(missing_ok=True)
        return tuple(one.path for one in gone if not one.path.exists())

    def reread_one(self, but: str) -> Copy | None:
        """Read again any copy *but* the one with that id; returned, and set aside, if it is no longer what it was.

        A disk says nothing by itself of what it loses.
        """
        others = [one for one in self.copies() if one.manifest.holding.copy != but]
        one = Random().choice(others) if others else None  # noqa: S311
        if one is None or not is_altered(one):
            return None
        set_aside(one)
        return one

    def tidy(self, *, older_than: timedelta = timedelta()) -> None:
        """Take away what a process that was killed left half made, but what somebody may be making just now."""
        with suppress(OSError):
            for left in self._half_made():
                if time.time() - left.stat().st_mtime >= older_than.total_seconds():
                    left.unlink()
            for lock in self.folder.glob(f"*{ENDING}.lock"):  # of one that was being judged
                ensure_unlocked(lock.with_suffix(""))

    def _half_made(self) -> Iterator[Path]:
        yield from self.folder.glob(f".*{ENDING}.part*")
        yield from self.folder.glob(f".*{ENDING}.json.part")
        for manifest in self.folder.glob(f"*{ENDING}.json"):
            copy = manifest.with_suffix("")
            if moment_in(copy.name) and not copy.exists():
                yield manifest

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=False, exist_ok=True)
        except FileExistsError as problem:
            raise FileNotSaved(
                f"Un fichier nommé « {self.folder.name} » est dans {self.folder.parent}, à la place du dossier des "
                "sauvegardes. Donnez un autre nom à ce fichier."
            ) from problem
        except OSError as problem:
            raise FileNotSaved(
                f"Le dossier « {self.folder.name} » ne peut pas être créé dans {self.folder.parent} : le disque est "
                "plein, protégé ou absent. Vérifiez-le, puis sauvegardez de nouveau."
            ) from problem

    def _free_name(self, wanted: str) -> Path:
        number, name = 1, self.folder / wanted
        while name.exists():
            number += 1
            name = self.folder / renumbered(wanted, number)
        return name


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """Those of any register in that folder, the last to come there first; none where it is away."""
    found = []
    with suppress(OSError):
        for path in folder.glob(f"*{ENDING}"):
            manifest = read_manifest(path)
            if manifest and moment_in(path.name):
                found.append(Copy(path, manifest))
    return tuple(sorted(found, key=lambda one: made_order(_dated(one)), reverse=True))


def altered(copy: Path) -> str:
    """In a sentence, if the file at *copy* is not the one that its manifest tells of; empty where there is none."""
    manifest = read_manifest(copy)
    if manifest is None and not manifest_beside(copy).exists():
        return ""
    if manifest and is_whole(Copy(copy, manifest)):
        return ""
    return "Ce fichier n’est plus la sauvegarde qui a été vérifiée : il a été modifié ou abîmé depuis."


def is_whole(copy: Copy, on_bytes: OnBytes | None = None) -> bool:
    """Whether the file still is the copy that was verified; False too where it cannot be read."""
    try:
        return sha256_of(copy.path, on_bytes) == copy.manifest.sha256
    except OSError:
        return False


def is_altered(copy: Copy) -> bool:
    """Whether it was read, and is not what it was.

    Of one that cannot be read just now nothing is known: the stick is being pulled, or another program has it.
    """
    try:
        return sha256_of(copy.path) != copy.manifest.sha256
    except OSError:
        return False


def set_aside(copy: Copy) -> None:
    """It is not what it was, so it counts no longer; what is left of it is kept under a name that says so."""
    with suppress(OSError):
        copy.path.rename(copy.path.with_name(damaged_name(copy.path.name)))
    with suppress(OSError):
        manifest_beside(copy.path).unlink(missing_ok=True)


def _dated(copy: Copy) -> Dated:
    at = moment_in(copy.path.name)
    assert at is not None
    return Dated(copy.path.name, at, copy.manifest.number)


def _read_again(path: Path, on_bytes: OnBytes | None, size: int) -> str:
    return sha256_of(path, (lambda done, _: on_bytes(size + done, 2 * size)) if on_bytes else None)


def _forget_cached(descriptor: int) -> None:
    """What is read next comes from the disk; where the system does not know that call, perhaps from its memory."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
