"""Documents kept with a complaint: their size and their name, which is data and never a path."""

from __future__ import annotations

import unicodedata

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.text import clean_line

MAX_BYTES = 25 * 1024 * 1024
_MAX_NAME = 120
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
)

# What the office's own programs show without running anything.
_SAFE_TO_OPEN = frozenset(
    "pdf png jpg jpeg gif webp bmp tif tiff heic txt csv eml msg doc docx odt rtf xls xlsx ods ppt pptx odp "
    "mp3 m4a wav ogg mp4 mov".split()
)  # fmt: skip


class AttachmentTooLarge(UserError):
    """A document is larger than the register keeps."""


def check_size(size: int) -> None:
    """Refuse a document of *size* bytes if it is too large.

    Raises:
        AttachmentTooLarge: over 25 MB.
    """
    if size > MAX_BYTES:
        raise AttachmentTooLarge(
            "Ce document dépasse 25 Mo. Réduisez-le, par exemple en PDF, ou gardez-en seulement les pages utiles."
        )


def safe_name(name: str) -> str:
    """*name* as a file name that every system accepts: no path, no control or hidden character, at most 120."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2] or name)
    kept = "".join("_" if one in _FORBIDDEN or unicodedata.category(one).startswith("C") else one for one in last)
    kept = kept.strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if dot and stem and len(extension) <= 10:
        kept = f"{stem[: _MAX_NAME - len(extension) - 1].rstrip(' .')}.{extension}"
    else:
        kept = kept[:_MAX_NAME].rstrip(" .")
    if not kept:
        return "document"
    return f"_{kept}" if kept.partition(".")[0].casefold() in _DEVICES else kept


def is_safe_to_open(name: str) -> bool:
    """Whether the document is of a known kind that the office's programs show; others are only saved."""
    return name.rpartition(".")[2].casefold() in _SAFE_TO_OPEN and "." in name
