"""Where the files of this user are, as the system wants it; said once, for the window and for the commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = "Pegase-Reclamations"


@dataclass(frozen=True, slots=True)
class Places:
    """The files of this user: ``log`` keeps the program's own faults, ``crash_log`` the crashes of Qt itself."""

    register: Path
    preferences: Path
    log: Path
    crash_log: Path


def places_of_this_user() -> Places:
    """The places, whether or not anything is there yet."""
    from PySide6.QtCore import QStandardPaths  # a command on which all goes well never asks

    kinds = QStandardPaths.StandardLocation
    data = Path(QStandardPaths.writableLocation(kinds.GenericDataLocation)) / FOLDER
    config = Path(QStandardPaths.writableLocation(kinds.GenericConfigLocation)) / FOLDER
    return Places(data / "registre.pegase", config / "preferences.json", data / "problemes.log", data / "arrets.log")
