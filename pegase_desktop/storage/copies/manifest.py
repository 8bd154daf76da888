"""What is known of a copy, kept beside it: what it holds, how it was verified, and by which hash it is recognised.

It is a convenience for the list of copies. Nothing is put back on its word alone: the copy itself is judged then.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pegase_desktop.domain.copies import ENDING, Figures
from pegase_desktop.domain.moments import from_text, is_plausible, to_text
from pegase_desktop.storage.copies.holding import Holding
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.saved_file import save_whole

FORMAT = 1
_SUFFIX = ".json"
_LARGEST = 20_000  # bytes: ten times what one needs
_PIECE = 1 << 20  # bytes, between two of which reading can be given up
_HEX = re.compile("[0-9a-f]{32,64}")

#: Told how many bytes are done, and of how many; what it raises ends the work.
OnBytes = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """``verified_whole`` when every fact was compared with the journal, else a sample; ``sha256`` is of the file.

    ``number`` tells the order in which copies came to that folder, whatever the clock said and whatever they hold: of a
    register that was put back, the last copy holds less than others before it.
    """

    holding: Holding
    made_at: datetime
    verified_whole: bool
    program: str
    schema: int
    size: int
    sha256: str
    number: int = 0


def manifest_beside(copy: Path) -> Path:
    """The neighbour of a copy that tells of it."""
    return copy.with_name(copy.name + _SUFFIX)


def write_manifest(copy: Path, manifest: Manifest) -> None:
    """Keep it beside the copy.

    Raises:
        FileNotSaved: the folder does not allow it.
    """
    held, figures = manifest.holding, manifest.holding.figures
    plain = {
        "format": FORMAT,
        "register": held.register,
        "copy": held.copy,
        "made_at": to_text(manifest.made_at),
        "verified": "whole" if manifest.verified_whole else "sample",
        "complaints": figures.cases,
        "newest": figures.newest,
        "last_entry_at": to_text(figures.last_at) if figures.last_at else None,
        "journal": {"entries": held.head.count, "hash": held.head.digest},
        "state": held.state,
        "program": manifest.program,
        "schema": manifest.schema,
        "size": manifest.size,
        "sha256": manifest.sha256,
        "number": manifest.number,
    }
    save_whole(manifest_beside(copy), json.dumps(plain, indent=1, ensure_ascii=False).encode())


@contextmanager
def taken_back(copy: Path) -> Iterator[None]:
    """If the block raises, and the copy has not got its name, nothing that would tell of it is left."""
    try:
        yield
    except BaseException:
        if not copy.exists():
            with suppress(OSError):
                manifest_beside(copy).unlink(missing_ok=True)
        raise


def read_manifest(copy: Path) -> Manifest | None:
    """What stands beside the copy; None where nothing does that one could believe, or where it is not of this file."""
    try:
        with manifest_beside(copy).open("rb") as file:
            found = parsed_manifest(file.read(_LARGEST))
        return found if found and copy.stat().st_size == found.size else None
    except (OSError, ValueError):  # no name that a file can have
        return None


def parsed_manifest(content: bytes) -> Manifest | None:
    """The manifest that these bytes are; None if they are none."""
    try:
        return _manifest(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def next_number(folder: Path) -> int:
    """That of a copy which comes to *folder* now."""
    numbers = [0]
    with suppress(OSError):
        numbers += [found.number for one in folder.glob(f"*{ENDING}") if (found := read_manifest(one))]
    return max(numbers) + 1


def sha256_of(path: Path, on_bytes: OnBytes | None = None) -> str:
    """The hash of a file.

    Raises:
        OSError: it cannot be read.
    """
    found, size, done = hashlib.sha256(), path.stat().st_size, 0
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            found.update(piece)
            done += len(piece)
            if on_bytes:
                on_bytes(done, size)
    return found.hexdigest()


def _manifest(plain: dict[str, Any]) -> Manifest:
    if plain["format"] != FORMAT:
        raise ValueError("of another format")
    last, journal = plain["last_entry_at"], plain["journal"]
    figures = Figures(_count(plain["complaints"]), str(plain["newest"])[:40], _moment(last) if last else None)
    head = Head(_count(journal["entries"]), str(journal["hash"]))
    return Manifest(
        Holding(_hex(plain["register"]), _hex(plain["copy"]), figures, head, _hex(plain["state"])),
        _moment(plain["made_at"]),
        plain["verified"] == "whole",
        str(plain["program"])[:40],
        _count(plain["schema"]),
        _count(plain["size"]),
        _hex(plain["sha256"]),
        _count(plain["number"]),
    )


def _moment(plain: str) -> datetime:
    moment = from_text(plain)
    if not is_plausible(moment):
        raise ValueError("no moment of ours")
    return moment


def _count(plain: object) -> int:
    if type(plain) is not int or plain < 0:
        raise ValueError("no count")
    return plain


def _hex(plain: object) -> str:
    if not isinstance(plain, str) or not _HEX.fullmatch(plain):
        raise ValueError("no hash")
    return plain
