"""Which disks there are: those that a person would recognise and can write to, and on which of them a file lies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtCore import QStorageInfo

from pegase_desktop.storage.file_errors import EndlessLinkError
from pegase_desktop.storage.sqlite.place import resolved
from pegase_desktop.ui.copies.disks import disk_of, identity_of

# In memory, made up by the kernel, or packages that are mounted as disks.
_NOT_KEPT = re.compile(r"(dev)?tmpfs|ramfs|squashfs|autofs|nsfs|efivarfs|fuse\.(portal|lxcfs|snapfuse|gvfsd-fuse)")
# Where the system mounts what is its own; media that people plug in are in /run/media on some.
_OF_THE_SYSTEM = re.compile(r"/(boot|efi|snap|var|etc|usr|dev|proc|sys|run(?!/media/)|System|private)(/.*)?")


@dataclass(frozen=True, slots=True)
class Volume:
    """A disk, a stick, or a partition of one, as it is mounted now.

    ``name`` is as the person knows it, and never empty. ``identity`` is the same when it comes back under another
    letter or mount point. ``disk`` is the same for two partitions of one disk, as long as it stays plugged in. Both are
    "" where the system does not tell.
    """

    root: Path
    name: str
    identity: str = ""
    is_removable: bool = False
    disk: str = ""


def volumes() -> tuple[Volume, ...]:
    """Those that are ready and can be written to.

    Disks are asked, and one may have to spin up: for a worker, or a moment at which nobody types.
    """
    # Of two that are mounted at one place, the later one hides the other.
    found = {info.rootPath(): info for info in _mounted() if info.isValid() and info.isReady()}
    return tuple(_volume(info) for info in found.values() if _is_for_people(info))


def volume_of(path: Path, among: Sequence[Volume]) -> Volume | None:
    """The one that *path* lies on, or would if it is missing; None if it lies on none of these."""
    place = real(path)
    above = [one for one in among if place.is_relative_to(one.root)]
    return max(above, key=lambda one: len(one.root.parts), default=None)


def real(path: Path) -> Path:
    """Where *path* leads; itself, if it leads in a circle."""
    try:
        return resolved(path)
    except EndlessLinkError:
        return path.absolute()


def is_folder(path: Path) -> bool:
    """Whether there is a folder that this user may look at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


if sys.platform == "win32":
    from pegase_desktop.ui.copies.disks import local_roots

    def _mounted() -> list[QStorageInfo]:
        return [QStorageInfo(root) for root in local_roots()]

else:

    def _mounted() -> list[QStorageInfo]:
        return QStorageInfo.mountedVolumes()


def _is_for_people(info: QStorageInfo) -> bool:
    if info.isReadOnly() or _NOT_KEPT.fullmatch(_text(info.fileSystemType().data())):
        return False
    root = info.rootPath()
    return not _OF_THE_SYSTEM.fullmatch(root) and is_folder(Path(root))  # single files are mounted into containers


def _volume(info: QStorageInfo) -> Volume:
    root, device = Path(info.rootPath()), _text(info.device().data())
    disk = disk_of(root, device)
    name = name_of(root, info.name().strip(), disk.is_removable)
    return Volume(root, name, identity_of(device), disk.is_removable, disk.name)


def name_of(root: PurePath, label: str, is_removable: bool) -> str:
    """What Windows calls it in its own windows; elsewhere its label, or the place where it is."""
    if not root.drive:
        return label or str(root)
    return f"{label or ('Lecteur USB' if is_removable else 'Disque local')} ({root.drive})"


def _text(data: bytes | bytearray | memoryview) -> str:
    return os.fsdecode(bytes(data))
