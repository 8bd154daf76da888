"""What is kept of a fault of the program itself: where in the code it happened, and no name of any person."""

from __future__ import annotations

import contextlib
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from pegase_desktop import __version__

_LARGEST_LOG = 500_000  # bytes: beyond, the log starts again


def described(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Where in the code a fault happened. Not its message: it may hold what somebody typed."""
    lines = [f"Pégase Réclamations {__version__}, Python {platform.python_version()}, {platform.system()}"]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines += [f"{type(cause).__name__}", *_places(cause.__traceback__)]
    return "\n".join([*lines, kind.__name__, *_places(trace)])


def keep(log: Path, text: str) -> None:
    """Add *text* to the log, with the time; a disk that takes nothing more is no second fault."""
    with contextlib.suppress(OSError):
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_full = log.exists() and log.stat().st_size > _LARGEST_LOG
        with log.open("w" if is_full else "a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {text}\n")


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
