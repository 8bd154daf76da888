"""Documents kept with a complaint: their size and their name, which is data and never a path."""

from __future__ import annotations

import unicodedata

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.text import clean_line

MAX_BYTES = 25 * 1024 * 1024
_MAX_CHARACTERS, _MAX_BYTES = 120, 240  # Windows counts the former, Linux the latter (255), both the folder besides
_MAX_EXTENSION = 10
_FORBIDDEN = frozenset('<>:"/\\|?*')
# Names that Windows keeps for devices, whatever their case and what follows the first full stop.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)

# What the office's own programs show without running anything.
_SAFE_TO_OPEN = frozenset(
    "pdf png jpg jpeg gif webp bmp tif tiff heic txt csv eml msg doc docx odt rtf xls xlsx ods ppt pptx odp "
    "mp3 m4a wav ogg mp4 mov".split()
)  # fmt: skip


class AttachmentTooLarge(UserError):
    """A document is larger than the register keeps."""


def check_size(size: int, named: str = "Ce document") -> None:
    """Refuse a document of *size* bytes if it is too large; *named* begins the sentence.

    Raises:
        AttachmentTooLarge: over 25 MB.
    """
    if size > MAX_BYTES:
        raise AttachmentTooLarge(
            f"{named} dépasse 25\u00a0Mo. Réduisez-le, par exemple en PDF, ou gardez-en seulement les pages utiles."
        )


def safe_name(name: str) -> str:
    """*name* as a file name that every system accepts: no path, no control or hidden character, not too long."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2] or name)
    kept = "".join("_" if one in _FORBIDDEN or unicodedata.category(one).startswith("C") else one for one in last)
    kept = kept.strip(" .") or "document"
    if kept.partition(".")[0].strip().casefold() in _DEVICES:
        kept = f"_{kept}"
    stem, dot, extension = kept.rpartition(".")
    if not dot or len(extension) > _MAX_EXTENSION:
        stem, extension = kept, ""
    return _shortened(stem, dot + extension if extension else "")


def _shortened(stem: str, ending: str) -> str:
    """The name with as much of its stem as file systems take."""
    stem = stem[: _MAX_CHARACTERS - len(ending)]
    room = _MAX_BYTES - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + ending


def is_safe_to_open(name: str) -> bool:
    """Whether the document is of a known kind that the office's programs show; others are only saved."""
    return name.rpartition(".")[2].casefold() in _SAFE_TO_OPEN and "." in name
