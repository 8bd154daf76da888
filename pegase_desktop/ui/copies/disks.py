"""What lies beneath a volume: which disk, whether one carries it away, what tells the volume from any other.

Qt tells none of it. The system is asked, without rights that only an administrator has; what it does not say is
unknown, and never an error.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

_SYSFS, _BY_UUID = Path("/sys"), Path("/dev/disk/by-uuid")
_USB = re.compile(r"usb\d+")


@dataclass(frozen=True, slots=True)
class Disk:
    """A physical disk: its name holds as long as it stays plugged in, and is the same for all its volumes."""

    name: str = ""
    is_removable: bool = False


def disk_in_sysfs(number: str, sysfs: Path = _SYSFS) -> Disk:
    """The disk of the block device *number*, « major:minor », as Linux describes it in the tree *sysfs*."""
    try:
        node = _beneath((sysfs / "dev" / "block" / number).resolve(strict=True))
        whole = node.parent if (node / "partition").exists() else node
        is_removable = (whole / "removable").read_text("ascii").strip() == "1" or any(map(_USB.fullmatch, whole.parts))
    except (OSError, RuntimeError, ValueError):  # not there; a circle of links; no text
        return Disk()
    # What the kernel made up (a file used as a disk, several disks used as one) lies on disks that it does not say.
    return Disk("" if whole.parts[-3:-1] == ("virtual", "block") else whole.name, is_removable)


def _beneath(node: Path) -> Path:
    """What an encrypted or a logical volume lies on, as long as that is one thing."""
    while len(below := list(node.glob("slaves/*"))) == 1:
        node = below[0].resolve(strict=True)
    return node


def identity_by_uuid(device: str, by_uuid: Path = _BY_UUID) -> str:
    """The UUID of the file system on *device*; else *device* itself, if that names the same thing tomorrow.

    What is under ``/dev`` is named in the order in which it was plugged in: tomorrow's ``/dev/sdb1`` is another stick.
    """
    try:
        target = Path(device).resolve()
        found = next((link.name for link in sorted(by_uuid.iterdir()) if link.resolve() == target), "")
    except (OSError, RuntimeError, ValueError):
        found = ""
    is_lasting = "/" in device and (not device.startswith("/dev/") or device.startswith("/dev/mapper/"))
    return found or (device if is_lasting else "")


if sys.platform == "win32":
    import ctypes
    import struct
    from ctypes import wintypes

    _REMOVABLE, _FIXED = 2, 3  # what GetDriveTypeW says; 4 is the network
    _SHARED, _OPEN_EXISTING = 1 | 2, 3  # for reading and writing
    _NO_HANDLE = ctypes.c_void_p(-1).value
    # winioctl.h; neither asks for any access to the disk. The second is asked for a STORAGE_DEVICE_DESCRIPTOR.
    _GET_DEVICE_NUMBER, _QUERY_PROPERTY = 0x002D1080, 0x002D1400
    _DEVICE_PROPERTY = struct.pack("<III", 0, 0, 0)
    _BUS_AT, _BUS_USB = 28, 7
    _DESCRIPTOR_SIZE = 1024

    # A library of our own: what is declared here holds for nobody else's calls.
    _kernel = ctypes.WinDLL("kernel32")
    _kernel.GetLogicalDrives.argtypes = ()
    _kernel.GetLogicalDrives.restype = wintypes.DWORD
    _kernel.GetDriveTypeW.argtypes = (wintypes.LPCWSTR,)
    _kernel.GetDriveTypeW.restype = wintypes.UINT
    _kernel.CreateFileW.argtypes = (
        *(wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID),
        *(wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE),
    )
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.DeviceIoControl.argtypes = (
        *(wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD),
        *(wintypes.LPVOID, wintypes.DWORD, wintypes.LPDWORD, wintypes.LPVOID),
    )
    _kernel.DeviceIoControl.restype = wintypes.BOOL
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.CloseHandle.restype = wintypes.BOOL

    def local_roots() -> list[str]:
        """The drives of this computer, as Qt writes them.

        Those of the network are not looked at: one that is out of reach would be waited for.
        """
        bits = int(_kernel.GetLogicalDrives())
        letters = [chr(ord("A") + place) for place in range(26) if bits >> place & 1]
        return [f"{letter}:/" for letter in letters if _kind(f"{letter}:") in (_REMOVABLE, _FIXED)]

    def disk_of(root: Path, device: str) -> Disk:
        """The disk of the volume that has the letter of *root*."""
        is_removable = _kind(root.drive) == _REMOVABLE
        handle = _kernel.CreateFileW(rf"\\.\{root.drive}", 0, _SHARED, None, _OPEN_EXISTING, 0, None)
        if handle in (None, _NO_HANDLE):
            return Disk(is_removable=is_removable)
        try:
            return Disk(_device_number(handle), is_removable or _is_usb(handle))
        finally:
            _kernel.CloseHandle(handle)

    def identity_of(device: str) -> str:
        """The volume's GUID, which Windows keeps for it whatever its letter."""
        return device

    def _kind(drive: str) -> int:
        return int(_kernel.GetDriveTypeW(f"{drive}\\"))

    def _device_number(handle: int) -> str:
        """A STORAGE_DEVICE_NUMBER without the partition; a volume that spans several disks has none."""
        answer = _answer(handle, _GET_DEVICE_NUMBER, b"", 12)
        return "{}:{}".format(*struct.unpack_from("<II", answer)) if len(answer) == 12 else ""

    def _is_usb(handle: int) -> bool:
        answer = _answer(handle, _QUERY_PROPERTY, _DEVICE_PROPERTY, _DESCRIPTOR_SIZE)
        return len(answer) >= _BUS_AT + 4 and struct.unpack_from("<I", answer, _BUS_AT) == (_BUS_USB,)

    def _answer(handle: int, control: int, question: bytes, room: int) -> bytes:
        answer, length = ctypes.create_string_buffer(room), wintypes.DWORD()
        asked = (handle, control, question or None, len(question), answer, room, ctypes.byref(length), None)
        return answer.raw[: length.value] if _kernel.DeviceIoControl(*asked) else b""

else:

    def disk_of(root: Path, device: str) -> Disk:
        """The disk of the volume that is mounted at *root*, from *device*."""
        number = _number_of(device) or _number_of(str(root), is_root=True)
        return disk_in_sysfs(number) if number else Disk()

    def identity_of(device: str) -> str:
        """The UUID of its file system, where it has one."""
        return identity_by_uuid(device)

    def _number_of(path: str, is_root: bool = False) -> str:
        """Of a block device, or of that beneath a root. (Some file systems, as btrfs, give roots an invented one.)"""
        try:
            found = Path(path).stat()
        except (OSError, ValueError):
            return ""
        if not is_root and not stat.S_ISBLK(found.st_mode):
            return ""
        number = found.st_dev if is_root else found.st_rdev
        return f"{os.major(number)}:{os.minor(number)}"
