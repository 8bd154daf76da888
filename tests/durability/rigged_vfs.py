"""A rigged disk under the very SQLite that the product uses: it records what is written, and fails on request.

SQLite reaches files through a table of functions, its VFS (https://sqlite.org/vfs.html). This one is a copy of the
platform's own in which the few functions that matter here are replaced by Python ones that call the original.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pysqlite3 import _sqlite3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OK = 0


class Operation(Enum):
    """What can be made to fail, with the result code that it then gives (https://sqlite.org/rescode.html)."""

    READ = 266  # SQLITE_IOERR_READ
    WRITE = 778  # SQLITE_IOERR_WRITE
    SYNC = 1034  # SQLITE_IOERR_FSYNC
    ROOM = 13  # SQLITE_FULL, by a write


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Delete:
    file: str


@dataclass(frozen=True)
class Acknowledged:
    """Not the disk's doing: the moment at which a save was reported as done."""

    token: str


Event = Write | Truncate | Sync | Delete | Acknowledged


@dataclass
class Fault:
    """The *nth* operation of its kind from now fails; with *for_good*, all later ones too."""

    operation: Operation
    nth: int
    for_good: bool
    seen: int = 0
    struck: bool = False

    def strikes(self, operation: Operation) -> bool:
        counted = Operation.WRITE if self.operation is Operation.ROOM else self.operation
        if operation is not counted:
            return False
        self.seen += 1
        hit = self.seen == self.nth or (self.for_good and self.seen > self.nth)
        self.struck |= hit
        return hit


@dataclass
class RiggedDisk:
    """What the tests hold in hand while the rigged VFS is the default one."""

    events: list[Event] = field(default_factory=list)
    fault: Fault | None = None
    room: int | None = None  # bytes that are free; None for a disk without end
    was_full: bool = False
    _sizes: dict[str, int] = field(default_factory=dict)

    def outcome(self, operation: Operation) -> int:
        return self.fault.operation.value if self.fault and self.fault.strikes(operation) else OK

    def makes_room(self, name: str, end: int, *, cut: bool = False) -> bool:
        """Whether the file *name* may reach as far as *end*, or is to be *cut* there; what it takes is taken."""
        held = self._sizes.get(name, 0)
        grows = end - held if cut else max(0, end - held)
        if self.room is not None:
            if grows > self.room:
                self.was_full = True
                return False
            self.room -= grows
        self._sizes[name] = held + grows
        return True


class _IoMethods(ctypes.Structure):
    pass


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_IoMethods)),)


class _Vfs(ctypes.Structure):
    pass


_file = ctypes.POINTER(_File)
_int, _int64, _pointer, _text = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, ctypes.c_char_p
_Transfer = ctypes.CFUNCTYPE(_int, _file, _pointer, _int, _int64)
_TruncateFile = ctypes.CFUNCTYPE(_int, _file, _int64)
_SyncFile = ctypes.CFUNCTYPE(_int, _file, _int)
# The name stays a bare pointer: SQLite keeps the memory that it points to, and uses it as long as the file is open.
_Open = ctypes.CFUNCTYPE(_int, ctypes.POINTER(_Vfs), _pointer, _file, _int, ctypes.POINTER(_int))
_DeleteFile = ctypes.CFUNCTYPE(_int, ctypes.POINTER(_Vfs), _text, _int)

_IoMethods._fields_ = (
    ("version", _int),
    ("close", _pointer),
    ("read", _Transfer),
    ("write", _Transfer),
    ("truncate", _TruncateFile),
    ("sync", _SyncFile),
    *((name, _pointer) for name in "size lock unlock check_reserved control sector characteristics".split()),
    *((name, _pointer) for name in "shm_map shm_lock shm_barrier shm_unmap fetch unfetch".split()),
)
_Vfs._fields_ = (
    ("version", _int),
    ("file_bytes", _int),
    ("longest_path", _int),
    ("next", _pointer),
    ("name", _text),
    ("data", _pointer),
    ("open", _Open),
    ("delete", _DeleteFile),
    *((name, _pointer) for name in "access full_path dl_open dl_error dl_sym dl_close randomness sleep".split()),
    *((name, _pointer) for name in "current_time last_error current_time64 set_call get_call next_call".split()),
)


class _RiggedVfs:
    """The C structures that SQLite sees."""

    def __init__(self, original: Any, disk: RiggedDisk) -> None:
        self._original = original
        self._disk = disk
        self._names: dict[int, str] = {}
        self._tables: dict[int, _IoMethods] = {}
        self.structure = _Vfs.from_buffer_copy(original.contents)
        self.structure.name = b"rigged"
        self.structure.next = None
        self.structure.open = _Open(self._open)
        self.structure.delete = _DeleteFile(self._delete)

    def _open(self, _vfs: Any, name: int | None, file: Any, flags: int, out_flags: Any) -> int:
        result = int(self._original.contents.open(self._original, name, file, flags, out_flags))
        if result == OK and name:
            # The last opening wins: an address is used again once its file is closed.
            self._names[ctypes.addressof(file.contents)] = Path(ctypes.string_at(name).decode()).name
            file.contents.methods = ctypes.pointer(self._rigged(file.contents.methods))
        return result

    def _delete(self, vfs: Any, name: bytes, sync_folder: int) -> int:
        result = int(self._original.contents.delete(self._original, name, sync_folder))
        if result == OK:
            self._disk.makes_room(Path(name.decode()).name, 0, cut=True)
            self._disk.events.append(Delete(Path(name.decode()).name))
        return result

    def _rigged(self, methods: Any) -> _IoMethods:
        """A table like *methods*, which the platform shares among its files, with our functions in it."""
        address = ctypes.addressof(methods.contents)
        if address not in self._tables:
            original = methods.contents
            table = _IoMethods.from_buffer_copy(original)
            table.read = _Transfer(self._failing(Operation.READ, original.read))
            table.write = _Transfer(self._writing(original.write))
            table.truncate = _TruncateFile(self._truncating(original.truncate))
            table.sync = _SyncFile(self._syncing(original.sync))
            self._tables[address] = table
        return self._tables[address]

    def _failing(self, operation: Operation, original: Callable[..., int]) -> Callable[..., int]:
        return lambda *arguments: self._disk.outcome(operation) or original(*arguments)

    def _writing(self, original: Callable[..., int]) -> Callable[..., int]:
        def write(file: Any, data: int, amount: int, offset: int) -> int:
            if not self._disk.makes_room(self._name(file), offset + amount):
                return Operation.ROOM.value
            result = self._disk.outcome(Operation.WRITE) or original(file, data, amount, offset)
            if result == OK:
                self._disk.events.append(Write(self._name(file), offset, ctypes.string_at(data, amount)))
            return result

        return write

    def _truncating(self, original: Callable[..., int]) -> Callable[..., int]:
        def truncate(file: Any, size: int) -> int:
            result = original(file, size)
            if result == OK:
                self._disk.makes_room(self._name(file), size, cut=True)
                self._disk.events.append(Truncate(self._name(file), size))
            return result

        return truncate

    def _syncing(self, original: Callable[..., int]) -> Callable[..., int]:
        def sync(file: Any, flags: int) -> int:
            # Nothing here relies on the real disk's sync, and without it a test takes a tenth of the time.
            result = self._disk.outcome(Operation.SYNC)
            if result == OK:
                self._disk.events.append(Sync(self._name(file)))
            return result

        return sync

    def _name(self, file: Any) -> str:
        return self._names[ctypes.addressof(file.contents)]


# Kept for ever: a connection that a failed test left open still calls into them.
_kept: list[_RiggedVfs] = []


@contextmanager
def rigged_disk() -> Iterator[RiggedDisk]:
    """Inside, every file that SQLite opens is on the rigged disk; close them all before the end."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    disk = RiggedDisk()
    rigged = _RiggedVfs(library.sqlite3_vfs_find(None), disk)
    _kept.append(rigged)
    library.sqlite3_vfs_register(ctypes.byref(rigged.structure), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(rigged.structure))


def why_impossible() -> str | None:
    """Why this platform's SQLite cannot be rigged, if so."""
    try:
        ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_register  # noqa: B018
    except (AttributeError, OSError):
        return "this build of SQLite hides sqlite3_vfs_register"
    return None
