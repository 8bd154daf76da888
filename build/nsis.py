"""The setup program around a frozen one: the list of its files, and the NSIS compiler that packs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from environment import ROOT, SetUpError, install_missing
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPT = ROOT / "build" / "windows" / "installer.nsi"
_ICON = ROOT / "resources" / "icon.png"
# A folder of 200 characters must hold every file within the 259 that Windows allows a path.
_LONGEST_PLACE = 58
_SIDE_SIZE, _SIDE_COLOUR, _SIDE_ICON = (164, 314), "#164F8F", 96  # pixels, as NSIS draws the first and last pages


def pack(program: Path, setup: Path, version: str, *, quickly: bool = False, sign: str = "") -> None:
    """Make the installer *setup* of everything in the folder *program*.

    Args:
        version: as « Applications installées » shows it, e.g. ``1.2.0``.
        quickly: pack lightly, for an installer that only a trial will run.
        sign: a command that signs the file whose path is put behind it; empty: nothing is signed.

    Raises:
        SetUpError: NSIS is missing or refuses the script, or a file lies too deep for a long path.
    """
    work = setup.with_suffix(".nsis")
    work.mkdir(parents=True, exist_ok=True)
    files = work / "files.nsh"
    files.write_text("\n".join(_file_list(program)) + "\n", "utf-8")
    side = work / "side.bmp"
    _draw_side(side)
    definitions = {
        "VERSION": version,
        "OUTPUT": str(setup),
        "FILES": str(files),
        "SIDE": str(side),
        "RESOURCES": str(ROOT / "resources"),
        "KILOBYTES": str(sum(path.stat().st_size for path in program.rglob("*") if path.is_file()) // 1024),
    }
    definitions |= {"QUICKLY": "1"} if quickly else {}
    definitions |= {"SIGN": sign} if sign else {}
    definitions |= {"TARGET": "amd64-unicode"} if sys.platform == "linux" else {}  # Wine here has no 32-bit part
    options = [f"-D{name}={value}" for name, value in definitions.items()]
    done = subprocess.run(
        [compiler(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, _SCRIPT],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SetUpError(f"NSIS refuses the installer's script: {(done.stdout + done.stderr).strip()}")


def compiler() -> str:
    """NSIS's compiler.

    Raises:
        SetUpError: it is missing and cannot be installed.
    """
    if sys.platform == "linux":
        install_missing({"makensis": "nsis"}, "Packing the installer")
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    found = shutil.which("makensis") or (str(usual) if usual.is_file() else None)
    if found is None:
        raise SetUpError("NSIS 3 packs the installer and is missing: install it, then try again.")
    return found


def _file_list(program: Path) -> Iterator[str]:
    """Write, in NSIS's words, how each file is installed and how each is removed, by name."""
    folders = [program, *sorted(path for path in program.rglob("*") if path.is_dir())]
    yield "!macro INSTALL_FILES"
    for folder in folders:
        yield f'  SetOutPath "{_installed(program, folder)}"'
        yield from (f'  File "{file}"' for file in _files(folder))
    yield "!macroend"
    yield "!macro REMOVE_FILES"
    for folder in reversed(folders):
        yield from (f'  Delete "{_installed(program, file)}"' for file in _files(folder))
        if folder != program:
            yield f'  RMDir "{_installed(program, folder)}"'
    yield "!macroend"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _installed(program: Path, path: Path) -> str:
    place = str(path.relative_to(program)).replace("/", "\\")
    if len(place) > _LONGEST_PLACE:
        raise SetUpError(f"« {place} » is over {_LONGEST_PLACE} characters: a long path could not hold it.")
    return "$INSTDIR" if path == program else f"$INSTDIR\\{place}"


def _draw_side(target: Path) -> None:
    """Draw the picture beside the first and the last page: the icon on the program's blue."""
    side = Image.new("RGB", _SIDE_SIZE, _SIDE_COLOUR)
    with Image.open(_ICON) as icon:
        small = icon.convert("RGBA").resize((_SIDE_ICON, _SIDE_ICON), Image.Resampling.LANCZOS)
    side.paste(small, ((_SIDE_SIZE[0] - _SIDE_ICON) // 2, (_SIDE_SIZE[1] - _SIDE_ICON) // 2), small)
    side.save(target)
