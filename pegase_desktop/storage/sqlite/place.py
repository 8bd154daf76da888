"""Where a live register may lie: on a disk of this computer, in a folder that nothing synchronises."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from pegase_desktop.storage.file_errors import (
    CloudPlaceError,
    EndlessLinkError,
    FolderCreationError,
    FolderGivenError,
    LongPathError,
    NetworkPlaceError,
    ReadOnlyFileError,
    ReadOnlyFolderError,
    SeveralNamesError,
)

# The engine puts up to 20 characters behind the name of the register for its neighbours ("-wal", ".lock", …).
_NEIGHBOUR_SUFFIX = 20
_LONGEST_PATH = 259 if sys.platform == "win32" else 511  # MAX_PATH without its end; SQLite's own limit elsewhere
_LONGEST_NAME = 255

# Folders as the synchronising programs name them, in French and English, perhaps followed by an account's name.
_CLOUD_FOLDER = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrivefs|drivefs|mon drive|my drive|icloud ?drive|mobile documents"
    r"|cloudstorage|com~apple~clouddocs|kdrive|pcloud ?drive|nextcloud|owncloud|box sync|proton drive)( ?[-–(].*)?",
    re.IGNORECASE,
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_FILE_SYSTEMS = re.compile(
    r"nfs4?|cifs|smb2|smb3|smbfs|ncpfs|afs|afpfs|davfs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2)"
)


def resolved(path: Path) -> Path:
    """The file itself, whatever links lead to it.

    Raises:
        EndlessLinkError: they lead round in a circle, or no file can have that name.
    """
    try:
        found = path.resolve()
        os.fsencode(found)
    except (RuntimeError, ValueError, OSError) as problem:  # a circle; NUL, or half a character; Windows has more
        raise EndlessLinkError(path) from problem
    return found


def check_place(path: Path) -> None:
    """Refuse a place where a live register could be damaged or could not be written.

    The folder of *path* may be missing; the file too.

    Raises:
        RegisterFileError: one of the subclasses imported here, with a sentence for the user.
    """
    if len(os.fsencode(path)) + _NEIGHBOUR_SUFFIX > _LONGEST_PATH:
        raise LongPathError(path)
    if len(os.fsencode(path.name)) + _NEIGHBOUR_SUFFIX > _LONGEST_NAME:
        raise LongPathError(path)
    if path.is_dir():
        raise FolderGivenError(path)
    if is_on_network(path):
        raise NetworkPlaceError(path)
    if is_in_cloud(path):
        raise CloudPlaceError(path)


def check_writable(path: Path) -> None:
    """Refuse a file or a folder that is marked read-only, before anything tries to write there.

    Raises:
        ReadOnlyFileError, ReadOnlyFolderError: said even to an administrator, who could write all the same.
    """
    if not is_writable(path.parent):
        raise ReadOnlyFolderError(path)
    if path.exists() and not is_writable(path):
        raise ReadOnlyFileError(path)


def check_single_name(path: Path) -> None:
    """Refuse a file that has another name as well: lock and ``-wal`` go by the name.

    Raises:
        SeveralNamesError: two windows could write to it without seeing each other.
    """
    if path.is_file() and path.stat().st_nlink > 1:
        raise SeveralNamesError(path)


def make_folder(path: Path) -> None:
    """Make the missing folders above *path*, for their owner only.

    Raises:
        FolderCreationError: the place does not allow it.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FolderCreationError(path) from error


def is_in_cloud(path: Path) -> bool:
    """Whether a folder above *path* bears the name of a synchronised folder, or is one by Windows' own settings."""
    folders = path.parents
    if any(_CLOUD_FOLDER.fullmatch(folder.name) for folder in folders):
        return True
    roots = (Path(root) for variable in _CLOUD_VARIABLES if (root := os.environ.get(variable)))
    return any(root in folders for root in roots)


def is_writable(path: Path) -> bool:
    """Whether a file or a folder is not marked read-only, and this user may write to it."""
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOTE = 4

    def is_on_network(path: Path) -> bool:
        """Whether *path* is a UNC path or on a mapped network drive."""
        if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
            return True
        return int(ctypes.windll.kernel32.GetDriveTypeW(path.anchor)) == _DRIVE_REMOTE

else:
    _MOUNTS = Path("/proc/self/mounts")  # Linux only; elsewhere a network folder goes unnoticed

    def is_on_network(path: Path) -> bool:
        """Whether *path* lies on a mounted network file system."""
        if not _MOUNTS.exists():
            return False
        mounts = [line.split(" ")[1:3] for line in _MOUNTS.read_text("utf-8", "replace").splitlines()]
        above = [mount for mount in mounts if path.is_relative_to(_unescaped(mount[0]))]
        nearest = max(above, key=lambda mount: len(mount[0]), default=None)
        return nearest is not None and _NETWORK_FILE_SYSTEMS.fullmatch(nearest[1]) is not None

    def _unescaped(mount_point: str) -> str:
        """The mount table writes blanks in folder names as octal numbers."""
        return re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), mount_point)
