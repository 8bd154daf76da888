"""The start of the frozen program against that of a frozen bare window, under the same Wine."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import installer
import windows_python
import wine
from environment import ROOT
from wine_desktop import Desktop

from pegase_desktop.storage.register import Register

_RUNS = 7
_BARE = wine.WINDOWS / "bare" / "bare.exe"
_BARE_SPEC = ROOT / "build" / "windows" / "bare.spec"
_DATA = wine.PROFILE / "AppData" / "Local" / "Pegase-Reclamations"


@dataclass(frozen=True)
class FrozenStart:
    """The fastest times from the double-click to the painted window, in seconds."""

    program: float
    bare: float


def frozen_start(register: Path) -> FrozenStart:
    """Start both by turns; the program on *register*, which one of its staff has opened today already.

    Raises:
        SetUpError: Wine or the frozen program cannot be had.
        TrialError: one of them does not show its window.
    """
    windows_python.make_ready()
    if not installer.PROGRAM.is_dir():
        installer.build()
    if not _BARE.is_file():
        print("Freezing a bare window (once) …", flush=True)
        installer.freeze(_BARE_SPEC)
    _prepare_user(register)
    kinds = {
        "program": (installer.PROGRAM / "PegaseReclamations.exe", "Pégase Réclamations"),
        "bare": (_BARE, "Fenêtre nue"),
    }
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    with Desktop.opened() as desktop:
        for run in range(_RUNS + 1):
            for kind, (program, title) in kinds.items():
                seconds = desktop.opening_time(program, title)
                if run:  # what is read for the first time is read from the disk
                    found[kind].append(seconds)
    # The fastest: what the machine takes when nothing else keeps it busy.
    return FrozenStart(min(found["program"]), min(found["bare"]))


def _prepare_user(register: Path) -> None:
    """A user whose register this is, and who has said today who they are: no question covers the window."""
    shutil.rmtree(_DATA, ignore_errors=True)
    _DATA.mkdir(parents=True)
    with Register.open(Path(shutil.copy(register, _DATA / "registre.pegase"))) as opened:
        person = opened.school.staff()[0].name
    today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
    (_DATA / "preferences.json").write_text(json.dumps({"actor": person, "actor_day": today}), "utf-8")
