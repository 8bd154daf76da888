"""A message as Outlook saves it: a compound file with one stream for each property (source: [MS-CFB])."""

from __future__ import annotations

import struct

_SECTOR = 512
_LEAST = 4096  # bytes of a stream that stands in sectors of its own
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def outlook_file(streams: dict[str, bytes]) -> bytes:
    """The file; each stream is filled up with zeros to the least size."""
    padded = {name: content.ljust(_LEAST, b"\0") for name, content in streams.items()}
    entries = [_entry("Root Entry", _ROOT, child=1)]
    sectors, fat = bytearray(), [_FAT]
    for number, (name, content) in enumerate(padded.items(), start=1):
        right = number + 1 if number < len(padded) else _NONE
        entries.append(_entry(name, _STREAM, right=right, start=len(fat), size=len(content)))
        sectors += _add(content, fat)
    directory = len(fat)
    sectors += _add(b"".join(entries), fat)
    table = struct.pack("<128I", *(fat + [_FREE] * (128 - len(fat))))
    return _header(directory) + table + bytes(sectors)


def _add(content: bytes, fat: list[int]) -> bytes:
    """Chain *content* in the table of sectors, of which the first is the table itself."""
    count = -(-len(content) // _SECTOR)
    first = len(fat)
    fat += [*range(first + 1, first + count), _END]
    return content.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = _END, size: int = 0) -> bytes:
    words = f"{name}\0".encode("utf-16-le")
    head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    return head + struct.pack("<III", _NONE, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def _header(directory: int) -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head = magic + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, _LEAST, _END, 0, _END, 0)
    return (head + struct.pack("<I", 0)).ljust(_SECTOR, b"\xff")
