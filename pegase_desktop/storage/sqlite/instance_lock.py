"""One window per register: a lock that the kernel releases when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from pegase_desktop.storage.file_errors import AlreadyOpenError, ForeignLockError, RegisterFileError
from pegase_desktop.storage.sqlite.faults import faults_as_sentences

if TYPE_CHECKING:
    from pathlib import Path

_LIVE = b"live"
# Nowhere a link leads to, and without waiting at a pipe.
_OPEN_FLAGS = os.O_RDWR | os.O_CREAT | sum(getattr(os, one, 0) for one in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
_SOMETHING_ELSE = {errno.ELOOP, errno.EISDIR, errno.ENXIO}  # a link, a folder, a socket

if sys.platform == "win32":
    import msvcrt

    # Far behind the content, because a locked byte cannot even be read by others.
    _LOCKED_BYTE = 1 << 30

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        # flock and not lockf: it also holds against a second opening by this same process.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_file(register: Path) -> Path:
    """The neighbour of a register that is locked while it is open."""
    return register.with_name(register.name + ".lock")


def ensure_unlocked(register: Path) -> None:
    """Take away the lock of who was killed while looking at that file; not one that is held, or tells of a crash."""
    with contextlib.suppress(RegisterFileError):
        lock = InstanceLock(register)
        lock.release(closed_cleanly=not lock.was_left_live)


def found_open(register: Path) -> bool:
    """Whether a process has that register open, this one included; found by trying to lock it."""
    if not lock_file(register).exists():
        return False
    try:
        lock = InstanceLock(register)
    except AlreadyOpenError:
        return True
    except (RegisterFileError, OSError):
        return False
    lock.release(closed_cleanly=not lock.was_left_live)
    return False


class InstanceLock:
    """An exclusive lock on a neighbour of the register, never on the register itself.

    (SQLite's own locks on the register would be lost if this process opened and closed the register by other means.)
    The neighbour also remembers whether the register was live, which tells a crash from a clean end.
    """

    def __init__(self, register: Path) -> None:
        """Take the lock at once or not at all.

        Raises:
            AlreadyOpenError: another window, of this process or another, holds it.
            ForeignLockError: something else bears its name.
            RegisterFileError: the neighbour cannot be made.
        """
        self._path = lock_file(register)
        with faults_as_sentences(register):
            self._descriptor = self._open_and_lock(register)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            self.was_left_live = os.read(self._descriptor, len(_LIVE)) == _LIVE

    def mark_live(self) -> None:
        """Remember, in case this process is killed, that the register's journal now exists beside it.

        Raises:
            OSError: the disk is full or fails.
        """
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, _LIVE)

    def mark_ended(self) -> None:
        """Forget that the register was live: from now on its journal may be gone without anything being lost by it."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)

    def release(self, *, closed_cleanly: bool) -> None:
        """Give the register free; the neighbour is removed unless it still has a crash to tell of.

        Where it cannot be removed, it stays and tells of none.
        """
        if closed_cleanly:
            self.mark_ended()
        if closed_cleanly and os.name == "posix":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)  # while locked, so that nobody can be holding a removed file
        os.close(self._descriptor)
        if closed_cleanly and os.name != "posix":
            with contextlib.suppress(OSError):  # Windows removes no open file: somebody else has just taken the lock
                self._path.unlink(missing_ok=True)

    def _open_and_lock(self, register: Path) -> int:
        while True:
            descriptor = self._opened(register)
            if not _is_ours(descriptor):
                os.close(descriptor)
                raise ForeignLockError(register)
            if not _try_lock(descriptor):
                os.close(descriptor)
                raise AlreadyOpenError(register)
            if _is_still_named(descriptor, self._path):
                return descriptor
            os.close(descriptor)  # its former owner removed it between our opening and our locking

    def _opened(self, register: Path) -> int:
        try:
            return os.open(self._path, _OPEN_FLAGS, 0o600)
        except OSError as problem:
            if problem.errno in _SOMETHING_ELSE:
                raise ForeignLockError(register) from problem
            raise


def _is_ours(descriptor: int) -> bool:
    """Whether it is a file of no more than the program writes there, and no other name of somebody's file."""
    found = os.fstat(descriptor)
    return stat.S_ISREG(found.st_mode) and found.st_size <= len(_LIVE) and found.st_nlink <= 1


def _is_still_named(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
